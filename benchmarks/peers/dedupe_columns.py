"""What every peer does before it compares: the records read, cleaned the customary way, with the keys of the model."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path

import pandas as pd

MODELS = Path(__file__).with_name("dedupe_models.toml")
LEGAL_FORMS = (
    r"( (inc|llc|ltd|limited|corp|corporation|co|company|plc|gmbh|ag|kg|se|sa|s a|sas|sarl|srl|s l|sl|spa|nv|n v|bv"
    r"|b v|ab|as|a s|oyj|oy|asa))+$"
)
WORDS_OF_ROLES = {
    "email": ("mail",),
    "phone": ("phone", "mobile", "fax"),
    "date": ("birth", "dob"),
    "code": ("zip", "post", "number", "_id"),
    "name": ("first", "last", "given", "surname", "family"),
    "text": ("name", "company", "account", "address", "street", "title", "city"),
}


@dataclass(frozen=True, slots=True)
class Model:
    """Columns to compare with their role, keys of candidate pairs, what equals exactly, the parts of one name.

    ``lean`` are the columns of a second model, for sets whose other columns mislead: colleagues share addresses.
    """

    fields: dict[str, str]
    keys: list[list[str]]
    exact: list[list[str]]
    together: list[str] = field(default_factory=list)
    lean: list[str] = field(default_factory=list)
    id: str = "id"


def model_of(name: str, frame: pd.DataFrame) -> Model:
    """The model written for sets of this name, "made" for made-10000; without one, roles by words in the headers."""
    for entry in tomllib.loads(MODELS.read_text(encoding="utf-8"))["model"]:
        if name.partition("-")[0] in entry.pop("sets"):
            return Model(**entry)
    identifier = next(column for column in frame.columns if column.lower() in ("id", "record_id"))
    fields = {column: role for column in frame.columns if column != identifier and (role := _role(column))}
    keys = [[column] for column in fields] + [[f"{column}:6"] for column in fields]
    return Model(fields, keys, [list(fields)], id=identifier)


def _role(column: str) -> str | None:
    header = column.lower()
    roles = (role for role, words in WORDS_OF_ROLES.items() if any(word in header for word in words))
    return next(roles, None)


def read(path: Path) -> tuple[pd.DataFrame, Model]:
    """The records with cleaned fields, the id as ``unique_id`` and a column ``key_0``, ``key_1`` … a key.

    Values are folded to lower case without punctuation; what is empty is None. A key with an empty part is None.
    """
    raw = pd.read_csv(path, dtype=str, keep_default_na=False)
    model = model_of(path.parent.name, raw)
    frame = pd.DataFrame({"unique_id": raw[model.id]})
    parts = {part.partition(":")[0] for key in [*model.keys, *model.exact] for part in key}
    for column in sorted(parts | set(model.fields)):
        frame[column] = _clean(raw[column], model.fields.get(column, "text"))
    for number, key in enumerate(model.keys):
        frame[f"key_{number}"] = _key(frame, key)
    if model.together:
        frame["together"] = _key(frame, model.together)
    return frame, model


def _clean(values: pd.Series, role: str) -> pd.Series:
    if role == "phone":
        cleaned = values.str.replace(r"\D", "", regex=True).str[-10:]
    elif role == "email":
        cleaned = values.str.strip().str.lower()
    elif role == "date":
        cleaned = values.str.replace(r"^(\d{4})(\d\d)(\d\d)$", r"\1-\2-\3", regex=True)
    else:
        folded = values.str.lower().str.normalize("NFKD").str.encode("ascii", "ignore").str.decode("ascii")
        cleaned = folded.str.replace(r"[^a-z0-9]+", " ", regex=True).str.strip()
        if role == "company":
            cleaned = cleaned.str.replace(LEGAL_FORMS, "", regex=True)
    return cleaned.where(cleaned != "", None)


def _key(frame: pd.DataFrame, parts: list[str]) -> pd.Series:
    columns = [_part(frame, part) for part in parts]
    joined = columns[0]
    for column in columns[1:]:
        joined = joined + "|" + column
    return joined.where(joined.notna(), None)


def _part(frame: pd.DataFrame, part: str) -> pd.Series:
    column, _, cut = part.partition(":")
    values = frame[column]
    if cut == "word":
        return values.str.split(" ").str[0]
    if cut == "local":
        return values.str.split("@").str[0]
    if cut.startswith("-"):
        return values.str[int(cut) :]
    return values.str[: int(cut)] if cut else values
