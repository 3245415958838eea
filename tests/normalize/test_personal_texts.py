"""Numbers of people in texts: found wherever they stand, and nothing of them is shown."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given
from hypothesis import strategies as st
from stdnum import iban, luhn

from mopsctl.normalize.personal_texts import masked, personal_data, secrets, without_personal_data

words = st.text(st.sampled_from("abc xyz,.éß"), max_size=15).map(lambda text: f"{text} ")


@st.composite
def card_numbers(draw: st.DrawFn) -> str:
    """A Visa, Mastercard or American Express number, grouped or not."""
    prefix, length = draw(st.sampled_from([("4", 16), ("51", 16), ("2221", 16), ("34", 15)]))
    middle = draw(st.text(st.sampled_from("0123456789"), min_size=length, max_size=length))
    body = (prefix + middle)[: length - 1]
    digits = body + luhn.calc_check_digit(body)
    sign = draw(st.sampled_from(["", " ", "-"]))
    ends = (4, 8, 12) if length == 16 else (4, 10)
    return sign.join(digits[a:b] for a, b in zip((0, *ends), (*ends, length), strict=True))


@given(words, card_numbers(), words)
def test_a_card_is_found_in_any_text_and_only_its_last_digits_are_shown(
    before: str, card: str, after: str
) -> None:
    text = f"{before}{card} {after}"
    last = card[-4:]
    assert [secret.name for secret in secrets(text)] == [f"a card number ending in {last}"]
    assert list(personal_data(pd.Series([text]), ["card"])) == [f"a card number ending in {last}"]
    assert masked(text) == f"{before}••• {last} {after}"
    assert without_personal_data(text) == f"{before}[removed] {after}"


@given(card_numbers(), st.integers(1, 9))
def test_a_mistyped_card_is_none(card: str, shift: int) -> None:
    wrong = card[:-1] + str((int(card[-1]) + shift) % 10)
    assert list(secrets(wrong, ["card"])) == []


@given(words, st.text(st.sampled_from("0123456789"), min_size=18, max_size=18), words)
def test_a_german_account_is_found_in_any_text(before: str, digits: str, after: str) -> None:
    account = f"DE{iban.calc_check_digits('DE00' + digits)}{digits}"
    grouped = " ".join(account[i : i + 4] for i in range(0, 22, 4))
    for written in (account, grouped):
        text = f"{before}{written}. {after}"
        assert "a bank account number (IBAN)" in [secret.name for secret in secrets(text)]
        assert personal_data(pd.Series([text]), ["bank_account"]).notna().all()
        assert digits[-6:] not in masked(text)


@given(st.text(max_size=60))
def test_masking_leaves_what_is_no_secret_and_nothing_is_found_after_it(text: str) -> None:
    if not secrets(text):
        assert masked(text) == text
    assert secrets(without_personal_data(text)) == []


@pytest.mark.parametrize("text", ["password: hunter", "pw Sommer2026!", "DOB 12/03/1980", "SSN 536-90-4399"])
def test_what_was_removed_or_masked_is_not_found_again(text: str) -> None:
    assert secrets(text)
    assert secrets(masked(text)) == []
    assert secrets(without_personal_data(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "+49 30 901820 12", "(415) 701-2311", "1-800-356-9377", "0044 20 7946 0021", "00Q5i000001XyZaEAK",
        "10450008265",
        "2026-03-01T10:00:00.000Z", "1767225600000", "DE811569869", "EAN 4006381333931", "192.168.100.200",
        "Meet on 12.03.2026 at 10:00", "Invoice 2026-000123, due 30/06/2026", "+1 (536) 904-3990",
        "USt-IdNr. DE811569869",
        "https://www.linkedin.com/in/dana-reyes-4111111111111111", "v2.4.11.1111", "Password policy sent",
        "DUNS 15-048-3782",
        "Lat 40.712776, long -74.005974", "SKU 4111-22-3333-444", "ISBN 978-3-16-148410-0",
    ],
)  # fmt: skip
def test_what_a_crm_is_full_of_is_no_secret(text: str) -> None:
    assert secrets(text) == []


def test_texts_without_anything_are_missing_and_the_index_is_kept() -> None:
    texts = pd.Series(["call back", "SSN 536-90-4399", None], index=[3, 4, 5])
    found = personal_data(texts, ["national_id"])
    assert list(found.index) == [3, 4, 5]
    assert list(found.dropna()) == ["a US Social Security number"]
    assert personal_data(texts, ["card"]).isna().all()
