"""The public suffix list that comes with tldextract, as sets; never fetched from the network.

Source: publicsuffix.org (MPL 2.0), the snapshot inside the installed tldextract.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache


@dataclass(frozen=True, slots=True)
class SuffixRules:
    """Rules of the list by their form: ``co.uk``; ``ck`` for ``*.ck``; ``www.ck`` for ``!www.ck``."""

    exact: frozenset[str]
    wildcard: frozenset[str]
    exception: frozenset[str]

    @property
    def depth(self) -> int:
        """Labels of the longest suffix."""
        longest = max(suffix.count(".") for suffix in self.exact) + 1
        return max(longest, max(suffix.count(".") for suffix in self.wildcard) + 2)


@cache
def suffix_rules(include_private: bool) -> SuffixRules:
    """The list's rules, each in Unicode and in ASCII (``xn--``) form.

    ``include_private`` adds suffixes that companies run for others, such as ``github.io``.
    """
    from tldextract import TLDExtract

    extract = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=include_private)
    rules = [form for rule in extract.tlds for form in {rule, _ascii_form(rule)}]
    return SuffixRules(
        exact=frozenset(rule for rule in rules if rule[0] not in "*!"),
        wildcard=frozenset(rule[2:] for rule in rules if rule.startswith("*.")),
        exception=frozenset(rule[1:] for rule in rules if rule.startswith("!")),
    )


@cache
def top_level_domains() -> frozenset[str]:
    """Every top-level domain in use, in Unicode and ASCII form, without dots: ``com``, ``xn--p1ai``."""
    rules = suffix_rules(include_private=False)
    return frozenset(suffix.rpartition(".")[2] for suffix in rules.exact | rules.wildcard)


def _ascii_form(rule: str) -> str:
    return rule if rule.isascii() else rule.encode("idna").decode("ascii")
