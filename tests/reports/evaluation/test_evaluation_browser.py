"""The page on an evaluation in a real browser: it asks for nothing, fits a phone, and draws its charts."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, sync_playwright

from mopsctl.matching.evaluation import Evaluation

NAMES = ("chromium", "chromium-browser", "google-chrome")
HOSTILE = '"><img src=http://192.0.2.1/x onerror="document.title=\'owned\'">' + "x" * 3_000


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    program = next(filter(None, map(shutil.which, NAMES)), None)
    if program is None:
        pytest.skip(f"no browser on the path (looked for {', '.join(NAMES)})")
    with sync_playwright() as playwright:
        launched = playwright.chromium.launch(executable_path=program, args=["--no-sandbox", "--disable-gpu"])
        yield launched
        launched.close()


@pytest.mark.parametrize("value", ["Bob", HOSTILE])
@pytest.mark.parametrize("width", [1280, 390])
def test_the_page_fits_and_asks_for_nothing(
    width: int,
    value: str,
    browser: Browser,
    make: Callable[..., Evaluation],
    written: Callable[..., str],
    tmp_path: Path,
) -> None:
    path = tmp_path / "page.html"
    path.write_text(written(make(first=(value, "Robert")), "html"), encoding="utf-8")
    page = browser.new_page(viewport={"width": width, "height": 900})
    asked: list[str] = []
    complaints: list[str] = []
    page.on("request", lambda request: asked.append(request.url))
    page.on("console", lambda message: complaints.append(message.text))
    page.goto(path.as_uri())
    assert asked == [path.as_uri()]
    assert complaints == []
    assert page.title() == "How right the duplicates are · contacts.csv"
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    line = page.locator(".plot .precision").bounding_box()
    assert line is not None
    assert line["width"] > width / 4
    colour = page.locator(".plot .precision").evaluate("line => getComputedStyle(line).stroke")
    assert colour not in ("none", "rgb(0, 0, 0)")
    page.close()
