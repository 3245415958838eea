"""The HTML page: valid, self-contained, escaped, complete, and of a bearable size."""

from __future__ import annotations

import base64
import hashlib
import re
from collections.abc import Callable
from dataclasses import replace
from itertools import pairwise
from typing import Any, TypeAlias

import pytest
from lxml import html

from mopsctl.findings import Finding, Scorecard
from mopsctl.reports.options import Masthead
from mopsctl.results import AuditResult
from mopsctl.sources.table import ProblemKind, ReadProblem

Page: TypeAlias = Any
"""An element of lxml, which has no types."""


@pytest.fixture
def page(quillmere: AuditResult, rendered: Callable[..., str]) -> Page:
    masthead = Masthead("CRM data audit", client="Quillmere & Sons")
    return html.document_fromstring(rendered(quillmere, "html", masthead=masthead))


def text_of(page: Page) -> str:
    return " ".join(page.text_content().split())


def test_the_policy_admits_exactly_the_style_and_script_of_the_page(page: Page) -> None:
    [policy] = page.xpath("//meta[@http-equiv='Content-Security-Policy']/@content")
    assert policy.startswith("default-src 'none';")
    for name in ("style", "script"):
        [element] = page.xpath(f"//{name}")
        digest = base64.b64encode(hashlib.sha256(element.text.encode()).digest()).decode()
        assert f"{name}-src 'sha256-{digest}'" in policy
    assert "unsafe" not in policy


def test_nothing_is_loaded_and_no_style_or_handler_is_inline(page: Page) -> None:
    assert not page.xpath("//@style | //@*[starts-with(name(), 'on')]")
    assert not page.xpath("//link | //iframe | //object | //form | //base | //@srcset")
    targets = page.xpath("//@href | //@src | //@action")
    assert targets
    assert all(target.startswith("#") for target in targets)
    assert "url(" not in page.xpath("string(//style)")
    assert "@import" not in page.xpath("string(//style)")


def test_every_link_within_the_page_leads_somewhere(page: Page) -> None:
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
    assert {link[1:] for link in page.xpath("//a/@href")} <= set(ids)


def test_the_page_is_built_for_screen_readers(page: Page) -> None:
    assert page.get("lang") == "en"
    assert len(page.xpath("//h1")) == 1
    assert page.xpath("//main") and page.xpath("//header") and page.xpath("//nav[@aria-label]")
    levels = [int(heading.tag[1]) for heading in page.xpath("//h1|//h2|//h3|//h4")]
    assert all(after <= before + 1 for before, after in pairwise(levels))
    assert all(header.get("scope") for header in page.xpath("//table//th"))
    charts = page.xpath("//svg[not(@aria-hidden)]")
    assert charts
    assert all(chart.get("role") == "img" and chart.get("aria-label") for chart in charts)


def test_the_points_shown_make_100_with_the_score(page: Page) -> None:
    lost = [text_of(cell) for cell in page.xpath("//table[contains(@class, 'drags')]/tbody//td[@class='n']")]
    [score] = page.xpath("//table[contains(@class, 'drags')]/tfoot//td/text()")
    assert round(sum(float(text.lstrip("−")) for text in lost) + float(score), 2) == 100


def test_every_rule_that_found_something_has_a_row_with_its_counts(
    page: Page, quillmere: AuditResult
) -> None:
    rows = page.xpath("//table[@id='rules']/tbody/tr")
    assert len(rows) == sum(rule.failed > 0 for rule in quillmere.rules)
    row = next(row for row in rows if row.xpath(".//code[.='contact-not-stale']"))
    assert "2,918" in text_of(row) and "1,204" in text_of(row) and "41.3%" in text_of(row)
    assert set(
        row.xpath(".//th//a/@href | .//td[@data-label='Failed' or @data-label='Points']//a/@href")
    ) == {"#rule/contact-not-stale/contact"}


def part(page: Page, anchor: str) -> Page:
    """The page or section at an address."""
    [found] = page.xpath(f"//*[@id='{anchor}']")
    return found


def test_a_rule_has_a_page_with_its_records_and_how_to_mend_them(page: Page) -> None:
    own = text_of(part(page, "rule/contact-not-stale"))
    assert "1,204" in own and "2,918 (41.3%)" in own
    assert "exports/contacts.csv:17" in own
    assert "re-permission campaign" in own
    assert "--select contact-not-stale -o findings.csv" in own


def test_a_rule_that_found_nothing_has_a_page_too(page: Page, quillmere: AuditResult) -> None:
    clean = [rule for rule in quillmere.rules if rule.checked and not rule.failed]
    assert clean
    for rule in clean:
        assert "Every record keeps to it" in text_of(part(page, f"rule/{rule.id}"))


def test_a_field_has_a_page_with_its_fill_values_and_rules(page: Page, quillmere: AuditResult) -> None:
    own = part(page, "field/contact/email")
    [report] = [field for field in quillmere.fields if (field.object, field.field) == ("contact", "email")]
    assert f"{report.usable:,}" in text_of(own) and f"{report.distinct:,}" in text_of(own)
    assert "#rule/contact-email-valid/contact" in own.xpath(".//a/@href")
    assert "#field/contact/email" in page.xpath("//section[@id='completeness']//a/@href")
    assert "#field/contact/email" in part(page, "rule/contact-email-valid").xpath(".//h3//a/@href")


def test_a_score_leads_to_the_rules_behind_it(page: Page, quillmere: AuditResult) -> None:
    for score in quillmere.scorecard.objects:
        for dimension in score.dimensions:
            anchor = f"object/{score.object}/{dimension.dimension.value}"
            [cell] = page.xpath(f"//table[contains(@class, 'heat')]//a[@href='#{anchor}']")
            behind = [
                rule
                for rule in quillmere.rules
                if (rule.object, rule.dimension) == (score.object, dimension.dimension) and rule.failed
            ]
            assert cell.text == f"{dimension.score:.1f}" or dimension.score in (0, 100) or cell.text == "99.9"
            links = part(page, anchor).xpath(".//tbody//a/@href")
            assert set(links) == {f"#rule/{rule.id}/{rule.object}" for rule in behind}


def test_other_rules_on_a_field_are_named_on_a_rules_page(page: Page) -> None:
    own = part(page, "rule/contact-email-valid")
    assert "Other rules on the same field" in text_of(own)
    assert "#rule/contact-email-unique/contact" in own.xpath(".//ul//a/@href")


def test_fields_that_differ_only_in_signs_keep_pages_of_their_own(
    quillmere: AuditResult, rendered: Callable[..., str]
) -> None:
    first = quillmere.fields[0]
    headers = ["Net $ value", "Net % value", "Net – value", "%", "$"]
    quillmere.fields = [replace(first, field=name, header=name, mapped=False) for name in headers]
    page = html.document_fromstring(rendered(quillmere, "html"))
    ids = page.xpath("//article[starts-with(@id, 'field/')]/@id")
    assert len(ids) == len(set(ids)) == len(headers)
    targets = page.xpath("//section[@id='completeness']//tbody//th//a/@href")
    assert [target[1:] for target in targets] == ids


def test_what_was_not_read_or_checked_is_told_with_its_place(page: Page) -> None:
    limits = text_of(page.xpath("//section[@id='limits']")[0])
    assert "exports/old-contacts.xls The workbook is protected by a password." in limits
    assert "exports/contacts.csv:118" in limits
    assert "exports/accounts.xlsx[Accounts]:1" in limits
    assert "contact-consent-date" in limits


def test_client_title_and_logo_stand_in_the_masthead(
    quillmere: AuditResult, rendered: Callable[..., str]
) -> None:
    logo = "data:image/png;base64,iVBORw0KGgo="
    text = rendered(quillmere, "html", masthead=Masthead("Autumn audit", client="A <b> & C", logo=logo))
    head = html.document_fromstring(text).xpath("//header")[0]
    assert "A <b> & C Autumn audit" in text_of(head)
    assert head.xpath("//img/@src") == [logo]


HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ 7*7 }}{% raw %}",
    "</style></script><svg onload=alert(1)>",
    "javascript:alert(1)",
]


def with_value_everywhere(audit: AuditResult, value: str) -> AuditResult:
    rule, field, segment = audit.rules[0], audit.fields[0], audit.segments[0]
    example = replace(rule.examples[0], value=value, message=value, suggestion=value, record_id=value)
    examples = (example, *rule.examples[1:])
    named = (replace(segment.values[0], value=value), *segment.values[1:])
    spoilt = replace(audit.problems[0], path=value, reason=value, text=value)
    return replace(
        audit,
        rules=[replace(rule, title=value, why=value, fix=value, examples=examples), *audit.rules[1:]],
        fields=[replace(field, header=value, field=value, top_values=((value, 3),)), *audit.fields[1:]],
        segments=[replace(segment, label=value, values=named), *audit.segments[1:]],
        problems=[spoilt, *audit.problems[1:]],
        source=value,
    )


@pytest.mark.parametrize("value", HOSTILE)
def test_a_hostile_value_is_text_wherever_it_stands(
    value: str, quillmere: AuditResult, rendered: Callable[..., str]
) -> None:
    def page_with(text: str) -> Page:
        masthead = Masthead(text, client=text)
        return html.document_fromstring(
            rendered(with_value_everywhere(quillmere, text), "html", masthead=masthead)
        )

    page = page_with(value)
    assert page.xpath("string(//h1)") == value
    assert page.text_content().count(value) >= 12
    assert len(page.xpath("//*")) == len(page_with("harmless").xpath("//*"))
    assert not page.xpath("//main//script | //img | //@onerror | //@onload")


def test_a_very_long_value_is_cut(quillmere: AuditResult, rendered: Callable[..., str]) -> None:
    rule = quillmere.rules[0]
    long = replace(rule.examples[0], value="x" * 10_000, message="y" * 10_000)
    before = len(rendered(quillmere, "html"))
    quillmere.rules[0] = replace(rule, examples=(long, *rule.examples[1:]))
    assert len(rendered(quillmere, "html")) < before + 2_000


def test_the_page_of_a_large_audit_stays_small(quillmere: AuditResult, rendered: Callable[..., str]) -> None:
    def example(finding: Finding, number: int) -> Finding:
        return replace(finding, value="v" * 300, message="m" * 400, record_id=f"{number:018d}")

    rule = quillmere.rules[0]
    many = tuple(example(rule.examples[0], number) for number in range(100))
    quillmere.rules = [replace(rule, id=f"rule-{n}", failed=90_000, examples=many) for n in range(200)]
    quillmere.fields = [replace(quillmere.fields[0], header=f"Field {n}") for n in range(400)]
    problem = ReadProblem("exports/contacts.csv", 1, ProblemKind.REJECTED, "too many cells", "z" * 500)
    quillmere.problems = [replace(problem, line=line) for line in range(50_000)]
    page = rendered(quillmere, "html")
    assert len(page.encode()) < 3_000_000
    assert "The first 100 of 50,000" in " ".join(html.document_fromstring(page).text_content().split())


def test_a_sample_sets_the_number_of_examples(quillmere: AuditResult, rendered: Callable[..., str]) -> None:
    for sample, shown in ((0, 0), (2, 2), (None, 5)):
        page = html.document_fromstring(rendered(quillmere, "html", sample=sample))
        own = part(page, "rule/contact-email-valid")
        assert len(own.xpath(".//table[@class='examples']/tbody/tr")) == shown
        assert "214" in text_of(own)


@pytest.mark.parametrize("command", ["audit", "profile", "score completeness"])
def test_a_page_can_be_made_of_next_to_nothing(
    command: str, quillmere: AuditResult, rendered: Callable[..., str]
) -> None:
    empty = replace(
        quillmere, command=command, scorecard=Scorecard(None, "–", ()), rules=[], recommendations=[], segments=[],
        bands=[], advice=[], metrics=[], problems=[], unread=[], not_checked=[],
    )  # fmt: skip
    assert "5,848 records in 4 tables" in text_of(html.document_fromstring(rendered(empty, "html")))


def test_masked_values_are_announced(quillmere: AuditResult, rendered: Callable[..., str]) -> None:
    masked = replace(quillmere, redacted=True)
    assert "Personal values are masked" in rendered(masked, "html")
    assert "holds personal data" in rendered(quillmere, "html")


def test_the_same_result_makes_the_same_bytes(quillmere: AuditResult, rendered: Callable[..., str]) -> None:
    assert rendered(quillmere, "html") == rendered(quillmere, "html")
    assert not re.search(r"0x[0-9a-f]{8,}", rendered(quillmere, "html"))
