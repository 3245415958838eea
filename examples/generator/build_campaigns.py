"""Campaigns, half of them named by the convention, and their members, free of faults."""

from __future__ import annotations

from datetime import date, timedelta
from random import Random

from .clock import AS_OF, day_between, day_of, days_before, morning_of, sorted_days
from .company import Company, add_row, maybe
from .table import Row, rng_for

CAMPAIGNS, MEMBERS = 80, 5040

_TOPICS = (
    "data-hygiene", "lead-scoring", "crm-migration", "attribution", "account-based-marketing",
    "pipeline-review", "customer-day", "product-launch", "gdpr-basics", "revenue-forecast",
)  # fmt: skip
_TYPES = {"webinar": "Webinar", "event": "Trade Show", "email": "Email", "paid": "Advertisement"}
_FREE_FORMS = (
    "{Channel} - {Topic} ({year})", "{year} {topic} {channel}", "TEST {topic} do not use",
    "{Topic} {channel} FINAL v2", "Copy of {Topic} {channel}", "q{quarter} {channel} {topic}",
    "{region}_{channel}_{topic}_{year}", "{Topic} Newsletter {year}",
)  # fmt: skip
NURTURE = "nurture"


def add_campaigns(company: Company) -> None:
    """Add 40 campaigns named like ``2026-Q1_EMEA_webinar_data-hygiene`` and 40 named as it came."""
    rng = rng_for("campaigns")
    for number, start in enumerate(sorted_days(rng, CAMPAIGNS, date(2026, 9, 30))):
        channel = rng.choice(tuple(_TYPES))
        nurture = number % 16 == 15
        name = _name(rng, start, "email" if nurture else channel, number)
        end = start + timedelta(days=rng.randint(1, 60))
        _add_campaign(company, rng, name, "Email" if nurture else _TYPES[channel], start, end, nurture)


def _name(rng: Random, start: date, channel: str, number: int) -> str:
    topic, region = rng.choice(_TOPICS), rng.choice(("EMEA", "AMER", "APAC"))
    quarter = (start.month + 2) // 3
    if number % 2:
        topic = f"{topic}-{NURTURE}" if number % 16 == 15 else f"{topic}-{number}"
        return f"{start.year}-Q{quarter}_{region}_{channel}_{topic}"
    words = topic.replace("-", " ")
    form = _FREE_FORMS[number // 2 % len(_FREE_FORMS)]
    return form.format(
        Channel=channel.title(), channel=channel, Topic=words.title(), topic=words, region=region.lower(),
        quarter=quarter, year=start.year,
    )  # fmt: skip


def _add_campaign(
    company: Company, rng: Random, name: str, kind: str, start: date, end: date, nurture: bool
) -> Row:
    budget = rng.randint(4, 80) * 250
    running = nurture or end > days_before(AS_OF, 30)
    return add_row(
        company.tables["campaign"], Name=name, Type=kind, StartDate=start.isoformat(),
        BudgetedCost=str(budget), Status="In Progress" if running else "Completed",
        IsActive=str(running).lower(), EndDate=date(2027, 12, 31).isoformat() if nurture else end.isoformat(),
        ActualCost=maybe(rng, 0.0 if running else 0.8, str(budget + rng.randint(-4, 4) * 100)),
        OwnerId=rng.choice(company.owners),
        CreatedDate=morning_of(rng, days_before(start, rng.randint(5, 60))),
    )  # fmt: skip


def active_nurtures(company: Company) -> list[Row]:
    """Return the e-mail campaigns that still send."""
    return [row for row in company.rows("campaign") if NURTURE in row["Name"] and row["IsActive"] == "true"]


def add_members(company: Company) -> None:
    """Add each person to some campaigns once; people who opted out are in no nurture campaign."""
    rng = rng_for("members")
    campaigns, people = company.rows("campaign"), [*company.rows("contact"), *company.rows("lead")]
    nurtures = {row["Id"] for row in active_nurtures(company)}
    seen: set[tuple[str, str]] = set()
    while len(seen) < MEMBERS:
        campaign, person = rng.choice(campaigns), rng.choice(people)
        opted_out = person["HasOptedOutOfEmail"] == "true" and campaign["Id"] in nurtures
        if not opted_out and (campaign["Id"], person["Id"]) not in seen:
            seen.add((campaign["Id"], person["Id"]))
            add_member(company, rng, campaign, person)


def add_member(company: Company, rng: Random, campaign: Row, person: Row) -> Row:
    responded = rng.random() < 0.35
    created = day_between(rng, day_of(campaign["CreatedDate"]), AS_OF)
    return add_row(
        company.tables["campaign_member"], CampaignId=campaign["Id"], CreatedDate=morning_of(rng, created),
        Status="Responded" if responded else "Sent", HasResponded=str(responded).lower(),
        FirstRespondedDate=day_between(rng, created, AS_OF).isoformat() if responded else "",
        **{"ContactId" if person["Id"].startswith("003") else "LeadId": person["Id"]},
    )  # fmt: skip
