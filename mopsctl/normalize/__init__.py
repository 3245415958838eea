"""What a value means: one kind of value a file (emails, phones, countries, dates, …).

Functions take and give pandas Series of *distinct* values; functions ending in ``_sql`` or ``_predicate``
give sqlglot expressions over one text column.
"""
