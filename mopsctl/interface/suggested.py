"""Rules that a source mostly keeps to, for notebooks: a frame to choose from, and a configuration to use."""

from __future__ import annotations

from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Any

from mopsctl.interface.frames import suggestions
from mopsctl.suggesting.suggest import Suggestions

if TYPE_CHECKING:
    import pandas as pd


class SuggestedRules:
    """What was learned, the most valuable rules first; ``result`` is the same as plain data."""

    def __init__(self, result: Suggestions) -> None:
        self.result = result

    @cached_property
    def rules(self) -> pd.DataFrame:
        """A row a rule; columns and dtypes are `frames.SUGGESTIONS`."""
        return suggestions(self.result)

    @property
    def config(self) -> dict[str, Any]:
        """The rules as a configuration, which `audit` takes."""
        from mopsctl.suggesting.fragment import rule_keys

        return {"rules": [rule_keys(learned) for learned in self.result.rules]}

    def to_yaml(self, path: str | Path | None = None) -> str:
        """A fragment of mopsctl.yaml with what speaks for each rule; written to ``path`` where one is given."""
        from mopsctl.private_file import write_private
        from mopsctl.suggesting.write import as_yaml

        text = as_yaml(self.result)
        if path is not None:
            with write_private(path) as stream:
                stream.write(text)
        return text

    def __repr__(self) -> str:
        from mopsctl.reports.figures import plural

        rules, records = len(self.result.rules), self.result.rows
        return f"<{plural(rules, 'rule')} learned from {plural(records, 'record')} of {self.result.source}>"

    def _repr_html_(self) -> str:
        """What Jupyter shows."""
        return str(self.rules.to_html(index=False, max_rows=30, border=0))
