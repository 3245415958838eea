"""Countries where Quillmere sells: cities with postal codes, and how a telephone number is written there.

Telephone numbers outside North America and the Netherlands come from the ranges that the regulators keep
free for drama (Ofcom, Bundesnetzagentur, Arcep, ACMA), so that they are valid in form and reach nobody.
Validators refuse the British and French mobile numbers for drama, so nobody there has a mobile number here.
"""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class City:
    """A city: its state or province as a name and a code, and a pattern of its postal codes.

    In ``postal``, ``#`` stands for a digit; in the numbers of its country, likewise.
    """

    name: str
    state: str
    state_code: str
    postal: str
    area: str = ""


@dataclass(frozen=True, slots=True)
class Country:
    """A country: the language of its names, its share of accounts, and how things are written there."""

    name: str
    language: str
    weight: int
    legal_forms: tuple[str, ...]
    domain_ending: str
    phones: tuple[str, ...]
    mobiles: tuple[str, ...]
    cities: tuple[City, ...]
    streets: tuple[str, ...]


_ENGLISH_STREETS = (
    "Harbor Street",
    "Foundry Road",
    "Market Street",
    "Mill Lane",
    "Station Road",
    "Orchard Avenue",
)

UNITED_STATES = Country(
    "United States", "en", 52, ("Inc.", "LLC", "Corp."), "com", ("({area}) {exchange}-####",),
    ("({area}) {exchange}-####",),
    (
        City("Boston", "Massachusetts", "MA", "021##", "617"),
        City("Newark", "New Jersey", "NJ", "071##", "973"),
        City("Hartford", "Connecticut", "CT", "061##", "860"),
        City("New York", "New York", "NY", "100##", "212"), City("Chicago", "Illinois", "IL", "606##", "312"),
        City("Austin", "Texas", "TX", "787##", "512"), City("Denver", "Colorado", "CO", "802##", "303"),
        City("Seattle", "Washington", "WA", "981##", "206"),
        City("San Francisco", "California", "CA", "941##", "415"),
        City("Atlanta", "Georgia", "GA", "303##", "404"), City("Portland", "Oregon", "OR", "972##", "503"),
        City("Raleigh", "North Carolina", "NC", "276##", "919"),
    ),
    _ENGLISH_STREETS,
)  # fmt: skip
CANADA = Country(
    "Canada", "en", 7, ("Inc.", "Ltd."), "ca", ("({area}) {exchange}-####",), ("({area}) {exchange}-####",),
    (
        City("Toronto", "Ontario", "ON", "M5V #B#", "416"),
        City("Vancouver", "British Columbia", "BC", "V6B #C#", "604"),
        City("Calgary", "Alberta", "AB", "T2P #K#", "403"),
    ),
    _ENGLISH_STREETS,
)  # fmt: skip
UNITED_KINGDOM = Country(
    "United Kingdom", "en", 14, ("Ltd", "plc"), "co.uk",
    ("+44 20 7946 0###", "+44 161 496 0###", "+44 117 496 0###", "+44 131 496 0###"), (),
    (
        City("London", "", "", "EC2A #NT"), City("Manchester", "", "", "M1 #AE"),
        City("Bristol", "", "", "BS1 #HL"), City("Edinburgh", "", "", "EH2 #QP"),
    ),
    _ENGLISH_STREETS,
)  # fmt: skip
GERMANY = Country(
    "Germany", "de", 12, ("GmbH", "AG"), "de",
    ("+49 30 23125###", "+49 69 90009###", "+49 40 66969###", "+49 89 99998###"), ("+49 171 39200##",),
    (
        City("München", "", "", "803##"), City("Köln", "", "", "506##"), City("Berlin", "", "", "101##"),
        City("Hamburg", "", "", "200##"), City("Düsseldorf", "", "", "402##"),
    ),
    ("Hauptstraße", "Bahnhofstraße", "Gartenweg", "Mühlenweg", "Lindenallee"),
)  # fmt: skip
FRANCE = Country(
    "France", "fr", 7, ("SAS", "SA"), "fr", ("+33 1 99 00 ## ##", "+33 3 53 01 ## ##"),
    (),
    (City("Paris", "", "", "750##"), City("Lyon", "", "", "690##"), City("Nîmes", "", "", "300##")),
    ("rue de la République", "avenue des Tilleuls", "place du Marché", "rue Victor Hugo"),
)  # fmt: skip
NETHERLANDS = Country(
    "Netherlands", "nl", 4, ("B.V.",), "nl", ("+31 20 7## ####",), ("+31 6 2### ####",),
    (City("Amsterdam", "", "", "10## AB"), City("Utrecht", "", "", "35## CX")),
    ("Kerkstraat", "Molenweg", "Stationsplein"),
)  # fmt: skip
AUSTRALIA = Country(
    "Australia", "en", 4, ("Pty Ltd",), "com.au", ("+61 2 5550 ####", "+61 3 5550 ####"),
    ("+61 491 57# ###",),
    (City("Sydney", "New South Wales", "NSW", "20##"), City("Melbourne", "Victoria", "VIC", "30##")),
    _ENGLISH_STREETS,
)  # fmt: skip

COUNTRIES = (UNITED_STATES, CANADA, UNITED_KINGDOM, GERMANY, FRANCE, NETHERLANDS, AUSTRALIA)

SPELLINGS: dict[str, tuple[str, ...]] = {
    "United States": (
        "USA",
        "US",
        "U.S.",
        "U.S.A.",
        "United States of America",
        "usa",
        "us",
        "America",
        "UNITED STATES",
    ),
    "United Kingdom": ("UK", "U.K.", "Great Britain", "GB", "England", "uk", "UNITED KINGDOM"),
    "Germany": ("DE", "Deutschland", "GER", "germany", "Federal Republic of Germany"),
    "France": ("FR", "FRA", "france"),
    "Netherlands": ("NL", "Holland", "The Netherlands", "Nederland"),
    "Canada": ("CAN", "canada"),
    "Australia": ("AU", "AUS"),
}
"""How else people write each country: 32 spellings."""
