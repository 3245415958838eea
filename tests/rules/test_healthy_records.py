"""The default pack does not cry wolf: exports of a healthy CRM, with the variety of real people, have no findings."""

from __future__ import annotations

from datetime import date
from pathlib import Path

import pytest

from mopsctl.auditing.examine import audit
from mopsctl.auditing.options import AuditOptions
from mopsctl.config import load_config
from mopsctl.results import AuditResult

HEALTHY = Path(__file__).parent / "healthy"


@pytest.fixture(scope="module")
def result() -> AuditResult:
    return audit(HEALTHY, load_config(None), AuditOptions(as_of=date(2026, 10, 31)))


def test_a_healthy_crm_has_no_findings(result: AuditResult) -> None:
    assert [(finding.rule, finding.message) for finding in result.stream(None)] == []
    assert result.scorecard.score == 100


def test_nearly_every_rule_was_put_to_it(result: AuditResult) -> None:
    assert {source.object for source in result.sources} == {
        "account", "campaign", "campaign_member", "contact", "lead", "opportunity", "user"
    }  # fmt: skip
    assert len({rule.id for rule in result.rules if rule.checked}) > 100
