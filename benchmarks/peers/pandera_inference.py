"""pandera: the schema that it infers from the file, read by pandas with its own types."""

import sys

import pandas as pd
import pandera.pandas as pa

frame = pd.read_csv(sys.argv[1], low_memory=False)
print(pa.infer_schema(frame).to_yaml())
