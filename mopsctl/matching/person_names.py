"""The facets of people's names: given, middle and family name, generation."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal

import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.matching.aspects import coalesced, renamed, series, shortened, without_blanks
from mopsctl.matching.coded import MISSING, Coded, mixed, recoded, together
from mopsctl.matching.facet import Facet, Group
from mopsctl.normalize.arrow_text import as_arrow
from mopsctl.schema.model import ValueKind

if TYPE_CHECKING:
    from mopsctl.matching.population import Population

Part = Literal["given", "family", "full"]
PARTS: tuple[tuple[str, Part], ...] = (
    ("first_name", "given"),
    ("last_name", "family"),
    ("full_name", "full"),
)


@dataclass(frozen=True)
class Names:
    """Names as columns: ``given`` and ``family`` share one numbering; ``main`` is the class of nicknames that a given
    name belongs to, ``sound`` and ``given_sound`` phonetic keys; ``initials`` of both names, numbered together."""

    given: Coded
    family: Coded
    middle: Coded | None
    suffix: Coded | None
    main: Coded
    given_sound: Coded
    family_sound: Coded
    initials: tuple[Coded, Coded]

    @property
    def signature(self) -> np.ndarray:
        """A hash (uint64) of who a record names: family name and first letter of the given name; 0 where one lacks."""
        initial, family = self.initials[0].record_hashes, spelt_out(self.family).record_hashes
        return np.where((initial > 0) & (family > 0), mixed(initial, family) | np.uint64(1), np.uint64(0))

    def facets(self, fields: tuple[str, ...]) -> list[Facet]:
        """The facets of names; ``fields`` are those that they come from."""
        from mopsctl.normalize.nicknames import canonical_given

        given, family = together([self.given, self.family])
        full = as_arrow(canonical_given(series(given)))
        found = [
            Facet("given_name", "given", Group.NAME, fields, (given,), {"counterpart": family}, None, full),
            Facet(
                "family_name",
                "family",
                Group.NAME,
                fields,
                (family,),
                {"counterpart": given},
                None,
                _respelt(family),
            ),
        ]
        if self.middle is not None:
            found.append(Facet("middle_name", "middle", Group.NAME, fields, (self.middle,)))
        if self.suffix is not None:
            found.append(Facet("generation", "generation", Group.NAME, fields, (self.suffix,)))
        return found


def read_names(population: Population) -> tuple[Names, tuple[str, ...]] | None:
    """The names in a population's fields, and which fields those are; None where there is none."""
    from mopsctl.normalize.person_names import name_keys

    found = population.columns([field for field, _ in PARTS], ValueKind.PERSON_NAME)
    if not found:
        return None
    read: dict[str, list[Coded]] = {"given": [], "family": [], "middle": [], "suffix": []}
    parts: list[tuple[Coded, Part]] = [(found[field], part) for field, part in PARTS if field in found]
    if "first_name" in found and "last_name" in found:
        parts.insert(0, (_whole_names(population, found["first_name"], found["last_name"]), "full"))
    for column, part in parts:
        keys = name_keys(series(column), part)
        whole = keys["given"].notna() if part == "full" else keys["given"].notna() | True
        for name, columns in read.items():
            columns.append(renamed(column, keys[name].where(whole)))
    fields = tuple(found)
    given, family, middle, suffix = (coalesced(columns) for columns in read.values())
    return _names(given, family, middle, suffix), fields


def _whole_names(population: Population, first: Coded, last: Coded) -> Coded:
    """The last names that may be whole names, since there is no first one and they are not the company's."""
    company = population.column("company", ValueKind.COMPANY) or Coded(
        np.full(len(last.codes), MISSING), last.texts
    )
    names, companies = together([last, company])
    alone = (first.codes < 0) & (names.codes != companies.codes)
    return Coded(np.where(alone, last.codes, MISSING).astype(np.int32), last.texts)


def _respelt(family: Coded) -> pa.Array:
    """The family names with umlauts in two letters where they may have them (Mueller for Muller)."""
    from mopsctl.normalize.person_names import name_keys

    alternative = as_arrow(name_keys(series(family), "family")["family_alt"])
    return pc.coalesce(alternative, family.texts.cast(pa.string()))


def _names(given: Coded, family: Coded, middle: Coded, suffix: Coded) -> Names:
    from mopsctl.normalize.nicknames import canonical_given
    from mopsctl.normalize.phonetics import phonetic_keys

    given = without_blanks(given)
    main = renamed(given, canonical_given(series(given)))
    sounds = [renamed(column, phonetic_keys(series(column))) for column in (given, family)]
    initials = together([shortened(main, 1), shortened(family, 1)])
    return Names(
        given, family, middle if len(middle.texts) else None, suffix if len(suffix.texts) else None,
        main, sounds[0], sounds[1], (initials[0], initials[1]),
    )  # fmt: skip


def spelt_out(names: Coded) -> Coded:
    """The names without those that are only an initial."""
    return recoded(
        names, pc.if_else(pc.less(pc.utf8_length(names.texts), 2), pa.scalar(None, pa.string()), names.texts)
    )


def sound_splitter(names: Names) -> np.ndarray:
    """A second key for each record: the sounds of its names, whichever of them it has; 0 where none."""
    family = names.family_sound.record_hashes
    return np.where(family != 0, family, names.given_sound.record_hashes)
