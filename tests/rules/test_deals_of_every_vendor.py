"""Whether a deal is open, won or lost is told from the field in which the vendor keeps it."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from mopsctl.auditing.examine import audit
from mopsctl.auditing.options import AuditOptions

DEALS = """\
Deal - ID,Deal - Title,Deal - Stage,Deal - Status,Deal - Expected close date,Deal - Deal closed on,Deal - Lost reason
1,Renewal,Proposal Made,Open,2026-01-31,,
2,Pilot,Proposal Made,Won,2026-01-31,2026-01-20,
3,Signed before the day,Proposal Made,Won,2026-12-31,2026-05-20,
4,No expected day,Qualified,Won,,2026-05-20,
5,Gone,Qualified,Lost,2026-01-31,2026-02-01,
"""

REPORT = """\
Opportunity ID,Opportunity Name,Stage,Close Date,Amount
0065g0000000001AAA,Renewal,Negotiation,2026-01-31,100
0065g0000000002AAA,Pilot,Closed Won,2026-01-31,100
"""


def findings_of(path: Path, text: str) -> dict[str, int]:
    path.write_text(text, encoding="utf-8")
    result = audit(path, options=AuditOptions(as_of=date(2026, 6, 30)))
    return {rule.id: rule.failed for rule in result.rules if rule.failed}


def test_a_pipedrive_deal_is_closed_by_its_status_whatever_its_stage(tmp_path: Path) -> None:
    found = findings_of(tmp_path / "deals.csv", DEALS)
    assert found["opportunity-open-not-overdue"] == 1
    assert found["opportunity-loss-reason-present"] == 1
    assert "opportunity-won-not-in-future" not in found
    assert "opportunity-close-date-present" not in found


def test_a_stage_tells_where_there_is_no_status(tmp_path: Path) -> None:
    assert findings_of(tmp_path / "opportunities.csv", REPORT)["opportunity-open-not-overdue"] == 1
