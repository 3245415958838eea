"""Employers and their people: names, e-mail addresses and telephone numbers that belong together."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from random import Random

from .company_words import STEMS, TRADES
from .people_words import FAMILY, GIVEN
from .place_words import COUNTRIES, City, Country

_GERMAN = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "Ä": "Ae", "Ö": "Oe", "Ü": "Ue", "ß": "ss"})
_EMAIL_STYLES = ("{first}.{last}", "{first}.{last}", "{initial}{last}", "{first}{last_initial}")


@dataclass(frozen=True, slots=True)
class Employer:
    """A company that people work for; ``email_style`` is how it makes addresses of names."""

    name: str
    plain_name: str
    industry: str
    domain: str
    country: Country
    city: City
    email_style: str


@dataclass(frozen=True, slots=True)
class Person:
    """One person at one employer."""

    first: str
    last: str
    email: str
    phone: str
    mobile: str


@dataclass(slots=True)
class Registry:
    """What was given out already, so that nobody shares an address, number or company name by accident."""

    rng: Random
    emails: set[str] = field(default_factory=set)
    numbers: set[str] = field(default_factory=set)
    stems: list[str] = field(default_factory=list)


def new_registry(rng: Random) -> Registry:
    stems = list(STEMS)
    rng.shuffle(stems)
    return Registry(rng, stems=stems)


def new_employer(registry: Registry) -> Employer:
    rng = registry.rng
    country = rng.choices(COUNTRIES, [country.weight for country in COUNTRIES])[0]
    trade, industry = rng.choice(TRADES)
    stem = registry.stems.pop()
    plain = f"{stem} {trade}"
    return Employer(
        name=f"{plain} {rng.choice(country.legal_forms)}",
        plain_name=plain,
        industry=industry,
        domain=f"{stem}-{trade}.{country.domain_ending}".lower(),
        country=country,
        city=rng.choice(country.cities),
        email_style=rng.choice(_EMAIL_STYLES),
    )


def new_person(registry: Registry, employer: Employer) -> Person:
    """Return somebody whose address nobody has yet."""
    rng, language = registry.rng, employer.country.language
    while True:
        first, last = rng.choice(GIVEN[language]), rng.choice(FAMILY[language])
        email = email_for(first, last, employer)
        if email not in registry.emails:
            break
    registry.emails.add(email)
    phone = new_number(registry, employer.country, employer.city, employer.country.phones)
    mobile = new_number(registry, employer.country, employer.city, employer.country.mobiles)
    return Person(first, last, email, phone, mobile)


def email_for(first: str, last: str, employer: Employer) -> str:
    """Return the address that the employer makes of a name: ``jgmueller@…``."""
    first, last = ascii_word(first), ascii_word(last)
    local = employer.email_style.format(first=first, last=last, initial=first[:1], last_initial=last[:1])
    return f"{local}@{employer.domain}"


def ascii_word(name: str) -> str:
    """Return a name as it stands in an address: ``Müller`` mueller, ``van Dijk`` vandijk."""
    plain = unicodedata.normalize("NFKD", name.translate(_GERMAN))
    return re.sub(r"[^a-z]", "", plain.lower())


def new_number(registry: Registry, country: Country, city: City, patterns: tuple[str, ...]) -> str:
    """Return a telephone number of a country, in the city's area where the country writes one.

    The answer is blank where the country has no pattern, or a hundred tries found no free number: the drama
    ranges are small.
    """
    rng = registry.rng
    for _ in range(100 if patterns else 0):
        exchange = f"{rng.choice('23467')}{rng.randint(20, 98)}"
        number = fill_digits(rng, rng.choice(patterns).format(area=city.area, exchange=exchange))
        if number not in registry.numbers:
            registry.numbers.add(number)
            return number
    return ""


def fill_digits(rng: Random, pattern: str) -> str:
    return re.sub("#", lambda _: str(rng.randint(0, 9)), pattern)


def new_street(rng: Random, country: Country) -> str:
    street, number = rng.choice(country.streets), rng.randint(2, 240)
    return f"{street} {number}" if country.language in {"de", "nl"} else f"{number} {street}"
