"""Audit and clean CRM data: the verbs of the command line as a Python interface, loaded when used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mopsctl.auditing.examine import audit as audit
    from mopsctl.auditing.examine import profile as profile
    from mopsctl.auditing.examine import score_completeness as score_completeness
    from mopsctl.auditing.options import AuditOptions as AuditOptions
    from mopsctl.sources.table import ReadOptions as ReadOptions

__version__ = "0.1.0"
__all__ = ["AuditOptions", "ReadOptions", "__version__", "audit", "profile", "score_completeness"]

_HOMES = {
    "AuditOptions": "auditing.options",
    "ReadOptions": "sources.table",
    "audit": "auditing.examine",
    "profile": "auditing.examine",
    "score_completeness": "auditing.examine",
}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'mopsctl' has no attribute {name!r}")
    value = getattr(import_module(f"mopsctl.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
