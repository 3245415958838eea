"""Reports: one output format a file, each with one function ``write``; ``formats`` knows them all."""
