"""Which script a text is in, and which of the languages that share a script."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache

__all__ = ["FUNCTION_WORDS", "Look", "look"]

_SCRIPTS = {
    "Latin": "A-Za-z\u00c0-\u00d6\u00d8-\u00f6\u00f8-\u024f\u1e00-\u1eff",
    "Cyrillic": "\u0400-\u052f",
    "Greek": "\u0370-\u03ff\u1f00-\u1fff",
    "Armenian": "\u0531-\u058f",
    "Hebrew": "\u05d0-\u05ea",
    "Arabic": "\u0620-\u064a\u066e-\u06d3\u0750-\u077f",
    "Devanagari": "\u0900-\u097f",
    "Bengali": "\u0980-\u09ff",
    "Tamil": "\u0b80-\u0bff",
    "Thai": "\u0e00-\u0e7f",
    "Georgian": "\u10a0-\u10ff",
    "Korean": "\u1100-\u11ff\uac00-\ud7af",
    "Japanese": "\u3040-\u30ff",
    "Chinese": "\u3400-\u4dbf\u4e00-\u9fff",
}
"""The letters of scripts; those of Japanese are its kana, Chinese characters are both's."""

_KANA = 0.1
"""The share of kana from which Chinese characters are Japanese."""

_WORDS_BY_LANGUAGE = {
    "en": "the of and to in is that for with are be this you not from on by was were or which"
    " have has it as an at can will would should your their if when a i all if no use used but been out up",
    "fr": "le la les des du et est dans une pour pas que qui sur avec par au aux ce cette vous"
    " sont ne être il elle ou n'est d'un votre plus comme l' d'une leur de à a en d l un y on se si plus n'a c'est qu'une tous",
    "de": "der die das und ist nicht von den dem mit für ein eine einer eines auf zu im werden"
    " wird sie sind oder kann bei als auch nach aus durch wenn ihre dass an in es so wie war hat um zum zur bei ist noch nur",
    "es": "el los las del y en que una para con por no es se su como más pero está son este"
    " esta ha al lo o ser fue puede debe sin sobre entre usted de la a e un o si cada todos desde hay",
    "it": "il lo gli della di che è per una con non sono del nel dei delle alla questo questa"
    " si da ha come anche più essere ed o al le i dal può a e la in i o se alle nella sul",
    "pt": "o os as do da dos das em que uma para com não por é um se ao mais como foi são está"
    " pelo pela no na ou seu sua você à também de a e na nos nas esta este isso sem só",
    "nl": "de het een van en is niet op te voor met zijn dat die wordt worden aan ook bij of"
    " door om naar kan als uit deze dit er maar in was over geen worden wel die u of",
    "pl": "w i na nie się z do jest że to o jak od przez po dla są ale lub oraz tego przy może"
    " czy być który które ten ta za a u we jego ich został jako tylko dla by",
    "cs": "a v na se je že s z do to pro by jsou nebo ale jako které který při není být o k po"
    " od tento této pokud také již ze i u ve ke byl které tak má",
    "sk": "a v na sa je že s z do to pre by sú alebo ale ako ktoré ktorý pri nie byť o k po od"
    " tento tejto ak tiež už zo i u vo ku bol tak má však",
    "hu": "a az és hogy nem is egy ez van vagy meg csak de kell lehet mint el ki ha fel már"
    " volt azt ezt minden után lesz s e be le nincs ezek szerint vagy nem",
    "ro": "și în de la nu cu pe care o un este din pentru să sau mai că ce a al ale sunt fi"
    " acest această dacă prin fost a e o i le vor nu pot doar prin",
    "sv": "och att i är det som en på för av inte med den till har ett om de kan eller från"
    " vara ska du men var denna vid så nu kunde alla finns detta detta som",
    "da": "og at i er det som en på for af ikke med den til har et om de kan eller fra være"
    " skal du men var denne ved efter så nu alle der kun dette ved hvis",
    "nb": "og å i er det som en på for av ikke med den til har et om de kan eller fra være"
    " skal du men var denne ved etter så nå alle der kun dette ved hvis",
    "fi": "ja on ei se että oli tai ovat ole kun jos mutta myös hän tämä joka voi niin kuin sen"
    " ovat jotka sekä o mukaan vain ennen voit sitä",
    "tr": "ve bir bu için ile de da olarak çok daha veya değil gibi olan var ne kadar ise sonra"
    " her en i o bunu kadar en tarafından ama",
    "id": "yang dan di untuk dengan tidak ini dari adalah pada ke dalam itu atau akan telah"
    " oleh bisa harus ada di anda kami saya juga lebih seperti jika",
    "vi": "và của là có không cho được trong này với một các để đã người khi từ những bạn bạn đó hoặc nếu này các tại trên về",
    "ru": "и в не на что с по это для как от из или к за о об его а но при если быть так все"
    " может были был также у я он она они мы вы его ее их до во со только уже нет если чтобы этот эта",
    "uk": "і в не на що з та це для як від із або до за про його а але при якщо бути так всі"
    " може були був також у є а я він вона вони ми ви його її їх ці цей ця лише вже немає й",
    "be": "і ў не на што з па гэта для як ад або да за пра яго а але пры калі быць так усе"
    " можа былі быў таксама у я ён яна яны мы вы яго яе іх гэты ці толькі ўжо няма і",
    "bg": "и в не на че с по това за как от или към са се да е като но при ако може всички"
    " беше също който които ще а я той тя те ние вие него им само вече няма тази този до",
    "mk": "и во не на што со по ова за како од или кон се да е како но при ако може сите беше"
    " исто кој кои ќе а ја тој таа тие ние вие само веќе нема оваа овој до",
    "sr": "и у не на што са по ово за како од или ка се да је као али при ако може сви био"
    " такође који које ће су а о ја он она они ми ви само већ нема овај ова до",
}

FUNCTION_WORDS: Mapping[str, frozenset[str]] = {
    tag: frozenset(words.split()) for tag, words in _WORDS_BY_LANGUAGE.items()
}
"""The commonest words of languages, in small letters: prepositions, articles, pronouns."""

_WORD = re.compile(r"[^\W\d_]+")
_CODE = re.compile(r"%(?:\(\w+\))?[a-z]\b|\{[^{}]*\}|<[^<>]*>|https?://\S+|['\u2019]s\b")
_CLEAR = 2
"""How many times as often a language's own words must stand as those of another."""

_FEWEST = 20
"""Function words from which a language is told."""

_LEAST_SHARE = 0.1
"""Their least share in all words."""


@dataclass(frozen=True, slots=True)
class Look:
    """What a text looks like.

    `scripts` has the share of each script in the letters, the largest first; `language` is the
    language, `None` where it is not clear, and `share` that of its function words in all words.
    """

    letters: int
    scripts: Mapping[str, float]
    language: str | None
    share: float

    @property
    def script(self) -> str | None:
        """The script of most letters, `None` where there are none."""
        return next(iter(self.scripts), None)


def look(segments: Iterable[str]) -> Look:
    """Return what the segments of a text look like together.

    A language is told by its function words where these are a tenth of all words, 20 at least,
    and three times as many as those of any other language that this one has not as well.
    """
    text = "\n".join(segments)
    counts = {script: len(pattern.findall(text)) for script, pattern in _patterns().items()}
    if counts["Japanese"] > _KANA * counts["Chinese"]:
        counts["Japanese"] += counts.pop("Chinese")
    letters = sum(counts.values())
    shares = {
        script: count / letters
        for script, count in sorted(counts.items(), key=lambda one: -one[1])
        if count
    }
    language, share = _language(Counter(_WORD.findall(_CODE.sub(" ", text.lower()))))
    return Look(letters, shares, language, share)


@cache
def _patterns() -> dict[str, re.Pattern[str]]:
    return {script: re.compile(f"[{letters}]") for script, letters in _SCRIPTS.items()}


def _language(words: Counter[str]) -> tuple[str | None, float]:
    total = words.total()
    seen = {
        tag: sum(words[word] for word in known) for tag, known in FUNCTION_WORDS.items()
    }
    best = max(seen, key=lambda tag: seen[tag])
    share = seen[best] / total if total else 0.0
    if seen[best] < _FEWEST or share < _LEAST_SHARE:
        return None, share
    clear = all(_is_clear(words, best, other) for other in seen if other != best)
    return (best if clear else None), share


def _is_clear(words: Counter[str], tag: str, other: str) -> bool:
    """Tell whether the words that only one of two languages has are the first one's."""
    mine, its = FUNCTION_WORDS[tag], FUNCTION_WORDS[other]
    own = sum(words[word] for word in mine - its)
    return own >= _CLEAR * max(1, sum(words[word] for word in its - mine))
