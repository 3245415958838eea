"""The keys of mopsctl.yaml, whose descriptions are what an editor shows."""

from __future__ import annotations

from typing import Any, Literal

from pydantic import BaseModel, ConfigDict, Field, field_validator

from mopsctl.engine.conditions import shortened


class SourceKeys(BaseModel):
    """What the user says of a source: which object and origin it is, how its columns map, how it is written.

    In a `Config` the ``path`` is absolute.
    """

    model_config = ConfigDict(extra="forbid", frozen=True)

    path: str = Field(description="A file, folder or glob, relative to the configuration file.")
    object: str | None = Field(None, description="The canonical object of its records.")
    origin: str | None = Field(None, description="The system it comes from.")
    map: dict[str, str] = Field({}, description="Canonical field: the source's header.")
    encoding: str | None = Field(None, description="The encoding of its text.")
    delimiter: str | None = Field(None, description="What separates its cells.")
    header_row: int | None = Field(None, ge=0, description="The line of the headers, 0 if there are none.")

    @field_validator("path")
    @classmethod
    def _is_a_path(cls, path: str) -> str:
        if not path.strip() or "\0" in path:
            raise ValueError("name a file, a folder or a pattern such as exports/*.csv")
        return path


class DedupeKeys(BaseModel):
    """What duplicates cost, for the reports on them."""

    model_config = ConfigDict(extra="forbid", frozen=True, allow_inf_nan=False)

    cost_per_record: float | None = Field(default=None, ge=0, description="What a duplicate record costs.")
    minutes_per_merge: float | None = Field(
        default=None, ge=0, description="How long merging one away takes by hand."
    )
    currency: str | None = Field(
        default=None, min_length=1, description="The currency of cost_per_record; EUR by default."
    )


class ConfigKeys(BaseModel):
    """The keys of mopsctl.yaml; ``rules`` are checked one by one, with their places."""

    model_config = ConfigDict(extra="forbid", frozen=True)

    extends: list[str] | str = Field([], description="Packs (mopsctl:b2b) and files whose rules come first.")
    sources: list[SourceKeys] = Field([], description="What is known of the sources beforehand.")
    placeholders: dict[str, list[str]] = Field({}, description="More junk values by field, or '*' for all.")
    default_country: str | None = Field(None, description="Country of phone numbers whose record names none.")
    rules: list[Any] = Field([], description="Rules; one with a known id changes that rule's keys.")
    suppressions: list[Any] = Field([], description="Findings that are accepted, each with a reason.")
    examples: Literal["required"] | None = Field(
        None, description="'required': every rule that this file defines must have good and bad examples."
    )
    dedupe: DedupeKeys = Field(default_factory=DedupeKeys, description="What duplicates cost.")
    match: Any = Field(None, description="Object: the match rules by which its duplicates are found.")
    survivorship: Any = Field(None, description="How merge plans choose survivors and values.")

    @field_validator("default_country")
    @classmethod
    def _is_a_country(cls, written: str | None) -> str | None:
        from mopsctl.normalize.countries import country_code

        if written is not None and country_code(written) is None:
            raise ValueError(f"{shortened(repr(written))} is no country; write it as DE or Germany")
        return written
