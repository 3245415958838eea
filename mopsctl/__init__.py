"""Audit and clean CRM data: the verbs of the command line as a Python interface, loaded when used."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from mopsctl.audit import audit as audit

__version__ = "0.1.0"
__all__ = ["__version__", "audit"]


def __getattr__(name: str) -> Any:
    if name == "audit":
        from mopsctl.audit import audit

        return audit
    raise AttributeError(f"module 'mopsctl' has no attribute {name!r}")
