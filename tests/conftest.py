"""The tests run against the installed package, however pytest is started."""

from __future__ import annotations

import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]

# ``python -m pytest`` puts the checkout first, whose mopsctl/ lacks the parts that stand beside it.
sys.path[:] = [entry for entry in sys.path if Path(entry).resolve() != ROOT]
