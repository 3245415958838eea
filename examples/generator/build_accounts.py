"""Users, accounts and opportunities, free of faults."""

from __future__ import annotations

from datetime import date
from random import Random

from .clock import AS_OF, afternoon_of, day_between, day_of, days_before, morning_of, sorted_days
from .company import OWN_DOMAIN, Company, add_row, maybe
from .people import ascii_word, fill_digits, new_employer, new_number, new_street
from .people_words import FAMILY, GIVEN
from .table import Row, rng_for

USERS, INACTIVE_USERS, ACCOUNTS, OPPORTUNITIES = 25, 6, 662, 788

_ROLES = (
    ("Account Executive", "Sales"), ("Account Executive", "Sales"),
    ("Sales Development Representative", "Sales"), ("Customer Success Manager", "Customer Success"),
    ("Marketing Operations Manager", "Marketing"),
)  # fmt: skip
_LOSS_REASONS = ("Price", "Competitor", "No budget", "No decision", "Timing")
_OPEN_STAGES = {"Prospecting": 10, "Qualification": 20, "Proposal": 50, "Negotiation": 75}
SOURCES = (
    "Web",
    "Webinar",
    "Trade Show",
    "Content Download",
    "Partner Referral",
    "Cold Call",
    "Purchased List",
)


def add_users(company: Company) -> None:
    rng = rng_for("users")
    table = company.tables["user"]
    for number, created in enumerate(sorted_days(rng, USERS, date(2025, 6, 30))):
        first, last = GIVEN["en"][number], FAMILY["en"][number * 3]
        email = f"{ascii_word(first)}.{ascii_word(last)}@{OWN_DOMAIN}"
        title, department = _ROLES[number % len(_ROLES)]
        active = number not in range(4, 4 + INACTIVE_USERS)
        last_login = days_before(AS_OF, rng.randint(1, 20) if active else rng.randint(300, 480))
        row = add_row(
            table, Username=email, Email=email, FirstName=first, LastName=last, Title=title,
            Department=department, IsActive=str(active).lower(), CreatedDate=morning_of(rng, created),
            LastLoginDate=afternoon_of(rng, max(created, last_login)),
        )  # fmt: skip
        if active:
            company.owners.append(row["Id"])


def add_accounts(company: Company) -> None:
    rng = rng_for("accounts")
    for created in sorted_days(rng, ACCOUNTS, date(2026, 8, 31)):
        employer = new_employer(company.registry)
        city, country = employer.city, employer.country
        active = day_between(rng, max(created, date(2025, 1, 15)), AS_OF)
        staff = rng.choice((20, 35, 60, 110, 180, 260, 400, 750, 1200, 2600, 5400))
        row = add_row(
            company.tables["account"], Name=employer.name, Type="Prospect", Industry=employer.industry,
            Website=f"https://www.{employer.domain}", BillingStreet=new_street(rng, country),
            BillingCity=city.name, Phone=new_number(company.registry, country, city, country.phones),
            BillingState=city.state, BillingPostalCode=fill_digits(rng, city.postal),
            BillingCountry=country.name, NumberOfEmployees=str(staff),
            AnnualRevenue=maybe(rng, 0.6, str(staff * rng.randint(90, 260) * 1000)),
            OwnerId=rng.choice(company.owners), CreatedDate=morning_of(rng, created),
            LastActivityDate=active.isoformat(), LastModifiedDate=afternoon_of(rng, active),
        )  # fmt: skip
        company.employers[row["Id"]] = employer


def add_opportunities(company: Company) -> None:
    """Add opportunities; an account with one that is won becomes a customer with a renewal date."""
    rng = rng_for("opportunities")
    accounts = company.rows("account")
    for _ in range(OPPORTUNITIES):
        account = rng.choice(accounts)
        row = _won_or_lost(company, rng, account) if rng.random() < 0.7 else _open(company, rng, account)
        if row["IsWon"] == "true":
            account["Type"] = "Customer"
            account["Renewal_Date__c"] = day_between(rng, date(2026, 11, 15), date(2028, 3, 31)).isoformat()


def _won_or_lost(company: Company, rng: Random, account: Row) -> Row:
    created = day_between(rng, day_of(account["CreatedDate"]), days_before(AS_OF, 15))
    closed = day_between(rng, created, min(AS_OF, date.fromordinal(created.toordinal() + 160)))
    won = rng.random() < 0.55
    return _add(
        company, rng, account, created, closed, "Closed Won" if won else "Closed Lost", 100 if won else 0
    )


def _open(company: Company, rng: Random, account: Row) -> Row:
    created = day_between(rng, max(day_of(account["CreatedDate"]), date(2026, 4, 1)), AS_OF)
    stage = rng.choice(tuple(_OPEN_STAGES))
    closes = day_between(rng, date(2027, 1, 10), date(2027, 9, 30))
    return _add(company, rng, account, created, closes, stage, _OPEN_STAGES[stage])


def _add(
    company: Company, rng: Random, account: Row, created: date, closes: date, stage: str, probability: int
) -> Row:
    kind = rng.choice(("New Business", "New Business", "Upsell", "Renewal"))
    closed = stage.startswith("Closed")
    modified = day_between(rng, closes if closed else max(created, date(2026, 9, 1)), AS_OF)
    return add_row(
        company.tables["opportunity"],
        Name=f"{company.employers[account['Id']].plain_name} - {kind} {created.year}",
        AccountId=account["Id"], StageName=stage, Amount=str(rng.randint(8, 240) * 500), Type=kind,
        Probability=str(probability), CloseDate=closes.isoformat(), LeadSource=rng.choice(SOURCES),
        IsClosed=str(closed).lower(), IsWon=str(stage == "Closed Won").lower(), OwnerId=account["OwnerId"],
        CreatedDate=morning_of(rng, created), LastModifiedDate=afternoon_of(rng, modified),
        Loss_Reason__c=rng.choice(_LOSS_REASONS) if stage == "Closed Lost" else "",
        LastActivityDate=modified.isoformat(),
    )  # fmt: skip
