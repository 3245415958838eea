"""Lists of mail domains and local parts that say something about an address."""

from __future__ import annotations

from mopsctl.normalize.wordlists import load_words


def free_mail_domains() -> frozenset[str]:
    """Domains where anyone can open a mailbox: gmail.com, web.de, orange.fr."""
    return load_words("free_mail_domains")


def disposable_domains() -> frozenset[str]:
    """Domains of throw-away mailboxes: mailinator.com, yopmail.com."""
    return load_words("disposable_domains")


def role_local_parts() -> frozenset[str]:
    """Local parts that name a function, not a person: info, sales, noreply, kontakt."""
    return load_words("role_local_parts")
