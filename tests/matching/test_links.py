"""Leads and contacts without an account are linked with the one that is theirs."""

from __future__ import annotations

import csv
import json
from collections.abc import Mapping, Sequence
from pathlib import Path

import pytest

from mopsctl.auditing.dedupe import DedupeOptions, find_duplicates
from mopsctl.matching.duplicates import Duplicates

CONTACT = (
    "Contact ID",
    "First Name",
    "Last Name",
    "Email",
    "Account Name",
    "Account ID",
    "Mailing City",
    "Mailing Country",
)
LEAD = ("Lead ID", "First Name", "Last Name", "Email", "Company", "City", "Country", "Lead Status")
ACCOUNT = ("Account ID", "Account Name", "Website", "Billing City", "Billing Country", "Industry")
Row = Mapping[str, str]


def search(folder: Path, *, links: bool = True, **tables: Sequence[Row]) -> Duplicates:
    for name, headers in (("contacts", CONTACT), ("leads", LEAD), ("accounts", ACCOUNT)):
        if name in tables:
            with (folder / f"{name}.csv").open("w", encoding="utf-8", newline="") as stream:
                writer = csv.DictWriter(stream, headers, restval="")
                writer.writeheader()
                writer.writerows(tables[name])
    return find_duplicates(folder, options=DedupeOptions(links=links))


def linked(found: Duplicates) -> dict[str, tuple[str, str, str]]:
    """The account, scenario and band of each linked person."""
    links = found.pairs[found.pairs["link"]]
    people, accounts = (found.records.ids(links[side]) for side in ("left", "right"))
    told = zip(accounts, links["scenario"], links["band"], strict=True)
    return dict(zip(people, told, strict=True))


def contact(name: str, **cells: str) -> Row:
    named = {
        "email": "Email",
        "company": "Account Name",
        "account": "Account ID",
        "city": "Mailing City",
        "country": "Mailing Country",
    }
    return {
        "Contact ID": name,
        "First Name": f"Given{name}",
        "Last Name": f"Family{name}",
        **{named[key]: cell for key, cell in cells.items()},
    }


def account(name: str, called: str, site: str = "", city: str = "", country: str = "") -> Row:
    return {
        "Account ID": name,
        "Account Name": called,
        "Website": site,
        "Billing City": city,
        "Billing Country": country,
        "Industry": "Other",
    }


ACCOUNTS = (
    account("A1", "Tamarack Press Inc.", "https://www.tamarackpress.com/about", "Reno"),
    account("A2", "Eskdale Wool Ltd", "eskdalewool.co.uk", "Leeds"),
    account("A3", "Okavango Flumes", "", "Maun"),
    account("A4", "Saffron Tiles", "gmail.com"),
    account("A5", "Brightwater Ferries", "https://www.linkedin.com/company/brightwater-ferries"),
)


@pytest.mark.parametrize(
    ("person", "expected"),
    [
        (contact("P", email="p@mail.tamarackpress.com"), ("A1", "same-domain", "auto")),
        (contact("P", company="ESKDALE WOOL"), ("A2", "same-company-name", "auto")),
        (contact("P", email="p@okavangoflumes.com"), ("A3", "domain-fits-name", "review")),
        (contact("P", company="Okavango Flume", city="Maun"), ("A3", "similar-company-name", "review")),
        (contact("P", company="Okavango Flume"), None),
        (contact("P", email="p@gmail.com"), None),
        (
            contact("P", company="Brightwater Ferries", email="p@bwferries.com"),
            ("A5", "same-company-name", "auto"),
        ),
        (contact("P", company="Brass Foundry", city="Reno"), None),
        (contact("P", email="p@eskdalewool.co.uk", account="A2"), None),
        (contact("P", email="p@eskdalewool.co.uk", account="GONE"), ("A2", "same-domain", "auto")),
    ],
    ids=["domain", "name", "domain like the name", "name alike, same city", "name alike alone", "free mail",
         "a page for a web site",
         "same city alone", "has an account", "account that is not there"],
)  # fmt: skip
def test_the_account_of_a_person(tmp_path: Path, person: Row, expected: tuple[str, str, str] | None) -> None:
    found = search(tmp_path, contacts=[person], accounts=ACCOUNTS)
    assert linked(found).get("P") == expected
    assert len(found.groups) == 0


def test_a_lead_is_linked_as_a_contact_is(tmp_path: Path) -> None:
    lead = {
        "Lead ID": "L",
        "First Name": "Ulla",
        "Last Name": "Berg",
        "Company": "Tamarack Press",
        "Lead Status": "Open",
    }
    assert linked(search(tmp_path, leads=[lead], accounts=ACCOUNTS)) == {
        "L": ("A1", "same-company-name", "auto")
    }


def test_two_accounts_of_one_name_are_looked_at(tmp_path: Path) -> None:
    accounts = [
        account("A1", "Acme Robotics", country="France", city="Lyon"),
        account("A2", "Acme Robotics", country="Peru", city="Lima"),
    ]
    found = search(tmp_path, contacts=[contact("P", company="Acme Robotics")], accounts=accounts)
    [(mine, scenario, band)] = linked(found).values()
    assert (scenario, band) == ("same-company-name", "review")
    [left], [right] = (found.pairs[side] for side in ("left", "right"))
    explained = found.explain(left, right)
    assert explained.score == found.pairs["score"].iloc[0] <= 0.5
    assert explained.band == "review"
    other = {"A1": "A2", "A2": "A1"}[mine]
    assert any(one.words == f"{other} fits, too" for one in explained.evidence)


def test_the_country_tells_which_of_two_accounts_it_is(tmp_path: Path) -> None:
    accounts = [
        account("A1", "Acme Robotics France", country="France"),
        account("A2", "Acme Robotics Peru", country="Peru"),
    ]
    people = [
        contact("P", company="Acme Robotics", country="PE"),
        contact("Q", company="Acme Robotics France"),
    ]
    found = search(tmp_path, contacts=people, accounts=accounts)
    assert {person: one for person, (one, _, _) in linked(found).items()} == {"P": "A2", "Q": "A1"}


def test_an_account_that_is_there_twice_is_no_rival_of_itself(tmp_path: Path) -> None:
    accounts = [*ACCOUNTS, account("A9", "Tamarack Press", "tamarackpress.com", "Reno")]
    found = search(tmp_path, contacts=[contact("P", email="p@tamarackpress.com")], accounts=accounts)
    assert {tuple(sorted(found.records.ids(found.groups["record"])))} == {("A1", "A9")}
    [(_, _, band)] = linked(found).values()
    assert band == "auto"


def test_a_link_says_why(tmp_path: Path) -> None:
    people = [contact("P", email="p@tamarackpress.com", company="Tamarack Press", city="Reno")]
    found = search(tmp_path, contacts=people, accounts=ACCOUNTS)
    explained = found.explain(0, 1)
    assert (explained.scenario, explained.band) == ("same-domain", "auto")
    assert explained.score == found.pairs["score"].iloc[0]
    assert "same domain" in explained.keys
    assert {one.field: one.level for one in explained.evidence if one.weight > 0}["domain"] == "same"
    assert found.evidence_json is not None and found.was_compared is not None
    [evidence] = found.evidence_json(found.pairs)
    assert json.loads(evidence)["domain"] == ["same", 8.0]
    assert sum(bits for _, bits in json.loads(evidence).values()) == pytest.approx(
        sum(one.weight for one in explained.evidence)
    )
    assert found.was_compared(found.pairs["left"].to_numpy(), found.pairs["right"].to_numpy()).all()
    assert found.explain(0, 2).verdict.endswith("not linked.")


def test_links_can_be_switched_off(tmp_path: Path) -> None:
    people = [contact("P", email="p@tamarackpress.com")]
    assert linked(search(tmp_path, links=False, contacts=people, accounts=ACCOUNTS)) == {}
