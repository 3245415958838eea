"""Costly changes of texts, made only where they are due."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pyarrow.compute as pc

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa


def changed_where(texts: pa.Array, due: pa.Array, change: Callable[[pa.Array], pa.Array]) -> pa.Array:
    """The texts, changed where ``due`` is true; where it is null they stay.

    :param change: takes some of the texts and gives as many.
    """
    due = pc.fill_null(due, False)
    if not pc.any(due).as_py():
        return texts
    return pc.replace_with_mask(texts, due, change(pc.filter(texts, due)))
