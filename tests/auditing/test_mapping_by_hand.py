"""A column that is mapped by hand is the one that is named."""

from __future__ import annotations

import pandas as pd
import pytest

from mopsctl.auditing.examine import profile
from mopsctl.auditing.options import AuditOptions
from mopsctl.errors import UsageError


def _email_header(headers: list[str], wanted: str) -> str:
    frame = pd.DataFrame([["ann@example.com"] * len(headers)], columns=headers)
    result = profile(frame, options=AuditOptions(object="contact", mapping={"email": wanted}))
    return result.sources[0].mapping["email"]


def test_the_header_as_written_goes_before_one_that_is_like_it() -> None:
    assert _email_header(["Email", "E-mail"], "Email") == "Email"
    assert _email_header(["Email", "E-mail"], "E-mail") == "E-mail"


def test_case_accents_and_punctuation_do_not_matter_where_one_header_is_meant() -> None:
    assert _email_header(["Adresse é-mail", "Ville"], "adresse e mail") == "Adresse é-mail"


def test_a_header_that_is_nowhere_is_a_mistake_with_the_nearest_right_one() -> None:
    with pytest.raises(UsageError, match="no table has a column 'Emial', did you mean 'Email'"):
        _email_header(["Email", "City"], "Emial")
