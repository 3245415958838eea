"""E-mail addresses for matching: the mailbox, whose it looks to be, and what kind of address it is."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series, fold
from mopsctl.normalize.domains import registered_domains
from mopsctl.normalize.email_lists import disposable_domains, free_mail_domains, role_local_parts
from mopsctl.normalize.email_spelling import spelled_addresses
from mopsctl.normalize.email_syntax import prepared
from mopsctl.normalize.emails import canonical_emails
from mopsctl.normalize.placeholders import placeholder_pattern
from mopsctl.schema.model import ValueKind

if TYPE_CHECKING:
    import pandas as pd

_NOBODY = (
    "test(?:e[rn]|ing|s|mail|user)?|asdf+|qwert[yz]?|fake|example|sample|nobody|noone|null|n/a|x{2,}|y{3,}|z{3,}|a{3,}"
    "|unbekannt|inconnu|desconocido|sconosciuto|onbekend|okand"
    "|(?:keine?|sin|pas-?de|geen|sem|senza|ingen|brak)[._-]?(?:e?-?mail|correo|adresse?)"
)
_EXAMPLE_DOMAIN = r"@(?:[^@]*\.)?example\.(?:com|net|org|edu)$"
_WITH_ADDITION = (
    r"^(?:(?:{role})[._-](?:[a-z]{{2}}|[0-9]+|{where})|(?:[a-z]{{2}}|{where})[._-](?:{role})"
    r"|(?:{role})[0-9]+)$"
)
_SHARED = (
    "info|sales|support|office|contact|kontakt|hello|mail|service|admin|billing|marketing|hr|jobs|help|orders|press"
    "|vertrieb|verkauf|buchhaltung|einkauf|ventas|compras|contacto|contabilidad|commercial|compta|accueil|vendite"
    "|vendas|verkoop|noreply|newsletter|webmaster|purchasing|accounts|invoices|customerservice"
)
_WHERE = (
    "emea|apac|latam|amer|anz|dach|benelux|nordics|usa|europe|asia|africa|global|intl|international|north|south|east"
    "|west|team|dept|desk|group|online|web"
)


def email_keys(addresses: pd.Series[Any]) -> pd.DataFrame:
    """Keys of distinct addresses. Text columns (NA where there is no address or one that stands for nothing):

    - ``mailbox``: the same for all spellings that reach one mailbox (`canonical_emails`).
    - ``local``: what is before the @, less what follows a plus there.
    - ``domain``: the registered domain, the whole host where its ending is no public suffix.
    - ``local_letters``: the letters of ``local`` without accents, for comparing with names; NA where none.

    And ``is_role`` (bool: the local part is a function's, not a person's), ``is_free`` (bool: anyone can have a
    mailbox at the domain, so it says nothing about the employer). Index as given.
    """
    import pandas as pd

    mailbox = _mailboxes(addresses)
    halves = pc.split_pattern(mailbox, pattern="@", max_splits=1)
    local, host = pc.list_element(halves, 0), pc.list_element(halves, 1)
    local = _untagged(local)
    hosts = pc.dictionary_encode(host)
    domains = _domains(hosts.dictionary)
    free = pc.is_in(domains, pa.array(sorted(free_mail_domains() | disposable_domains())))
    letters = _letters(local)
    texts = {
        "mailbox": mailbox,
        "local": local,
        "domain": domains.take(hosts.indices),
        "local_letters": pc.if_else(pc.equal(letters, ""), None, letters),
    }
    flags = {"is_role": _is_role(local, letters), "is_free": free.take(hosts.indices)}
    keys: dict[str, Any] = {name: as_series(array, addresses.index) for name, array in texts.items()}
    keys |= {
        name: pc.fill_null(flag, fill_value=False).to_numpy(zero_copy_only=False)
        for name, flag in flags.items()
    }
    return pd.DataFrame(keys, index=addresses.index)


def _mailboxes(addresses: pd.Series[Any]) -> pa.Array:
    """Canonical addresses, null where there is none that is anybody's."""
    spelled = as_series(spelled_addresses(prepared(addresses)), addresses.index)
    mailbox = as_arrow(canonical_emails(spelled))
    nobodys = pc.fill_null(pc.match_substring_regex(mailbox, _nobodys()), fill_value=False)
    # Made-up data has all its people at example.com: only the local part counts there.
    moved = pc.replace_substring_regex(
        mailbox.filter(nobodys), pattern=_EXAMPLE_DOMAIN, replacement="@elsewhere.org"
    )
    nobodys = pc.replace_with_mask(nobodys, nobodys, pc.match_substring_regex(moved, _nobodys()))
    return pc.if_else(nobodys, pa.scalar(None, pa.string()), mailbox)


def _domains(hosts: pa.Array) -> pa.Array:
    import pandas as pd

    known = registered_domains(as_series(hosts, pd.RangeIndex(len(hosts))))
    return pc.coalesce(as_arrow(known), hosts)


def _untagged(local: pa.Array) -> pa.Array:
    tagged = pc.fill_null(pc.match_substring_regex(local, r"^[^+]+\+"), fill_value=False)
    bare = pc.replace_substring_regex(local.filter(tagged), pattern=r"\+.*$", replacement="")
    return pc.replace_with_mask(local, tagged, bare)


def _letters(local: pa.Array) -> pa.Array:
    folded = fold(local)
    is_plain = pc.all(pc.string_is_ascii(folded)).as_py() is not False
    signs = "[^a-z]+" if is_plain else r"[^\pL\pM]+"
    return pc.replace_substring_regex(folded, pattern=signs, replacement="")


def _is_role(local: pa.Array, letters: pa.Array) -> pa.Array:
    """By the list as written or less signs and digits, or a function and where it is: sales-uk, info2."""
    roles = pa.array(sorted(role_local_parts()))
    # Two or three letters with dots between are somebody's initials.
    spelled_out = pc.and_(pc.is_in(letters, roles), pc.greater(pc.binary_length(letters), 3))
    return pc.or_(
        pc.or_(pc.is_in(local, roles), spelled_out), pc.match_substring_regex(local, _role_pattern())
    )


@cache
def _nobodys() -> str:
    return f"^(?:{placeholder_pattern(ValueKind.EMAIL)}|(?:{_NOBODY})[0-9]*@.*)$"


@cache
def _role_pattern() -> str:
    return _WITH_ADDITION.format(role=_SHARED, where=_WHERE)
