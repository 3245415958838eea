"""Registered domains out of URLs, addresses and hosts."""

from __future__ import annotations

import pandas as pd
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from tldextract import TLDExtract

from mopsctl.normalize.domains import registered_domains

LABELS = [
    "acme",
    "www2",
    "co",
    "uk",
    "com",
    "jp",
    "kobe",
    "city",
    "github",
    "io",
    "ck",
    "er",
    "s3",
    "amazonaws",
]

HOSTED = TLDExtract(suffix_list_urls=(), cache_dir=None, include_psl_private_domains=True)
ICANN = TLDExtract(suffix_list_urls=(), cache_dir=None)


@pytest.mark.parametrize(
    ("value", "domain"),
    [
        ("https://www.acme.co.uk/about?x=1#y", "acme.co.uk"),
        ("HTTP://Acme.DE", "acme.de"),
        ("acme.com", "acme.com"),
        ("www.acme.com:8080", "acme.com"),
        ("acme.com/", "acme.com"),
        ("acme.com?ref=a@b.de", "acme.com"),
        ("//shop.acme.com.", "acme.com"),
        ("bob@mail.acme.com", "acme.com"),
        ("mailto:bob@acme.com", "acme.com"),
        ("https://user:pass@acme.com/a@b", "acme.com"),
        ("bücher.de", "bücher.de"),
        ("acme.myshopify.com", "acme.myshopify.com"),
        ("bob@github.io", "github.io"),
        ("a.foo.ck", "a.foo.ck"),
        ("www.city.kobe.jp", "city.kobe.jp"),
    ],
)
def test_the_registered_part_is_found(value: str, domain: str) -> None:
    assert registered_domains(pd.Series([value])).tolist() == [domain]


@pytest.mark.parametrize(
    "value", ["", "acme", "192.168.0.1", "co.uk", "http://", "acme.local", "n/a", "two words.com", None]
)
def test_where_there_is_none(value: str | None) -> None:
    assert registered_domains(pd.Series([value], dtype="str")).isna().all()


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from(LABELS),
        min_size=2,
        max_size=5,
    )
)
def test_hosts_are_cut_where_the_public_suffix_list_cuts_them(labels: list[str]) -> None:
    host = ".".join(labels)
    expected = HOSTED(host).top_domain_under_public_suffix or ICANN(host).top_domain_under_public_suffix
    found = registered_domains(pd.Series([f"https://{host}/path"])).fillna("")
    assert found.tolist() == [expected]
