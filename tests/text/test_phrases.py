from __future__ import annotations

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.text.lemmas import lemmas
from tmtool.text.normalise import fold
from tmtool.text.phrases import compile_phrase
from tmtool.text.tokens import tokens


def found(phrase: str, language: str, text: str) -> list[str]:
    compiled = compile_phrase(phrase, language)
    if not compiled.may_occur(fold(text)):
        return []
    return [text[start:end] for start, end in compiled.spans(text)]


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        (
            "ратификационная грамота",
            "Обмен ратификационными грамотами; ратификационных «грамот» нет.",
            ["ратификационными грамотами", "ратификационных «грамот"],
        ),
        ("Договор о безопасности", "ДОГОВОРАХ О БЕЗОПАСНОСТИ", ["ДОГОВОРАХ О БЕЗОПАСНОСТИ"]),
        (
            "государство-участник",
            "Государств \u2013 участников и государств\u2011участников",
            ["Государств \u2013 участников", "государств\u2011участников"],
        ),
        ("объединённые нации", "Объединенных Наций", ["Объединенных Наций"]),
        ("догово\u0301р", "договора", ["договора"]),
        ("совет безопасности", "Внёс Совет. Безопасности граждан ничто не угрожает.", []),
        ("совет, безопасность", "Совет, безопасность и совет безопасности", None),
        ("безопасность совета", "Совет Безопасности", []),
        ("год", "в течение пяти лет и одного года", ["лет", "года"]),
        ("важный", "Это поважнее.", ["поважнее"]),
        ("идти", "Он шёл и шла она", ["шёл", "шла"]),
        ("нота", "банкноты", []),
        ("{1}верительная{2} грамота", "верительные {3}грамоты", ["верительные {3}грамоты"]),
        ("ст. 5", "в ст. 5 устава", ["ст. 5"]),
        ("да. Нет", "Да. Нет. Да нет.", ["Да. Нет", "Да нет"]),
        ("да да", "да да да да да", ["да да", "да да"]),
    ],
)
def test_a_russian_phrase_in_any_inflection(phrase, text, expected):
    if expected is None:
        expected = ["Совет, безопасность", "совет безопасности"]
    assert found(phrase, "ru", text) == expected


@pytest.mark.parametrize(
    ("phrase", "language", "text", "expected"),
    [
        ("State Party", "en", "the States Parties and a State Party's", 2),
        ("enter into force", "en-GB", "It entered into force.", 1),
        ("ratified", "en", "The ratifying states ratify it.", 2),
        ("internationaler Vertrag", "de", "die internationalen Verträge", 1),
        ("条约", "zh", "本条约在条约中", 2),
    ],
)
def test_other_languages(phrase, language, text, expected):
    assert len(found(phrase, language, text)) == expected


@pytest.mark.parametrize(
    ("phrase", "text", "expected"),
    [
        ('"ратификационных грамот"', "ратификационных грамот", ["ратификационных грамот"]),
        ('"ратификационных грамот"', "ратификационные грамоты", []),
        ('"Объединённых"', "ОБЪЕДИНЕННЫХ", ["ОБЪЕДИНЕННЫХ"]),
        ('"грамот"', "грамотам", []),
        ("«ратификационных грамот»", "ратификационные грамоты", ["ратификационные грамоты"]),
    ],
)
def test_straight_quotes_ask_for_the_very_words(phrase, text, expected):
    assert found(phrase, "ru", text) == expected


@pytest.mark.parametrize("phrase", ["", "  ", '""', "—", "{1}"])
def test_a_phrase_without_a_word_is_refused(phrase):
    with pytest.raises(InputError, match="no word"):
        compile_phrase(phrase, "ru")


WORDS = """
договор Договора договорами ДОГОВОРЫ о об безопасность безопасности совет советы Совета советую
советовать год лет года году люди человек людьми идти шёл шла важный поважнее осёл осел ослы
государство государств участник участников вооружённые вооруженных силы силами сила МИДом МИД
брекзит брекзитами 1992 NATO NATO-2 после посол послы стали сталь устав устать печь пекли печи
все всё
""".split()
SEPARATORS = [" ", " ", " ", " ", "-", " – ", ", ", ". ", "! ", " «", "{1}", "\u00a0"]
TEXTS = st.lists(st.tuples(st.sampled_from(WORDS), st.sampled_from(SEPARATORS)), max_size=14).map(
    lambda pairs: "".join(word + separator for word, separator in pairs)
)
PHRASES = st.lists(st.sampled_from(WORDS), min_size=1, max_size=3).map(" ".join)


def by_brute_force(phrase, language, text):
    wanted = [lemmas(token.text, language) for token in tokens(phrase)]
    present = tokens(text)
    spans, first = [], 0
    while first + len(wanted) <= len(present):
        run = present[first : first + len(wanted)]
        fits = all(lemmas(t.text, language) & w for t, w in zip(run, wanted, strict=True))
        if fits and all(token.break_before < 2 for token in run[1:]):
            spans.append((run[0].start, run[-1].end))
            first += len(wanted)
        else:
            first += 1
    return tuple(spans)


@settings(deadline=None)
@given(PHRASES, TEXTS, st.sampled_from(["ru", "en", "sv", "zh"]))
def test_spans_are_what_brute_force_finds(phrase, text, language):
    compiled = compile_phrase(phrase, language)
    expected = by_brute_force(phrase, language, text)
    assert compiled.spans(text) == expected
    assert compiled.may_occur(fold(text)) or not expected


@settings(deadline=None)
@given(TEXTS, st.integers(0, 9), st.integers(1, 3))
def test_a_text_contains_its_own_phrases(text, first, length):
    present = tokens(text)[first : first + length]
    assume(present)
    phrase = text[present[0].start : present[-1].end]
    for wanted in (phrase, f'"{phrase}"'):
        compiled = compile_phrase(wanted, "ru")
        assert compiled.may_occur(fold(text))
        assert compiled.spans(text)


def test_nothing_is_lost_in_real_texts(shared):
    lines = (shared / "data" / "ntrex" / "ru.txt").read_text(encoding="utf-8").splitlines()[:300]
    for phrase in ("Совет Безопасности", "год", "человек", "премьер-министр", "идти"):
        compiled = compile_phrase(phrase, "ru")
        for line in lines:
            expected = by_brute_force(phrase, "ru", line)
            assert compiled.spans(line) == expected
            assert compiled.may_occur(fold(line)) or not expected
