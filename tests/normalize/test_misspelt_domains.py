"""Domains that are a provider's but for a slip, and those that are somebody's own."""

from __future__ import annotations

import pandas as pd
import pytest

from mopsctl.normalize.misspelt_domains import has_misspelt_domain


def is_misspelt(address: str) -> bool:
    return bool(has_misspelt_domain(pd.Series([address]))[0])


@pytest.mark.parametrize(
    "domain",
    ["gmial.com", "gamil.com", "gmai.com", "GMAL.com", "gmail.co", "hotmial.com", "yaho.com", "outlok.com"],
)
def test_a_slip_in_a_providers_name(domain: str) -> None:
    assert is_misspelt(f"ana.lopez@{domain}")


@pytest.mark.parametrize(
    "domain",
    ["gmail.com", "googlemail.com", "mail.com", "grail.com", "gail.co.in", "comcast.com", "incloud.de", "qmail.com",
     "yahoo.co.uk", "ymail.com", "hotmail.fr", "outlook.de", "glacier.com", "cloud.com", "acme.com"],
)  # fmt: skip
def test_providers_and_companies_of_like_names_are_left_alone(domain: str) -> None:
    assert not is_misspelt(f"ana.lopez@{domain}")


def test_missing_addresses_and_the_index() -> None:
    found = has_misspelt_domain(pd.Series(["ana@gmial.com", None, "", "no address"], index=[4, 5, 6, 7]))
    assert found.to_dict() == {4: True, 5: False, 6: False, 7: False}
