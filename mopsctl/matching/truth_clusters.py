"""The clusters that a file of truth states, or that follow from the pairs it lists."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import pandas as pd

from mopsctl.errors import UsageError
from mopsctl.matching.clusters import components
from mopsctl.matching.counted import counted
from mopsctl.matching.truth_file import TruthFile


@dataclass(frozen=True, slots=True)
class ToldClusters:
    """Every record that a file names, once, and the number of its cluster.

    ``keys`` has text columns ``id`` and ``object`` (lower case, NA where the file names none); ``cluster`` (int64) is
    below the number of rows. ``notes`` are sentences on what the file repeats or leaves unsaid.
    """

    keys: pd.DataFrame
    cluster: np.ndarray
    notes: tuple[str, ...]


def clusters_of(file: TruthFile) -> ToldClusters:
    """The clusters in a file; pairs are completed: where a is b and b is c, a is c.

    :raises UsageError: where two lines contradict each other; the message names both.
    """
    return _from_pairs(file) if file.is_pairs else _as_stated(file)


def _from_pairs(file: TruthFile) -> ToldClusters:
    ends = pd.concat([_ends(file.rows), _ends(file.apart)], ignore_index=True)
    number, keys = _numbered(ends)
    together, apart = (part.reshape(2, -1) for part in np.split(number, [2 * len(file.rows)]))
    cluster = components(together[0], together[1], len(keys))
    _check_apart(file, cluster[apart[0]] == cluster[apart[1]])
    listed = np.unique(np.sort(together, axis=0), axis=1)
    sizes = np.bincount(cluster)
    implied = int((sizes * (sizes - 1) // 2).sum()) - int((listed[0] != listed[1]).sum())
    follow = counted(implied, "more pair follows", "more pairs follow")
    said = f"{file.path}: {follow} from those listed (a is b, b is c), and count as well"
    return ToldClusters(keys, cluster, (said,) if implied else ())


def _check_apart(file: TruthFile, is_joined: np.ndarray) -> None:
    if is_joined.any():
        row = file.apart.iloc[int(np.argmax(is_joined))]
        raise UsageError(
            f"{file.path}:{row['line']}: {row['left']} and {row['right']} are said not to be duplicates, "
            "but follow from other lines to be; correct one of them"
        )


def _as_stated(file: TruthFile) -> ToldClusters:
    number, keys = _numbered(_keys(file.rows, "left"))
    label = pd.factorize(file.rows["right"])[0].astype(np.int64)
    first = np.unique(number, return_index=True)[1]
    unlike = np.flatnonzero(label[first][number] != label)
    if len(unlike):
        here, before = (file.rows.iloc[int(at)] for at in (unlike[0], first[number[unlike[0]]]))
        raise UsageError(
            f"{file.path}:{here['line']}: {here['left']} is in cluster {here['right']} here and in cluster "
            f"{before['right']} on line {before['line']}; a column object tells records of one id apart"
        )
    repeated = len(number) - len(keys)
    again = counted(repeated, "line says", "lines say")
    said = f"{file.path}: {again} again what another says"
    return ToldClusters(keys, label[first], (said,) if repeated else ())


def _ends(rows: pd.DataFrame) -> pd.DataFrame:
    """The keys of both ends of pairs: first all left ones, then all right ones."""
    return pd.concat([_keys(rows, side) for side in ("left", "right")], ignore_index=True)


def _keys(rows: pd.DataFrame, side: str) -> pd.DataFrame:
    objects = rows[f"{side}_object"].str.casefold()
    return pd.DataFrame({"id": rows[side].to_numpy(), "object": objects.to_numpy()}, dtype="string[pyarrow]")


def _numbered(keys: pd.DataFrame) -> tuple[np.ndarray, pd.DataFrame]:
    """Keys as numbers in the order in which they first stand, and each once in that order."""
    number = keys.groupby(["id", "object"], sort=False, dropna=False).ngroup().to_numpy()
    first = np.unique(number, return_index=True)[1]
    return number, keys.iloc[first].reset_index(drop=True)
