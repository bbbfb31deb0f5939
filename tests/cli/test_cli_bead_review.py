"""The conversation of a review: keys from a pipe or a terminal, what is shown and told."""

from __future__ import annotations

import io
import os
import subprocess
import sys
import termios
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from beads import a_pair

from tmtool.cli.bead_review import ReviewAsked, review_options, run_review
from tmtool.errors import InputError
from tmtool.formats.beads import read_beads, write_beads
from tmtool.models import AlignedPair, Alignment, Bead

FILE = "beads.tsv"


def merged(pair: AlignedPair) -> Alignment:
    """An aligner that joins the last two beads."""
    *beads, one, other = pair.alignment.beads
    last = Bead(one.source + other.source, one.target + other.target, 0.8)
    return Alignment((*beads, last), 0.9, "parallel")


@click.command()
@review_options
def align(review_asked: ReviewAsked) -> None:
    run_review(Path(FILE), review_asked, 0.9, merged)


class Said:
    def __init__(self, out: str, err: str) -> None:
        self.out = out
        self.err = err

    @property
    def summary(self) -> list[str]:
        return self.err.splitlines()[-2:]


Ask = Callable[..., Said]


@pytest.fixture
def ask(place: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> Ask:
    """A function that reviews a file with keys from standard input."""
    write_beads(Path(FILE), a_pair())

    def ask(keys: str, *options: str) -> Said:
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(keys.encode()), "utf-8"))
        align.main(["--review", FILE, *options], standalone_mode=False)
        return Said(*capsys.readouterr())

    return ask


def states() -> str:
    return "".join(state[0] for state in read_beads(Path(FILE)).states)


def kinds() -> str:
    return " ".join(bead.kind for bead in read_beads(Path(FILE)).alignment.beads)


def test_the_least_sure_comes_first_with_its_neighbours(ask: Ask):
    said = ask("")
    assert said.out.splitlines() == [
        "Bead 3 of 6  41 %, 2-1, lengths out of proportion, numbers differ",
        "  ru  2  Стороны договорились.",
        "  en  2  The Parties have agreed.",
        "> ru  3  Срок — 5 лет.",
        "      4  Он продлевается.",
        "> en  3  The term is 6 years.",
        "  ru  5  2.1",
        "  en  4  2.1",
    ]
    assert "2 of 2 left" in said.err
    assert said.summary == [
        "0 accepted, 0 rejected, 6 open.",
        "Of the open ones 4 have a confidence of 0.9 or more, 2 less, 0 have one side only.",
    ]


def test_beside_beads_with_one_side_more_are_shown(ask: Ask):
    out = ask("s20jjjj").out
    # Behind bead 3, which has two source segments, stands one with the target segment alone.
    assert "> ru  3  Срок — 5 лет.\n      4  Он продлевается.\n> en     –\n" in out
    last = out[out.rindex("Bead 7 of 7") :].splitlines()
    assert last[1:] == [
        "  ru  5  2.1",
        "  en  4  2.1",
        "  ru     –",
        "  en  5  Annex",
        "> ru  6  Конец.",
        "> en  6  End.",
    ]


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("ar", "ooaoro"),
        ("a\nr\n", "ooaoro"),
        (" a q r", "ooaooo"),
        ("na", "ooooao"),
        ("nn", "oooooo"),
        ("az", "oooooo"),
        ("aro", "ooaoro"),  # nothing is left after two
        ("jjr", "ooooro"),
        ("kka", "aooooo"),
        ("kkkka", "aooooo"),
        ("ajjj", "ooaooo"),
        ("xa", "ooaooo"),
    ],
)
def test_states(ask: Ask, keys: str, expected: str):
    ask(keys)
    assert states() == expected


@pytest.mark.parametrize(
    ("keys", "expected"),
    [
        ("s11", "1-1 1-1 1-1 1-0 1-1 0-1 1-1"),
        ("s10", "1-1 1-1 1-0 1-1 1-1 0-1 1-1"),
        ("s9", "1-1 1-1 2-1 1-1 0-1 1-1"),
        ("s21", "1-1 1-1 2-1 1-1 0-1 1-1"),
        ("s1", "1-1 1-1 2-1 1-1 0-1 1-1"),
        ("m", "1-1 1-1 3-2 0-1 1-1"),
        ("U", "1-1 2-1 1-1 1-1 0-1 1-1"),
        ("u", "1-1 1-2 2-0 1-1 0-1 1-1"),
        ("us", "1-1 1-2 1-0 1-0 1-1 0-1 1-1"),  # there is but one way
        ("D", "1-1 1-1 1-1 2-1 0-1 1-1"),
        ("d", "1-1 1-1 2-0 1-2 0-1 1-1"),
        ("T", "1-1 1-1 3-1 0-1 0-1 1-1"),
        ("t", "1-1 1-1 2-2 1-0 0-1 1-1"),
        ("mz", "1-1 1-1 2-1 1-1 0-1 1-1"),
        ("jjjm", "1-1 1-1 2-1 1-1 0-1 1-1"),
        ("g", "1-1 1-1 2-1 1-1 1-2"),
    ],
)
def test_beads_are_regrouped(ask: Ask, keys: str, expected: str):
    ask(keys)
    assert kinds() == expected


def test_texts_are_corrected(ask: Ask):
    ask("e The term is five years. \nEСрок: 5 лет.\na")
    pair = read_beads(Path(FILE))
    assert pair.texts(2) == ("Срок: 5 лет.", "The term is five years.")
    assert pair.states[2] == "accepted"
    said = ask("jjjkkke\ne-\nq", "--in-order", "--every-bead")
    assert "corrected  The term is five years." in said.out
    assert read_beads(Path(FILE)).texts(2)[1] == "The term is five years."


def test_a_correction_is_taken_back(ask: Ask):
    ask("ex\nq")
    ask("e-\nq")
    assert read_beads(Path(FILE)) == a_pair()


def test_the_end_of_the_input_in_the_middle_of_an_answer(ask: Ask):
    for keys in ("s", "s1", "e", "ea"):
        ask(keys)
    assert read_beads(Path(FILE)).texts(2)[1] == "a"


def test_what_cannot_be_done_is_said_and_asked_again(ask: Ask):
    said = ask("kkuxa")
    assert "Not done: there is no bead before the first one" in said.err
    assert "'x' is none of the answers; ? shows them all." in said.err
    assert states() == "aooooo"


def test_help(ask: Ask):
    said = ask("?")
    for line in ("  a  accept", "  T  take a source segment from below", "  q  quit"):
        assert line in said.err


def test_another_day(ask: Ask):
    ask("a")
    said = ask("a")
    assert "Bead 5 of 6  60 %, 0-1, one of many without a partner" in said.out
    assert "Bead 3 of 6" not in said.out
    assert said.summary[0] == "2 accepted, 0 rejected, 4 open."
    assert "left" not in ask("a").err


def test_many_are_accepted_at_once(ask: Ask):
    said = ask("", "--accept-above", "0.95")
    assert "3 beads of 0.95 or more accepted." in said.err
    assert states() == "aaoooa"


def test_the_order_of_the_documents(ask: Ask):
    ask("anr", "--in-order", "--every-bead")
    assert states() == "aorooo"


def test_a_bead_is_shown_again_where_it_has_changed(ask: Ask):
    assert ask("x?s9").out.count("Bead 3 of 6") == 1
    assert "Bead 3 of 7  no confidence known, 1-1, regrouped by a person" in ask("s11").out


@pytest.mark.parametrize("options", [["--every-bead"], ["--in-order"], ["--accept-above", "0.9"]])
def test_options_of_a_review_without_one(run, options: list[str]):
    done = run("align", "a.txt", "b.txt", *options)
    assert done.code == 2
    assert f"{options[0]} needs --review" in done.err


def test_a_file_that_cannot_be_reviewed(ask: Ask):
    Path(FILE).write_text("мир\tpeace\n", encoding="utf-8")
    with pytest.raises(InputError, match="`# tmtool beads` is missing"):
        ask("a")


REVIEW = ("align", "--no-memory", "--review")


def test_the_command(ok):
    write_beads(Path(FILE), a_pair())
    done = ok(*REVIEW, FILE, stdin="a")
    assert "Bead 3 of 6  41 %, 2-1" in done.out
    assert done.err.splitlines()[-2] == "1 accepted, 0 rejected, 5 open."
    assert states() == "ooaooo"
    assert "4 of 4 left" in ok(*REVIEW, FILE, "--min-confidence", "0.98", stdin="q").err


def test_the_command_refuses(run, refused):
    assert "none.tsv: no such file" in refused(*REVIEW, "none.tsv")
    Path(FILE).write_text("мир\tpeace\n", encoding="utf-8")
    assert "`# tmtool beads` is missing" in refused(*REVIEW, FILE)
    assert run(*REVIEW, FILE, "a.txt", "b.txt").code == 2
    assert run("align", "a.txt", "b.txt", "--in-order").code == 2


def test_the_command_aligns_the_rest_again(ok):
    write_beads(Path(FILE), a_pair())
    # One with both sides and one with one side are settled, and have to stay.
    done = ok(*REVIEW, FILE, "--every-bead", stdin="arg")
    assert "Aligned anew: " in done.err
    pair = read_beads(Path(FILE))
    settled = [
        (bead.source, bead.target, state)
        for bead, state in zip(pair.alignment.beads, pair.states, strict=True)
        if state != "open"
    ]
    assert settled == [((2, 3), (2,), "accepted"), ((), (4,), "rejected")]


def test_keys_of_a_terminal_need_no_enter(place: Path):
    write_beads(Path(FILE), a_pair())
    mine, theirs = os.openpty()
    reviewing = subprocess.Popen(
        [sys.executable, "-m", "tmtool", "align", "--review", FILE, "--no-memory"],
        stdin=theirs,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        text=True,
        encoding="utf-8",
    )
    assert reviewing.stderr
    try:
        for key in (b"\x1b[A", b"\x1b[B", b"a", b"\r"):
            assert any(line.startswith("[a]ccept") for line in reviewing.stderr)
            wait_for_keys(theirs, reviewing)
            os.write(mine, key)
        said = reviewing.stderr.read()
        assert reviewing.wait() == 0
    finally:
        reviewing.kill()
        reviewing.wait()
        reviewing.stderr.close()
        os.close(theirs)
        os.close(mine)
    assert "1 accepted, 0 rejected, 5 open." in said
    assert states() == "ooaooo"


def wait_for_keys(terminal: int, reader: subprocess.Popen[str]) -> None:
    """Wait until a terminal gives single keys: what is typed before is thrown away."""
    while termios.tcgetattr(terminal)[3] & termios.ICANON:
        assert reader.poll() is None
