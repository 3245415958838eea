"""The interface of a rule kind: one small class that says what its rules check and how they speak.

A kind comes in one of three shapes. A `RowKind` gives a predicate, and the engine runs the predicates of
all rules of a table in one scan. A `ValueKind` judges distinct values, for what SQL cannot say. A
`TableKind` looks at a whole table, or at several. Whichever it is, a module lists its kinds in ``KINDS``
and an entry point in the group ``mopsctl.rules`` names the module.
"""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Annotated, Any, ClassVar

from pydantic import BaseModel, ConfigDict, Field, StringConstraints
from sqlglot import exp

from mopsctl.crm_filter import CrmFilter
from mopsctl.engine.record import Record
from mopsctl.findings import Dimension, Suggestion

if TYPE_CHECKING:
    import pandas as pd
    import pyarrow as pa

    from mopsctl.workspace import Table, Workspace


DETAIL_END = "\x1f"
"""In a violation's detail, what is behind it is a kind's own figures and words, never a value of a record."""
RECORDS = "_records"
"""The column of a `ValueKind`'s frame that counts records."""


FieldName = Annotated[str, StringConstraints(min_length=1), Field(json_schema_extra={"format": "field"})]
"""The name of a field; editors and documentation tell it from other text by its format."""


class Params(BaseModel):
    """The keys that a kind adds to a rule; their descriptions are the documentation."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class FieldParams(Params):
    """The keys of a kind that looks at one field."""

    field: FieldName = Field(description="The canonical field, or the source's own header.")


@dataclass(frozen=True, slots=True)
class Violation:
    """A record that breaks a rule, as a kind sees it when it writes the message.

    ``values`` are the rule's fields as text, ``labels`` their names for people; ``detail`` is what the
    kind's own judgement left (a reason, the other record's id).
    """

    values: Mapping[str, str]
    labels: Mapping[str, str]
    detail: str | None

    @property
    def value(self) -> str:
        """The first field's value."""
        return next(iter(self.values.values()), "")

    @property
    def label(self) -> str:
        """The first field's name."""
        return next(iter(self.labels.values()), "record")


@dataclass(frozen=True, slots=True)
class Scope:
    """What a kind may know of the run beside the record.

    ``matches`` are the match rules by object (`mopsctl.matching.scenario.ObjectMatch`).
    """

    as_of: date
    default_country: str | None = None
    matches: Mapping[str, Any] = field(default_factory=dict)


class RuleKind(ABC):
    """What the three shapes share.

    The ``params`` that every method gets are an instance of the kind's ``Params``; a kind annotates them so.
    """

    name: ClassVar[str]
    """The word that rules use as ``kind``."""
    dimension: ClassVar[Dimension]
    Params: ClassVar[type[Params]] = FieldParams
    as_written: ClassVar[bool] = False
    """Whether values are judged and shown with the white space around them, which is else no part of them."""

    has_conditions: ClassVar[bool] = False
    """Whether a rule's keys hold SQL conditions: what the database says of those is the user's to mend."""

    def fields(self, params: Any) -> tuple[str, ...]:
        """The fields that must be there for the rule to be checked; the first one is reported."""
        return (params.field,)

    def optional_fields(self, params: Any) -> tuple[str, ...]:
        """Fields that are used where the table has them."""
        return ()

    def applies(self, params: Any, record: Record) -> exp.Expr | None:
        """Which records are checked at all; by default those whose first field is usable."""
        return record.usable(self.fields(params)[0])

    def detail_field(self, params: Any) -> str | None:
        """The field of which ``Violation.detail`` is a value, to be masked as that is; None for a reason in words.

        Only what stands before a ``DETAIL_END`` is the value.
        """
        return None

    def shown(self, params: Any, value: str) -> str:
        """What may be shown of a field's value, in messages and reports: all, unless the kind finds secrets."""
        return value

    @abstractmethod
    def message(self, params: Any, violation: Violation) -> str:
        """One sentence that a marketer understands; the values are as `shown`."""

    def suggest(self, params: Any, violation: Violation) -> Suggestion | None:
        """The value that would mend the record, where one can be known."""
        return None

    def suggest_all(self, params: Any, violations: Sequence[Violation]) -> Sequence[Suggestion | None]:
        """What `suggest` says of each; a kind that is faster with many at once answers here."""
        return [self.suggest(params, violation) for violation in violations]

    def crm_filter(self, params: Any, scope: Scope) -> CrmFilter | None:
        """What to ask a CRM for records that break the rule, where its queries have words for it.

        It may miss some of them, which are then asked for by id; the rule's ``where`` is added by the engine.
        """
        return None


class RowKind(RuleKind):
    """A kind that SQL can say."""

    @abstractmethod
    def violates(self, params: Any, record: Record, scope: Scope) -> exp.Expr:
        """The condition that is true for a record which breaks the rule."""


class ValueKind(RuleKind):
    """A kind that judges each distinct combination of its fields' values once."""

    @abstractmethod
    def judge(self, params: Any, values: pd.DataFrame, scope: Scope) -> pd.Series[Any]:
        """Why each combination of values breaks the rule, as text; missing (NA) where it does not.

        :param values: distinct texts, a column a field (optional ones "" where the table has none), and in
            the column ``RECORDS`` how many records have them.
        :returns: a reason or NA for each row of ``values``, which becomes the violation's ``detail``.
        """


@dataclass(frozen=True, slots=True)
class Subject:
    """The records that a `TableKind` looks at.

    ``rows`` selects ``_row`` and each field as text by its name, of the records to which the rule applies.
    """

    table: Table
    rows: exp.Select


class Tables(ABC):
    """The other tables of the run, for rules that look something up."""

    @property
    @abstractmethod
    def workspace(self) -> Workspace:
        """All tables of the run, for kinds that compare the records of several of them with one another."""

    @abstractmethod
    def stored(self, data: pa.Table) -> exp.Select:
        """A selection of all columns of a table that Python made, such as a kind's ``_row`` and ``detail``."""

    @abstractmethod
    def records(
        self,
        object_name: str,
        fields: Sequence[str],
        origin: str | None,
        where: exp.Expr | None = None,
        usable: Sequence[str] = (),
    ) -> exp.Query | None:
        """All records of an object, as a selection of fields as trimmed text ("" where empty) by their names.

        :param where: a parsed condition on the object's fields; only records that meet it.
        :param usable: fields that must be neither empty nor a placeholder.
        :returns: None where no table of that object (and origin, where one is given) has all the fields, those of
            the condition included.
        """

    @abstractmethod
    def keys(self, texts: exp.Query, make: Callable[[pd.Series[Any]], pd.Series[Any]]) -> exp.Select:
        """Texts with keys that SQL cannot make: a company's name without its legal form, a country's code.

        :param texts: a selection of one column, ``text``.
        :param make: gives a key, or NA for none, for each of a Series of distinct texts.
        :returns: a selection of ``text`` (each once) and ``key``, without the texts that have no key.
        """


class TableKind(RuleKind):
    """A kind that looks at a table as a whole, or at several."""

    @abstractmethod
    def violations(self, params: Any, subject: Subject, tables: Tables, scope: Scope) -> exp.Select | str:
        """The records that break the rule.

        :returns: a selection of ``_row`` and ``detail`` (text or null), no row twice; or, where the rule cannot
            be checked here, the reason as a sentence.
        """
