"""Faults of whole fields: gaps by lead source, fields that nobody fills, fields that say the same."""

from __future__ import annotations

from collections import Counter

from .mess import Mess, note
from .mess_gaps import note_blanks

_GAPS = (
    ("contact", "Phone", "Trade Show", "the badge scanner asks for no phone"),
    ("contact", "MailingStreet", "Webinar", "the webinar form asks for no street"),
    ("contact", "Title", "Content Download", "the download form asks for no title"),
    ("contact", "MobilePhone", "Purchased List", "the bought list has no mobile numbers"),
    ("lead", "Phone", "Trade Show", "the badge scanner asks for no phone"),
)
_UNUSED = ("Fax", "AssistantName")


def judge_fields(mess: Mess) -> None:
    """Fill the second lead source field, and note the faults that show only once every record is there."""
    _repeat_lead_source(mess)
    for table, field, source, what in _GAPS:
        gaps = [row for row in mess.company.rows(table) if row["LeadSource"] == source and not row[field]]
        note(mess, "blank-by-source", table, field, what, gaps, f"LeadSource = '{source}'")
    for field in _UNUSED:
        note(mess, "never-filled", "contact", field, "nobody fills it", mess.company.rows("contact"))
    note_blanks(mess)
    _note_shared_emails(mess)
    ownerless = [row for row in mess.company.rows("hubspot") if not row["Contact owner"]]
    note(mess, "owner-blank", "hubspot", "Contact owner", "no owner: only marketing knows them", ownerless)
    over = [row for row in mess.company.rows("campaign") if row["Status"] == "Completed"]
    uncosted = [row for row in over if not row["ActualCost"]]
    note(
        mess, "cost-blank", "campaign", "ActualCost", "a campaign that is over, at no cost it seems", uncosted
    )


def _repeat_lead_source(mess: Mess) -> None:
    rows = mess.company.rows("contact")
    for row in rows:
        row["Lead_Source__c"] = row["LeadSource"] if mess.rng.random() < 0.97 else ""
    same = [row for row in rows if row["LeadSource"] and row["LeadSource"] == row["Lead_Source__c"]]
    note(mess, "same-as-other-field", "contact", "Lead_Source__c", "says what LeadSource says", same)


def _note_shared_emails(mess: Mess) -> None:
    rows = mess.company.rows("contact")
    count = Counter(row["Email"].lower() for row in rows if row["Email"])
    shared = [row for row in rows if count[row["Email"].lower()] > 1]
    note(mess, "email-not-unique", "contact", "Email", "an address that several contacts have", shared)
