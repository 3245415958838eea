"""Web addresses and domains: what is wrong with them, and what was meant."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from mopsctl.normalize.url_repair import suggest_bare_domain, suggest_url
from mopsctl.normalize.urls import DomainProblem, UrlProblem, is_domain, is_url, judge_domains, judge_urls

SIGNS = st.text(alphabet="htpsw:/\\.,;@ acme-com ukör?#%<>\"'", max_size=30)


@pytest.mark.parametrize(
    ("text", "problem"),
    [
        ("htp://acme.com", UrlProblem.SCHEME),
        ("https://http://acme.com", UrlProblem.SCHEME),
        ("ftp://acme.com", UrlProblem.OTHER_SCHEME),
        ("www,acme.com", UrlProblem.WWW),
        ("acme.com/our team", UrlProblem.BLANK),
        ("dana@acme.com", UrlProblem.EMAIL),
        ("acme.com; globex.com", UrlProblem.SEVERAL),
        ("10.0.0.1", UrlProblem.IP),
        ("acme", UrlProblem.NO_DOMAIN),
        ("acme.local", UrlProblem.ENDING),
        ("acme..com", UrlProblem.FORM),
    ],
)
def test_what_is_wrong_is_named(text: str, problem: UrlProblem) -> None:
    assert judge_urls(pd.Series([text])).tolist() == [problem]


def test_the_index_stays_and_empty_texts_are_not_judged() -> None:
    verdicts = judge_urls(pd.Series(["acme", "", "acme.com"], index=[7, 3, 5]))
    assert verdicts.index.tolist() == [7, 3, 5]
    assert verdicts.notna().tolist() == [True, False, False]


def test_a_missing_scheme_is_wrong_only_where_it_is_asked_for() -> None:
    verdicts = judge_urls(pd.Series(["acme.com", "https://acme.com"]), scheme_required=True)
    assert verdicts.tolist()[0] == UrlProblem.NO_SCHEME
    assert pd.isna(verdicts[1])


@pytest.mark.parametrize(
    "text", ["https://evil-linkedin.com/in/dana", "https://linkedin.com.evil.com/in/dana"]
)
def test_another_site_is_not_taken_for_the_wanted_one(text: str) -> None:
    assert judge_urls(pd.Series([text]), site="linkedin.com").notna().all()


def test_the_domain_of_a_mail_provider_is_a_domain_but_no_companys() -> None:
    assert is_domain("gmail.com")
    assert judge_domains(pd.Series(["gmail.com"]), company_only=True).tolist() == [DomainProblem.FREE]


@settings(deadline=None)
@given(SIGNS)
@example("https:/\\www,acme..con/x y")
def test_a_suggested_address_can_exist_and_is_another_than_the_one_given(text: str) -> None:
    mended = suggest_url(text)
    if mended is not None:
        assert is_url(mended[0])
        assert mended[0] != text
        assert 0 < mended[1] <= 1


@settings(deadline=None)
@given(SIGNS)
def test_a_suggested_domain_can_exist_and_needs_no_mending(text: str) -> None:
    mended = suggest_bare_domain(text)
    if mended is not None:
        assert is_domain(mended[0])
        assert suggest_bare_domain(mended[0]) is None


@settings(deadline=None)
@given(
    st.sampled_from(["https://", "http://", ""]), st.sampled_from(["www.acme.com", "acme.co.uk", "bücher.de"])
)
def test_what_can_exist_needs_no_mending(scheme: str, host: str) -> None:
    assert is_url(scheme + host)
    assert suggest_url(scheme + host) is None


@settings(max_examples=30, deadline=None)
@given(SIGNS)
@example("1.fm")
@example("https://acme.com,https://globex.com")
@example("foo.ck")
@example("www.ck")
@example("city.kobe.jp")
@example("kobe.jp")
def test_one_text_is_judged_as_a_column_is(text: str) -> None:
    assert is_url(text.strip()) == bool(text.strip() and judge_urls(pd.Series([text])).isna().all())
    assert is_domain(text.strip()) == bool(text.strip() and judge_domains(pd.Series([text])).isna().all())


@pytest.mark.parametrize(
    "text", ["www..com", "http://www,com", "www..co.uk", "www. com/about", "www..com:80"]
)
def test_an_address_that_lost_its_name_is_not_mended_to_the_site_of_another(text: str) -> None:
    assert suggest_url(text) is None


def test_a_doubled_dot_beside_a_name_is_mended() -> None:
    assert suggest_url("www..acme.com") == ("www.acme.com", 0.95)
