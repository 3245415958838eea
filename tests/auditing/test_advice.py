"""What to tidy: fields nobody fills, fields that say the same, picklist values nobody uses."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest

from mopsctl.auditing.examine import audit
from mopsctl.auditing.options import AuditOptions
from mopsctl.config import Config, load_config
from mopsctl.results import FieldAdvice

SOURCES = ["Web", "Webinar", "Partner", "Event"]


@pytest.fixture
def config(tmp_path: Path) -> Config:
    path = tmp_path / "mopsctl.yaml"
    path.write_text(
        "rules:\n"
        "- {id: source-known, object: contact, kind: one_of, field: lead_source, "
        f"values: [{', '.join(SOURCES)}, Fax]}}\n"
        "- {id: state-known, object: contact, kind: one_of, field: state, values: [TX, CA, Texas, California]}\n"
    )
    return load_config(path)


@pytest.fixture
def contacts() -> pd.DataFrame:
    rows = range(200)
    source = [SOURCES[n % 4] for n in rows]
    return pd.DataFrame(
        {
            "Contact ID": [f"0035i00000{n:05d}AAA" for n in rows],
            "Email": [f"ana{n}@harbor-labs.com" for n in rows],
            "Lead Source": source,
            "Lead_Source__c": [text if n % 10 else "Web" for n, text in enumerate(source)],
            "Mailing State/Province": ["TX" for _ in rows],
            "Assistant": ["n/a" if n < 40 else "" for n in rows],
            "Department": ["Sales" if n % 2 else "Marketing" for n in rows],
        }
    )


def advice(frame: pd.DataFrame, config: Config) -> dict[str, list[FieldAdvice]]:
    found: dict[str, list[FieldAdvice]] = {}
    for item in audit(frame, config, AuditOptions(object="contact")).advice:
        found.setdefault(item.kind, []).append(item)
    return found


def test_a_field_of_placeholders_is_one_nobody_fills(contacts: pd.DataFrame, config: Config) -> None:
    (unfilled,) = advice(contacts, config)["unfilled"]
    assert unfilled.fields == ("Assistant",)
    assert "0 of 200" in unfilled.message
    assert "40 hold a placeholder" in unfilled.message


def test_fields_of_like_name_and_value_say_the_same(contacts: pd.DataFrame, config: Config) -> None:
    (same,) = advice(contacts, config)["same"]
    assert same.fields == ("Lead Source", "Lead_Source__c")


def test_values_that_nobody_uses_are_those_of_picklists(contacts: pd.DataFrame, config: Config) -> None:
    (unused,) = advice(contacts, config)["unused_value"]
    assert unused.fields == ("Lead Source",)
    assert "no record has Fax" in unused.message


def test_words_that_the_default_pack_knows_are_nobodys_picklist(contacts: pd.DataFrame) -> None:
    staged = contacts.assign(**{"Lifecycle Stage": ["Lead", "Customer"] * 100})
    assert "unused_value" not in advice(staged, load_config(None))


def test_a_small_table_gets_no_advice(contacts: pd.DataFrame, config: Config) -> None:
    assert advice(contacts.head(20), config) == {}
