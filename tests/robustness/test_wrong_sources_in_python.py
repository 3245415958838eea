"""What is handed to the Python interface and is no source: told in a sentence, as on the command line."""

from __future__ import annotations

import pandas as pd
import pytest

import mopsctl
from mopsctl.errors import UsageError


@pytest.mark.parametrize(
    "source", [None, 5, [], {}, pd.Series(["a"])], ids=["none", "5", "[]", "{}", "series"]
)
@pytest.mark.parametrize("verb", [mopsctl.audit, mopsctl.profile, mopsctl.suggest_rules])
def test_what_is_no_source_is_told(verb, source: object) -> None:
    with pytest.raises(UsageError, match="a source is a path or a pandas DataFrame, not "):
        verb(source)
