"""Audit and clean CRM data: the verbs of the command line as a Python interface, loaded when used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mopsctl.auditing.options import AuditOptions as AuditOptions
    from mopsctl.errors import MopsctlError as MopsctlError
    from mopsctl.interface.audit import Audit as Audit
    from mopsctl.interface.duplicates import FoundDuplicates as FoundDuplicates
    from mopsctl.interface.verbs import audit as audit
    from mopsctl.interface.verbs import find_duplicates as find_duplicates
    from mopsctl.interface.verbs import profile as profile
    from mopsctl.interface.verbs import score_completeness as score_completeness
    from mopsctl.interface.verbs import suggest_rules as suggest_rules
    from mopsctl.sources.table import ReadOptions as ReadOptions

__version__ = "0.1.0"
__all__ = [
    "Audit",
    "AuditOptions",
    "FoundDuplicates",
    "MopsctlError",
    "ReadOptions",
    "__version__",
    "audit",
    "find_duplicates",
    "profile",
    "score_completeness",
    "suggest_rules",
]

_HOMES = {
    "Audit": "interface.audit",
    "AuditOptions": "auditing.options",
    "FoundDuplicates": "interface.duplicates",
    "MopsctlError": "errors",
    "ReadOptions": "sources.table",
    "audit": "interface.verbs",
    "find_duplicates": "interface.verbs",
    "profile": "interface.verbs",
    "score_completeness": "interface.verbs",
    "suggest_rules": "interface.verbs",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'mopsctl' has no attribute {name!r}")
    value = getattr(import_module(f"mopsctl.{_HOMES[name]}"), name)
    globals()[name] = value
    return value


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})
