"""What goes wrong, or is easily misread, when drafts are scored: one test for each pitfall.

The first part is of what other tools take without a word, the second of what figures mean.
Files in other formats, odd characters and lines that are off by one have tests beside their own
code.
"""

from __future__ import annotations

import io
import logging
from collections.abc import Sequence
from pathlib import Path
from unicodedata import normalize

import pytest
from rich.console import Console
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a
from sacrebleu.tokenizers.tokenizer_intl import TokenizerV14International
from sacrebleu.tokenizers.tokenizer_re import TokenizerRegexp
from sacrebleu.tokenizers.tokenizer_ter import TercomTokenizer

import tmtool
from tmtool.errors import InputError
from tmtool.jobs.score import score_files
from tmtool.models import Resampling, Score, ScoreOptions, ScoreReport
from tmtool.reports import tables
from tmtool.scoring.metrics import METRICS, score
from tmtool.scoring.scorers import Scorer

SENTENCES = [
    "Статья 1 вступает в силу сегодня вечером",
    "Статья 2 вступает в силу завтра утром",
    "Статья 3 не вступает в силу никогда",
]
LONG = "Договаривающиеся Стороны обязуются добросовестно сотрудничать друг с другом"


def figures(
    draft: Sequence[str],
    *references: Sequence[str | None],
    metrics: Sequence[str] = METRICS,
    text: str = "raw",
    **options: object,
) -> dict[str, float]:
    report = score({"d": draft}, references, metrics=metrics, **options)
    return {row.metric: row.score for row in report.scores if row.input == text}


def of_segments(draft: Sequence[str], reference: Sequence[str], metric: str) -> list[float]:
    report = score({"d": draft}, [reference], metrics=[metric], segments=True)
    return [line.scores[metric] for line in report.segment_scores]


def drawn(report: ScoreReport) -> str:
    console = Console(file=io.StringIO(), width=100)
    tables.scores(console, report)
    return console.file.getvalue()


def written(folder: Path, name: str, text: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(text if isinstance(text, bytes) else text.encode())
    return path


# --- what must not pass without a word


@pytest.mark.parametrize("draft", [SENTENCES[:2], [*SENTENCES, "Статья 4"]])
def test_texts_of_different_lengths_are_refused(draft: list[str]):
    """sacreBLEU's `corpus_score` cuts the longer one off."""
    assert BLEU().corpus_score(draft[:2], [SENTENCES]).score > 0
    with pytest.raises(InputError, match=f"d has {len(draft)}, reference 1 has 3"):
        score({"d": draft}, [SENTENCES])
    with pytest.raises(InputError, match="reference 2 has"):
        score({"d": SENTENCES}, [SENTENCES, draft])


def test_files_of_different_lengths_are_refused(tmp_path: Path):
    draft = written(tmp_path, "draft", "один\nдва\n")
    reference = written(tmp_path, "reference", "один\nдва\nтри\n")
    with pytest.raises(InputError, match=r"draft has 2, .*reference has 3"):
        score_files([draft], [reference], ScoreOptions())


def test_references_listed_by_segment_are_refused():
    """sacreBLEU takes them for three references of two segments, and scores two."""
    by_segment = [[line, line.upper()] for line in SENTENCES]
    assert BLEU().corpus_score(SENTENCES, by_segment).score < 100
    with pytest.raises(InputError, match="3 references for as many segments") as refusal:
        score({"d": SENTENCES}, by_segment)
    assert "zip(*references" in str(refusal.value.hint)
    assert figures(SENTENCES, *zip(*by_segment, strict=True))["ter"] == 0.0


def test_one_text_is_not_a_list_of_segments():
    with pytest.raises(InputError, match="a list of segments"):
        tmtool.score({"d": SENTENCES}, "".join(SENTENCES))


@pytest.mark.parametrize("references", [[], [[]]])
def test_an_empty_corpus_is_refused(references: list[list[str]]):
    """sacreBLEU raises IndexError."""
    with pytest.raises(InputError):
        score({"d": []}, references)


def test_segments_empty_on_both_sides_are_left_out_and_counted():
    """sacreBLEU's figure of such a segment is 0 by BLEU and chrF, though nothing is wrong."""
    assert CHRF().sentence_score("", [""]).score == 0.0
    report = score({"d": [*SENTENCES, "", " "]}, [[*SENTENCES, "", "\u00a0"]], metrics=["chrf"])
    assert (report.segments, report.excluded, report.scores[0].score) == (3, 2, 100.0)
    assert "3 segments, 2 empty ones left out" in drawn(report)


@pytest.mark.parametrize(("language", "extra"), [("ja", "ja"), ("ko", "ko")])
def test_a_tokeniser_that_is_missing_is_named(
    monkeypatch: pytest.MonkeyPatch, language: str, extra: str
):
    monkeypatch.setattr(f"sacrebleu.tokenizers.tokenizer_{language}_mecab.MeCab", None)
    with pytest.raises(InputError, match=f"cannot split '{language}' into words") as refusal:
        score({"d": ["x"]}, [["x"]], metrics=["bleu"], target_language=language)
    assert f'pip install "sacrebleu[{extra}]"' in str(refusal.value.hint)


@pytest.mark.parametrize("separator", ["\r", "\u2028", "\u0085", "\x0b", "\x0c", "\x1c"])
def test_only_line_feeds_end_a_segment(tmp_path: Path, separator: str):
    """sacreBLEU's command splits standard input at a lone CR; `splitlines` at all of these."""
    text = f"Статья 1{separator}вступает в силу\nСтатья 2 не вступает\n"
    draft, reference = written(tmp_path, "d", text), written(tmp_path, "r", text.encode())
    report = score_files([draft], [reference], ScoreOptions(metrics=METRICS))
    assert report.segments == 2
    assert report.scores[0].score == pytest.approx(100.0)


def test_a_byte_order_mark_is_not_text(tmp_path: Path):
    """sacreBLEU keeps it at the first word, and loses 33 BLEU on a line of five."""
    line = "Статья 5 вступает в силу"
    reference = written(tmp_path, "reference", line)
    draft = written(tmp_path, "draft", f"\ufeff{line}\n")
    report = score_files([draft], [reference], ScoreOptions(metrics=("bleu",)))
    assert report.scores[0].score == pytest.approx(100.0)
    assert BLEU().corpus_score([f"\ufeff{line}"], [[line]]).score < 70


@pytest.mark.parametrize("space", ["\u00a0", "\u202f", "\u2009", "\t", "  "])
def test_other_spaces_are_no_difference(space: str):
    found = figures([LONG.replace(" ", space)], [LONG])
    assert found["ter"] == found["ter-norm"] == 0.0
    assert {round(found[metric], 9) for metric in METRICS[:4]} == {100.0}


def test_tokenisers_keep_no_texts():
    """sacreBLEU's remember 65,536 texts each, for as long as the process runs."""
    kinds = (Tokenizer13a, TokenizerRegexp, TokenizerV14International, TercomTokenizer)
    before = [kind.__call__.cache_info().currsize for kind in kinds]
    lines = [f"{LONG} {number}" for number in range(300)]
    score({"d": lines}, [lines[::-1]], metrics=METRICS, segments=True)
    assert [kind.__call__.cache_info().currsize for kind in kinds] == before


def test_text_that_looks_tokenised_is_no_cause_for_warnings(caplog: pytest.LogCaptureFixture):
    """sacreBLEU warns of a hundred lines that end in a full stop with a blank before it."""
    with caplog.at_level(logging.WARNING, "sacrebleu"):
        score({"d": ["Да ."] * 120}, [["Да ."] * 120])
    assert caplog.records == []


# --- what figures mean


def test_a_missing_second_reference_is_not_an_empty_one():
    """An empty one halves the mean length of the references, and so raises TER."""
    draft = ["Статья 1 вступает в силу сегодня утром", *SENTENCES[1:]]
    missing = figures(draft, SENTENCES, [None] * 3)
    empty = figures(draft, SENTENCES, [""] * 3)
    assert missing == figures(draft, SENTENCES)
    assert missing["ter"] == pytest.approx(100 / 21)
    assert empty["ter"] == pytest.approx(200 / 21)
    assert score({"d": draft}, [SENTENCES, [None] * 3]).scores[0].signature.startswith("nrefs:1|")


def test_chrf_may_depend_on_the_order_of_references():
    """Where two are as near to a segment, the counts of the first are summed, as in sacreBLEU."""
    draft, one, two, both = ["bbab", "abab"], "babb", "a", "aba"
    orders = [[[one, both], [two, both]], [[two, both], [one, both]]]
    assert of_segments(draft[:1], [one], "chrf") == of_segments(draft[:1], [two], "chrf")
    found = [figures(draft, *order)["chrf"] for order in orders]
    assert found == [CHRF().corpus_score(draft, order).score for order in orders]
    assert found == [pytest.approx(64.01, abs=0.01), pytest.approx(86.21, abs=0.01)]


def test_seed_0_is_a_seed(monkeypatch: pytest.MonkeyPatch):
    """With SACREBLEU_SEED=0 sacreBLEU's tests are not seeded; the variable is not read here."""
    drafts = {"a": SENTENCES * 4, "b": [line.lower() for line in SENTENCES * 4]}
    asked = Resampling(compare=True, test="randomisation", seed=0, resamples=50)

    def scored() -> ScoreReport:
        return score(drafts, [SENTENCES[::-1] * 4], metrics=["chrf"], resampling=asked)

    first = scored()
    monkeypatch.setenv("SACREBLEU_SEED", "5")
    assert scored() == first
    assert "|seed:0|" in first.scores[0].signature


def test_resampling_leaves_no_mark_on_later_signatures():
    """sacreBLEU's metrics remember `n_bootstrap`, and sign later scores with it."""
    judge = CHRF()
    judge.corpus_score(SENTENCES, [SENTENCES], n_bootstrap=5)
    judge.corpus_score(SENTENCES, [SENTENCES])
    assert "bs:5" in judge.get_signature().format()
    asked = Resampling(resamples=5)
    with_intervals = score({"d": SENTENCES}, [SENTENCES], metrics=["chrf"], resampling=asked)
    assert "bs:5" in with_intervals.scores[0].signature
    later = score({"d": SENTENCES}, [SENTENCES], metrics=["chrf"])
    assert "bs:" not in later.scores[0].signature


def test_an_interval_is_shown_where_the_mean_is_zero():
    """sacreBLEU then hides it."""
    report = score(
        {"d": ["x y z w q"] * 3}, [SENTENCES], metrics=["bleu"], resampling=Resampling(resamples=9)
    )
    (row,) = report.scores
    assert (row.score, row.low, row.high) == (0.0, 0.0, 0.0)
    assert "0.0–0.0" in drawn(report)


def test_13a_leaves_quotation_marks_and_dashes_at_their_words():
    """The figure that others publish counts «Устав» as one word; intl stands beside it."""
    reference, draft = (
        ["Принят «Устав» — сегодня утром в Риге"],
        ["Принят Устав — сегодня утром в Риге"],
    )
    words = {metric: Scorer(metric).words().split(reference)[0] for metric in METRICS[:2]}
    assert list(words["bleu"])[:3] == ["Принят", "«Устав»", "—"]
    assert list(words["bleu-intl"])[:5] == ["Принят", "«", "Устав", "»", "—"]
    found = figures(draft, reference)
    assert found["bleu"] != found["bleu-intl"]
    assert of_segments(draft, reference, "bleu-intl") != of_segments(draft, reference, "bleu")


def test_intl_splits_brackets_between_digits_oddly():
    """A mark between two digits is left where it is, so that `2(4)` becomes `2(4 )`."""
    assert list(Scorer("bleu-intl").words().split(["пункт 2(4) статьи"])[0]) == [
        "пункт",
        "2(4",
        ")",
        "статьи",
    ]
    assert list(Scorer("bleu").words().split(["2(4)"])[0]) == ["2", "(", "4", ")"]
    for metric in METRICS[:2]:
        split = Scorer(metric).words().split(["А/RES/2625(XXV)"])[0]
        assert list(split) == ["А", "/", "RES", "/", "2625", "(", "XXV", ")"]


def test_a_decomposed_draft_is_scored_as_it_is_and_normalised():
    """й as two code points breaks every word that has it; sacreBLEU does not say so."""
    draft = [normalize("NFD", LONG + " с сегодняшней войной")]
    reference = [LONG + " с сегодняшней войной"]
    raw, nfc = (figures(draft, reference, text=text) for text in ("raw", "nfc"))
    assert raw["bleu"] < 90
    assert raw["ter"] > 10
    assert (nfc["bleu"], nfc["ter"]) == (pytest.approx(100.0), 0.0)
    assert "bleu (nfc) ↑" in drawn(score({"d": draft}, [reference]))


def test_ter_ignores_case_and_leaves_punctuation_at_its_words():
    """Which is why two figures of TER are told: that of all tools, and the normalised one."""
    found = figures(["статья 5: вступает в силу (сегодня)"], ["Статья 5, вступает в силу сегодня"])
    assert found["ter"] == pytest.approx(100 * 2 / 6)
    assert found["ter-norm"] == pytest.approx(100 * 3 / 7)
    assert figures(["СТАТЬЯ 5"], ["статья 5"], metrics=["ter"]) == {"ter": 0.0}


def test_ter_may_exceed_100():
    assert figures(["a b c d"], ["x"], metrics=["ter"]) == {"ter": 400.0}


@pytest.mark.parametrize(
    ("draft", "reference", "expected"), [("a b", "", 100.0), ("", "a b", 100.0), ("a", "a", 0.0)]
)
def test_ter_of_an_empty_side(draft: str, reference: str, expected: float):
    assert figures([draft], [reference], metrics=["ter"]) == {"ter": expected}
    assert TER().corpus_score([draft], [[reference]]).score == expected


@pytest.mark.parametrize("short", ["Да.", "Статья 5", "Нет"])
def test_a_perfect_short_segment_has_100_by_itself_but_a_corpus_of_them_has_0(short: str):
    """BLEU has no 4-grams there: a segment's score counts the orders that there are."""
    assert figures([short], [short], metrics=["bleu"]) == {"bleu": 0.0}
    assert of_segments([short], [short], "bleu") == [pytest.approx(100.0)]


def test_a_figure_over_100_is_shown_as_100():
    """By a rounding error; the JSON and the API have it as sacreBLEU gives it."""
    report = ScoreReport(1, 0, (Score("d", "bleu", "raw", 100.00000000000004, "nrefs:1"),))
    assert "100.00" in drawn(report)
    assert "100.000" not in drawn(report)


@pytest.mark.parametrize(("language", "expected"), [("zh", "tok:zh"), ("ru", "tok:13a")])
def test_chinese_is_split_by_its_own_tokeniser(language: str, expected: str):
    """By 13a a sentence is one word: 23.6 instead of 66.5 in WMT's en-zh."""
    draft, reference = ["大会通过了该决议草案。"], ["大会通过了这项决议草案。"]
    report = score({"d": draft}, [reference], metrics=["bleu"], target_language=language)
    assert expected in report.scores[0].signature
    assert (report.scores[0].score > 30) == (language == "zh")


def test_the_table_tells_which_way_is_better():
    """In TER lower is better, which tools have got wrong."""
    table = drawn(score({"d": SENTENCES}, [SENTENCES], metrics=METRICS))
    for metric in METRICS:
        assert f"{metric} {'↓' if metric.startswith('ter') else '↑'}" in table


def test_more_than_one_metric_is_the_default():
    """Two systems of WMT22 differ by chrF (p = .001) and not by BLEU (p = .77)."""
    assert set(figures(SENTENCES, SENTENCES, metrics=ScoreOptions().metrics)) >= {"bleu", "chrf"}
