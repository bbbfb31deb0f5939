"""Words that no term begins or ends with, and phrases that look like terms and are none."""

from __future__ import annotations

from tmtool.languages import primary

__all__ = ["STOP_PHRASES", "stop_words"]

_ENGLISH = frozenset(
    "a about above after again against all also although am among an and any are as at be because"
    " been before being below between both but by can cannot could did do does doing done down"
    " during each either else etc every few for from further had has have having he her here him"
    " his how however i if in into is it its itself just may me might more most much must my"
    " neither no nor not now of off on once one only onto or other our out over own per same shall"
    " she should since so some such than that the their them then there therefore these they this"
    " those through thus to too under until up upon us use used using very via was we were what"
    " when where whether which while who whom whose why will with within without would yes yet you"
    " your".split()
)
_RUSSIAN = frozenset(
    "а без более больше будет будут бы был была были было быть в ваш весь во вот все всего"
    " всех вы выше где да даже данный для до другой его ее если есть еще же за здесь и из или"
    " им иной их к каждый как какой ко когда который кто ли либо любой между менее мой мочь мы"
    " на над надо настоящее настоящий наш не него нее некоторый несколько нет ни ниже них но"
    " нужно о об один однако он она они оно от перед по под подобный после почти при про с сам"
    " самый свой себя следует следующий со так также такой там те тем то того тоже только тот"
    " у уже хотя целый чей чем через что чтобы эта эти это этот я являться".split()
)
_STOP_WORDS = {"en": _ENGLISH, "ru": _RUSSIAN}

STOP_PHRASES = frozenset(
    (
        "вид",
        "время",
        "год",
        "день",
        "вопрос",
        "должный образ",
        "дополнительный сведение",
        "конец",
        "конечный счет",
        "крайний мера",
        "большой часть",
        "большинство случай",
        "лицо",
        "месяц",
        "минута",
        "много",
        "настоящий время",
        "образ",
        "общий сложность",
        "определенный образ",
        "основа",
        "первый очередь",
        "последний время",
        "последний год",
        "прошлый год",
        "пример",
        "раз",
        "ряд",
        "случай",
        "случай необходимость",
        "соответствующий образ",
        "сторона",
        "тысяча",
        "час",
        "часть",
        "человек",
        "число",
    )
)
"""Lemmas of Russian phrases that are too common to be terms, though their grammar is a term's."""


def stop_words(language: str) -> frozenset[str]:
    """Return the function words of a language, folded; those of Russian as lemmas too."""
    return _STOP_WORDS.get(primary(language), frozenset())
