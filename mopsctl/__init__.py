"""Audit and clean CRM data: the verbs of the command line as a Python interface, loaded when used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mopsctl.assess import AuditOptions as AuditOptions
    from mopsctl.examine import audit as audit
    from mopsctl.examine import profile as profile
    from mopsctl.examine import score_completeness as score_completeness

__version__ = "0.1.0"
__all__ = ["AuditOptions", "__version__", "audit", "profile", "score_completeness"]

_HOMES = {"AuditOptions": "assess", "audit": "examine", "profile": "examine", "score_completeness": "examine"}


def __getattr__(name: str) -> Any:
    from importlib import import_module

    if name not in _HOMES:
        raise AttributeError(f"module 'mopsctl' has no attribute {name!r}")
    value = getattr(import_module(f"mopsctl.{_HOMES[name]}"), name)
    globals()[name] = value
    return value
