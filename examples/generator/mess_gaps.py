"""Fields left blank: what forms don't ask for, imports don't hold and nobody fills in later."""

from __future__ import annotations

from dataclasses import dataclass

from .mess import Condition, Mess, anything, note, pick
from .table import Row


@dataclass(frozen=True, slots=True)
class Gap:
    """A field that is blank in about a ``share`` (0-1) of the records; only those that fit are emptied."""

    table: str
    field: str
    share: float
    what: str
    where: Condition = anything


def _is_no_mql(row: Row) -> bool:
    return row["Lifecycle_Stage__c"] != "MQL"


def _is_prospect(row: Row) -> bool:
    return row["Type"] == "Prospect"


def _is_unconverted(row: Row) -> bool:
    return row["IsConverted"] == "false"


def _is_inactive(row: Row) -> bool:
    return row["IsActive"] == "false"


_GAPS = (
    Gap("account", "Industry", 0.21, "no industry"),
    Gap("account", "Website", 0.18, "no website"),
    Gap("account", "NumberOfEmployees", 0.24, "no number of employees"),
    Gap("account", "BillingCountry", 0.12, "no country"),
    Gap("account", "Type", 0.14, "neither prospect nor customer", _is_prospect),
    Gap("contact", "Email", 0.06, "no address"),
    Gap("contact", "Phone", 0.33, "no phone"),
    Gap("contact", "Title", 0.30, "no title"),
    Gap("contact", "MailingCountry", 0.23, "no country"),
    Gap("contact", "LeadSource", 0.16, "no lead source", _is_no_mql),
    Gap("lead", "Email", 0.07, "no address"),
    Gap("lead", "Phone", 0.36, "no phone"),
    Gap("lead", "Title", 0.31, "no title"),
    Gap("lead", "Company", 0.09, "no company", _is_unconverted),
    Gap("lead", "Country", 0.24, "no country"),
    Gap("lead", "Industry", 0.38, "no industry"),
    Gap("lead", "NumberOfEmployees", 0.46, "no number of employees"),
    Gap("lead", "LeadSource", 0.17, "no lead source", _is_no_mql),
    Gap("opportunity", "Amount", 0.19, "no amount"),
    Gap("opportunity", "LeadSource", 0.29, "no lead source"),
    Gap("campaign_member", "Status", 0.07, "no status"),
    Gap("campaign", "Type", 0.1, "no type"),
    Gap("campaign", "EndDate", 0.1, "no end", _is_inactive),
    Gap("hubspot", "First Name", 0.24, "no first name: the form asks for an address only"),
    Gap("hubspot", "Last Name", 0.31, "no last name: the form asks for an address only"),
    Gap("hubspot", "Phone Number", 0.56, "no phone"),
    Gap("hubspot", "Job Title", 0.51, "no title"),
    Gap("hubspot", "Company Name", 0.34, "no company"),
    Gap("hubspot", "Country/Region", 0.37, "no country"),
)


def leave_blank(mess: Mess) -> None:
    """Empty cells until the share of each field is reached, counting those that are blank already."""
    for gap in _GAPS:
        rows = mess.company.rows(gap.table)
        wanted = round(gap.share * len(rows)) - sum(not row[gap.field] for row in rows)
        for row in pick(mess, gap.table, (gap.field,), wanted, gap.where):
            row[gap.field] = ""


def note_blanks(mess: Mess) -> None:
    """Note each field's blanks, whatever left them, when nothing changes any more."""
    for gap in _GAPS:
        blank = [row for row in mess.company.rows(gap.table) if not row[gap.field]]
        note(mess, "blank", gap.table, gap.field, gap.what, blank)
