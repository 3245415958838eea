"""What is found of suppressions themselves: those that have expired, and those that no finding needs any more."""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from pathlib import Path

from mopsctl.acceptance import Suppressed
from mopsctl.engine.rule import Rule
from mopsctl.engine.selection import EXPIRED, UNUSED
from mopsctl.engine.suppressing import Use
from mopsctl.findings import Dimension, Finding, Location, Severity
from mopsctl.results import RuleReport

OBJECT = "configuration"
TITLES = {EXPIRED: "Suppression has expired", UNUSED: "Suppression is not needed"}
SEVERITIES = {EXPIRED: Severity.WARNING, UNUSED: Severity.INFO}
WHY = {
    EXPIRED: "What was accepted until a day counts again, so that no exception lasts for ever unseen.",
    UNUSED: "A suppression that hides nothing today may hide something new tomorrow.",
}
FIX = {
    EXPIRED: "Mend the records, or give the suppression a later day and say why.",
    UNUSED: "Take the suppression out of the configuration.",
}


def suppressed_reports(uses: Sequence[Use]) -> list[Suppressed]:
    """Every suppression that holds and took findings out, in the order of the configuration."""
    return [
        Suppressed(
            tuple(use.suppression.keys.rule),
            use.suppression.keys.reason,
            use.suppression.keys.until,
            use.count,
            use.suppression.place,
        )
        for use in uses
        if use.count and not use.expired
    ]


def suppression_rules(uses: Sequence[Use], rules: Sequence[Rule], ignore: Sequence[str]) -> list[RuleReport]:
    """The two rules on suppressions, each where it found something and is not ignored; they move no score."""
    found = {EXPIRED: list(_expired(uses)), UNUSED: list(_unused(uses, rules))}
    return [
        _report(name, findings, len(uses))
        for name, findings in found.items()
        if findings and name not in ignore
    ]


def _expired(uses: Sequence[Use]) -> Iterator[Finding]:
    for use in uses:
        keys = use.suppression.keys
        if use.expired and use.checked:
            said = f"the suppression of {use.suppression.about} ended on {keys.until}: {_back(use.count)}"
            yield _finding(EXPIRED, use, f"{said} (its reason was: {keys.reason})")


def _unused(uses: Sequence[Use], rules: Sequence[Rule]) -> Iterator[Finding]:
    """Suppressions that took nothing, of which every rule that they are about was checked."""
    for use in uses:
        about = {rule.id for rule in rules if use.suppression.names(rule) and _fits(use, rule)}
        if not use.expired and not use.count and about and about <= use.checked:
            said = f"the suppression of {use.suppression.about} matches no finding"
            yield _finding(UNUSED, use, f"{said} (its reason is: {use.suppression.keys.reason})")


def _back(count: int) -> str:
    if not count:
        return "no finding needs it any more"
    return "1 finding is back" if count == 1 else f"{count:,} findings are back"


def _fits(use: Use, rule: Rule) -> bool:
    wanted = use.suppression.keys.object
    return wanted is None or rule.judges(wanted)


def _finding(name: str, use: Use, message: str) -> Finding:
    keys = use.suppression.keys
    path, _, line = use.suppression.place.rpartition(":")
    # By the file's name and the entry itself: neither the folder nor the line may move a fingerprint.
    base = "\x1f".join((name, Path(path).name, use.suppression.about, keys.reason, str(keys.until)))
    digits = hashlib.md5(base.encode(), usedforsecurity=False).hexdigest()[:16]
    return Finding(
        rule=name, severity=SEVERITIES[name], dimension=Dimension.TIMELINESS, object=OBJECT, record_id=None,
        field=None, value=None, message=message, suggestion=None, confidence=None,
        location=Location(path, int(line)), fingerprint=f"f{digits}",
    )  # fmt: skip


def _report(name: str, findings: Sequence[Finding], checked: int) -> RuleReport:
    return RuleReport(
        id=name, title=TITLES[name], kind="suppression", object=OBJECT, dimension=Dimension.TIMELINESS,
        severity=SEVERITIES[name], fields=(), tags=(), why=WHY[name], fix=FIX[name], effort="low",
        checked=checked, failed=len(findings), weight=0.0, points=0.0, examples=tuple(findings),
    )  # fmt: skip
