from __future__ import annotations

import random
from pathlib import Path

import pytest

from tmtool.text.noise import is_noisy, noise

CLEAN = [
    "Договор от 5 мая 2021 г. № 17-ФЗ (далее — Договор) вступил в силу 1-го июня.",
    "See Art. 5(2)(b), UN Doc. A/RES/70/1, www.un.org/sdgs, a.smith@un.org; F-16s, COVID-19.",
    "In the 1990s the EU-27 and the G20 met at 10 a.m. on 3rd June; it's PostgreSQL 16, iPhone X.",
    "<b>Статья</b> {1} {name} Wi-Fi, e-mail, США/Россия, IPv4-адрес.",
]


@pytest.mark.parametrize("text", CLEAN)
def test_a_clean_text_has_no_broken_words(text: str):
    assert noise([text])[0] == 0


@pytest.mark.parametrize(
    "text", ["Дог0вор", "св0боды", "тор^овля", "Dогoвор", "сло|во", "сл\ufffdво", "cоnvеntiоn"]
)
def test_a_broken_word_is_counted(text: str):
    assert noise([text]) == (1, 1)


def damaged(text: str, share: float, chance: random.Random) -> str:
    return "".join(chance.choice("0136l|^~*#") if chance.random() < share else c for c in text)


@pytest.mark.parametrize("language", ["ru", "en"])
def test_texts_that_were_read_badly_are_told_from_clean_ones(shared: Path, language: str):
    lines = (shared / "data" / "ntrex" / f"{language}.txt").read_text(encoding="utf-8").splitlines()
    chance = random.Random(language)
    documents = [lines[start : start + 50] for start in range(0, 1950, 50)]
    assert not any(map(is_noisy, documents))
    bad = [[damaged(line, 0.01, chance) for line in document] for document in documents]
    assert sum(map(is_noisy, bad)) >= 0.95 * len(bad)


def test_one_odd_word_is_no_noise():
    assert not is_noisy(["Дог0вор"])
    assert is_noisy(["Дог0вор заключён"] * 5)
