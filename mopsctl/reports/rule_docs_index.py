"""The pages that lead to the rules: the index by object, dimension, system and pack, and the kinds."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain, takewhile

from mopsctl.engine.registry import pack_names, pack_text
from mopsctl.engine.rule import ANY_OBJECT, OTHER_OBJECT, Rule
from mopsctl.findings import Dimension
from mopsctl.kindbook import KindEntry
from mopsctl.reports import words
from mopsctl.reports.kind_pages import as_item, key_type
from mopsctl.reports.rule_docs_page import KINDS_PAGE, RulePage, object_heading
from mopsctl.reports.rule_docs_text import code, documentation, prose, table, yaml_block
from mopsctl.schema.objects import objects


def index_page(pages: Sequence[RulePage]) -> str:
    """Every rule by object, with its title; by dimension, system and pack, by its id."""
    packs = list(dict.fromkeys(page.pack for page in pages))
    parts = [
        "# Rules",
        f"{len(pages)} rules. [The kinds]({KINDS_PAGE}) are what rules are made of.",
        "## By object",
        *_by_object(pages),
        "## By dimension",
        *(
            _list(words.DIMENSIONS[d], [page for page in pages if page.rule.dimension is d])
            for d in Dimension
        ),
        *_by_system(pages),
        "## By pack",
        *chain.from_iterable(_pack(pack, [page for page in pages if page.pack == pack]) for pack in packs),
    ]
    return "\n\n".join(part for part in parts if part)


def kinds_page(kinds: Sequence[KindEntry], pages: Sequence[RulePage]) -> str:
    """Every kind: what it checks, its keys, an example, and the rules that are of it."""
    parts = [
        "# Kinds of rules",
        "A rule names its kind, and the kind adds keys of its own to those that "
        "every rule has (`mopsctl rules schema`).",
        table(
            ["kind", "dimension", "checks"],
            ([f"[{code(k.name)}](#{k.name})", k.dimension.value, documentation(k.summary)] for k in kinds),
        ),
    ]
    for kind in kinds:
        parts += _kind(kind, [page for page in pages if page.rule.kind.name == kind.name])
    return "\n\n".join(part for part in parts if part)


def _kind(kind: KindEntry, pages: Sequence[RulePage]) -> list[str]:
    origin = "" if kind.is_ours else f"From the plug-in {code(kind.module)}."
    keys = ([code(key.name), prose(key_type(key)), documentation(key.description)] for key in kind.keys)
    return [
        f"## {kind.name}",
        *map(documentation, kind.paragraphs),
        origin,
        table(["key", "holds", "is"], keys),
        yaml_block("\n".join(as_item(kind.example))),
        f"Rules of this kind: {_links(pages)}" if pages else "",
    ]


def _by_object(pages: Sequence[RulePage]) -> Iterable[str]:
    named = dict.fromkeys(name for page in pages for name in page.rule.objects)
    known = [*objects(), ANY_OBJECT, OTHER_OBJECT]
    for name in sorted(named, key=lambda name: known.index(name) if name in known else len(known)):
        rows = [_row(page) for page in pages if name in page.rule.objects]
        yield f"### {prose(object_heading(name))}"
        yield table(["rule", "checks that", "severity", "dimension"], rows)


def _row(page: RulePage) -> list[str]:
    rule = page.rule
    return [page.link, prose(rule.title), rule.severity.value, rule.dimension.value]


def _by_system(pages: Sequence[RulePage]) -> Iterable[str]:
    """Rules that are about the records of one system alone."""
    systems = dict.fromkeys(origin for page in pages for origin in _origins(page.rule))
    if systems:
        yield "## By system"
        yield "All other rules are for the records of any system."
    for name in systems:
        yield _list(words.origin_words(name), [page for page in pages if name in _origins(page.rule)])


def _origins(rule: Rule) -> tuple[str, ...]:
    named = rule.keys.origin or ()
    return (named,) if isinstance(named, str) else tuple(named)


def _pack(pack: str, pages: Sequence[RulePage]) -> list[str]:
    return [f"### {code(pack)}", prose(_opening(pack)), _links(pages)]


def _opening(pack: str) -> str:
    """What an installed pack says of itself: the comment that it begins with."""
    if pack not in pack_names():
        return ""
    lines = takewhile(lambda line: line.startswith("# "), pack_text(pack, pack)[0].splitlines())
    return " ".join(line.removeprefix("# ") for line in lines)


def _list(heading: str, pages: Sequence[RulePage]) -> str:
    return f"### {heading}\n\n{_links(pages)}" if pages else ""


def _links(pages: Iterable[RulePage]) -> str:
    return ", ".join(page.link for page in pages)
