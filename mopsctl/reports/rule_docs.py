"""Rules as a folder of Markdown: a page a rule, an index, and the kinds. The same rules give the same files."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path, PurePosixPath

from mopsctl.engine.rule import Rule
from mopsctl.errors import UsageError
from mopsctl.kindbook import kind_entries
from mopsctl.reports.rule_docs_index import index_page, kinds_page
from mopsctl.reports.rule_docs_page import KINDS_PAGE, page_of, rule_page

MARK = "<!-- Written by `mopsctl rules docs`: change the rule, not this page. -->"
INDEX_PAGE = "index.md"


def rule_docs(rules: Sequence[Rule]) -> Iterator[tuple[PurePosixPath, str]]:
    """The pages of the rules, by their place in the folder."""
    pages = [page_of(rule) for rule in rules]
    yield PurePosixPath(INDEX_PAGE), _marked(index_page(pages))
    yield PurePosixPath(KINDS_PAGE), _marked(kinds_page(kind_entries(rules), pages))
    for page in pages:
        yield page.path, _marked(rule_page(page))


def write_rule_docs(folder: Path, rules: Sequence[Rule]) -> int:
    """Write the pages; those that it wrote earlier and of which there is no rule any more are deleted.

    :returns: how many pages there are.
    :raises UsageError: where a page cannot be written, or stands in the place of a file that somebody else wrote.
    """
    written: set[Path] = set()
    try:
        for place, text in rule_docs(rules):
            path = folder / place
            _check_ours(path)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(text, encoding="utf-8", newline="\n")
            written.add(path)
        for old in set(folder.rglob("*.md")) - written:
            if _is_ours(old):
                old.unlink()
    except OSError as error:
        raise UsageError(f"cannot write the pages to {folder}: {error.strerror}") from None
    return len(written)


def _marked(text: str) -> str:
    return f"{MARK}\n\n{text}\n"


def _check_ours(path: Path) -> None:
    if path.exists() and not _is_ours(path):
        raise UsageError(f"{path} is there and was not written by mopsctl rules docs; name another folder")


def _is_ours(path: Path) -> bool:
    with path.open(encoding="utf-8", errors="replace") as page:
        return page.readline().rstrip("\n") == MARK
