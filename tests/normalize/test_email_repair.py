"""Mended addresses: what people meant, how sure that is, and never something that is no address."""

from __future__ import annotations

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mopsctl.normalize.email_lists import free_mail_domains
from mopsctl.normalize.email_repair import suggest_domain, suggest_email
from mopsctl.normalize.email_syntax import is_valid_email


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("bob@@acme.com", "bob@acme.com"),
        ("bob@acme.com.", "bob@acme.com"),
        ("bob@acme.de,", "bob@acme.de"),
        ("bob @ acme.com", "bob@acme.com"),
        ("bob(at)acme.com", "bob@acme.com"),
        ("bob [at] acme [dot] com", "bob@acme.com"),
        ("bob at acme dot com", "bob@acme.com"),
        ("mailto:bob@acme.com", "bob@acme.com"),
        ("Bob Smith <bob@acme.com>", "bob@acme.com"),
        ("'bob@acme.com'", "bob@acme.com"),
        ("bob.@acme.com", "bob@acme.com"),
        ("b..b@acme.com", "b.b@acme.com"),
        ("bob@acme,com", "bob@acme.com"),
        ("bob@acme..com", "bob@acme.com"),
        ("bob@gmial.com", "bob@gmail.com"),
        ("bob@gmail.con", "bob@gmail.com"),
        ("bob@gmail.co", "bob@gmail.com"),
        ("bob@gmailcom", "bob@gmail.com"),
        ("bob@gmail", "bob@gmail.com"),
        ("bob@hotmial.de", "bob@hotmail.de"),
        ("bob@yaho.fr", "bob@yahoo.fr"),
        ("bob@acme.cmo", "bob@acme.com"),
        ("bob@acme.ogr", "bob@acme.org"),
    ],
)
def test_a_slip_is_mended_with_confidence(written: str, meant: str) -> None:
    suggestion = suggest_email(written)
    assert suggestion is not None
    assert suggestion[0] == meant
    assert suggestion[1] >= 0.85


@pytest.mark.parametrize(
    ("written", "meant"),
    [
        ("bob@@acme", "bob@acme.com"),
        ("bob@acme", "bob@acme.com"),
        ("john smith@acme.com", "johnsmith@acme.com"),
    ],
)
def test_a_guess_says_so(written: str, meant: str) -> None:
    suggestion = suggest_email(written)
    assert suggestion is not None
    assert suggestion[0] == meant
    assert suggestion[1] < 0.5


@pytest.mark.parametrize(
    "address",
    [
        "bob@acme.com",
        "Bob@Acme.com ",
        "",
        "bob",
        "@",
        "bob@",
        "bob@acme.com;al@acme.com",
        "müller@acme.com",
        "bob@acme.local",
    ],
)
def test_nothing_is_suggested_for_what_is_fine_or_past_mending(address: str) -> None:
    assert suggest_email(address) is None


def test_no_provider_is_taken_for_a_misspelling_of_another() -> None:
    neighbours = ["cloud.com", "email.fr", "gail.co.in"]
    assert [domain for domain in [*sorted(free_mail_domains()), *neighbours] if suggest_domain(domain)] == []


@example("bob@@acme")
@example("a@b,c")
@settings(deadline=None)
@given(st.text(alphabet="ab.@,; <>()-comgial'é\u200b", max_size=25))
def test_every_suggestion_is_a_valid_address_other_than_the_one_given(address: str) -> None:
    suggestion = suggest_email(address)
    if suggestion is not None:
        mended, confidence = suggestion
        assert is_valid_email(mended)
        assert mended != address.strip().lower()
        assert 0 < confidence < 1
