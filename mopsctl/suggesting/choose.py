"""Which proposals are worth suggesting, and in which order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence

from mopsctl.findings import Severity
from mopsctl.suggesting.judge import Verdict
from mopsctl.suggesting.known import Topic, topic_of, topic_of_proposal
from mopsctl.suggesting.obvious import is_obvious
from mopsctl.suggesting.options import SuggestOptions
from mopsctl.suggesting.proposal import LearnedRule, Proposal

IMPACT = {
    "required": 1.0, "unique": 0.9, "email": 0.9, "phone": 0.9, "date_order": 0.9, "one_of": 0.8, "pattern": 0.8,
    "range": 0.8, "url": 0.8, "country": 0.8, "number": 0.8, "date": 0.8, "determines": 0.7, "expression": 0.6,
    "state": 0.8, "postal_code": 0.8, "drift": 0.7,
    "length": 0.4, "casing": 0.4,
}  # fmt: skip
"""How much depends on such a rule being kept (0-1): a field that is missing stops work, a wrong case looks bad."""
LEAST_IMPACT = 0.3
UNBROKEN = 0.6
"""What a rule is worth that no record breaks: the system may see to it already."""
SURE = 0.98
LONGEST_ID = 100


def new_proposals(proposals: Iterable[Proposal], known: dict[str, set[Topic]]) -> list[Proposal]:
    """The first proposal on each topic of an object that no rule in force is about."""
    chosen: dict[tuple[str, Topic], Proposal] = {}
    for proposal in proposals:
        about = topic_of_proposal(proposal)
        if about not in known.get(proposal.object, set()):
            chosen.setdefault((proposal.object, about), proposal)
    return [proposal for proposal in chosen.values() if not _is_said(proposal, chosen)]


def _is_said(proposal: Proposal, chosen: Mapping[tuple[str, Topic], Proposal]) -> bool:
    """Whether another rule says as much: what the values are, of their case; that two are equal, of a dependence."""
    more = {"casing": "one_of", "drift": "one_of", "determines": "expression"}.get(proposal.kind)
    if more is None:
        return False
    topics = (topic_of(more, proposal.fields, where) for where in (False, True))
    return any((proposal.object, topic) in chosen for topic in topics)


def named(proposals: Sequence[Proposal], taken: Iterable[str]) -> list[LearnedRule]:
    """Each proposal with an id that no other rule has."""
    used = set(taken)
    learned = []
    for proposal in proposals:
        parts = [proposal.object, *proposal.fields[:2], proposal.word]
        base = "-".join(filter(None, (_kebab(part) for part in parts)))[: LONGEST_ID - 4].strip("-")
        name, number = base, 2
        while name in used:
            name, number = f"{base}-{number}", number + 1
        used.add(name)
        learned.append(LearnedRule(name, proposal, Severity.WARNING, 0, 0, 0))
    return learned


def worth_having(verdicts: Iterable[Verdict], options: SuggestOptions) -> list[Verdict]:
    """The verdicts on rules that surely hold for enough records, the most valuable first."""
    kept = [
        verdict
        for verdict in verdicts
        if verdict.learned.checked >= options.min_records
        and verdict.learned.support >= options.min_support
        and (options.everything or not is_obvious(verdict.learned))
    ]
    return sorted(kept, key=lambda verdict: (-worth(verdict.learned), verdict.learned.id))


def worth(learned: LearnedRule) -> float:
    """Support, times the share of the records that it judges, times what depends on it; less where none breaks it."""
    coverage = learned.checked / learned.rows if learned.rows else 0.0
    finds = 1.0 if learned.failed else UNBROKEN
    return learned.support * coverage * finds * IMPACT.get(learned.proposal.kind, LEAST_IMPACT)


def severity_of(learned: LearnedRule) -> Severity:
    """A warning where the rule is sure, advice else."""
    return Severity.WARNING if learned.support >= SURE else Severity.INFO


def _kebab(text: str) -> str:
    return re.sub(r"[^a-z0-9]+", "-", text.lower()).strip("-")
