"""The names under which a vendor's API knows fields, told from the headers of its exports.

The spellings of each vendor hold API names beside the labels of its exports (``data/spellings_*.yaml``, with their
sources); the two are told apart by how each vendor writes API names.
"""

from __future__ import annotations

import re

from mopsctl.schema.headers import header_key
from mopsctl.schema.spellings import spellings_of

_NAME = {
    "salesforce": re.compile(r"[A-Za-z]\w*(\.[A-Za-z]\w*)?"),
    "hubspot": re.compile(r"[a-z][a-z0-9_]*"),
}
_SURE = {
    "salesforce": re.compile(r"\w*[a-z][A-Z]\w*|\w+__c|\w+\.\w+", re.ASCII),
    "hubspot": re.compile(r"[a-z][a-z0-9_]*"),
}
"""Headers that can be nothing but an API name: MailingCity, Region__c, Account.Name; hs_lead_status."""
_IDS = {"salesforce": "Id", "hubspot": "hs_object_id"}


def api_name(vendor: str, object_name: str, field: str, header: str) -> str | None:
    """The API name of a column; None where the header does not tell it for sure.

    :param field: the canonical field, or the header where the column has none.
    """
    if vendor not in _NAME:
        return None
    if field == "id":
        return _IDS[vendor]
    if _SURE[vendor].fullmatch(header) and _NAME[vendor].fullmatch(header):
        return header
    spellings = spellings_of(vendor, object_name, field)
    names = [text for text in spellings if _NAME[vendor].fullmatch(text)]
    if not names:
        return None
    # Labels stand before the name that they belong to, or after it where the name comes first.
    belonging = spellings if spellings[0] == names[0] else spellings[: spellings.index(names[0]) + 1]
    return names[0] if header_key(header) in map(header_key, belonging) else None
