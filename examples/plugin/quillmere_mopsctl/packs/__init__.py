"""Packs of rules: ``quillmere:NAME`` is ``NAME.yaml`` in this folder."""
