"""Contacts of any number with duplicates among them, and the truth about these, the same for the same seed.

    python benchmarks/make_duplicates.py 100000 records.csv truth.csv

The contacts are those of make_contacts.py with names of persons that are as unequally common as real ones and
addresses that are nobody else's. One record in seven is another record again, as people enter a contact twice: with
a typing error or an initial in the name, another form of the company's name, the number written in another way, a
private address or none, fields left empty, in capitals. One in twenty is a colleague with the same surname, who is
somebody else.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import numpy as np
import pandas as pd
from make_contacts import FORMS, make

COPIES = 1 / 7
RELATIVES = 1 / 20
EMPTIED = ("Phone", "MobilePhone", "Title", "Website", "MailingStreet", "MailingPostalCode", "MailingCity")
PRIVATE = ("gmail.com", "outlook.com", "yahoo.com")
FIRST_NAMES, LAST_NAMES = 900, 9_000


def make_with_truth(rows: int, records: Path, truth: Path, seed: int = 7) -> None:
    """Write so many records in random order, and ``Id,person`` for each; copies of a record share its person."""
    random = np.random.default_rng(seed)
    copies, relatives = int(rows * COPIES), int(rows * RELATIVES)
    persons = rows - copies
    make(rows, records, seed)
    frame = pd.read_csv(records, dtype=str, keep_default_na=False)
    identifiers = frame["Id"].to_numpy()
    people = _named(frame.head(persons).copy(), random)
    _make_relatives(people, relatives, random)
    chosen = random.integers(0, persons, copies)
    everyone = pd.concat([people, _copied(people.iloc[chosen], random)], ignore_index=True)
    everyone["person"] = np.append(np.arange(persons), chosen)
    shuffled = everyone.iloc[random.permutation(rows)].assign(Id=identifiers)
    shuffled.drop(columns="person").to_csv(records, index=False)
    shuffled[["Id", "person"]].to_csv(truth, index=False)


def _named(people: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    """Names drawn by Zipf's law, and an address that goes with them."""
    first, last = people["FirstName"].unique(), people["LastName"].unique()
    people["FirstName"] = _drawn(first[:FIRST_NAMES], len(people), random)
    people["LastName"] = _drawn(np.append(last, first)[:LAST_NAMES], len(people), random)
    domain = people["AccountName"].str.split(" ").str[:2].str.join("").str.lower() + ".com"
    local = people["FirstName"].str.lower() + "." + people["LastName"].str.lower()
    people["Email"] = (local + "@" + domain).mask(random.random(len(people)) < 0.1, "")
    return people


def _drawn(values: np.ndarray, count: int, random: np.random.Generator) -> np.ndarray:
    weights = 1 / (np.arange(len(values)) + 10.0)
    return values[random.choice(len(values), count, p=weights / weights.sum())]


def _make_relatives(people: pd.DataFrame, count: int, random: np.random.Generator) -> None:
    """Colleagues who share company, office number and surname with another person, and nothing of their own."""
    places = random.permutation(len(people))[: 2 * count]
    these, others = people.index[places[:count]], people.index[places[count:]]
    for column in ("LastName", "AccountName", "Website", "Phone", "MailingStreet", "MailingCity"):
        people.loc[these, column] = people.loc[others, column].to_numpy()
    local = people.loc[these, "FirstName"].str.lower() + "." + people.loc[these, "LastName"].str.lower()
    domain = people.loc[others, "Email"].str.partition("@")[2].to_numpy()
    people.loc[these, "Email"] = (local + "@" + domain).where(domain != "", "")


def _copied(records: pd.DataFrame, random: np.random.Generator) -> pd.DataFrame:
    copies = records.copy()

    def some(share: float) -> np.ndarray:
        return random.random(len(copies)) < share

    first = copies["FirstName"]
    first = first.mask(some(0.1), first.str[:1] + ".").mask(some(0.12), first.str[:3])
    copies["FirstName"] = _mistyped(first, some(0.08))
    copies["LastName"] = _mistyped(copies["LastName"], some(0.12))
    bare = copies["AccountName"].str.split(" ").str[:2].str.join(" ")
    form = pd.Series(random.choice(FORMS, len(copies)), index=copies.index)
    copies["AccountName"] = copies["AccountName"].mask(some(0.6), (bare + " " + form).str.strip())
    private = pd.Series(random.choice(PRIVATE, len(copies)), index=copies.index)
    local = copies["Email"].str.partition("@")[0].mask(lambda address: address == "", first.str.lower())
    copies["Email"] = copies["Email"].mask(some(0.25), local + "@" + private).mask(some(0.4), "")
    for column in ("Phone", "MobilePhone"):
        digits = copies[column].str.replace("-", "", regex=False)
        other = "(" + digits.str[:3] + ") " + digits.str[3:6] + " " + digits.str[6:]
        copies[column] = copies[column].mask(some(0.5) & (digits != ""), other)
    for column in EMPTIED:
        copies[column] = copies[column].mask(some(0.4), "")
    for column in ("FirstName", "LastName", "AccountName"):
        copies[column] = copies[column].mask(some(0.08), copies[column].str.upper())
    return copies


def _mistyped(values: pd.Series, where: np.ndarray) -> pd.Series:
    """Two letters in the wrong order."""
    return values.mask(where, values.str[:1] + values.str[2:3] + values.str[1:2] + values.str[3:])


if __name__ == "__main__":
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("rows", type=int)
    parser.add_argument("records", type=Path)
    parser.add_argument("truth", type=Path)
    parser.add_argument("--seed", type=int, default=7)
    arguments = parser.parse_args()
    make_with_truth(arguments.rows, arguments.records, arguments.truth, arguments.seed)
