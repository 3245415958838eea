"""What fields are called in the sentences on a pair."""

from __future__ import annotations

import pytest

from mopsctl.matching.evidence_words import phrase


@pytest.mark.parametrize(
    ("field", "said"),
    [
        ("email", "same e-mail"),
        ("tax_number", "same tax number"),
        ("Customer_Number__c", "same Customer_Number__c"),
        ("VAT No.", "same VAT No."),
    ],
)
def test_a_header_of_ones_own_stays_as_it_is_written(field: str, said: str) -> None:
    assert phrase(field, "same") == said
