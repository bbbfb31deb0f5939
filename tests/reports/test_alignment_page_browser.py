"""The page of two aligned documents in a real browser."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from beads import a_pair
from chromium import HOSTILE, PROGRAM, Shown, Tab, problems, requests, tab

from tmtool.jobs.alignment_page import alignment_page
from tmtool.models import AlignedPair, Alignment, Bead, DocumentSegment

if PROGRAM is None:
    pytest.skip("no chromium is installed", allow_module_level=True)

IDS = "[...document.querySelectorAll('#rows > tr')].map((row) => Number(row.id.slice(2)))"
STATUS = "document.getElementById('status').textContent"
HERE = "document.querySelector('.here')?.id ?? null"
VISIBLE = """(() => {
  const box = document.querySelector('.here').getBoundingClientRect();
  return box.top >= 0 && box.bottom <= innerHeight;
})()"""
SHAPE = """
[...document.querySelectorAll(%s)].map(function shape(node) {
  if (node.nodeType === 3) return node.data.trim() ? node.data : null;
  const attributes = [...node.attributes].map((one) => [one.name, one.value]);
  return [node.localName, attributes, [...node.childNodes].map(shape).filter((one) => one)];
})
"""


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Tab]:
    with tab(tmp_path_factory.mktemp("profile")) as opened:
        yield opened


class AlignmentPage(Shown):
    """A page in the browser."""

    ids_script = IDS

    def write(self, pair: AlignedPair) -> AlignmentPage:
        text = alignment_page(pair, "2026-11-26", 0.9)
        self.path.write_text(text, encoding="utf-8", newline="\n")
        return self

    def key(self, key: str) -> str | None:
        """Press a key, and return the row that is marked then."""
        self.browser.press(key, ord(key.upper()))
        return self.browser.run(HERE)


def a_long_pair(count: int) -> AlignedPair:
    """Return as many beads, of which every hundredth is doubtful and every thousandth rejected."""
    source = tuple(DocumentSegment(f"Статья {n}", n) for n in range(1, count + 1))
    target = tuple(DocumentSegment(f"Article {n} & more", n) for n in range(1, count + 1))
    beads = tuple(
        Bead((n,), (n,), 0.99 if (n + 1) % 100 else 0.7, ("repeated",) * (n == 41))
        for n in range(count)
    )
    states = tuple("open" if (n + 1) % 1000 else "rejected" for n in range(count))
    return AlignedPair(
        "a", "b", "ru", "en", source, target, Alignment(beads, 0.99, "parallel"), states
    )


@pytest.fixture
def page(browser: Tab, tmp_path: Path) -> AlignmentPage:
    return AlignmentPage(browser, tmp_path).write(a_pair())


def test_the_script_draws_the_rows_that_are_there_without_it(page: Shown):
    page.open(scripts=False)
    without = page.browser.run(SHAPE % "'noscript tr[id]'")
    assert len(without) == 6
    assert page.browser.run("document.getElementById('filters').hidden") is True
    assert page.browser.run("getComputedStyle(document.getElementById('drawn')).display") == "none"
    page.open()
    assert page.browser.run(SHAPE % "'#rows > tr'") == without
    assert page.browser.run("getComputedStyle(document.getElementById('drawn')).display") == "table"
    assert problems(page.browser) == []


def test_filters(page: Shown):
    page.open()
    assert page.ids() == [1, 2, 3, 4, 5, 6]
    assert page.browser.run(STATUS) == "Rows 1 to 6 of 6 rows."
    assert page.choose("show", "review") == [3, 5]
    assert page.browser.run(STATUS) == "Rows 1 to 2 of 2 rows that fit, of 6."
    assert page.choose("remark", "gap") == [5]
    assert page.choose("show", "accepted") == []
    assert page.browser.run(STATUS) == "No row fits; Reset shows all."
    assert page.click("[type=reset]") == [1, 2, 3, 4, 5, 6]


@pytest.mark.parametrize(
    ("words", "rows"),
    [
        ("СТОРОНЫ", [2]),
        ("annex", [5]),
        ("is 6 years", [3]),
        ("срок — 5 лет", [3]),
        ("span", []),
        ("class", []),
        ("2.1", [4]),
    ],
)
def test_search(page: AlignmentPage, words: str, rows: list[int]):
    page.open()
    page.browser.type("[name=q]", words)
    page.browser.press("Enter", 13)
    assert page.ids() == rows


def test_search_for_signs(page: Shown):
    pair = a_pair()
    signs = DocumentSegment('R&D <b> "x" it\'s')
    page.write(replace(pair, target=(signs, *pair.target[1:]))).open()
    for words in ("R&D <b>", '"x"', "it's"):
        assert page.choose("q", words) == [1]
    assert page.choose("q", "amp;") == []


def test_keys_go_to_what_is_to_be_reviewed(page: Shown):
    page.open()
    assert [page.key(key) for key in "nnn"] == ["b-3", "b-5", "b-5"]
    assert page.browser.run(STATUS) == "No row below is to be reviewed."
    assert [page.key(key) for key in "pp"] == ["b-3", "b-3"]
    page.browser.press("/", 191)
    assert page.browser.run("document.activeElement.name") == "q"
    assert page.key("n") == "b-3"  # a letter of what is searched for
    page.browser.press("Escape", 27)
    assert page.key("n") == "b-5"


def test_a_long_page_draws_what_is_looked_at(page: Shown):
    page.write(a_long_pair(50_000)).open()
    assert page.ids() == list(range(1, 201))
    assert page.click("#more") == list(range(1, 401))
    page.browser.run("location.hash = '#b-30050', new Promise((done) => setTimeout(done, 0))")
    assert page.browser.run(HERE) == "b-30050"
    assert page.browser.run(VISIBLE) is True
    assert page.ids() == list(range(30_030, 30_230))
    assert page.key("n") == "b-30100"
    assert page.click("#earlier") == list(range(29_830, 30_230))
    assert page.key("p") == "b-29900"  # the thirty thousandth is rejected
    assert page.browser.run(VISIBLE) is True
    assert page.choose("show", "rejected")[:2] == [1000, 2000]
    assert page.choose("show", "review")[-1] == 22_200
    assert page.choose("q", "article 41 & more") == []
    page.choose("show", "")
    assert page.choose("q", "article 42 & more") == [42]
    assert problems(page.browser) == []


def test_a_link_leads_to_the_row_of_its_block(page: Shown):
    pair = a_pair()
    beads = (*pair.alignment.beads[:4], *(Bead((), (n,), 0.9, ("gap",)) for n in range(4, 10)))
    target = (*pair.target[:4], *(DocumentSegment(f"Annex {n}", n) for n in range(6)))
    pair = replace(
        pair,
        source=pair.source[:5],
        target=target,
        alignment=replace(pair.alignment, beads=beads),
        states=("open",) * 10,
    )
    page.write(pair).open("#b-8")
    assert page.browser.run(HERE) == "b-5"
    assert page.choose("show", "run") == [5]
    assert page.key("n") == "b-5"
    assert page.browser.run("document.querySelectorAll('.run p').length") == 6


@pytest.mark.parametrize("fragment", ["#b-", "#b-0", "#b-99999999999", "#x", "#b-%zz"])
def test_an_address_that_makes_no_sense(page: AlignmentPage, fragment: str):
    page.open(fragment)
    assert page.ids() == [1, 2, 3, 4, 5, 6]
    assert problems(page.browser) == []


def test_an_empty_alignment(page: Shown):
    empty = AlignedPair("a", "b", "ru", "en", (), (), Alignment((), 0.0, "empty"), ())
    page.write(empty).open("#b-1")
    assert page.ids() == []
    assert page.key("n") is None
    assert problems(page.browser) == []


@pytest.mark.parametrize("scripts", [True, False])
def test_hostile_texts_stay_texts(page: AlignmentPage, scripts: bool):
    hostile = f'{HOSTILE}</noscript><script>window.hit=1</script>\n<tr id="b-9" class="">'
    pair = a_pair()
    segments = (DocumentSegment(hostile, after=hostile), *pair.source[1:])
    pair = replace(
        pair, source_document=hostile, source=segments, target=(segments[0], *pair.target[1:])
    )
    page.write(pair).open(scripts=scripts)
    assert page.browser.run("window.hit ?? null") is None
    assert page.browser.run("document.querySelectorAll('img, body script').length") == 1
    rows = "#rows" if scripts else "noscript"
    text = f"document.querySelector('{rows} .side').textContent"
    assert "</noscript><script>window.hit=1</script>" in page.browser.run(text)
    assert page.browser.run(f"document.querySelectorAll('{rows} tr[id]').length") == 6
    assert len(requests(page.browser)) == 1
    assert problems(page.browser) == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [390, 1280])
def test_nothing_is_wider_than_the_window(page: AlignmentPage, width: int, scheme: str):
    long = DocumentSegment("Договаривающиеся" * 20)
    pair = a_pair()
    pair = replace(
        pair,
        source_document="a" * 200,
        source=(long, *pair.source[1:]),
        target=(long, *pair.target[1:]),
    )
    page.write(pair).open(width=width, scheme=scheme)
    assert page.browser.run("document.documentElement.scrollWidth") <= width
