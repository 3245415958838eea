"""How a mailbox is named after its owner: "maria.rossi" and "mrossi" both are Maria Rossi's, in two ways.

Two mailboxes that are made in one way from two names are alike because the names are. Two that are made in different
ways from one name may both be its owner's.
"""

from __future__ import annotations

from enum import IntEnum
from typing import NamedTuple

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

NONE = 0


class Telling(IntEnum):
    """What two different mailboxes of one provider say: nothing that is known, two owners, or nothing at all."""

    UNKNOWN = 0
    TWO_OWNERS = 1
    NOTHING = 2


class Owners(NamedTuple):
    """The mailboxes' local parts and their owners' names, in small letters without blanks (null: missing); ``main``
    is the full name to a nickname."""

    local: pa.Array
    given: pa.Array
    family: pa.Array
    main: pa.Array


def telling(left: Owners, right: Owners) -> np.ndarray:
    """What each pair of different mailboxes says (`Telling`, int8)."""
    one, other = way_of_naming(left), way_of_naming(right)
    both = (one != NONE) & (other != NONE)
    same_main = pc.fill_null(pc.equal(left.main, right.main), False).to_numpy(zero_copy_only=False)
    same_number = pc.equal(_numbers(left.local), _numbers(right.local)).to_numpy(zero_copy_only=False)
    found = np.zeros(len(one), np.int8)
    found[both & ((one == other) | ~same_number | ~same_main)] = Telling.TWO_OWNERS
    found[both & (one != other) & same_number & same_main] = Telling.NOTHING
    return found


def way_of_naming(owners: Owners) -> np.ndarray:
    """The way (int8, from 1) in which each local part is made from its owner's name; 0 where it is not."""
    letters = pc.replace_substring_regex(owners.local, pattern="[^a-z]+", replacement="")
    way = np.zeros(len(letters), np.int8)
    for given in (owners.main, owners.given):
        for number, spelling in enumerate(_spellings(given, owners.family), start=1):
            fits = pc.fill_null(pc.equal(letters, spelling), False).to_numpy(zero_copy_only=False)
            way[fits] = number
    return way


def _spellings(given: pa.Array, family: pa.Array) -> tuple[pa.Array, ...]:
    first, last = (pc.utf8_slice_codeunits(name, 0, 1) for name in (given, family))
    both = [(given, family), (first, family), (given, last), (family, given), (family, first), (last, given)]
    return (given, family, *(pc.binary_join_element_wise(*parts, "") for parts in both))


def _numbers(local: pa.Array) -> pa.Array:
    return pc.fill_null(pc.replace_substring_regex(local, pattern="[^0-9]+", replacement=""), "")
