"""Names of persons as matching compares them: given, middle and family name, generation and nickname.

"Smith, Dr. John A. (Jack), Jr." and "Mr. JOHN A SMITH JR" have the same keys; so have "Jean-Pierre", "jean pierre" and
"Jeanpierre", "O'Brien" and "O Brien", "van der Berg" and "Vanderberg".
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Literal

import pyarrow as pa
import pyarrow.compute as pc

from mopsctl.normalize.arrow_text import as_arrow, as_series
from mopsctl.normalize.family_names import family_forms
from mopsctl.normalize.given_names import given_and_middle
from mopsctl.normalize.name_order import family_first, particles_in_front
from mopsctl.normalize.name_text import readable_names, split_nickname, tidy_names
from mopsctl.normalize.name_titles import is_title, split_generation, without_titles

if TYPE_CHECKING:
    import pandas as pd

Part = Literal["given", "family", "full"]
"""What a column holds: given names with middle names, family names, or all in one."""


def name_keys(values: pd.Series[Any], part: Part) -> pd.DataFrame:
    """The parts of distinct names, in small ASCII letters without accents, marks or titles.

    Columns, all text and NA where there is nothing: ``given`` (one word: "jeanpierre"), ``middle`` (names or
    initials), ``family`` (particles glued, the halves of a double name not: "vanderberg", "smith jones"),
    ``family_alt`` (the family name with ä, ö, ü as "ae", "oe", "ue" or the other way round; NA where that is the
    same), ``suffix`` (jr, sr, ii, iii, iv) and ``nickname`` (from quotes or brackets). Scripts other than Latin are
    spelt as `to_ascii` does.

    Placeholders, e-mail addresses and texts without letters are no names. The order of "Smith John" isn't
    known: it gives the given name "smith".

    :param part: what the values hold. A given or family name may have any of the other parts with it.
    """
    import pandas as pd

    names, nickname = split_nickname(readable_names(as_arrow(values), full=part == "full"))
    family, given, suffix = _parts(names, part)
    first, middle = given_and_middle(given)
    plain, other = family_forms(family)
    columns = {
        "given": first,
        "middle": middle,
        "family": plain,
        "family_alt": other,
        "suffix": suffix,
        "nickname": pc.replace_substring_regex(pc.ascii_lower(nickname), "[^a-z]+", ""),
    }
    return pd.DataFrame(
        {name: as_series(_nothing_as_null(texts), values.index) for name, texts in columns.items()}
    )


def _parts(names: pa.Array, part: Part) -> tuple[pa.Array, pa.Array, pa.Array]:
    """Family name, given and middle names, each perhaps empty, and the generation."""
    plain = without_titles(names)
    if part != "family":
        plain = pc.if_else(is_title(names), "", plain)
    plain, suffix = split_generation(plain)
    titled = pc.or_(pc.not_equal(plain, names), pc.is_valid(suffix))
    halves = pc.extract_regex(
        _family_first(tidy_names(plain), titled, part), r"^(?P<family>[^,]*),?(?P<given>.*)$"
    )
    return pc.struct_field(halves, "family"), pc.struct_field(halves, "given"), suffix


def _family_first(names: pa.Array, titled: pa.Array, part: Part) -> pa.Array:
    """The names as "family, given"; a title with one name has a family name."""
    if part == "given":
        return pc.binary_join_element_wise("", pc.replace_substring(names, ",", " "), ",")
    # As it is abbreviated in Dutch: "v.d. Berg".
    names = pc.replace_substring_regex(names, r"\bv\.? ?d\.? ?([A-Z])", r"van der \1")
    if part == "full":
        alone = pc.and_(titled, pc.match_substring_regex(names, "^[^ ,]+$"))
        return family_first(pc.if_else(alone, pc.binary_join_element_wise(names, "", ","), names))
    # Initials that belong to the first name: "J. R. Smith".
    names = pc.replace_substring_regex(names, r"^((?:[A-Za-z]\. ?)+)([A-Za-z]{2}.*)$", r"\2, \1")
    return particles_in_front(names)


def _nothing_as_null(texts: pa.Array) -> pa.Array:
    return pc.if_else(pc.equal(texts, ""), pa.scalar(None, pa.string()), texts)
