"""The HTML page in a real browser: it asks for nothing, filters, sorts, opens, fits a phone, and prints whole."""

from __future__ import annotations

import os
import re
import shutil
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, Route, sync_playwright

from mopsctl.drill import CrmRecords, Drill, RuleDetail
from mopsctl.reports.options import Masthead
from mopsctl.results import AuditResult

ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
NAMES = ("chromium", "chromium-browser", "google-chrome")
HOSTILE = [
    "<script>document.title='owned'</script>",
    '"><img src=http://192.0.2.1/x onerror="document.title=\'owned\'">',
    "javascript:document.title='owned'",
    "'\"`${1}",
    "שלום \u202egnp.exe",
    "👩‍💻🏳️‍🌈",
    "x" * 10_000,
]


@dataclass
class Visit:
    """An open report, with every request that it made and every complaint of the console."""

    page: Page
    requests: list[str] = field(default_factory=list)
    complaints: list[str] = field(default_factory=list)

    def shown_rules(self) -> list[str]:
        rows = self.page.locator("#rules > tbody > tr:visible th code")
        return rows.all_inner_texts()


Open = Callable[..., Visit]


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        missing = f"no browser on the path (looked for {', '.join(NAMES)})"
        if os.environ.get("MOPSCTL_REQUIRE_BROWSER") == "1":
            pytest.fail(missing)
        pytest.skip(missing)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=ARGUMENTS)
        yield browser
        browser.close()


@pytest.fixture
def visit(
    browser: Browser, rendered: Callable[..., str], quillmere: AuditResult, tmp_path: Path
) -> Iterator[Open]:
    """Opens the report of a result: ``visit(width=390, scheme="dark", script=False)``."""
    opened: list[Page] = []

    def open_report(
        result: AuditResult = quillmere,
        width: int = 1280,
        scheme: str = "light",
        script: bool = True,
        anchor: str = "",
    ) -> Visit:
        path = tmp_path / "audit.html"
        path.write_text(rendered(result, "html", masthead=Masthead("CRM data audit", client="Quillmere")))
        page = browser.new_page(
            viewport={"width": width, "height": 900},
            color_scheme="dark" if scheme == "dark" else "light",
            java_script_enabled=script,
        )
        opened.append(page)
        visited = Visit(page)

        def watch(route: Route) -> None:
            url = route.request.url
            if url.startswith("file:"):
                route.continue_()
                return
            visited.requests.append(url)
            route.abort()

        page.route("**/*", watch)
        page.on("console", lambda message: visited.complaints.append(message.text))
        page.on("pageerror", lambda error: visited.complaints.append(str(error)))
        page.goto(path.as_uri() + anchor)
        return visited

    yield open_report
    for page in opened:
        page.close()


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_is_quiet_and_fits(visit: Open, width: int, scheme: str) -> None:
    visited = visit(width=width, scheme=scheme)
    visited.page.evaluate("document.querySelectorAll('details').forEach((d) => { d.open = true; })")
    for anchor in ("", "#rule/contact-email-valid", "#field/contact/email", "#object/contact"):
        visited.page.evaluate("(hash) => { location.hash = hash; }", anchor)
        assert visited.page.evaluate("document.documentElement.scrollWidth") == width
    assert visited.requests == []
    assert visited.complaints == []


def test_dark_is_dark(visit: Open) -> None:
    color = "getComputedStyle(document.body).backgroundColor.match(/[0-9]+/g).slice(0, 3).map(Number)"
    assert max(visit(scheme="dark").page.evaluate(color)) < 60
    assert min(visit(scheme="light").page.evaluate(color)) > 230


def test_filters_narrow_the_table_and_say_by_how_much(visit: Open, quillmere: AuditResult) -> None:
    visited = visit()
    page = visited.page
    failed = [rule for rule in quillmere.rules if rule.failed]
    assert page.inner_text("#shown") == f"{len(failed)} rules"
    page.select_option("#filter-severity", "error")
    errors = {rule.id for rule in failed if rule.severity.value == "error"}
    assert set(visited.shown_rules()) == errors
    page.select_option("#filter-object", "lead")
    assert visited.shown_rules() == ["lead-email-valid"]
    assert page.inner_text("#shown") == f"1 of {len(failed)} rules"
    page.select_option("#filter-severity", "")
    page.select_option("#filter-object", "")
    page.select_option("#filter-dimension", "timeliness")
    assert set(visited.shown_rules()) == {"contact-not-stale", "opportunity-close-date-future"}


def test_search_finds_values_inside_closed_rows(visit: Open) -> None:
    visited = visit()
    visited.page.fill("#filter-text", "U.S.A. iso")
    assert visited.shown_rules() == ["contact-country-known"]
    visited.page.fill("#filter-text", "nothing like this")
    assert visited.shown_rules() == []
    visited.page.fill("#filter-text", "")
    assert len(visited.shown_rules()) == 12


def test_a_heading_sorts_and_sorts_back(visit: Open, quillmere: AuditResult) -> None:
    visited = visit()
    heading = visited.page.locator("#rules thead th", has_text="Failed")
    heading.get_by_role("button").click()
    by_failed = sorted((r for r in quillmere.rules if r.failed), key=lambda rule: -rule.failed)
    assert visited.shown_rules()[0] == by_failed[0].id
    assert heading.get_attribute("aria-sort") == "descending"
    heading.get_by_role("button").click()
    assert visited.shown_rules()[0] == by_failed[-1].id
    assert heading.get_attribute("aria-sort") == "ascending"
    visited.page.locator("#rules thead th", has_text="Rule").get_by_role("button").click()
    assert visited.shown_rules()[0] == "account-website-required"
    assert heading.get_attribute("aria-sort") is None


FRONT, EMAIL = "#summary", "[id='rule/contact-email-valid']"


def test_a_number_leads_to_its_records_and_back_to_the_same_place(visit: Open) -> None:
    page = visit().page
    link = page.locator("#rules tr", has_text="contact-email-valid").locator("td a", has_text="214")
    link.focus()
    before = page.evaluate("scrollY")
    page.keyboard.press("Enter")
    assert page.locator(EMAIL).is_visible() and not page.locator(FRONT).is_visible()
    assert "exports/contacts.csv:17" in page.inner_text(EMAIL)
    assert page.title().startswith("E-mail address can receive mail · ")
    page.go_back()
    page.locator(FRONT).wait_for()
    assert not page.locator(EMAIL).is_visible()
    assert abs(page.evaluate("scrollY") - before) < 5


def test_a_page_has_an_address_of_its_own(visit: Open) -> None:
    page = visit(anchor="#field/contact/email").page
    assert page.locator("[id='field/contact/email']").is_visible()
    assert page.locator(".page:visible").count() == 1
    page.click("nav a:has-text('Findings')")
    assert page.locator("#rules").is_visible()
    assert page.locator(".page:visible").count() == 0


def test_the_finder_leads_to_rules_and_fields_by_keyboard(visit: Open) -> None:
    page = visit().page
    page.keyboard.press("/")
    page.keyboard.type("contact email")
    names = page.locator("#finder-hits a").all_inner_texts()
    assert any("E-mail address can receive mail" in name for name in names)
    assert any(name.startswith("Email") for name in names)
    assert page.inner_text("#finder-told").endswith(" found")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    assert page.locator(".page:visible").count() == 1
    assert not page.locator("#finder-hits").is_visible()
    page.fill("#finder-text", "nothing like this")
    assert page.inner_text("#finder-told") == "0 found"


def test_a_query_is_copied_or_chosen(visit: Open, quillmere: AuditResult) -> None:
    ids = ("003Kt0000100117AAA", "003Kt0000100899AAA")
    records = CrmRecords("salesforce", "contact", "contacts.csv", 2, None, {}, ids, 0)
    detail = RuleDetail("The value must be right.", crm=(records,))
    quillmere.drill = lambda: Drill({("contact-email-valid", "contact"): detail})
    page = visit(quillmere, anchor="#rule/contact-email-valid").page
    page.click(f"{EMAIL} .copied button")
    page.locator(f"{EMAIL} .copied button", has_text="Copied").wait_for()
    chosen = page.evaluate("getSelection().toString()")
    assert chosen == f"SELECT Id, Name FROM Contact WHERE Id IN ('{ids[0]}', '{ids[1]}')"


def test_the_skip_link_stays_on_the_page_that_is_read(visit: Open) -> None:
    page = visit(anchor="#rule/contact-email-valid").page
    page.locator(".skip").focus()
    page.keyboard.press("Enter")
    assert page.locator(EMAIL).is_visible()
    assert page.evaluate("document.activeElement.id") == "rule/contact-email-valid"


def test_without_script_everything_can_be_read(visit: Open) -> None:
    page = visit(script=False).page
    assert not page.locator("#filters").is_visible() and not page.locator("#finder").is_visible()
    page.locator("#rules tr", has_text="contact-email-valid").locator("th a").click()
    assert page.locator(f"{EMAIL} .examples").is_visible()
    page.go_back()
    assert page.locator(FRONT).is_visible()


def test_paper_holds_the_front_or_the_page_that_is_read(visit: Open) -> None:
    def pages(anchor: str, script: bool = True) -> int:
        paper = visit(script=script, anchor=anchor).page.pdf(format="A4", prefer_css_page_size=True)
        return len(re.findall(rb"/Type /Page\b", paper))

    assert pages("") == pages("", script=False) <= 8
    assert pages("#rule/contact-email-valid") == pages("#rule/contact-email-valid", script=False) <= 2


def test_what_is_closed_on_the_screen_is_not_printed(visit: Open) -> None:
    page = visit().page
    page.emulate_media(media="print")
    assert page.locator("#findings").is_visible()
    assert page.locator("details:not([open])").count() > 0
    assert page.locator("details:not([open]):visible").count() == 0
    assert not page.locator("#filters").is_visible() and not page.locator(".contents").is_visible()


@pytest.mark.parametrize("width", [1280, 390])
def test_hostile_values_do_nothing_and_break_nothing(visit: Open, quillmere: AuditResult, width: int) -> None:
    rules = []
    for number, rule in enumerate(quillmere.rules):
        bad = HOSTILE[number % len(HOSTILE)]
        examples = tuple(
            replace(example, value=bad, message=bad, suggestion=bad, record_id=bad)
            for example in rule.examples
        )
        rules.append(replace(rule, title=bad[:200], why=bad, fix=bad, examples=examples))
    quillmere.rules = rules
    quillmere.source = HOSTILE[0]
    visited = visit(quillmere, width=width)
    assert visited.page.title() == "CRM data audit · Quillmere"
    for anchor in ("", *(f"#rule/{rule.id}" for rule in rules[: len(HOSTILE)])):
        visited.page.evaluate("(hash) => { location.hash = hash; }", anchor)
        assert visited.page.evaluate("document.documentElement.scrollWidth") == width
    visited.page.evaluate("location.hash = ''")
    assert visited.requests == []
    assert visited.complaints == []
    assert "👩‍💻" in visited.page.inner_text("#rules")


CONTRASTS = """(selector) => {
  const luminance = (rgb) => rgb.map((v) => v / 255)
    .map((v) => (v <= 0.03928 ? v / 12.92 : ((v + 0.055) / 1.055) ** 2.4))
    .reduce((sum, v, i) => sum + v * [0.2126, 0.7152, 0.0722][i], 0);
  const numbers = (text) => text.match(/[0-9.]+/g).map(Number);
  return [...document.querySelectorAll(selector)].map((element) => {
    const ink = luminance(numbers(getComputedStyle(element).color).slice(0, 3));
    let behind = element;
    while (numbers(getComputedStyle(behind).backgroundColor)[3] === 0) behind = behind.parentElement;
    const paper = luminance(numbers(getComputedStyle(behind).backgroundColor).slice(0, 3));
    const ratio = (Math.max(ink, paper) + 0.05) / (Math.min(ink, paper) + 0.05);
    return [`${element.className} ${element.textContent.trim().slice(0, 40)}`, ratio];
  });
}"""
"""The contrast ratio (WCAG 2.2, 1.4.3) of each chosen element's text with the background behind it."""

TEXTS = (
    ".note, .of, .client, .severity.error, .severity.warning, .severity.info, .scale span, .heat .cell, h1, "
    ".contents a, .more > summary, .ends span:last-child, .effort, .todo .why, thead th, code, .values i"
)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_text_has_enough_contrast(visit: Open, scheme: str) -> None:
    page = visit(scheme=scheme).page
    contrasts = page.evaluate(CONTRASTS, TEXTS)
    assert len(contrasts) > 100
    assert {text: ratio for text, ratio in contrasts if ratio < 4.5} == {}
