"""A made CRM for cases to stand in: so that a common name is common and a rare one rare.

Deterministic. Names are skewed as in life (Zipf's law over ``background.yaml``), a tenth of the cells
is empty, one record in twenty is a second one of somebody, and companies have several people.
"""

from __future__ import annotations

import csv
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from random import Random
from typing import TypeVar

import yaml

from .headers import HEADERS

Record = Mapping[str, str]
Item = TypeVar("Item")

_WORDS: dict[str, list[str]] = {
    kind: words.split()
    for kind, words in yaml.safe_load((Path(__file__).parent / "background.yaml").read_text()).items()
}
_FIRST_NAMES = _WORDS["first_names"]
_LAST_NAMES = _WORDS["last_names"]
_COMPANY_WORDS = _WORDS["company_words"]
_TRADES = _WORDS["trades"]
_FORMS = ("Inc.", "LLC", "Corp.", "", "", "Co.")
_TOWNS = (
    ("San Francisco", "CA", "941"),
    ("New York", "NY", "100"),
    ("Austin", "TX", "787"),
    ("Chicago", "IL", "606"),
    ("Boston", "MA", "021"),
    ("Seattle", "WA", "981"),
    ("Atlanta", "GA", "303"),
    ("Denver", "CO", "802"),
    ("Houston", "TX", "770"),
    ("Portland", "OR", "972"),
)
_STREETS = (
    "Main St",
    "Oak Ave",
    "Market Street",
    "Park Blvd",
    "2nd Ave",
    "Broadway",
    "Elm Street",
    "Lake Dr",
)
_TITLES = (
    "CEO",
    "CFO",
    "Marketing Manager",
    "VP Marketing",
    "Engineer",
    "Account Executive",
    "IT Director",
    "Buyer",
)
_PROVIDERS = ("gmail.com", "yahoo.com", "hotmail.com", "outlook.com", "icloud.com")
_SOURCES = ("Web", "Webinar", "Trade Show", "Partner", "Referral")
_DUPLICATES = 0.05
_EMPTY = 0.1
_COMPANIES = 700


@dataclass(slots=True)
class Maker:
    """Makes records of one object; each maker of one seed makes the same ones."""

    seed: int
    random: Random = field(init=False)
    companies: list[Record] = field(init=False)

    def __post_init__(self) -> None:
        stems = _stems(Random(self.seed))
        self.companies = [_company(Random(number), stem) for number, stem in enumerate(stems)]
        self.random = Random(self.seed)

    def people(self, count: int, prefix: str) -> list[Record]:
        """That many people, some of them twice; ids begin with the prefix."""
        records: list[Record] = []
        while len(records) < count:
            person = self._person()
            records.append(person)
            if self.random.random() < _DUPLICATES:
                records.append(self._second(person))
        return [
            {"id": f"{prefix}{number:05d}", **self._with_gaps(record)}
            for number, record in enumerate(records[:count])
        ]

    def accounts(self, prefix: str) -> list[Record]:
        """The companies that people work at, some of them twice."""
        again = [
            {
                **company,
                "name": company["name"].split(" ")[0].upper() + " " + company["industry"],
                "phone": "",
            }
            for company in self.companies
            if self.random.random() < _DUPLICATES
        ]
        return [
            {"id": f"{prefix}{number:05d}", **self._with_gaps(company)}
            for number, company in enumerate([*self.companies, *again])
        ]

    def _person(self) -> Record:
        company = self.companies[_skewed(self.random, range(_COMPANIES))]
        first, last = _skewed(self.random, _FIRST_NAMES), _skewed(self.random, _LAST_NAMES)
        own_domain = self.random.random() < 0.8
        domain = company["website"] if own_domain else self.random.choice(_PROVIDERS)
        number = "" if own_domain else str(self.random.randrange(1, 999))
        return {
            "first_name": first,
            "last_name": last,
            "title": self.random.choice(_TITLES),
            "company": company["name"],
            "email": f"{first}.{last}{number}@{domain}".lower(),
            "phone": company["phone"] if self.random.random() < 0.4 else _phone(self.random),
            "mobile_phone": _phone(self.random) if self.random.random() < 0.5 else "",
            **{
                part: company[part]
                for part in ("website", "street", "city", "state", "postal_code", "country")
            },
            "lead_source": self.random.choice(_SOURCES),
            "created_date": company["created_date"],
        }

    def _second(self, person: Record) -> Record:
        """The same person as another system has it: fewer cells, another hand."""
        changes = {
            "first_name": person["first_name"].upper(),
            "last_name": person["last_name"].upper(),
            "company": person["company"].removesuffix(" Inc."),
            "title": self.random.choice(_TITLES),
            "street": "",
            "phone": "",
        }
        return {**person, **changes}

    def _with_gaps(self, record: Record) -> Record:
        return {name: "" if self.random.random() < _EMPTY else value for name, value in record.items()}


def write(folder: Path, of_object: str, cases: Sequence[Record], fill: Sequence[Record]) -> None:
    """Write ``contacts.csv`` (leads, accounts): the cases' records amid the background.

    ``fill`` are cells that take the place of a made person's, one a person.
    """
    maker = Maker(seed=len(of_object))
    made = maker.accounts("A") if of_object == "account" else maker.people(2000, of_object[0].upper())
    filled = maker.people(len(fill), f"F{of_object[0].upper()}") if fill else []
    records = [*made, *({**person, **cells} for person, cells in zip(filled, fill, strict=True)), *cases]
    Random(len(records)).shuffle(records)
    headers = HEADERS[of_object]
    unknown = {name for record in records for name in record} - headers.keys() - {"object"}
    assert not unknown, f"no header for {sorted(unknown)}"
    used = [name for name in headers if any(record.get(name) for record in records)]
    with (folder / f"{of_object}s.csv").open("w", encoding="utf-8", newline="") as stream:
        writer = csv.writer(stream)
        writer.writerow([headers[name] for name in used])
        writer.writerows([record.get(name, "") for name in used] for record in records)


def _stems(random: Random) -> list[str]:
    """What companies are called, each name once: by a word or by an owner, and a trade."""
    stems = [f"{word} {trade}" for word in _COMPANY_WORDS for trade in _TRADES]
    stems += [f"{owner} {trade}" for owner in _LAST_NAMES for trade in _TRADES[:2]]
    return random.sample(stems, _COMPANIES)


def _company(random: Random, stem: str) -> Record:
    town, state, postal = random.choice(_TOWNS)
    return {
        "name": f"{stem} {random.choice(_FORMS)}".strip(),
        "website": f"{stem.replace(' ', '').lower()}.com",
        "phone": _phone(random),
        "industry": stem.split(" ")[1],
        "street": f"{random.randrange(1, 9999)} {random.choice(_STREETS)}",
        "city": town,
        "state": state,
        "postal_code": f"{postal}{random.randrange(100):02d}",
        "country": random.choice(("United States", "USA", "US")),
        "created_date": f"20{random.randrange(19, 26)}-{random.randrange(1, 13):02d}-{random.randrange(1, 29):02d}",
    }


def _phone(random: Random) -> str:
    digits = f"{random.randrange(201, 989)}{random.randrange(200, 999)}{random.randrange(10000):04d}"
    area, office, line = digits[:3], digits[3:6], digits[6:]
    return random.choice((f"({area}) {office}-{line}", f"{area}-{office}-{line}", f"+1{digits}", digits))


def _skewed(random: Random, items: Sequence[Item]) -> Item:
    """One of the items, the first ones more often."""
    return items[min(int(random.expovariate(4) * len(items)), len(items) - 1)]


def fill_cells(fills: Sequence[Mapping[str, object]]) -> Iterator[Record]:
    """The cells of every person that a case wants in the background: ``{count: 40, record: {last_name: Smith}}``."""
    for wanted in fills:
        record, count = wanted["record"], wanted["count"]
        assert isinstance(record, dict)
        yield from [record] * int(str(count))
