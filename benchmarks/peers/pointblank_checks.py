"""pointblank on polars: eleven checks on the file, all columns as text."""

import sys

import pointblank as pb
import polars as pl

frame = pl.read_csv(sys.argv[1], infer_schema=False)
report = (
    pb.Validate(frame)
    .rows_distinct(columns_subset="Id")
    .col_vals_not_null(columns=["FirstName", "LastName", "Email", "Phone", "MailingCountry"])
    .col_vals_regex(columns="Email", pattern=r"^[\w.+-]+@[\w-]+(\.[\w-]+)+$", na_pass=True)
    .col_vals_regex(columns=["CreatedDate", "LastModifiedDate"], pattern=r"^\d{4}-\d{2}-\d{2}T")
    .col_vals_regex(columns="OwnerId", pattern=r"^005")
    .col_vals_not_in_set(columns="Title", set=["test", "n/a", "none", "unknown"])
    .interrogate()
)
print(report.n_failed())
