"""What stands beside a Russian word and tells how it is read."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from tmtool.models import Case, Cell
from tmtool.terminology.russian.agreement import ADJECTIVES
from tmtool.terminology.russian.forms import cell_of
from tmtool.text.normalise import fold
from tmtool.text.russian import Reading, readings
from tmtool.text.tokens import Token

__all__ = [
    "governed",
    "is_adjective",
    "is_other_word",
    "is_preposition",
    "is_supported",
    "is_verb",
    "may_be_verb",
]

_GENITIVE = (
    "без близ вблизи ввиду вместо вне внутри возле вокруг вследствие для до из из-за из-под кроме"
    " мимо насчет около от относительно помимо после посредством посреди прежде против путем ради"
    " сверх свыше среди у"
).split()
_GOVERNED: dict[str, frozenset[Case]] = {
    **dict.fromkeys(_GENITIVE, frozenset(("genitive",))),
    **dict.fromkeys(("к", "ко"), frozenset(("dative",))),
    **dict.fromkeys(("согласно", "благодаря", "вопреки"), frozenset(("dative", "genitive"))),
    **dict.fromkeys(("про", "через", "сквозь", "включая"), frozenset(("accusative",))),
    **dict.fromkeys(("над", "перед", "между"), frozenset(("instrumental",))),
    **dict.fromkeys(("о", "об", "обо", "при"), frozenset(("prepositional",))),
    **dict.fromkeys(("в", "во", "на"), frozenset(("accusative", "prepositional"))),
    **dict.fromkeys(("за", "под"), frozenset(("accusative", "instrumental"))),
    "по": frozenset(("dative", "prepositional")),
    **dict.fromkeys(("с", "со"), frozenset(("genitive", "instrumental"))),
}
_PREDICATES = frozenset(("VERB", "PRTS", "INFN", "PRED"))
_LIKELY = 0.3


def governed(before: Token | None) -> frozenset[Case] | None:
    """Return the cases that a preposition calls for, None where the word before is none."""
    return None if before is None else _GOVERNED.get(fold(before.text))


def is_adjective(word: str) -> bool:
    """Tell whether a word may stand as an attribute before a noun."""
    return readings(word)[0].part_of_speech in (*ADJECTIVES, "NUMR")


def is_preposition(word: str) -> bool:
    """Tell whether a word is a preposition."""
    return readings(word)[0].part_of_speech == "PREP"


def is_verb(word: str) -> bool:
    """Tell whether a word is a finite verb or an infinitive."""
    return readings(word)[0].part_of_speech in ("VERB", "INFN")


def is_other_word(cells: Collection[Cell], lemma: str, before: Token | None, word: Token) -> bool:
    """Tell whether an adjective before agrees with a word of the same form, but not with this one.

    "Все суда" are ships, no court's.
    """
    if before is None or word.break_before:
        return False
    # "все" is a particle more often than an adjective, but hardly before a noun.
    if not is_adjective(before.text) and fold(before.text) != "все":
        return False
    adjectives = {cell_of(r) for r in readings(before.text) if r.part_of_speech in ADJECTIVES}
    others = {cell_of(r) for r in readings(word.text) if r.lemma != lemma and r.case}
    return adjectives.isdisjoint(cells) and not adjectives.isdisjoint(others)


def is_supported(cells: Collection[Cell], before: Token | None, word: Token) -> bool:
    """Tell whether the word before speaks for a rare noun: экспорт стали, but цены стали.

    That is a preposition that calls for its case, an adjective that agrees with it, or a noun
    whose attribute it may be and whose verb it cannot be.
    """
    if before is None or word.break_before:
        return False
    cases = governed(before)
    if cases is not None:
        return any(case in cases for case, _ in cells)
    likely = [r for r in readings(before.text) if r.weight >= _LIKELY]
    if any(r.part_of_speech in ADJECTIVES and cell_of(r) in cells for r in likely):
        return True
    nouns = [r for r in likely if r.part_of_speech == "NOUN"]
    attribute = any(case == "genitive" for case, _ in cells)
    return attribute and bool(nouns) and not any(_is_subject(n, word) for n in nouns)


def may_be_verb(words: Sequence[Token], index: int) -> bool:
    """Tell whether a word that may be a noun looks like a verb where it stands.

    It does as the first word of a phrase that a preposition goes on (…, устав от переговоров,
    …), and after its subject in a clause without any other verb (король правил страной).
    """
    word = words[index]
    verbs = [r for r in readings(word.text) if r.part_of_speech in ("VERB", "GRND")]
    if not verbs:
        return False
    after = words[index + 1] if index + 1 < len(words) else None
    joined = after is not None and not after.break_before
    if any(r.part_of_speech == "GRND" for r in verbs):
        return word.break_before == 1 and joined and governed(after) is not None
    if word.break_before or not joined or index == 0 or _has_verb(words, index):
        return False
    return any(_is_subject(r, word) for r in readings(words[index - 1].text))


def _is_subject(noun: Reading, verb: Token) -> bool:
    """Tell whether a noun may be the subject of a word that may be a verb."""
    if noun.case != "nomn" or noun.part_of_speech not in ("NOUN", "NPRO"):
        return False
    return any(
        r.part_of_speech == "VERB"
        and r.number == noun.number
        and (r.gender is None or r.gender == noun.gender)
        for r in readings(verb.text)
    )


def _has_verb(words: Sequence[Token], index: int) -> bool:
    """Tell whether another word of the clause is surely its verb."""
    start = index
    while start > 0 and not words[start].break_before:
        start -= 1
    end = index + 1
    while end < len(words) and not words[end].break_before:
        end += 1
    clause = [word for word in words[start:end] if word is not words[index]]
    return any(readings(w.text)[0].part_of_speech in _PREDICATES for w in clause)
