"""ydata-profiling in its minimal mode: a profile of the file as HTML."""

import sys
import tempfile
from pathlib import Path

import pandas as pd
from ydata_profiling import ProfileReport

frame = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
report = ProfileReport(frame, minimal=True, progress_bar=False)
report.to_file(Path(tempfile.mkdtemp()) / "profile.html")
