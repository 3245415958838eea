"""Which accounts a person may belong to: those of the same domain or name, or of a like name in the same place."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.matching.aspects import shortened
from mopsctl.matching.coded import Coded, coded, mixed, spread
from mopsctl.matching.link_aspects import COMPANY, DOMAIN, FITS, Aspect

if TYPE_CHECKING:
    from mopsctl.matching.population import Population

PEOPLE_A_BATCH = 250_000
MOST_ACCOUNTS = 20
"""Accounts that share a value, beyond which it says of nobody which of them is theirs."""
BEGINNING = 4
ACCOUNT_FIELDS = ("account_id", "converted_account_id")
SALESFORCE_ID = r"^(?P<short>[A-Za-z0-9]{15})(?:[A-Za-z0-9]{3})?$"


@dataclass(frozen=True, slots=True)
class LinkKey:
    """A number of each person and each account (uint64; 0: none), of which those that are the same are compared."""

    name: str
    people: np.ndarray
    accounts: np.ndarray


def without_account(people: Population, account_ids: Sequence[str]) -> np.ndarray:
    """Which people (bool) have no account, or one that is not among those there are."""
    known = _id_keys(pa.array(account_ids, pa.string()))
    linked = np.zeros(len(people), bool)
    for field in ACCOUNT_FIELDS:
        texts = people.texts(field)
        if texts is None:
            continue
        column = coded(texts)
        each = pc.split_pattern_regex(column.texts, pattern=r"\s*[;,]\s*")
        there = np.asarray(pc.is_in(_id_keys(pc.list_flatten(each)), known))
        owners = np.asarray(pc.list_parent_indices(each))
        found = np.bincount(owners[there], minlength=len(column.texts)) > 0
        linked |= spread(column.codes, found.astype(np.int32)) == 1
    return ~linked


def _id_keys(ids: pa.Array) -> pa.Array:
    """Ids, those of Salesforce in 15 characters: exports of reports have no more, those of the API have 18."""
    short = pc.struct_field(pc.extract_regex(ids, SALESFORCE_ID), "short")
    return pc.coalesce(short, ids)


def link_keys(aspects: Mapping[str, Aspect]) -> list[LinkKey]:
    """The keys that bring people and accounts together."""
    keys = []
    if DOMAIN in aspects:
        keys += _same("same domain", aspects[DOMAIN])
    if COMPANY in aspects:
        company = aspects[COMPANY]
        keys += _same("same company name", company)
        keys += [
            LinkKey(f"names that begin alike, same {name}", *_begin_alike(company, aspects[name]))
            for name in ("postal_code", "city")
            if name in aspects
        ]
    if FITS in aspects:
        keys += _same(FITS, aspects[FITS])
    return keys


def _same(name: str, aspect: Aspect) -> list[LinkKey]:
    return [
        LinkKey(name, one.record_hashes, other.record_hashes)
        for one in aspect.people
        for other in aspect.accounts
    ]


def _begin_alike(company: Aspect, place: Aspect) -> tuple[np.ndarray, np.ndarray]:
    sides = ((company.people[0], place.people[0]), (company.accounts[0], place.accounts[0]))
    people, accounts = (_both(shortened(name, BEGINNING), where) for name, where in sides)
    return people, accounts


def _both(one: Coded, other: Coded) -> np.ndarray:
    parts = one.record_hashes, other.record_hashes
    missing = (parts[0] == 0) | (parts[1] == 0)
    return np.where(missing, np.uint64(0), mixed(*parts) | np.uint64(1))


def candidates(keys: Sequence[LinkKey], who: np.ndarray) -> Iterator[tuple[np.ndarray, np.ndarray]]:
    """Pairs of a person and an account (places, int64), each once, a batch of people at a time, ordered by person.

    :param who: places of the people who have no account.
    """
    indexes = [_Index.of(key.accounts) for key in keys]
    for start in range(0, len(who), PEOPLE_A_BATCH):
        batch = who[start : start + PEOPLE_A_BATCH]
        parts = [index.pairs(key.people, batch) for key, index in zip(keys, indexes, strict=True)]
        person, account = (np.concatenate([part[side] for part in parts]) for side in (0, 1))
        width = np.int64(max((len(key.accounts) for key in keys), default=1))
        both = pd.unique(np.sort(person * width + account))
        yield both // width, both % width


@dataclass(frozen=True, slots=True)
class _Index:
    """The accounts of each value: places in ``order``, from ``first`` on as many as ``count`` says."""

    values: pd.Index[int]
    order: np.ndarray
    first: np.ndarray
    count: np.ndarray

    @classmethod
    def of(cls, hashes: np.ndarray) -> _Index:
        codes, values = pd.factorize(hashes)
        codes = np.where(hashes == 0, len(values), codes)
        count = np.bincount(codes, minlength=len(values) + 1)
        order = np.argsort(codes, kind="stable")
        first = np.cumsum(count) - count
        usable = np.where((count <= MOST_ACCOUNTS) & (np.arange(len(count)) < len(values)), count, 0)
        return cls(pd.Index(values), order, first, usable)

    def pairs(self, hashes: np.ndarray, batch: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
        """Each person of the batch with every account of the same value."""
        value = self.values.get_indexer(hashes[batch])
        value[(value < 0) | (hashes[batch] == 0)] = len(self.values)
        count = self.count[value]
        person = np.repeat(batch, count)
        within = np.arange(len(person)) - np.repeat(np.cumsum(count) - count, count)
        return person, self.order[np.repeat(self.first[value], count) + within]
