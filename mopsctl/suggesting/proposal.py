"""A rule that the data seems to keep to, before and after it is judged by the engine."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from typing import Any

from mopsctl.engine.rule import Example
from mopsctl.findings import Severity
from mopsctl.suggesting.confidence import sure_share


@dataclass(frozen=True, slots=True)
class Proposal:
    """A rule as a learner writes it.

    ``fields`` are those that it is about, in the order of its kind; ``word`` ends its id ("present"); ``claim``
    completes "11,987 of 12,000 records …"; ``tried`` are examples that should break it, where the data may hold none.
    ``invented`` says that no example is taken from the data.
    """

    object: str
    kind: str
    fields: tuple[str, ...]
    params: Mapping[str, Any]
    word: str
    title: str
    claim: str
    where: str | None = None
    good: tuple[Example, ...] = ()
    tried: tuple[Example, ...] = ()
    invented: bool = False


@dataclass(frozen=True, slots=True)
class Breaker:
    """Values that break a rule: the rule's fields as text, how many records have them, the first one's place."""

    values: Mapping[str, str]
    records: int
    path: str
    line: int
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class LearnedRule:
    """A proposal that the engine has judged on every record.

    ``checked`` records are of the kind that the rule judges, out of ``rows`` of its object; ``failed`` break it.
    """

    id: str
    proposal: Proposal
    severity: Severity
    rows: int
    checked: int
    failed: int
    breakers: tuple[Breaker, ...] = ()
    good: tuple[Example, ...] = field(default=())
    bad: tuple[Example, ...] = field(default=())

    @property
    def support(self) -> float:
        """The share of the checked records that surely keep to the rule (0-1)."""
        return sure_share(self.checked - self.failed, self.checked)

    def with_examples(self, good: tuple[Example, ...], bad: tuple[Example, ...]) -> LearnedRule:
        return replace(self, good=good, bad=bad)
