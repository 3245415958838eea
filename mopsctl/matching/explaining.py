"""Why two records have their score, or were never compared, and what would change it."""

from __future__ import annotations

from typing import TYPE_CHECKING

import numpy as np

from mopsctl.matching.banding import as_copies, bands_of
from mopsctl.matching.blocking import Pairs, shared
from mopsctl.matching.comparisons import COMPARISONS
from mopsctl.matching.duplicates import Band, Evidence, PairExplanation
from mopsctl.matching.evidence_words import noun, phrase
from mopsctl.matching.reasons import Levels, levels_of
from mopsctl.matching.weights import prior_bits

if TYPE_CHECKING:
    from mopsctl.matching.facet import Facet
    from mopsctl.matching.finding import Searched
    from mopsctl.matching.scenario import Scenario

FEW_OTHERS = 0.5


def explain_pair(searched: Searched, left: int, right: int) -> PairExplanation:
    """The evidence on two records of one population, by their places in it."""
    pairs = Pairs(np.array([min(left, right)], np.int32), np.array([max(left, right)], np.int32))
    found, records = searched.found, searched.copies.distinct
    levels = levels_of(searched.design.facets, pairs, found.weights)
    score = searched.score_of(pairs)
    rules, same = searched.scenarios[:-1], searched.copies.same(pairs)
    banded = as_copies(bands_of(levels.compared, searched.design, rules, score), same, rules)
    number = int(banded.scenario[0])
    scenario = searched.scenarios[number] if number >= 0 else None
    band = Band(banded.band[0]) if banded.band[0] else None
    keys: tuple[str, ...] = ("the same in all that is compared",) if same[0] else ()
    keys += tuple(block.key.name for block in found.blocks if shared(block, pairs)[0])
    evidence = tuple(_evidence(facet, levels, pairs, records) for facet in searched.design.facets)
    if same[0]:
        evidence += (_in_all(evidence, float(score[0]), prior_bits(found.weights, records)),)
    return PairExplanation(
        left, right, float(score[0]), scenario.id if scenario else None, band, prior_bits(found.weights, records),
        _expected(levels, records), tuple(sorted(evidence, key=lambda one: -abs(one.weight))), keys,
        None if keys else _not_compared(searched, pairs), _verdict(float(score[0]), band, scenario),
        _would_change(evidence, float(score[0]), searched, band),
    )  # fmt: skip


def _evidence(facet: Facet, levels: Levels, pairs: Pairs, records: int) -> Evidence:
    level = int(levels.compared[facet.name].level[0])
    weight = float(levels.bits[facet.name][0])
    left, right = (_text(facet, int(side[0])) for side in (pairs.left, pairs.right))
    if level < 0:
        one = "neither record has" if left is None and right is None else "only one record has"
        return Evidence(
            facet.name, left, right, "missing", 0.0, f"{one} a {noun(facet.name)}, which says nothing"
        )
    known = COMPARISONS[facet.kind].levels[level]
    words = phrase(facet.name, known.name)
    if known.agrees:
        words += f", {_rarity(float(levels.compared[facet.name].chance[0]), records)}"
    return Evidence(facet.name, left, right, known.name, weight, words)


def _in_all(evidence: tuple[Evidence, ...], score: float, prior: float) -> Evidence:
    """What it adds that nothing differs."""
    weight = float(np.log2(score / (1 - score))) if score < 1 else 0.0
    rest = max(weight - prior - sum(one.weight for one in evidence), 0.0)
    return Evidence("all values", None, None, "same", rest, "the same in all that is compared")


def _rarity(chance: float, records: int) -> str:
    others = chance * records
    if others < FEW_OTHERS:
        return "which hardly any other record would share by chance"
    if others < 1.5:
        return "which about one other record would share by chance"
    return f"which about {others:,.0f} other records would share by chance"


def _text(facet: Facet, place: int) -> str | None:
    texts = [str(column.texts_at(column.codes[[place]])[0]) for column in facet.columns]
    found = list(dict.fromkeys(text for text in texts if text))
    return ", ".join(found) or None


def _expected(levels: Levels, records: int) -> float:
    """How many records would agree with one of the two so by chance: evidence for, without shares and rate."""
    return float(records * np.exp2(-sum(max(float(bits[0]), 0.0) for bits in levels.bits.values())))


def _not_compared(searched: Searched, pairs: Pairs) -> str:
    skipped = [block.key.name for block in searched.found.blocks if block.skipped]
    if not skipped:
        return "The two records share none of the keys by which records are chosen for comparison."
    return (
        "The two records share no key by which records are chosen for comparison, apart from values that too many "
        f"records share ({', '.join(skipped[:3])})."
    )


def _verdict(score: float, band: Band | None, scenario: Scenario | None) -> str:
    said = f"{score:.1%} likely to be the same"
    if band is None:
        return f"{said}: not reported."
    meaning = {
        Band.AUTO: "sure enough to be merged unseen", Band.REVIEW: "to be looked at",
        Band.JOB_CHANGE: "somebody who has changed jobs, to be looked at",
    }[band]  # fmt: skip
    return f"{said}: {meaning}. {scenario.sentence}." if scenario else f"{said}: {meaning}."


def _would_change(
    evidence: tuple[Evidence, ...], score: float, searched: Searched, band: Band | None
) -> tuple[str, ...]:
    """What would move the pair: the strongest agreement gone, or the strongest disagreement or gap filled."""
    bits = np.log2(max(score, 1e-9) / max(1 - score, 1e-9))
    review = min(scenario.review for scenario in searched.scenarios)
    said = []
    for one in sorted(evidence, key=lambda one: -abs(one.weight))[:3]:
        without = 1 / (1 + np.exp2(-(bits - one.weight)))
        if one.weight != 0 and (without >= review) != (score >= review):
            said.append(f"Without the {noun(one.field)} it would be {without:.1%}.")
    missing = [
        noun(one.field) for one in evidence if one.level == "missing" and one.field in ("email", "phone")
    ]
    if missing and band is not Band.AUTO:
        said.append(f"The same {' or '.join(missing)} in both would settle it.")
    return tuple(said)
