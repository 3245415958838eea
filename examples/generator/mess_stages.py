"""Lifecycle stages that the rest of the data contradicts, and nurture mails to people who opted out."""

from __future__ import annotations

from .build_campaigns import active_nurtures, add_member
from .mess import Mess, Planting, note, pick, plant
from .table import Row


def _is_mql(row: Row) -> bool:
    return row["Lifecycle_Stage__c"] == "MQL" and bool(row["LeadSource"])


def _is_old(row: Row) -> bool:
    return row["Lifecycle_Stage__c"] == "Lead" and row["CreatedDate"] < "2026-09"


def _is_unconverted(row: Row) -> bool:
    return row["IsConverted"] == "false" and row["Lifecycle_Stage__c"] != "MQL"


_SOURCELESS = "an MQL without lead source: it earns no campaign its credit"


def _is_lost(row: Row) -> bool:
    return row["StageName"] == "Closed Lost"


def _is_won(row: Row) -> bool:
    return row["IsWon"] == "true"


def _is_over(row: Row) -> bool:
    return row["Status"] == "Completed"


_PLANTINGS = (
    Planting("mql-without-source", "contact", "LeadSource", 41, _SOURCELESS, ("",), _is_mql),
    Planting("mql-without-source", "lead", "LeadSource", 37, _SOURCELESS, ("",), _is_mql),
    Planting("never-worked", "lead", "Status", 430, "Open for more than 30 days", ("Open",), _is_old),
    Planting("stage-ahead", "lead", "Lifecycle_Stage__c", 17, "Customer, yet never converted", ("Customer",),
             _is_unconverted),
    Planting("loss-reason-blank", "opportunity", "Loss_Reason__c", 142, "lost, and nobody knows why", ("",),
             _is_lost),
    Planting("won-improbable", "opportunity", "Probability", 46, "won, with a probability below 100 %",
             ("50", "75", "90"), _is_won),
    Planting("renewal-blank", "account", "Renewal_Date__c", 52, "a customer without renewal date", ("",)),
    Planting("response-undated", "campaign_member", "FirstRespondedDate", 410,
             "responded, and nobody knows when", ("",)),
    Planting("still-active", "campaign", "IsActive", 13, "completed, yet active", ("true",), _is_over),
)  # fmt: skip


def contradict_stages(mess: Mess) -> None:
    _customers_who_bought_nothing(mess)
    for planting in _PLANTINGS:
        plant(mess, planting)
    _stages_that_disagree(mess)
    _nurture_the_opted_out(mess)


def _customers_who_bought_nothing(mess: Mess) -> None:
    won = {row["AccountId"] for row in mess.company.rows("opportunity") if row["IsWon"] == "true"}
    in_hubspot = {row["Email"] for row in mess.company.rows("hubspot")}

    def fits(row: Row) -> bool:
        return row["AccountId"] not in won and row["Email"] not in in_hubspot

    rows = pick(mess, "contact", ("Lifecycle_Stage__c", "AccountId"), 52, fits)
    for row in rows:
        row["Lifecycle_Stage__c"] = "Customer"
    what = "a customer whose account has no opportunity that was won"
    note(mess, "customer-without-win", "contact", "Lifecycle_Stage__c", what, rows)


def _stages_that_disagree(mess: Mess) -> None:
    """Move people on in HubSpot alone; their address stays clean in Salesforce, or nobody could tell."""
    contacts = {row["Email"]: row["Id"] for row in mess.company.rows("contact")}

    def fits(row: Row) -> bool:
        return row["Email"] in contacts and row["Lifecycle Stage"] == "Lead"

    rows = pick(mess, "hubspot", ("Lifecycle Stage", "Email"), 40, fits)
    for row in rows:
        row["Lifecycle Stage"] = "Opportunity"
        mess.touched.add((contacts[row["Email"]], "Email"))
    note(mess, "stage-disagrees", "hubspot", "Lifecycle Stage", "Opportunity here, Lead in Salesforce", rows)


def _nurture_the_opted_out(mess: Mess) -> None:
    people = pick(
        mess, "contact", ("HasOptedOutOfEmail",), 18, lambda row: row["HasOptedOutOfEmail"] == "true"
    )
    campaigns = active_nurtures(mess.company)
    members = [add_member(mess.company, mess.rng, mess.rng.choice(campaigns), person) for person in people]
    what = "a person who opted out, in a nurture campaign that is active"
    note(mess, "opted-out-in-nurture", "campaign_member", "ContactId", what, members)
