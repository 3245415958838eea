"""What is told of code from a plug-in that does not work: which plug-in, which rule, what it raised."""

from __future__ import annotations

from dataclasses import dataclass, replace


@dataclass(frozen=True, slots=True)
class Failure:
    """A plug-in that cannot be loaded, or a rule that could not be checked because its kind failed.

    ``plugin`` is the plug-in's entry point, ``rule`` the id of the rule (None for the plug-in itself), ``error`` the
    type and text of what was raised; ``message`` says it as a sentence.
    """

    plugin: str
    rule: str | None
    error: str
    message: str


def without_text(failure: Failure) -> Failure:
    """The failure of a rule with no more than the error's type, since its text may hold a record's value."""
    if failure.rule is None:
        return failure
    shown = failure.error.partition(":")[0]
    return replace(failure, error=shown, message=failure.message.replace(failure.error, shown))


def error_text(error: BaseException) -> str:
    """The type of an error and the first line of what it says."""
    text = next(iter(str(error).splitlines()), "")
    return f"{type(error).__name__}: {text}" if text else type(error).__name__
