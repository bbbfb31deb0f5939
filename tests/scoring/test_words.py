from __future__ import annotations

import gc
import sys
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from sacrebleu.metrics import BLEU, CHRF, TER
from sacrebleu.tokenizers.tokenizer_13a import Tokenizer13a
from sacrebleu.tokenizers.tokenizer_intl import TokenizerV14International
from sacrebleu.tokenizers.tokenizer_re import TokenizerRegexp
from sacrebleu.tokenizers.tokenizer_ter import TercomTokenizer
from sacrebleu.tokenizers.tokenizer_zh import TokenizerZh

from tmtool.scoring import words as words_module
from tmtool.scoring.scorers import Scorer
from tmtool.scoring.words import Words

ORACLES: dict[str, Callable[[str, bool], list[str]]] = {
    "bleu": lambda text, lower: BLEU(lowercase=lower)._preprocess_segment(text).split(),
    "bleu-intl": lambda text, lower: (
        BLEU(lowercase=lower, tokenize="intl")._preprocess_segment(text).split()
    ),
    "chrf++": lambda text, _: CHRF(word_order=2)._remove_punctuation(text),
    "ter": lambda text, _: TER()._preprocess_segment(text).split(),
    "ter-norm": lambda text, _: TER(normalized=True)._preprocess_segment(text).split(),
}
PARTS = st.sampled_from(
    [
        *"aБΣ5 .,'-\"()«»—$²\n\t\r\u00a0\u2028\x85\x1c\u0301大",
        "'s",
        "-\n",
        "\n-",
        "<skipped>",
        "&amp;",
        "&quot;",
        "2(4)",
        "U.S.",
        "1,5",
        "А/RES/2625(XXV)",
    ]
)
texts = st.lists(PARTS, max_size=14).map("".join)


@pytest.mark.parametrize("lowercase", [False, True])
@pytest.mark.parametrize("metric", list(ORACLES))
@given(text=texts)
@example(text="«1 «1 1» 1»")
@example(text=" .5 .5")
@example(text="Parties's\u00a0ship, the 'States's law")
@settings(max_examples=150, deadline=None)
def test_pieces_make_the_words_of_the_whole_text(metric: str, lowercase: bool, text: str):
    split = Scorer(metric, lowercase=lowercase).words().split
    assert list(split([text])[0]) == ORACLES[metric](text, lowercase)


@given(text=texts)
@settings(max_examples=150, deadline=None)
def test_references_of_ter_are_split_twice(text: str):
    judge = TER(normalized=True, references=[[text]])
    split = Scorer("ter-norm").words(of_reference=True).split
    assert [list(words) for words in split([text])] == judge._ref_cache[0]["ref_words"]


def test_splitting_twice_makes_a_difference():
    words = Scorer("ter-norm").words
    assert words().split(["Martin's,"]) == [("martin's", ",")]
    assert words(of_reference=True).split(["Martin's,"]) == [("martin", "'s", ",")]


@given(text=texts)
@settings(max_examples=60, deadline=None)
def test_chinese_is_split_as_a_whole(text: str):
    split = Scorer("bleu", target_language="zh").words().split
    assert split([text]) == [BLEU(tokenize="zh")._preprocess_segment(text).split()]


def test_a_piece_is_split_once_until_there_are_too_many(monkeypatch: pytest.MonkeyPatch):
    asked: list[str] = []

    def split(text: str) -> list[str]:
        asked.append(text)
        return text.split()

    monkeypatch.setattr(words_module, "_MOST", 2)
    words = Words(split, by_piece=True)
    assert words.split(["a b b c", "a b"]) == [["a", "b", "b", "c"], ["a", "b"]]
    assert sorted(asked) == [" b", " b ", " c", "a "]
    words.split(["x p q r s t b y"])
    assert max(len(words._inner), len(words._outer)) <= 2
    words.split(["x b y"])
    assert asked.count(" b ") == 2


@pytest.mark.parametrize("metric", [*ORACLES, "chrf"])
def test_nothing_is_left_in_the_tokenisers_of_sacrebleu(metric: str):
    """They remember the last 65,536 texts for as long as the process runs."""
    caches = [
        kind.__call__
        for kind in (
            Tokenizer13a,
            TokenizerV14International,
            TokenizerRegexp,
            TercomTokenizer,
            TokenizerZh,
        )
    ]
    for language in (None, "zh"):
        before = [cache.cache_info().currsize for cache in caches]
        scorer = Scorer(metric, target_language=language)
        scorer.statistics({"d": [f"a b {i} 大会" for i in range(50)]}, [["a b c 大会"] * 50])
        assert [cache.cache_info().currsize for cache in caches] == before


def test_what_was_split_is_forgotten_with_the_scorer():
    word = "".join(["never", "seen", "before"])
    Scorer("bleu").statistics({"d": [f"{word} x"]}, [[f"x {word} y"]])
    gc.collect()
    assert sys.getrefcount(word) == 2
