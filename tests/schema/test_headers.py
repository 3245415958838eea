"""Header spellings made comparable."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mopsctl.schema.headers import header_key, names_another, word_keys


@pytest.mark.parametrize("spelling", ["E-Mail", "e_mail", " EMAIL ", "e mail", "Émail"])
def test_spellings_of_one_header_have_one_key(spelling: str) -> None:
    assert header_key(spelling) == "email"


def test_letters_that_are_spelt_out() -> None:
    assert header_key("Straße") == header_key("STRASSE")


@given(st.text())
def test_key_of_a_key_is_itself(text: str) -> None:
    key = header_key(text)
    assert header_key(key) == key


@pytest.mark.parametrize(
    ("header", "meant"),
    [
        ("E-mail Addr.", "email"),
        ("Work E-Mail Address", "email"),
        ("PrimaryPhoneNo", "phonenumber"),
        ("Acct Name", "accountname"),
        ("No. Emp", "numberemployees"),
    ],
)
def test_words_of_an_unseen_header(header: str, meant: str) -> None:
    assert meant in word_keys(header)


def test_own_words_are_noise_only_in_their_own_table() -> None:
    assert "name" in word_keys("Opportunity Name", "opportunity")
    assert "name" not in word_keys("Opportunity Name", "lead")


def test_headers_about_somebody_else() -> None:
    assert names_another("Owner Email")
    assert names_another("Asst. Phone")
    assert not names_another("Work Email")
