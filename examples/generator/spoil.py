"""Spoils the well-kept company, in the order that keeps every count true."""

from __future__ import annotations

from .company import Company
from .mess import Mess, new_mess, plant
from .mess_accounts import duplicate_accounts, note_people_in_two_systems
from .mess_dates import disorder_dates
from .mess_duplicates import duplicate_contacts, duplicate_leads
from .mess_emails import EMAILS
from .mess_fields import judge_fields
from .mess_gaps import leave_blank
from .mess_links import break_links
from .mess_numbers import DATES, NUMBERS, PHONES
from .mess_placeholders import PLACEHOLDERS
from .mess_stages import contradict_stages
from .mess_text import TEXTS


def spoil(company: Company) -> Mess:
    """Plant every fault.

    Duplicates come first, since they copy records that must be clean; whole fields come last, since their
    gaps are counted when nothing changes any more.
    """
    mess = new_mess(company)
    duplicate_accounts(mess)
    duplicate_contacts(mess)
    duplicate_leads(mess)
    note_people_in_two_systems(mess)
    break_links(mess)
    disorder_dates(mess)
    contradict_stages(mess)
    leave_blank(mess)
    for planting in (*PLACEHOLDERS, *EMAILS, *PHONES, *NUMBERS, *DATES, *TEXTS):
        plant(mess, planting)
    judge_fields(mess)
    return mess
