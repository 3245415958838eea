"""Make the example company's exports: ``python examples/make_examples.py [FOLDER]``, the same bytes each time."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.build_accounts import add_accounts, add_opportunities, add_users
from generator.build_campaigns import add_campaigns, add_members
from generator.build_people import add_contacts, add_hubspot_contacts, add_leads
from generator.company import Company, new_company
from generator.write import write_exports


def build() -> Company:
    """Return the company free of faults; each step refers to records of the steps before it."""
    company = new_company()
    steps = (
        add_users, add_accounts, add_opportunities, add_contacts, add_leads, add_hubspot_contacts, add_campaigns,
        add_members,
    )  # fmt: skip
    for step in steps:
        step(company)
    return company


def main(folder: Path) -> None:
    company = build()
    write_exports(company, folder / "exports")


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
