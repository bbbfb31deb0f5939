from __future__ import annotations

import os
import subprocess
import sys

import pytest
from building import ROOT, pair

from tmtool.memory import Memory


@pytest.fixture
def mined(place, small):
    """A memory with a queue: one phrase in thirty units."""
    with Memory(small) as memory:
        for number in range(30):
            memory.add_unit(
                pair(f"Там рабочая группа {number}", f"There the working group {number}"),
                corpus="a",
            )
        memory.glossary.mine("ru", "en", workers=1, least_words=2)
    return small


def states(ok):
    found = ok("glossary", "candidates", "list", "-f", "json").json["candidates"]
    return {term["text"]: term["state"] for term in found}


def test_mine_fills_the_queue_and_shows_it(ok, mined):
    done = ok("glossary", "mine", "--workers", "1")
    assert "рабочая группа" in done.out
    assert "Next: `tmtool glossary candidates review`." in done.err


def test_accept_rename_reject_reopen(ok, mined):
    ok("glossary", "candidates", "rename", "1", "Рабочая группа")
    done = ok("glossary", "candidates", "accept", "1", "--by", "petrov")
    assert "of mined: Рабочая группа = " in done.err
    assert states(ok)["Рабочая группа"] == "accepted"
    ok("glossary", "candidates", "reopen", "1")
    ok("glossary", "candidates", "reject", "1")
    assert states(ok)["Рабочая группа"] == "rejected"


def test_export(ok, mined, place):
    ok("glossary", "candidates", "export", "proposed.tsv")
    assert "proposed" in (place / "proposed.tsv").read_text(encoding="utf-8")


def test_a_number_that_is_not_there(run, mined):
    done = run("glossary", "candidates", "accept", "99")
    assert done.code == 3
    assert "no candidate 99" in done.err


def test_one_translation_for_several(run, mined):
    assert run("glossary", "candidates", "accept", "1", "2", "--translation", "x").code == 2


def test_mine_counts_translates_and_shows(ok, mined):
    ok("glossary", "add", "депозитарий", "depositary")
    found = ok("glossary", "mine", "--workers", "1", "--limit", "1", "-f", "json").json
    assert len(found["candidates"]) == 1
    for options in (("--min-count", "31"), ("--corpus", "small")):
        assert "0 new candidates, 0 known" in ok("glossary", "mine", "--workers", "1", *options).err
    options = ("--candidates", "1", "--least-words", "2")
    done = ok("glossary", "mine", "--workers", "1", *options)
    assert "0 new candidates, 1 known" in done.err


def test_a_corpus_that_is_not_there(refused, small):
    assert "there is no corpus 'x'" in refused("glossary", "mine", "--corpus", "x")


def review(ok, answers):
    return ok("glossary", "candidates", "review", stdin=answers)


def test_review_says_what_was_decided(ok, mined):
    done = review(ok, "e\n\nteam\n")
    assert "An empty answer keeps what stands in brackets." in done.err
    assert "Candidate 1 is concept 3 of mined: рабочая группа = team" in done.err
    ok("glossary", "candidates", "reopen", "1")
    assert "Rejected: рабочая группа" in review(ok, "r\n").err


def test_review_says_which_answers_it_does_not_understand(ok, mined):
    done = review(ok, "what?\n9\ns\n")
    assert "'what?' is none of these answers." in done.err
    assert "There is no translation 9; [e]dit gives one." in done.err


def test_what_is_reviewed_has_no_blanks_at_the_end_of_its_lines(ok, mined):
    shown = review(ok, "q\n").out
    assert "рабочая группа" in shown
    assert [line for line in shown.splitlines() if line != line.rstrip()] == []


@pytest.mark.parametrize(
    ("answers", "state"),
    [
        ("a\n", "accepted"),
        ("1\n", "accepted"),
        ("e\nгруппа\nteam\n", "accepted"),
        ("what?\nr\n", "rejected"),
        ("s\n", "new"),
        ("q\n", "new"),
        ("", "new"),
        ("9\nr\n", "rejected"),
    ],
)
def test_review_reads_answers(mined, answers, state):
    done = subprocess.run(
        [sys.executable, "-m", "tmtool", "--db", mined, "glossary", "candidates", "review"],
        input=answers,
        capture_output=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONPATH": str(ROOT), "PYTHONIOENCODING": "utf-8"},
        check=False,
    )
    assert done.returncode == 0, done.stderr
    with Memory(mined) as memory:
        first = memory.glossary.queue.term(1)
    assert first.state == state
    if "e\n" in answers and state == "accepted" and "team" in answers:
        assert (first.text, first.translation) == ("группа", "team")


def test_an_empty_queue(ok, small):
    assert ok("glossary", "candidates", "list").out == "No candidate.\n"
    assert "0 left to decide." in ok("glossary", "candidates", "review").err


def test_of_several_numbers_all_are_known_before_any_is_decided(ok, run, mined):
    done = run("glossary", "candidates", "reject", "1", "99999")
    assert done.code == 3
    assert "Rejected" not in done.err
    assert states(ok)["рабочая группа"] == "new"


def test_a_number_given_twice_counts_once(ok, mined):
    done = ok("glossary", "candidates", "accept", "1", "1")
    assert done.err.count("is concept") == 1


def test_what_stays_of_a_rejected_candidate_is_told(ok, run, mined):
    ok("glossary", "candidates", "accept", "1")
    assert run("glossary", "candidates", "rename", "1", "группа").code == 3
    done = ok("glossary", "candidates", "reject", "1")
    assert "Concept 3 made of it stays; `tmtool glossary remove 3` removes it." in done.err
    ok("glossary", "remove", "3")
    assert "stays" not in ok("glossary", "candidates", "reopen", "1").err


def test_languages_choose_candidates(ok, mined, place):
    every = ("glossary", "candidates")
    assert ok(*every, "list", "-s", "en").out == "No candidate.\n"
    assert "рабочая группа" in ok(*every, "list", "-s", "ru", "-t", "en").out
    assert "0 concepts written" in ok(*every, "export", "a.csv", "-t", "ru").err
    assert "0 left to decide." in ok(*every, "review", "-s", "en").err
