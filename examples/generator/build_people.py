"""Contacts, leads and the HubSpot contacts, free of faults but with the gaps that each lead source leaves."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .clock import AS_OF, afternoon_of, day_between, day_of, days_before, morning_of, sorted_days
from .company import Company, add_row, maybe
from .habits import source_on
from .people import Employer, Person, fill_digits, new_employer, new_person, new_street
from .people_words import TITLES
from .place_words import City
from .table import Row, rng_for

CONTACTS, LEADS, HUBSPOT_SHARED, HUBSPOT_ONLY = 2855, 1380, 690, 470

_WORKED = (("Lead", "Working"), ("Lead", "Unqualified"), ("MQL", "Working"), ("SQL", "Qualified"))
"""Lifecycle stage and status of leads that somebody has looked at."""

_USUAL = {"phone": 0.93, "mobile": 0.3, "title": 0.94, "street": 0.85}
_GAPS: dict[str, dict[str, float]] = {
    "Trade Show": {"phone": 0.15, "mobile": 0.1, "street": 0.4},
    "Webinar": {"street": 0.1, "mobile": 0.1},
    "Content Download": {"title": 0.3, "street": 0.2},
    "Purchased List": {"mobile": 0.02},
}
"""How often a field is filled, by lead source, where a badge scanner or a form asks for less than usual."""


def filled(rng: Random, source: str, what: str, value: str) -> str:
    return maybe(rng, _GAPS.get(source, {}).get(what, _USUAL[what]), value)


def add_contacts(company: Company) -> None:
    rng = rng_for("contacts")
    accounts = sorted(company.rows("account"), key=lambda row: row["CreatedDate"])
    weights = [rng.choice((1, 1, 2, 3, 6)) for _ in accounts]
    won = {row["AccountId"] for row in company.rows("opportunity") if row["IsWon"] == "true"}
    for day in sorted_days(rng, CONTACTS, date(2026, 10, 15)):
        account = rng.choices(accounts, weights)[0]
        created = max(day, day_of(account["CreatedDate"]))
        stage = "Customer" if account["Id"] in won else rng.choice(("Lead", "MQL", "SQL", "Opportunity"))
        _add_contact(company, rng, account, created, stage)


def _add_contact(company: Company, rng: Random, account: Row, created: date, stage: str) -> Row:
    employer = company.employers[account["Id"]]
    person = new_person(company.registry, employer)
    source = source_on(rng, created)
    title, department = rng.choice(TITLES)
    active = day_between(rng, max(created, date(2025, 2, 1)), AS_OF)
    street = filled(rng, source, "street", new_street(rng, employer.country))
    return add_row(
        company.tables["contact"], FirstName=person.first, LastName=person.last, Email=person.email,
        Phone=filled(rng, source, "phone", person.phone),
        MobilePhone=filled(rng, source, "mobile", person.mobile), Title=filled(rng, source, "title", title),
        Department=department, AccountId=account["Id"], MailingStreet=street,
        **_mailing(rng, employer.city, street), MailingCountry=employer.country.name, LeadSource=source,
        Lifecycle_Stage__c=stage, OwnerId=account["OwnerId"],
        HasOptedOutOfEmail=str(rng.random() < 0.06).lower(), CreatedDate=morning_of(rng, created),
        LastModifiedDate=afternoon_of(rng, active), LastActivityDate=active.isoformat(),
    )  # fmt: skip


def _mailing(rng: Random, city: City, street: str) -> dict[str, str]:
    postal = fill_digits(rng, city.postal) if street else ""
    return {"MailingCity": city.name, "MailingState": city.state, "MailingPostalCode": postal}


def add_leads(company: Company) -> None:
    rng = rng_for("leads")
    employers = [new_employer(company.registry) for _ in range(LEADS * 2 // 3)]
    for created in sorted_days(rng, LEADS, date(2026, 10, 15)):
        employer = rng.choice(employers)
        _add_lead(company, rng, employer, new_person(company.registry, employer), created)
    contacts = [
        row for row in company.rows("contact") if row["LeadSource"] == "Web" and row["CreatedDate"] > "2024"
    ]
    for contact in rng.sample(contacts, 48):
        _add_converted_lead(company, rng, contact)


def _add_lead(company: Company, rng: Random, employer: Employer, person: Person, created: date) -> Row:
    source = source_on(rng, created)
    fresh = created > days_before(AS_OF, 25)
    stage, status = ("Lead", "Open") if fresh else rng.choice(_WORKED)
    active = day_between(rng, max(created, date(2025, 2, 1)), AS_OF)
    return add_row(
        company.tables["lead"], FirstName=person.first, LastName=person.last, Company=employer.name,
        Title=filled(rng, source, "title", rng.choice(TITLES)[0]), Email=person.email,
        Phone=filled(rng, source, "phone", person.phone), City=employer.city.name, State=employer.city.state,
        PostalCode=maybe(rng, 0.6, fill_digits(rng, employer.city.postal)), Country=employer.country.name,
        Industry=maybe(rng, 0.7, employer.industry),
        NumberOfEmployees=maybe(rng, 0.6, str(rng.randint(2, 200) * 10)), Status=status,
        Rating=maybe(rng, 0.4, rng.choice(("Hot", "Warm", "Cold"))), LeadSource=source,
        Lifecycle_Stage__c=stage, OwnerId=rng.choice(company.owners), IsConverted="false",
        HasOptedOutOfEmail=str(rng.random() < 0.05).lower(), CreatedDate=morning_of(rng, created),
        LastModifiedDate=afternoon_of(rng, active), LastActivityDate=active.isoformat(),
    )  # fmt: skip


def _add_converted_lead(company: Company, rng: Random, contact: Row) -> Row:
    """Add the lead that a contact once was: the same person by right, no duplicate."""
    employer = company.employers[contact["AccountId"]]
    converted = day_of(contact["CreatedDate"])
    created = days_before(converted, rng.randint(3, 90))
    return add_row(
        company.tables["lead"], FirstName=contact["FirstName"], LastName=contact["LastName"],
        Company=employer.name, Title=contact["Title"], Email=contact["Email"], Phone=contact["Phone"],
        City=employer.city.name, State=employer.city.state, Country=employer.country.name,
        Industry=employer.industry, Status="Converted", LeadSource=contact["LeadSource"],
        Lifecycle_Stage__c="Opportunity", OwnerId=contact["OwnerId"],
        HasOptedOutOfEmail=contact["HasOptedOutOfEmail"], IsConverted="true",
        ConvertedDate=converted.isoformat(), ConvertedContactId=contact["Id"],
        CreatedDate=morning_of(rng, created), LastModifiedDate=afternoon_of(rng, converted),
        LastActivityDate=max(converted, date(2025, 2, 1)).isoformat(),
    )  # fmt: skip


_HUBSPOT_STAGES = {
    "Lead": "Lead", "MQL": "Marketing Qualified Lead", "SQL": "Sales Qualified Lead",
    "Opportunity": "Opportunity", "Customer": "Customer",
}  # fmt: skip
_HUBSPOT_SOURCES = ("Organic Search", "Paid Search", "Direct Traffic", "Offline Sources", "Email Marketing")


def add_hubspot_contacts(company: Company) -> None:
    """Add HubSpot's contacts: people whom Salesforce has too, and some whom only marketing knows."""
    rng = rng_for("hubspot")
    shared = [_from_contact(company, row) for row in rng.sample(company.rows("contact"), HUBSPOT_SHARED)]
    employers = [new_employer(company.registry) for _ in range(HUBSPOT_ONLY * 3 // 4)]
    fresh = [_from_person(company, rng, rng.choice(employers)) for _ in range(HUBSPOT_ONLY)]
    people = shared + fresh
    rng.shuffle(people)
    number = 10_450_000_000
    for person, created in zip(people, sorted_days(rng, len(people), date(2026, 10, 20)), strict=True):
        number += rng.randint(50, 9000)
        modified = day_between(rng, created, AS_OF)
        values = person | {
            "Record ID": str(number),
            "Lead Status": maybe(rng, 0.5, rng.choice(("New", "Open", "In Progress", "Connected"))),
            "Original Source": rng.choice(_HUBSPOT_SOURCES),
            "Create Date": _minutes(rng, created),
            "Last Modified Date": _minutes(rng, max(modified, created + timedelta(days=1))),
        }
        add_row(company.tables["hubspot"], **values)


def _minutes(rng: Random, day: date) -> str:
    return f"{day.isoformat()} {rng.randint(7, 18):02}:{rng.randint(0, 59):02}"


def _from_contact(company: Company, row: Row) -> Row:
    employer = company.employers[row["AccountId"]]
    return {
        "First Name": row["FirstName"], "Last Name": row["LastName"], "Email": row["Email"],
        "Phone Number": row["Phone"], "Job Title": row["Title"], "Company Name": employer.plain_name,
        "Lifecycle Stage": _HUBSPOT_STAGES[row["Lifecycle_Stage__c"]],
        "Contact owner": owner_name(company, row["OwnerId"]), "City": row["MailingCity"],
        "Postal Code": row["MailingPostalCode"], "Country/Region": row["MailingCountry"],
    }  # fmt: skip


def _from_person(company: Company, rng: Random, employer: Employer) -> Row:
    person = new_person(company.registry, employer)
    return {
        "First Name": person.first, "Last Name": person.last, "Email": person.email,
        "Phone Number": maybe(rng, 0.4, person.phone), "Job Title": maybe(rng, 0.6, rng.choice(TITLES)[0]),
        "Company Name": maybe(rng, 0.8, employer.plain_name), "City": maybe(rng, 0.5, employer.city.name),
        "Lifecycle Stage": rng.choice(("Subscriber", "Lead", "Marketing Qualified Lead")),
        "Country/Region": maybe(rng, 0.7, employer.country.name),
    }  # fmt: skip


def owner_name(company: Company, user_id: str) -> str:
    """Return the owner as HubSpot shows one: the name, not an id."""
    user = next(row for row in company.rows("user") if row["Id"] == user_id)
    return f"{user['FirstName']} {user['LastName']}"
