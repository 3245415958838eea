"""People decide on pairs of records: in the terminal, or in a workbook that comes back."""
