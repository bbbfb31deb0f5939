from __future__ import annotations

import random
import subprocess
import sys
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any
from unicodedata import normalize

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sacrebleu.metrics import BLEU, CHRF, TER

import tmtool
from tmtool.errors import InputError, LanguageError
from tmtool.models.scores import Score, ScoreReport
from tmtool.scoring import counters
from tmtool.scoring.metrics import METRICS, score

ORACLES: Mapping[str, Callable[..., Any]] = {
    "bleu": lambda lowercase, **options: BLEU(lowercase=lowercase, **options),
    "bleu-intl": lambda lowercase, **options: BLEU(tokenize="intl", lowercase=lowercase, **options),
    "chrf": lambda lowercase: CHRF(lowercase=lowercase),
    "chrf++": lambda lowercase: CHRF(word_order=2, lowercase=lowercase),
    "ter": lambda lowercase: TER(),
    "ter-norm": lambda lowercase: TER(normalized=True),
}
ENGLISH = [
    "The Contracting Parties undertake to cooperate in good faith.",
    "This Treaty shall enter into force on the date of deposit of the instruments of ratification.",
    "Article 5(2)",
    "Yes.",
    'The document "A/RES/2625(XXV)" was adopted on 24 October 1970.',
    "The Parties' obligations, if any, shall remain in force.",
]
ENGLISH_DRAFT = [
    "The contracting parties undertake to co-operate in good faith.",
    "The Treaty enters into force on the date of the deposit of instruments of ratification.",
    "Article 5 (2)",
    "Yes.",
    "Document A/RES/2625(XXV) was adopted on 24 October 1970",
    "",
]
RUSSIAN = [
    "Договаривающиеся Стороны обязуются добросовестно сотрудничать.",
    "Настоящий Договор вступает в силу в день сдачи на хранение ратификационных грамот.",
    "Статья 5(2)",
    "Да.",
    "Документ «А/RES/2625(XXV)» — принят 24 октября 1970 г…",
    "Обязательства „Сторон“, если таковые имеются, остаются в силе.",
]
RUSSIAN_DRAFT = [
    "Договаривающиеся стороны обязуются сотрудничать добросовестно.",
    "Настоящий Договор вступит в силу со дня сдачи ратификационных грамот на хранение.",
    "Статья 5 (2)",
    "Да.",
    'Документ "А/RES/2625(XXV)" - принят 24 октября 1970 г...',
    "",
]


def oracle(metric: str, draft: Sequence[str], references: Any, lowercase: bool = False):
    """What sacreBLEU's public API gives for a corpus: score and signature."""
    judge = ORACLES[metric](lowercase)
    figure = judge.corpus_score(list(draft), [list(texts) for texts in references]).score
    return figure, judge.get_signature().format()


def sentence_oracle(metric: str, segment: str, references: Any, lowercase: bool = False) -> float:
    options = {"effective_order": True} if metric.startswith("bleu") else {}
    return ORACLES[metric](lowercase, **options).sentence_score(segment, list(references)).score


def figures(report: ScoreReport, text: str = "raw") -> dict[tuple[str, str], tuple[float, str]]:
    return {
        (row.draft, row.metric): (row.score, row.signature)
        for row in report.scores
        if row.input == text
    }


def only(report: ScoreReport) -> Score:
    (row,) = report.scores
    return row


def perturbed(lines: Sequence[str], seed: int, rate: float) -> list[str]:
    """Lines with words dropped, doubled, swapped or in capitals, as a hasty draft has."""
    dice = random.Random(seed)
    changed = []
    for line in lines:
        words = line.split()
        for _ in range(int(len(words) * rate)):
            at = dice.randrange(len(words))
            match dice.randrange(4):
                case 0 if len(words) > 1:
                    del words[at]
                case 1:
                    words.insert(at, words[at])
                case 2:
                    words.insert(0, words.pop(at))
                case _:
                    words[at] = words[at].upper()
        changed.append(" ".join(words))
    return changed


# --- the same figures as sacreBLEU


@pytest.mark.parametrize("lowercase", [False, True])
@pytest.mark.parametrize(
    ("draft", "references"),
    [
        pytest.param(ENGLISH_DRAFT, [ENGLISH], id="English"),
        pytest.param(RUSSIAN_DRAFT, [RUSSIAN], id="Russian"),
        pytest.param(RUSSIAN, [RUSSIAN], id="the reference itself"),
        pytest.param(ENGLISH_DRAFT, [ENGLISH, perturbed(ENGLISH, 1, 0.4)], id="two references"),
        pytest.param(
            RUSSIAN_DRAFT,
            [RUSSIAN, [None, "Договор вступает в силу в день сдачи.", None, "Да.", None, ""]],
            id="second reference missing",
        ),
        pytest.param(
            RUSSIAN_DRAFT,
            [[None, *RUSSIAN[1:]], [RUSSIAN[0], *[None] * 5]],
            id="first reference missing",
        ),
        pytest.param([""] * 6, [ENGLISH], id="empty draft segments"),
        pytest.param(ENGLISH_DRAFT, [[*ENGLISH[:4], "", "x"]], id="empty reference segment"),
        pytest.param(["Да."], [["Да."]], id="one short segment"),
        pytest.param([" Да .\t"] * 120, [["Да. "] * 120], id="looks tokenised"),
        pytest.param(["&quot;x&quot; &amp; y"], [['"x" & y']], id="entities"),
    ],
)
def test_figures_and_signatures_are_those_of_sacrebleu(
    draft: list[str], references: list[list[str | None]], lowercase: bool
):
    report = score({"d": draft}, references, metrics=METRICS, segments=True, lowercase=lowercase)
    assert figures(report) == {
        ("d", metric): oracle(metric, draft, references, lowercase) for metric in METRICS
    }
    assert [(row.segment, row.scores) for row in report.segment_scores] == [
        (
            number,
            {m: sentence_oracle(m, segment, refs, lowercase) for m in METRICS},
        )
        for number, (segment, *refs) in enumerate(zip(draft, *references, strict=True), 1)
    ]


words = st.text(st.sampled_from("abAБй.,-«»\"'()5 \u00a0\u0306\u0301"), max_size=25)


@settings(max_examples=60, deadline=None)
@given(
    rows=st.lists(st.tuples(words, words, words, st.none() | words), min_size=1, max_size=5),
    lowercase=st.booleans(),
)
def test_any_text_is_scored_as_sacrebleu_scores_it(
    rows: list[tuple[str, str, str, str | None]], lowercase: bool
):
    rows = [("a", "b", "a b", None), *rows]
    first, second, *references = map(list, zip(*rows, strict=True))
    report = score(
        {"one": first, "two": second},
        references,
        metrics=METRICS,
        segments=True,
        lowercase=lowercase,
    )
    kept = [row for row in rows if any(text and text.strip() for text in row)]
    assert (report.segments, report.excluded) == (len(kept), len(rows) - len(kept))
    first, second, *references = map(list, zip(*kept, strict=True))
    drafts = {"one": first, "two": second}
    assert figures(report) == {
        (name, metric): oracle(metric, draft, references, lowercase)
        for name, draft in drafts.items()
        for metric in METRICS
    }
    in_nfc = [[text and normalize("NFC", text) for text in texts] for texts in references]
    for (name, metric), figure in figures(report, "nfc").items():
        draft = [normalize("NFC", text) for text in drafts[name]]
        assert figure == oracle(metric, draft, in_nfc, lowercase)
    assert [row.scores["chrf"] for row in report.segment_scores if row.draft == "two"] == [
        sentence_oracle("chrf", segment, refs, lowercase) for _, segment, *refs in kept
    ]


def test_published_example():
    """The example in sacreBLEU's README."""
    drafts = {
        "readme": [
            "The dog bit the man.",
            "It wasn't surprising.",
            "The man had just bitten him.",
        ]
    }
    references = [
        ["The dog bit the man.", "It was not unexpected.", "The man bit him first."],
        ["The dog had bit the man.", "No one was surprised.", "The man had bitten the dog."],
    ]
    row = only(score(drafts, references, metrics=["bleu"]))
    assert row.score == pytest.approx(48.530827009929865, abs=1e-9)
    assert row.signature.startswith("nrefs:2|case:mixed|eff:no|tok:13a|smooth:exp|version:2.")


@pytest.mark.parametrize("language", ["en", "ru"])
def test_news_text_is_scored_as_sacrebleu_scores_it(shared: Path, language: str):
    lines = (shared / "data/ntrex" / f"{language}.txt").read_text("utf-8").split("\n")[:60]
    second: list[str | None] = [*perturbed(lines[:40], 3, 0.2), *[None] * 20]
    drafts = {"good": perturbed(lines, 1, 0.1), "poor": perturbed(lines, 2, 0.25)}
    report = score(drafts, [lines, second], metrics=METRICS, segments=True)
    assert report.segments == 60
    assert figures(report) == {
        (name, metric): oracle(metric, draft, [lines, second])
        for name, draft in drafts.items()
        for metric in METRICS
    }
    for row in report.segment_scores[::9]:
        at = row.segment - 1
        for metric, figure in row.scores.items():
            expected = sentence_oracle(metric, drafts[row.draft][at], [lines[at], second[at]])
            assert figure == expected
    assert all("nrefs:var" in row.signature for row in report.scores)


def test_long_texts_are_taken_in_parts(monkeypatch: pytest.MonkeyPatch):
    references = [ENGLISH, [None, "Two.", "Three.", None, "Five.", None]]
    whole = score({"a": ENGLISH_DRAFT}, references, metrics=METRICS, segments=True)
    monkeypatch.setattr(counters, "_BATCH", 1)
    assert score({"a": ENGLISH_DRAFT}, references, metrics=METRICS, segments=True) == whole


# --- the shape of the report


def test_rows_stand_draft_by_draft_and_metric_by_metric():
    report = score(
        {"b.txt": ENGLISH_DRAFT, "a.txt": ENGLISH}, [ENGLISH], metrics=["ter", "chrf", "ter"]
    )
    assert [(row.draft, row.metric, row.input) for row in report.scores] == [
        ("b.txt", "ter", "raw"),
        ("b.txt", "chrf", "raw"),
        ("a.txt", "ter", "raw"),
        ("a.txt", "chrf", "raw"),
    ]
    assert report.segment_scores == ()
    assert all(row.low is None and row.high is None for row in report.scores)


def test_default_metrics():
    report = score({"a": ENGLISH_DRAFT}, [ENGLISH])
    assert [row.metric for row in report.scores] == ["bleu", "chrf", "chrf++", "ter"]


def test_segments_keep_the_numbers_of_their_lines():
    report = score(
        {"a": ["", "one", " ", ""], "b": ["", "one", "\t", "two"]},
        [["", "one", "\u00a0", ""], [None, None, "", "two"]],
        metrics=["chrf"],
        segments=True,
    )
    assert (report.segments, report.excluded) == (2, 2)
    assert [(row.segment, row.draft, row.scores) for row in report.segment_scores] == [
        (2, "a", {"chrf": 100.0}),
        (2, "b", {"chrf": 100.0}),
        (4, "a", {"chrf": 0.0}),
        (4, "b", {"chrf": 100.0}),
    ]


# --- what counts; test_pitfalls.py has more


def test_an_empty_draft_segment_counts():
    full = score({"a": ["one two three", "four"]}, [["one two three", "four"]], metrics=["ter"])
    half = score({"a": ["one two three", ""]}, [["one two three", "four"]], metrics=["ter"])
    assert (only(full).score, only(half).score) == (0.0, 25.0)
    assert (half.segments, half.excluded) == (2, 0)


def test_ter_ignores_case_and_bleu_does_on_demand():
    drafts, references = (
        {"a": ["ГЕНЕРАЛЬНАЯ АССАМБЛЕЯ ООН В ЦЕЛОМ"]},
        [["Генеральная Ассамблея ООН в целом"]],
    )
    cased = figures(score(drafts, references, metrics=["bleu", "chrf", "ter"]))
    lower = figures(score(drafts, references, metrics=["bleu", "chrf", "ter"], lowercase=True))
    assert cased["a", "ter"] == lower["a", "ter"]
    assert cased["a", "ter"][0] == 0.0
    for metric in ("bleu", "chrf"):
        assert cased["a", metric][0] < 100.0
        assert lower["a", metric][0] == pytest.approx(100.0)
        assert "case:lc" in lower["a", metric][1]


def test_white_space_is_no_difference_but_invisible_characters_are():
    reference = ["Статья 5 вступает в силу сегодня"]
    drafts = {
        "spaces": ["Статья\u00a05 вступает\u202fв  силу сегодня "],
        "zero width": ["Статья\u200b 5 вступает в силу сегодня"],
        "Latin letter": ["Cтатья 5 вступает в силу сегодня"],
    }
    rows = figures(score(drafts, [reference], metrics=["ter"]))
    assert rows["spaces", "ter"][0] == 0.0
    assert rows["zero width", "ter"][0] == rows["Latin letter", "ter"][0] > 0.0


# --- normal forms


def test_decomposed_text_is_scored_raw_and_normalised():
    drafts = {"nfd": [normalize("NFD", text) for text in RUSSIAN_DRAFT], "nfc": RUSSIAN_DRAFT}
    report = score(drafts, [RUSSIAN], metrics=METRICS, segments=True)
    assert [(row.draft, row.input) for row in report.scores[:2]] == [("nfd", "raw"), ("nfd", "nfc")]
    raw, nfc = figures(report), figures(report, "nfc")
    for metric in METRICS:
        assert raw["nfd", metric] == oracle(metric, drafts["nfd"], [RUSSIAN])
        assert raw["nfd", metric] != raw["nfc", metric]
        assert raw["nfc", metric] == nfc["nfd", metric] == nfc["nfc", metric]
    assert len(report.segment_scores) == 2 * len(RUSSIAN)


def test_a_decomposed_reference_is_normalised_too():
    references = [RUSSIAN, [None, normalize("NFD", "Настоящий Договор"), *[None] * 4]]
    report = score({"a": RUSSIAN_DRAFT}, references, metrics=METRICS)
    normalised = [RUSSIAN, [None, "Настоящий Договор", *[None] * 4]]
    assert figures(report, "nfc") == {
        ("a", metric): oracle(metric, RUSSIAN_DRAFT, normalised) for metric in METRICS
    }


def test_text_in_nfc_has_no_second_rows():
    report = score({"a": RUSSIAN_DRAFT}, [RUSSIAN])
    assert {row.input for row in report.scores} == {"raw"}


# --- languages


@pytest.mark.parametrize(
    ("language", "tokeniser"),
    [
        (None, "13a"),
        ("ru", "13a"),
        ("en-GB", "13a"),
        ("zh", "zh"),
        ("zh_hans_CN", "zh"),
        ("ZH-tw", "zh"),
        ("cmn", "zh"),
    ],
)
def test_bleu_is_split_by_the_target_language(language: str | None, tokeniser: str):
    draft, reference = ["大会通过了该决议。"], ["大会通过了这项决议。"]
    report = score({"a": draft}, [reference], metrics=["bleu"], target_language=language)
    judge = BLEU(tokenize=tokeniser)
    assert only(report).score == judge.corpus_score(draft, [reference]).score
    assert only(report).signature == judge.get_signature().format()
    assert f"|tok:{tokeniser}|" in only(report).signature


@pytest.mark.parametrize(
    ("language", "module", "extra"),
    [
        ("ja", "tokenizer_ja_mecab", "ja"),
        ("jpn", "tokenizer_ja_mecab", "ja"),
        ("ko-KR", "tokenizer_ko_mecab", "ko"),
    ],
)
def test_a_tokeniser_that_is_not_installed(
    monkeypatch: pytest.MonkeyPatch, language: str, module: str, extra: str
):
    monkeypatch.setattr(f"sacrebleu.tokenizers.{module}.MeCab", None)
    with pytest.raises(InputError, match="tokeniser is not installed") as refusal:
        score({"a": ["x"]}, [["x"]], target_language=language)
    assert f"sacrebleu[{extra}]" in str(refusal.value.hint)
    report = score(
        {"a": ["x"]}, [["x"]], target_language=language, metrics=["bleu-intl", "chrf", "ter"]
    )
    assert len(report.scores) == 3


@pytest.mark.parametrize("language", ["Russian language", "xx", ""])
def test_a_malformed_language_is_refused(language: str):
    with pytest.raises(LanguageError):
        score({"a": ["x"]}, [["x"]], metrics=["chrf"], target_language=language)


# --- refusals


@pytest.mark.parametrize("metrics", [["bleu", "comet"], ["BLEU"], ["terms"], ""])
def test_unknown_metrics_are_refused_with_the_known_ones(metrics: Sequence[str]):
    with pytest.raises(InputError) as refusal:
        score({"a": ["x"]}, [["x"]], metrics=metrics)
    for metric in METRICS:
        assert metric in str(refusal.value.hint)


def test_importing_the_module_imports_nothing_heavy():
    code = (
        "import sys, tmtool.scoring.metrics as m; m.METRICS;"
        "print(sorted({'sacrebleu', 'numpy', 'lxml', 'regex'} & sys.modules.keys()))"
    )
    folder = Path(tmtool.__file__).parents[1]
    run = subprocess.run(
        [sys.executable, "-c", code], cwd=folder, capture_output=True, text=True, check=True
    )
    assert run.stdout == "[]\n"
