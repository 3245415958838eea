"""pandera: ten checks on the file, read by pandas as text."""

import sys

import pandas as pd
import pandera.pandas as pa

EMAIL = r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$"
DATE = r"^\d{4}-\d{2}-\d{2}T"
column = {"nullable": True, "required": True}
schema = pa.DataFrameSchema(
    {
        "Id": pa.Column(str, [pa.Check.str_length(18, 18)], unique=True),
        "FirstName": pa.Column(str, [pa.Check.ne("")], **column),
        "LastName": pa.Column(str, [pa.Check.ne("")], **column),
        "Email": pa.Column(str, [pa.Check.ne(""), pa.Check.str_matches(EMAIL)], **column),
        "Title": pa.Column(str, [pa.Check.notin(["test", "n/a", "none", "unknown"])], **column),
        "CreatedDate": pa.Column(str, [pa.Check.str_matches(DATE)], **column),
        "LastModifiedDate": pa.Column(str, [pa.Check.str_matches(DATE)], **column),
        "OwnerId": pa.Column(str, [pa.Check.str_startswith("005")], **column),
    }
)
frame = pd.read_csv(sys.argv[1], dtype=str, keep_default_na=False)
try:
    schema.validate(frame, lazy=True)
except pa.errors.SchemaErrors as errors:
    print(len(errors.failure_cases))
