"""The same audit in another format has the same figures."""

from __future__ import annotations

import re
from collections.abc import Callable
from pathlib import Path

import pytest

import mopsctl

PEOPLE = "Id,LastName,Email\n0035g0000000001AAA,Reyes,dana.reyes@acme.com\n"
COMPANIES = "Id,Name,BillingCountry\n0015g0000000001AAA,Acme,Germany\n"


@pytest.mark.parametrize("name", ["text", "html", "markdown"])
def test_rules_that_were_not_checked_count_once_however_many_objects_lack_their_field(
    name: str, tmp_path: Path, rendered: Callable[..., str]
) -> None:
    (tmp_path / "Contact.csv").write_text(PEOPLE)
    (tmp_path / "Account.csv").write_text(COMPANIES)
    found = mopsctl.audit(tmp_path, config={"extends": ["mopsctl:salesforce"]}, as_of="2026-10-31")
    rules = found.not_checked["rule"]
    assert rules.duplicated().any()
    page = rendered(found.result, name)
    said = re.search(r"([\d,]+) rules (?:had nothing to check|not checked somewhere)", page)
    assert said is not None
    assert int(said[1].replace(",", "")) == rules.nunique()
