"""Letters of ASCII texts are replaced one by one, wherever the texts lie in memory."""

from __future__ import annotations

import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from mopsctl.normalize.ascii_letters import letter_by_letter

TABLE = {".": " ", "-": " ", "A": "a"}


@settings(max_examples=60, deadline=None)
@given(st.lists(st.text(st.characters(max_codepoint=127)), max_size=5), st.integers(0, 3))
def test_letters_are_replaced_as_python_does(texts: list[str], start: int) -> None:
    part = pa.array(texts, pa.string()).slice(start)
    expected = [text.translate(str.maketrans(TABLE)) for text in texts[start:]]
    assert letter_by_letter(part, TABLE).to_pylist() == expected
