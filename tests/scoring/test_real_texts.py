"""On real texts every figure, signature and p-value is sacreBLEU's own.

Those of others are not in this repository, and their tests are skipped where they are missing.
"""

from __future__ import annotations

import random
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import pytest
from building import ROOT
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.significance import PairedTest

from tmtool.formats import ReadOptions, po, tmx
from tmtool.models import Resampling, TranslationUnit
from tmtool.scoring.metrics import METRICS, score

ORACLES: Mapping[str, Callable[..., Any]] = {
    "bleu": BLEU,
    "bleu-intl": lambda **options: BLEU(tokenize="intl", **options),
    "chrf": CHRF,
    "chrf++": lambda: CHRF(word_order=2),
    "ter": TER,
    "ter-norm": lambda: TER(normalized=True),
}
NAMES = {"bleu": "BLEU", "chrf": "chrF2", "chrf++": "chrF2++", "ter": "TER"}
"""What sacreBLEU calls the metrics in its tests of significance."""

TOLERANCE = 1e-4
"""How much intervals may differ: sacreBLEU resamples in single precision."""

CHINESE = [
    "缔约各方应本着诚意进行合作。",
    "本条约自交存批准书之日起生效，有效期为5年。",
    "大会通过了A/RES/2625(XXV)号决议。",
    "第五条第2款：各方可随时退出本条约。",
    "是。",
]
JAPANESE = [
    "締約国は、誠実に協力することを約束する。",
    "この条約は、批准書の寄託の日に効力を生ずる。",
    "総会は決議2625(XXV)を採択した。",
    "第5条第2項",
    "はい。",
]


def texts(units: Sequence[object], language: str) -> list[str]:
    found = [unit for unit in units if isinstance(unit, TranslationUnit)]
    return [
        variant.text for unit in found for variant in unit.variants if variant.language == language
    ]


def tico(shared: Path, language: str) -> list[str]:
    """Every 25th segment of TICO-19: medical advice, news, an encyclopaedia."""
    path = shared / "data/tico19/tico19.en-ru.tmx"
    return texts(list(tmx.read_units(path, ReadOptions())), language)[::25]


def django(shared: Path, language: str) -> list[str]:
    """The messages of Django's catalogue, with line breaks, placeholders and markup."""
    path = shared / "data/po/django-core.ru.po"
    options = ReadOptions(source_language="en", target_language="ru")
    return texts(list(po.read_units(path, options)), language)[::3]


def own(name: str) -> list[str]:
    """A text of the examples that were written for this project."""
    path = ROOT / "corpora" / "examples" / f"{name}.en.txt"
    return path.read_text(encoding="utf-8").splitlines()


def changed(lines: Sequence[str], seed: int) -> list[str]:
    """A draft of these references: words dropped, doubled, moved; some segments as they are."""
    dice = random.Random(seed)
    drafts = []
    for line in lines:
        words = line.split(" ")
        for _ in range(dice.randrange(4)):
            word = words.pop(dice.randrange(len(words))) if words else "x"
            for _ in range(dice.randrange(3)):
                words.insert(dice.randrange(len(words) + 1), word)
        drafts.append(" ".join(words))
    return drafts


def compare(
    drafts: Mapping[str, Sequence[str]],
    references: Sequence[Sequence[str | None]],
    *,
    language: str,
    **of_bleu: str,
) -> None:
    """Score by tmtool and by sacreBLEU, corpus and segments, and compare."""
    report = score(drafts, references, metrics=METRICS, target_language=language, segments=True)
    assert len(report.scores) == len(drafts) * len(METRICS)
    for row in report.scores:
        judge = ORACLES[row.metric](**(of_bleu if row.metric == "bleu" else {}))
        expected = judge.corpus_score(drafts[row.draft], references).score
        assert row.score == pytest.approx(expected, abs=1e-9), row
        assert row.signature == judge.get_signature().format()
    judges = {
        metric: ORACLES[metric](
            **({"effective_order": True} if metric.startswith("bleu") else {}),
            **(of_bleu if metric == "bleu" else {}),
        )
        for metric in METRICS
    }
    for line in report.segment_scores:
        at = line.segment - 1
        against = [texts[at] for texts in references]
        for metric, figure in line.scores.items():
            expected = judges[metric].sentence_score(drafts[line.draft][at], against).score
            assert figure == pytest.approx(expected, abs=1e-9), (line, metric)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("read", [tico, django])
def test_one_reference(shared: Path, read: Callable[[Path, str], list[str]], language: str):
    reference = read(shared, language)
    assert len(reference) > 100
    drafts = {"good": changed(reference, 1), "weak": changed(changed(reference, 2), 3)}
    compare(drafts, [reference], language=language)


@pytest.mark.parametrize("language", ["en", "ru"])
@pytest.mark.parametrize("read", [tico, django])
def test_several_references_some_of_them_missing(
    shared: Path, read: Callable[[Path, str], list[str]], language: str
):
    first = read(shared, language)[:80]
    second: list[str | None] = [*changed(first, 4)]
    third: list[str | None] = [*changed(first, 5)]
    second[::3] = [None] * len(second[::3])
    third[::4] = [""] * len(third[::4])
    compare({"draft": changed(first, 6)}, [first, second, third], language=language)


def test_own_drafts():
    reference = own("reference")
    drafts = {name: own(f"draft-{name}") for name in ("good", "weak")}
    compare(drafts, [reference], language="en")
    second: list[str | None] = [*drafts.pop("good")]
    second[::3] = [None] * len(second[::3])
    compare(drafts, [reference, second], language="en")


def compare_resampled(drafts: Mapping[str, list[str]], reference: list[str], kind: str) -> None:
    """Compare p-values, which are to be the same, and the widths of intervals."""
    tests = {"bs": "bootstrap", "ar": "randomisation"}
    metrics = ["bleu", "chrf", "chrf++", "ter"]
    judges = {NAMES[metric]: ORACLES[metric]() for metric in metrics}
    judge = PairedTest([*drafts.items()], judges, [reference], test_type=kind, n_samples=200)
    _, expected = judge()
    asked = Resampling(compare=True, test=tests[kind], resamples=200)
    report = score(drafts, [reference], metrics=metrics, resampling=asked)
    names = list(drafts)
    assert len(report.comparisons) == (len(names) - 1) * len(metrics)
    for one in report.comparisons:
        its = expected[NAMES[one.metric]][names.index(one.draft)]
        assert one.p_value == its.p_value, one
    for row in report.scores if kind == "bs" else ():
        its = expected[NAMES[row.metric]][names.index(row.draft)]
        assert (row.high - row.low) / 2 == pytest.approx(its.ci, abs=TOLERANCE), row


@pytest.mark.parametrize("kind", ["bs", "ar"])
@pytest.mark.parametrize("read", [tico, django])
def test_p_values_and_intervals(shared: Path, read: Callable[[Path, str], list[str]], kind: str):
    reference = read(shared, "ru")
    drafts = {"a": changed(reference, 1), "b": changed(reference, 2)}
    drafts["c"] = changed(drafts["b"], 3)
    compare_resampled(drafts, reference, kind)


@pytest.mark.parametrize("kind", ["bs", "ar"])
def test_p_values_and_intervals_of_own_drafts(kind: str):
    drafts = {name: own(f"draft-{name}") for name in ("good", "weak")}
    compare_resampled(drafts, own("reference"), kind)


@pytest.mark.parametrize("code", ["zh", "zh-Hant-TW", "cmn"])
def test_chinese(code: str):
    draft = [
        "缔约方应本着诚意合作。",
        "本条约自批准书交存之日起生效, 有效期为5年。",
        "大会通过了 A/RES/2625(XXV) 号决议",
        "第五条第2款 各方可以退出本条约。",
        "是。",
    ]
    second: list[str | None] = [None, *draft[1:3], "", "是的。"]
    compare({"draft": draft}, [CHINESE], language=code, trg_lang="zh")
    compare({"draft": draft}, [CHINESE, second], language=code, trg_lang="zh")


def test_japanese():
    """Where its tokeniser is installed: pip install "sacrebleu[ja]"."""
    pytest.importorskip("MeCab")
    pytest.importorskip("ipadic")
    draft = [
        "締約国は誠実に協力する。",
        "この条約は、批准書の寄託の日から効力を生じる。",
        "総会は、決議2625(XXV)を採択した",
        "第5条2項",
        "はい",
    ]
    compare({"draft": draft}, [JAPANESE], language="ja", trg_lang="ja")
    compare({"draft": draft}, [JAPANESE, [None, *draft[1:]]], language="ja-JP", trg_lang="ja")
