"""The page of one rule, in Markdown: all of it is made from the rule itself."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import PurePath, PurePosixPath

from mopsctl.engine.rule import ANY_OBJECT, OTHER_OBJECT, Rule
from mopsctl.kindbook import paragraphs, written_value
from mopsctl.reports import words
from mopsctl.reports.rule_docs_text import bullet, code, documentation, prose, table, yaml_block
from mopsctl.reports.rule_pages import example_texts, own_keys

KINDS_PAGE = "kinds.md"
_PACK = re.compile(r"[\w.-]{2,}:\w+")


@dataclass(frozen=True, slots=True)
class RulePage:
    """A rule, the pack or file that it is from, and where its page stands."""

    rule: Rule
    pack: str

    @property
    def path(self) -> PurePosixPath:
        """Relative to the folder of the pages."""
        home = self.pack.rpartition(":")[2] if ":" in self.pack else PurePath(self.pack).stem
        return PurePosixPath(home or "rules") / f"{self.rule.id}.md"

    @property
    def link(self) -> str:
        """To be put on a page at the top of the folder."""
        return f"[{code(self.rule.id)}]({self.path})"


def page_of(rule: Rule) -> RulePage:
    """The page of a rule, under the pack or file that first defined it."""
    file = rule.place.rpartition(":")[0]
    return RulePage(rule, file if _PACK.fullmatch(file) else PurePath(file).name)


def rule_page(page: RulePage) -> str:
    """What it checks, why, what to do, examples, where it comes from, and how to change it."""
    rule = page.rule
    parts = [
        f"# {prose(rule.title)}",
        _facts(rule),
        _checks(rule),
        _keys(rule),
        _said("Why it matters", rule.keys.why),
        _said(_fix_heading(rule), rule.keys.fix),
        _examples("Keeps to it", example_texts(rule.keys.examples.good)),
        _examples("Breaks it", example_texts(rule.keys.examples.bad)),
        _said("Source", rule.keys.source),
        _change(page),
    ]
    return "\n\n".join(part for part in parts if part)


def object_heading(name: str) -> str:
    """What a rule is about, in words."""
    return {ANY_OBJECT: "Any table", OTHER_OBJECT: "Tables of no known object"}.get(
        name, words.object_words(name)
    )


def _facts(rule: Rule) -> str:
    about = ", ".join(object_heading(name) for name in rule.objects)
    tags = ", ".join(map(code, rule.keys.tags))
    rows = [
        ["Rule", code(rule.id)],
        ["Object", prose(about)],
        ["Severity", rule.severity.value],
        ["Dimension", rule.dimension.value],
        ["Weight", f"{rule.keys.weight:g}"],
        *([["Tags", tags]] if tags else []),
        *([] if rule.keys.enabled else [["Enabled", "no, until you turn it on"]]),
    ]
    return table(["", ""], rows)


def _checks(rule: Rule) -> str:
    kind = f"[{code(rule.kind.name)}](../{KINDS_PAGE}#{rule.kind.name})"
    return f"{documentation(paragraphs(rule.kind)[0])} (Kind {kind}.)"


def _keys(rule: Rule) -> str:
    """What the rule gives its kind, and what narrows it."""
    given = {name: getattr(rule.keys, name) for name in ("origin", "where") if getattr(rule.keys, name, None)}
    rows = [[code(key), code(written_value(value))] for key, value in {**given, **own_keys(rule)}.items()]
    return table(["key", "value"], rows) if rows else ""


def _fix_heading(rule: Rule) -> str:
    return f"How to fix it ({rule.keys.effort} effort)" if rule.keys.effort else "How to fix it"


def _said(heading: str, text: str | None) -> str:
    return f"## {heading}\n\n{prose(text)}" if text else ""


def _examples(heading: str, examples: list[str]) -> str:
    return "\n".join([f"## {heading}\n", *map(bullet, examples)]) if examples else ""


def _change(page: RulePage) -> str:
    off = f"extends: {page.pack}\nrules:\n  - id: {page.rule.id}\n    enabled: false"
    return (
        "## Change it, or turn it off\n\nIn your `mopsctl.yaml`; any key may be given anew, and those that are not "
        f"stay as they are:\n\n{yaml_block(off)}"
    )
