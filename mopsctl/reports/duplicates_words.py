"""What the reports on duplicates say in sentences, the same in every format."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice

from mopsctl.duplicate_figures import FILE, Crossing, DuplicateFigures, DuplicateSource, GroupSize, Stake
from mopsctl.matching.duplicates import Band, KeyReport, ScenarioReport
from mopsctl.reports.duplicates_report import DuplicateReport
from mopsctl.reports.figures import count, percent, plural
from mopsctl.reports.visible import visible
from mopsctl.reports.words import field_words, object_words, origin_words
from mopsctl.results import CREATED_MONTH
from mopsctl.schema.objects import objects

BANDS = {
    Band.AUTO: ("Can be merged", "sure enough to be merged as they are"),
    Band.REVIEW: ("To review", "alike, and for a person to decide"),
    Band.JOB_CHANGE: ("Changed jobs", "the same person at a new company: update, or keep both on purpose"),
}
MOST_KEY_VALUES = 3
MOST_VALUE = 40
MASKED = "•••"


def headline(figures: DuplicateFigures) -> str:
    """What was found, in a sentence."""
    if not figures.groups:
        return f"No duplicates among {plural(figures.records, 'record')}."
    share = percent(figures.to_merge, figures.records)
    groups = plural(figures.groups, "group")
    return (
        f"{share} of {plural(figures.records, 'record')} are duplicates: "
        f"{count(figures.to_merge)} beyond one in each of {groups}."
    )


def few(name: str, number: int) -> str:
    """A count of an object's records: ``1 lead``, ``2 leads``; ``records`` for an object that is not canonical."""
    known = objects().get(name)
    return (
        plural(number, known.label.lower(), known.plural.lower())
        if known
        else f"{count(number)} {visible(name)}"
    )


def kind_words(name: str, system: str | None) -> str:
    """An object, and the system where it has records from several: ``Contacts``, ``Contacts of HubSpot``."""
    words = object_words(name)
    return words if system is None else f"{words} of {origin_words(system) if system else 'unknown origin'}"


def crossing_words(crossing: Crossing) -> str:
    """Which records are another object's, or another system's, too."""
    verb = "is" if crossing.records == 1 else "are"
    _, of, system = kind_words(crossing.object, crossing.system).partition(" of ")
    name, *rest = kind_words(crossing.other, crossing.other_system).split(" ", 1)
    other = " ".join([name.lower(), *rest])
    return f"{few(crossing.object, crossing.records)}{of}{system} {verb} among the {other}, too"


def across_words(figures: DuplicateFigures) -> Iterator[str]:
    """Sentences on who is another object's or system's record, too, and on who belongs to an account."""
    yield from (f"{crossing_words(crossing)}." for crossing in figures.crossings)
    if figures.links:
        people = "1 link leads" if figures.links == 1 else f"{count(figures.links)} links lead"
        yield f"{people} from people to the account that they seem to belong to; these are no duplicates."


def size_words(size: GroupSize) -> str:
    """How many records groups of that line have."""
    if size.most is None:
        return f"{size.least} and more"
    return str(size.least) if size.least == size.most else f"{size.least}–{size.most}"


def segment_field_words(object_name: str, field: str) -> str:
    """What a segment of duplicates is cut by."""
    if field == CREATED_MONTH:
        return "Month created"
    return "File" if field == FILE else field_words(object_name, field)


def value_words(value: str | None) -> str:
    """A segment's value."""
    return "(empty)" if value is None else visible(value, MOST_VALUE)


def source_words(source: DuplicateSource) -> str:
    """How much a source of duplicates is above the rest."""
    of = few(source.object, source.records)
    return (
        f"{percent(source.copies, source.records)} of {of} are copies, {source.lift:.1f} times the average: "
        f"{count(round(source.excess))} more than it would give"
    )


def scenario_objects(scenario: ScenarioReport) -> str:
    """The objects among whose records a match rule looks, whether one or several together."""
    first, *others = (object_words(name) for name in scenario.object.split("/"))
    return " and ".join([first, *(name.lower() for name in others)])


def scenario_words(scenario: ScenarioReport) -> str:
    """How many pairs a match rule found."""
    return f"{plural(scenario.pairs, 'pair')}, {count(scenario.auto_pairs)} sure"


def skipped_values(key: KeyReport, redacted: bool) -> Iterator[tuple[str, int]]:
    """The values that too many records share, with the number of records; masked in a redacted report."""
    for value, records in key.skipped:
        yield (MASKED if redacted else value), records


def key_words(key: KeyReport, redacted: bool = False) -> str | None:
    """What a blocking key left uncompared; None where it left nothing."""
    if not key.not_compared:
        return None
    values = islice(skipped_values(key, redacted), MOST_KEY_VALUES)
    shown = ", ".join(f"{visible(value, MOST_VALUE)} ({count(n)})" for value, n in values)
    more = len(key.skipped) - MOST_KEY_VALUES
    others = f" and {plural(more, 'more value')}" if more > 0 else ""
    whose = f": too many records share {shown}{others}" if shown else ""
    return f"{plural(key.not_compared, 'pair')} of {object_words(key.object).lower()} not compared{whose}"


def stake_words(stake: Stake) -> str:
    """What is at stake in the records to merge."""
    parts = []
    if stake.money is not None:
        parts.append(f"{stake.money:,.2f} {visible(stake.currency)}")
    if stake.hours is not None and stake.hours_to_review is not None:
        review = f", {stake.hours_to_review:,.1f} of them on groups that need a look"
        parts.append(f"{stake.hours:,.1f} hours of merging by hand{review}")
    return "; ".join(parts)


def limits(report: DuplicateReport) -> Iterator[str]:
    """What was not looked at, and why."""
    duplicates = report.duplicates
    for key in duplicates.keys:
        words = key_words(key, duplicates.redacted)
        if words is not None:
            yield f"{visible(key.name)}: {words}"
    yield from (visible(note) for note in duplicates.notes)
    yield from (
        f"{visible(file.path)}: {visible(file.reason)}" for file in duplicates.unread if not file.expected
    )
    yield from (visible(failure.message) for failure in duplicates.failures)
