"""Two ways of grouping the same records laid over each other, record by record."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np


@dataclass(frozen=True, slots=True)
class Overlap:
    """Records by ``group`` (as found) and by ``cluster`` (as is true), and how many share each with a record.

    Five int64 arrays of one length: two numberings from 0, and the records in the same group (``found``), in the
    same cluster (``true``), and in both (``both``), the record itself included. Everything that is said of two
    groupings follows from these counts, whatever the size of a group.
    """

    group: np.ndarray
    cluster: np.ndarray
    found: np.ndarray
    true: np.ndarray
    both: np.ndarray

    def __len__(self) -> int:
        return len(self.group)

    def part(self, chosen: np.ndarray) -> Overlap:
        """The same among some of the records; ``chosen`` (bool) says of each whether it is one of them."""
        return overlap(self.group[chosen], self.cluster[chosen])


def overlap(group: np.ndarray, cluster: np.ndarray) -> Overlap:
    """Lay two numberings of the same records (any integers) over each other; a record alone has its own number."""
    group, found = _numbered(group)
    cluster, true = _numbered(cluster)
    width = int(cluster.max(initial=0)) + 1
    _, both = _numbered(group * width + cluster)
    return Overlap(group, cluster, found, true, both)


def _numbered(labels: np.ndarray) -> tuple[np.ndarray, np.ndarray]:
    """Labels as numbers from 0, and for each the records that share it."""
    _, number, sizes = np.unique(labels, return_inverse=True, return_counts=True)
    return number.astype(np.int64), sizes[number].astype(np.int64)
