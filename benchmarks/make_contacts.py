"""Contacts of any number as a Salesforce-like CSV with 18 columns, the same for the same seed.

python benchmarks/make_contacts.py 1000000 contacts.csv
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd

ALPHABET = np.array(list("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789"))
SYLLABLES = [
    "an",
    "bel",
    "cor",
    "dan",
    "el",
    "far",
    "gar",
    "hol",
    "is",
    "jor",
    "kel",
    "lin",
    "mar",
    "nor",
    "os",
    "per",
    "quin",
    "ros",
    "sel",
    "tor",
    "ul",
    "ven",
    "wil",
    "yar",
    "zan",
]
TRADES = [
    "Systems",
    "Logistics",
    "Analytics",
    "Health",
    "Foods",
    "Energy",
    "Software",
    "Robotics",
    "Labs",
    "Motors",
    "Insurance",
    "Capital",
]
FORMS = ["Inc", "Inc.", "LLC", "Corp", "GmbH", "Ltd", "S.A.", ""]
TITLES = [
    "VP Marketing",
    "Marketing Manager",
    "CMO",
    "Head of Growth",
    "IT Director",
    "CEO",
    "Engineer",
    "",
    "n/a",
    "test",
]
SOURCES = ["Web", "Webinar", "Trade Show", "Partner", "Paid Search", "List Import", "Referral", ""]
COUNTRIES = ["United States", "USA", "US", "Germany", "DE", "Deutschland", "France", "FR", "Spain", ""]
CITIES = ["Austin", "Boston", "Chicago", "Denver", "Berlin", "Paris", "Madrid", "Lyon", "Hamburg", ""]
STATES = ["California", "CA", "New York", "NY", "Texas", "TX", "", ""]
STREETS = ["Main St", "Oak Ave", "Market Street", "Park Blvd", "Broadway", "Mission St"]
CHUNK = 100_000


def make(rows: int, path: Path, seed: int = 7) -> None:
    """Write ``rows`` contacts; about one in ten lacks an e-mail address, one in twenty repeats one."""
    random = np.random.default_rng(seed)
    names = _words(random, 6_000)
    companies = np.array(
        [
            f"{word} {trade}"
            for word, trade in zip(_words(random, 60_000), np.resize(TRADES, 60_000), strict=True)
        ]
    )
    for start in range(0, rows, CHUNK):
        count = min(CHUNK, rows - start)
        frame = _chunk(random, start, count, names, companies)
        frame.to_csv(path, mode="w" if start == 0 else "a", header=start == 0, index=False)


def _words(random: np.random.Generator, count: int) -> np.ndarray:
    parts = random.choice(SYLLABLES, size=(count, 3))
    return np.char.capitalize(np.char.add(np.char.add(parts[:, 0], parts[:, 1]), parts[:, 2]))


def _chunk(
    random: np.random.Generator, start: int, count: int, names: np.ndarray, companies: np.ndarray
) -> pd.DataFrame:
    def pick(values: list[str] | np.ndarray) -> pd.Series:
        return pd.Series(random.choice(np.asarray(values, dtype=object), count))

    first, last = pick(names), pick(names[: len(names) // 2])
    company = pick(companies)
    domain = company.str.replace(" ", "", regex=False).str.lower() + ".com"
    email = (
        first.str.lower()
        + "."
        + last.str.lower()
        + pd.Series(random.integers(0, 400, count)).astype(str)
        + "@"
        + domain
    )
    email = email.mask(random.random(count) < 0.1, "").mask(random.random(count) < 0.01, "test@test.com")
    email = email.where(random.random(count) > 0.04, email.shift(1, fill_value=""))
    created = pd.Timestamp("2018-01-01") + pd.to_timedelta(
        random.integers(0, 2_800 * 86_400, count), unit="s"
    )
    changed = created + pd.to_timedelta(random.integers(0, 300 * 86_400, count), unit="s")
    return pd.DataFrame(
        {
            "Id": _ids("003", start, count),
            "FirstName": first,
            "LastName": last,
            "Email": email,
            "Phone": _phones(random, count).mask(random.random(count) < 0.3, ""),
            "MobilePhone": _phones(random, count).mask(random.random(count) < 0.55, ""),
            "Title": pick(TITLES),
            "AccountName": (company + " " + pick(FORMS)).str.strip(),
            "Website": ("https://www." + domain).mask(random.random(count) < 0.4, ""),
            "MailingStreet": pd.Series(random.integers(1, 9_999, count)).astype(str) + " " + pick(STREETS),
            "MailingCity": pick(CITIES),
            "MailingState": pick(STATES),
            "MailingPostalCode": pd.Series(random.integers(10_000, 99_999, count)).astype(str),
            "MailingCountry": pick(COUNTRIES),
            "LeadSource": pick(SOURCES),
            "CreatedDate": created.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "LastModifiedDate": changed.strftime("%Y-%m-%dT%H:%M:%S.000Z"),
            "OwnerId": pick(_ids("005", 0, 40).to_numpy()),
        }
    )


def _phones(random: np.random.Generator, count: int) -> pd.Series:
    area = random.choice([212, 312, 415, 512, 617, 720, 206, 305, 404, 503], count).astype(str)
    rest = random.integers(2_000_000, 9_999_999, count).astype(str)
    return pd.Series(area) + "-" + pd.Series(rest).str[:3] + "-" + pd.Series(rest).str[3:]


def _ids(prefix: str, start: int, count: int) -> pd.Series:
    """Ids in the form of Salesforce: 15 characters, and a checksum of their capitals in three more."""
    numbers = np.arange(start + 1, start + count + 1)
    digits = [ALPHABET[(numbers // len(ALPHABET) ** place) % len(ALPHABET)] for place in range(8, -1, -1)]
    body = np.array(list(prefix + "Qm0"))
    letters = np.column_stack([*(np.full(count, letter) for letter in body), *digits])
    capital = (letters >= "A") & (letters <= "Z")
    weights = 2 ** np.arange(5)
    sums = np.array(list("ABCDEFGHIJKLMNOPQRSTUVWXYZ012345"))
    checks = [sums[(capital[:, part : part + 5] * weights).sum(axis=1)] for part in (0, 5, 10)]
    return pd.Series(["".join(row) for row in np.column_stack([letters, *checks])])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("rows", type=int)
    parser.add_argument("path", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    make(arguments.rows, arguments.path, arguments.seed)
