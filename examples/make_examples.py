"""Make the example company: ``python examples/make_examples.py [FOLDER]`` writes the same bytes each time."""

from __future__ import annotations

import sys
from pathlib import Path

from generator.build_accounts import add_accounts, add_opportunities, add_users
from generator.build_campaigns import add_campaigns, add_members
from generator.build_people import add_contacts, add_hubspot_contacts, add_leads
from generator.company import Company, new_company
from generator.spoil import spoil
from generator.write import write_exports
from generator.write_expected import write_duplicates, write_expected, write_readme


def build() -> Company:
    """Return the company free of faults; each step refers to records of the steps before it."""
    company = new_company()
    add_users(company)
    add_accounts(company)
    add_opportunities(company)
    add_contacts(company)
    add_leads(company)
    add_hubspot_contacts(company)
    add_campaigns(company)
    add_members(company)
    return company


def main(folder: Path) -> None:
    mess = spoil(build())
    write_exports(mess.company, folder / "exports")
    write_expected(mess, folder)
    write_duplicates(mess, folder)
    write_readme(mess, folder)


if __name__ == "__main__":
    main(Path(sys.argv[1]) if len(sys.argv) > 1 else Path(__file__).parent)
