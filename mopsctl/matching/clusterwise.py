"""How well groups as wholes agree with the true clusters."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from mopsctl.matching.agreement import Agreement
from mopsctl.matching.overlap import Overlap


@dataclass(frozen=True, slots=True)
class ClusterFigures:
    """Groups against clusters.

    ``exact`` counts groups of two and more that hold a cluster, all of it and nothing else.
    ``b_cubed_precision`` and ``b_cubed_recall`` (0-1) are averages over records: the share of a record's group that
    is of its cluster, and the share of its cluster that is in its group (Bagga and Baldwin, "Entity-based
    cross-document coreferencing using the vector space model", 1998).
    ``split`` and ``lumped`` (bits a record, 0 is right) are the two halves of the variation of information (Meilă,
    "Comparing clusterings: an information based distance", 2007): what is not known of the group where the cluster
    is known, since clusters are torn apart, and the reverse, since groups throw clusters together.
    """

    exact: Agreement
    b_cubed_precision: float
    b_cubed_recall: float
    split: float
    lumped: float

    @property
    def b_cubed_f1(self) -> float:
        """The harmonic mean of the two; a record is always in its own group, so neither is 0."""
        precision, recall = self.b_cubed_precision, self.b_cubed_recall
        return 2 * precision * recall / (precision + recall)

    @property
    def variation(self) -> float:
        """The variation of information, in bits."""
        return self.split + self.lumped


def cluster_figures(records: Overlap) -> ClusterFigures:
    """The figures over records of which there is at least one."""
    return ClusterFigures(
        exact_groups(records),
        float(np.mean(records.both / records.found)),
        float(np.mean(records.both / records.true)),
        float(np.mean(np.log2(records.true / records.both))),
        float(np.mean(np.log2(records.found / records.both))),
    )


def exact_groups(records: Overlap) -> Agreement:
    """Groups of two and more that were found, that are exactly a cluster, and clusters of two and more."""
    whole = (records.both == records.found) & (records.both == records.true)
    return Agreement(
        _distinct(records.group[records.found > 1]),
        _distinct(records.group[whole & (records.found > 1)]),
        _distinct(records.cluster[records.true > 1]),
    )


def _distinct(numbers: np.ndarray) -> int:
    return len(np.unique(numbers))
