"""The page of scores in a real browser: it filters and sorts, fetches nothing and runs no text."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import replace
from itertools import pairwise
from pathlib import Path
from urllib.parse import quote

import pytest
from chromium import HOSTILE, PROGRAM, Shown, Tab, problems, requests, tab
from scored import ORIGIN, WEAK, a_report

from tmtool.models import ScoreReport
from tmtool.reports.html.score import score

if PROGRAM is None:
    pytest.skip("no chromium is installed", allow_module_level=True)

IDS = "[...document.querySelectorAll('#rows > li')].map((row) => row.id.slice(2))"

STATUS = "document.getElementById('status').textContent"

SHAPE = """
(function shape(node) {
  if (node.nodeType === 3) return /^\\s*\\n\\s*$/.test(node.data) ? null : node.data;
  const attributes = [...node.attributes].map((one) => [one.name, one.value.trim()]);
  return [node.localName, Object.fromEntries(attributes),
    [...node.childNodes].map(shape).filter((one) => one !== null)];
})(document.getElementById("rows"))
"""
"""The rows as lists, without the white space between elements."""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with tab(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


class ScorePage(Shown):
    """A page in the browser, at the width of a desktop."""

    ids_script = IDS

    def write(self, report: ScoreReport, **options: int) -> None:
        self.path.write_text(score(report, ORIGIN, **options), encoding="utf-8", newline="\n")

    def follow(self, fragment: str) -> None:
        """Click the link to a part of the page, and let the page do what it does."""
        link = f"document.querySelector({json.dumps(f'a[href={json.dumps(fragment)}]')})"
        self.browser.run(
            "new Promise((done) => {"
            " addEventListener('hashchange', () => setTimeout(done), {once: true});"
            f" {link}.click(); }})"
        )

    def hash(self) -> str:
        return self.browser.run("location.hash")


@pytest.fixture
def page(browser: Tab, tmp_path: Path) -> ScorePage:
    shown = ScorePage(browser, tmp_path)
    shown.write(a_report("дом", segments=6))
    return shown


def numbers(first: int, last: int) -> list[str]:
    step = 1 if first <= last else -1
    return [str(number) for number in range(first, last + step, step)]


def test_the_script_shows_what_stands_in_the_page(page: Shown):
    page.write(a_report("a <b> & 'c'  d", segments=60))
    page.open(scripts=False)
    without = page.browser.run(SHAPE)
    assert len(without[2]) == 50
    page.open(scripts=True)
    assert page.browser.run("document.documentElement.className") == "scripts"
    assert page.browser.run(SHAPE) == without
    assert problems(page.browser) == []


def test_without_scripts_the_page_can_be_read(page: Shown):
    page.open(scripts=False)
    assert page.browser.run("document.getElementById('filters').hidden") is True
    assert page.browser.run("getComputedStyle(document.querySelector('.by-1')).display") == "block"
    assert page.browser.run("getComputedStyle(document.querySelector('.by-0')).display") == "none"
    assert len(page.ids()) == 6
    page.browser.run("document.querySelector('label[for=by-0]').click()")
    assert page.browser.run("getComputedStyle(document.querySelector('.by-0')).display") == "block"


def test_order(page: Shown):
    page.open()
    assert page.ids() == numbers(6, 1)
    assert page.choose("order", "best") == numbers(1, 6)
    assert page.choose("order", "text") == numbers(1, 6)
    assert page.choose("order", "spread") == numbers(6, 1)
    assert page.choose("order", "worst") == numbers(6, 1)
    # The good draft is worst in the first segment; less TER is better.
    assert page.choose("draft", "0") == numbers(1, 6)
    assert page.choose("metric", "ter") == numbers(1, 6)
    assert page.choose("order", "best") == numbers(6, 1)
    # Segments without terms come last, in the order of the text.
    page.choose("order", "worst")
    assert page.choose("metric", "terms") == ["2", "4", "6", "1", "3", "5"]
    assert page.choose("order", "best") == ["6", "4", "2", "1", "3", "5"]
    drafts = "document.querySelectorAll('#rows > li:first-child .draft').length"
    assert page.browser.run(drafts) == 1


def test_filters(page: Shown):
    page.open()
    assert page.choose("bucket", "document:doc 1 дом") == ["5", "3", "1"]
    assert page.choose("bucket", "match:new") == ["6", "4", "2"]
    assert page.choose("bucket", "length:1–9") == ["5", "3", "1"]
    assert page.choose("bucket", "label:news") == ["6", "4", "2"]
    assert page.choose("check", "number") == []
    assert page.browser.run(STATUS) == "No segment fits; Reset shows all."
    assert page.choose("bucket", "") == ["5", "3", "1"]  # with this check
    assert page.choose("check", "spaces") == numbers(6, 1)
    assert page.choose("draft", "0") == []
    page.click("#filters [type=reset]")
    assert page.ids() == numbers(6, 1)
    assert page.hash() == ""
    # The weak draft has 51.7, 43.3, 35.0, 26.7, 18.3 and 10.0.
    assert page.choose("bound", "35") == ["6", "5", "4", "3"]
    assert page.choose("bound", "34.9") == ["6", "5", "4"]
    page.choose("bound", "")
    assert page.choose("findings", "") == numbers(6, 1)
    assert page.choose("draft", "0") == []


def test_typing_in_the_text_filter(page: Shown):
    page.open()
    page.browser.type("[name=q]", "parties 4")
    page.browser.press("Enter", 13)
    assert page.ids() == ["4"]
    assert page.browser.run(STATUS) == "Showing 1 of 1 segment that fit, of 6 on the page."
    assert page.hash() == "#q=parties+4"
    # What a reference has in the place of a draft's words is not the draft's.
    page.browser.run("document.querySelector('[name=q]').value = ''")
    assert page.choose("q", "sides") == numbers(6, 1)


def test_where_drafts_differ(page: Shown):
    report = a_report("дом", segments=3)
    first, *rest = report.texts
    same = replace(first, drafts=dict.fromkeys(first.drafts, "The same."))
    page.write(replace(report, texts=(same, *rest)))
    page.open()
    assert page.choose("differ", "") == ["3", "2"]


def test_a_view_is_kept_in_the_address(page: Shown):
    page.open()
    page.choose("metric", "ter")
    page.choose("order", "best")
    page.choose("check", "number")
    page.choose("findings", "")
    kept = page.hash()
    assert kept == "#metric=ter&order=best&check=number&findings=1"
    before = page.ids()
    assert before == ["1", "3", "5"]
    assert page.open(kept).ids() == before
    assert page.browser.run("document.querySelector('[name=findings]').checked") is True


@pytest.mark.parametrize(
    "fragment", ["#metric=nothing&order=%zz&bucket=x", "#s-", "#s-%E0%A4%A", "#s-99", "#=&==", "#x"]
)
def test_an_address_that_makes_no_sense(page: ScorePage, fragment: str):
    assert page.open(fragment).ids() == numbers(6, 1)
    assert problems(page.browser) == []


def test_links_of_tables_filter(page: Shown):
    page.open()
    page.follow("#check=number&draft=1")
    assert page.ids() == ["5", "3", "1"]
    bucket = quote("document:doc 2 дом", safe="")
    page.follow(f"#bucket={bucket}")
    assert page.ids() == ["6", "4", "2"]
    top = page.browser.run("document.getElementById('segments').getBoundingClientRect().top")
    assert abs(top) < 400


def test_a_bucket_that_is_not_on_the_page(page: Shown):
    page.open("#bucket=document%3Anone")
    assert page.ids() == []
    page.click("#filters [type=reset]")
    assert page.ids() == numbers(6, 1)


def test_links_to_segments(page: Shown):
    page.write(a_report("дом", segments=150))
    page.open("#s-20")
    assert len(page.ids()) == 131
    assert page.browser.run("document.activeElement.id") == "s-20"
    top = page.browser.run("document.activeElement.getBoundingClientRect().top")
    assert 0 <= top < 900
    # One that is filtered out is shown all the same.
    page.choose("q", "parties 7 ")
    page.browser.run("document.querySelector('.anchor').setAttribute('href', '#s-150')")
    page.follow("#s-150")
    assert page.ids()[0] == "150"
    assert page.browser.run("document.activeElement.id") == "s-150"


def test_segments_come_a_few_at_a_time(page: Shown):
    page.write(a_report("дом", segments=120))
    page.open()
    assert len(page.ids()) == 50
    assert page.browser.run(STATUS) == "Showing 50 of 120 segments."
    page.browser.run("document.getElementById('more').focus()")
    page.browser.press("Enter", 13)
    assert len(page.ids()) == 100
    # The cursor goes on from the first new one.
    assert page.browser.run("document.activeElement.id") == "s-70"
    page.click("#more")
    assert page.ids() == numbers(120, 1)
    assert page.browser.run("document.getElementById('more').hidden") is True


def test_tables_are_sorted(page: Shown):
    page.open()
    table = ".by-1 #document-1 ~ .scroll table"
    names = f"[...document.querySelectorAll('{table} tbody th')].map((one) => one.textContent)"
    button = f"document.querySelectorAll('{table} thead button')"
    assert page.browser.run(names) == ["doc 2 дом", "doc 1 дом"]
    page.browser.run(f"{button}[1].click()")
    assert page.browser.run(names) == ["doc 2 дом", "doc 1 дом"]
    page.browser.run(f"{button}[1].click()")
    assert page.browser.run(names) == ["doc 1 дом", "doc 2 дом"]
    sort = f"document.querySelectorAll('{table} thead th')[1].ariaSort"
    assert page.browser.run(sort) == "descending"
    page.browser.run(f"{button}[2].click()")
    assert page.browser.run(names) == ["doc 2 дом", "doc 1 дом"]


def test_nothing_is_fetched_and_no_text_runs(page: Shown):
    page.write(a_report(HOSTILE, segments=4))
    page.open()
    page.choose("order", "text")
    page.choose("q", "script")
    page.click("#more")
    assert len(page.ids()) == 4
    assert page.browser.run("window.hit === undefined") is True
    assert page.browser.run("document.querySelectorAll('img, #rows script').length") == 0
    assert HOSTILE in page.browser.run("document.querySelector('#rows .text').textContent")
    assert {re.sub(r"/[^/]*$", "", address) for address in requests(page.browser)} == {
        page.path.parent.as_uri()
    }
    assert problems(page.browser) == []


def test_the_policy_stops_what_would_be_put_in(page: Shown):
    """Were there ever a hole, the browser would still run and fetch nothing."""
    page.open()
    page.browser.run(
        "new Promise((done) => {"
        " addEventListener('securitypolicyviolation', (one) =>"
        " one.effectiveDirective === 'img-src' && setTimeout(done));"
        " document.body.insertAdjacentHTML('beforeend',"
        ' \'<img src="http://192.0.2.1/x.png" onerror="window.hit = 1">'
        '<p style="color: red" id=styled>x</p>\');'
        " document.head.append(Object.assign(document.createElement('script'),"
        " { textContent: 'window.hit = 2' })); })"
    )
    assert page.browser.run("window.hit === undefined") is True
    colour = "getComputedStyle(document.getElementById('styled')).color"
    assert page.browser.run(colour) != "rgb(255, 0, 0)"
    responses = [e for e in page.browser.events if e["method"] == "Network.responseReceived"]
    assert {e["params"]["response"]["url"] for e in responses} <= requests(page.browser)
    blocked = [event for event in page.browser.events if event["method"] == "Network.loadingFailed"]
    assert [event["params"].get("blockedReason") for event in blocked] == ["csp"]


CONTRAST = """
(() => {
  const parse = (text) => text.match(/[\\d.]+/g).map(Number);
  const light = ([r, g, b]) => [r, g, b].map((one) => one / 255)
    .map((one) => one <= 0.04045 ? one / 12.92 : ((one + 0.055) / 1.055) ** 2.4)
    .reduce((sum, one, at) => sum + one * [0.2126, 0.7152, 0.0722][at], 0);
  const ground = (node) => {
    for (let at = node; at; at = at.parentElement) {
      const colour = parse(getComputedStyle(at).backgroundColor);
      if (colour.length < 4 || colour[3] === 1) return colour;
    }
    return [255, 255, 255];
  };
  const found = [];
  for (const node of document.querySelectorAll("body *")) {
    const own = [...node.childNodes].some((one) => one.nodeType === 3 && one.data.trim());
    if (!own || !node.getClientRects().length || node.closest("svg")) continue;
    const [a, b] = [light(parse(getComputedStyle(node).color)), light(ground(node))];
    const ratio = (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
    if (ratio < 4.5) found.push([node.tagName, node.className, node.textContent, ratio]);
  }
  return found;
})()
"""


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize(("width", "height"), [(1280, 900), (390, 844), (360, 640)])
def test_how_it_looks(page: ScorePage, tmp_path: Path, width: int, height: int, scheme: str):
    page.write(a_report("Неприкосновенностьдипломатическихпредставительств", segments=6))
    page.open(width=width, height=height, scheme=scheme)
    # Wide tables scroll within themselves; the page does not.
    assert page.browser.run("document.documentElement.scrollWidth") == width
    assert page.browser.run(CONTRAST) == []
    for name, place in (("top", "h1"), ("segments", "#segments")):
        page.browser.run(f"document.querySelector('{place}').scrollIntoView()")
        picture = tmp_path / f"{name}-{width}-{scheme}.png"
        page.browser.photograph(picture)
        assert picture.read_bytes().startswith(b"\x89PNG")


def test_for_those_who_listen_or_use_keys(page: Shown):
    page.open()
    nameless = (
        "[...document.querySelectorAll('input, select, button, table')].filter((one) =>"
        " !(one.labels?.length || one.textContent.trim() || one.ariaLabel)).length"
    )
    assert page.browser.run(nameless) == 0
    headers = "document.querySelectorAll('th:not([scope])').length"
    assert page.browser.run(headers) == 0
    levels = "[...document.querySelectorAll('h1, h2, h3')].map((one) => Number(one.tagName[1]))"
    found = page.browser.run(levels)
    assert found[0] == 1
    assert found.count(1) == 1
    assert all(after - before <= 1 for before, after in pairwise(found))
    ids = "[...document.querySelectorAll('[id]')].map((one) => one.id)"
    every = page.browser.run(ids)
    assert len(every) == len(set(every))


def test_a_bare_page_has_no_errors(page: Shown):
    report = a_report()
    page.write(ScoreReport(segments=3, excluded=0, scores=report.scores))
    page.open("#check=number")
    assert problems(page.browser) == []
    page.write(replace(report, segment_scores=(), findings=(), buckets=()))
    page.open()
    assert page.ids() == ["1", "2", "3"]
    assert problems(page.browser) == []
    assert WEAK in page.browser.run("document.body.textContent")
