"""Language tags (BCP 47) and what tmtool knows of single languages."""

from __future__ import annotations

import re
from collections.abc import Iterable

from tmtool.errors import LanguageError

_TAG = re.compile(r"[A-Za-z]{2,3}(-[A-Za-z]{4})?(-([A-Za-z]{2}|[0-9]{3}))?(-[A-Za-z0-9]{1,8})*")

ISO_639_1 = frozenset(
    """aa ab ae af ak am an ar as av ay az ba be bg bh bi bm bn bo br bs ca ce ch co cr cs cu cv cy
    da de dv dz ee el en eo es et eu fa ff fi fj fo fr fy ga gd gl gn gu gv ha he hi ho hr ht hu hy
    hz ia id ie ig ii ik io is it iu ja jv ka kg ki kj kk kl km kn ko kr ks ku kv kw ky la lb lg li
    ln lo lt lu lv mg mh mi mk ml mn mr ms mt my na nb nd ne ng nl nn no nr nv ny oc oj om or os pa
    pi pl ps pt qu rm rn ro ru rw sa sc sd se sg si sk sl sm sn so sq sr ss st su sv sw ta te tg th
    ti tk tl tn to tr ts tt tw ty ug uk ur uz ve vi vo wa wo xh yi yo za zh zu""".split()
)
"""Two-letter codes of ISO 639-1; three-letter codes of ISO 639-3 are taken as they are."""

_SHORTER = dict(
    pair.split("=")
    for pair in """ara=ar aze=az bel=be bul=bg cat=ca ces=cs cze=cs dan=da deu=de ger=de ell=el
    gre=el eng=en est=et fas=fa per=fa fin=fi fra=fr fre=fr heb=he hin=hi hrv=hr hun=hu hye=hy
    arm=hy ind=id ita=it jpn=ja kat=ka geo=ka kaz=kk kir=ky kor=ko lav=lv lit=lt mon=mn nld=nl
    dut=nl nor=no pol=pl por=pt ron=ro rum=ro rus=ru slk=sk slo=sk slv=sl spa=es srp=sr swe=sv
    tgk=tg tuk=tk tur=tr ukr=uk uzb=uz vie=vi zho=zh chi=zh""".split()
)
"""Codes of ISO 639-2 and the shorter ones that BCP 47 wants instead."""

_CYRILLIC = frozenset("be bg mk ru uk".split())
_LATIN = frozenset(
    "ca cs da de en es et fi fr ga hr hu is it lt lv mt nb nl nn no pl pt ro sk sl sq sv tr".split()
)
"""Languages that are written in one script alone, unless their tag names another."""


def normalise(tag: str) -> str:
    """Return a language tag in its usual spelling: `EN_us` gives `en-US`, `rus` gives `ru`.

    Raises LanguageError for what is no tag or no registered language.
    """
    spelled = tag.strip().replace("_", "-")
    if not _TAG.fullmatch(spelled):
        raise LanguageError(
            f"{tag!r} is not a language tag",
            hint="Give a BCP 47 tag such as ru, en or en-GB.",
        )
    first, *rest = spelled.split("-")
    language = _SHORTER.get(first.lower(), first.lower())
    if len(language) == 2 and language not in ISO_639_1:
        raise LanguageError(
            f"unknown language {tag!r}",
            hint="Give an ISO 639-1 code of two letters or an ISO 639-3 code of three: ru, tat.",
        )
    return "-".join([language, *map(_subtag, rest)])


def _subtag(part: str) -> str:
    if len(part) == 4 and part.isalpha():
        return part.title()
    return part.upper() if len(part) == 2 else part.lower()


def primary(tag: str) -> str:
    """Return the language without script and region: `en-GB` gives `en`."""
    return tag.partition("-")[0].lower()


def preferred(wanted: str, available: Iterable[str]) -> list[str]:
    """Return the available tags of the wanted language, the exact tag first.

    `en` finds `en-GB` and the reverse; the rest follow in alphabetical order.
    """
    same = [tag for tag in available if primary(tag) == primary(wanted)]
    return sorted(same, key=lambda tag: (tag != wanted, tag))


def sides(
    tags: Iterable[str],
    source: str | None = None,
    target: str | None = None,
    *,
    in_order: bool = False,
    declared: str | None = None,
) -> tuple[str | None, str | None]:
    """Return the source and the target language of units with these languages.

    Those not given are the first other ones; where neither is, the source is the one that is
    `declared`. Else, of Russian and English, Russian is the source, unless the order of the
    languages says which one is (`in_order`).
    """
    found = list(tags)
    if source is None and target is None and declared:
        source = next(iter(preferred(declared, found)), None)
    guessed = source is None and target is None and not in_order
    if guessed and {"ru", "en"} == {*map(primary, found)}:
        found.sort(key=lambda tag: primary(tag) == "en")
    known = {primary(tag) for tag in (source, target) if tag}
    rest = iter([tag for tag in found if primary(tag) not in known])
    source = source or next(rest, None)
    target = target or next(rest, None)
    return source, target


def only_pair(
    tags: Iterable[str], source: str | None = None, target: str | None = None
) -> tuple[str, str] | None:
    """Return the source and the target where the tags are of no more than these two languages.

    Of languages that are not given English is the source. A language with several regions is
    named without one: `en` for `en-GB` and `en-US`. `None` where it is not clear.
    """
    regions: dict[str, list[str]] = {}
    for tag in sorted(set(tags)):
        regions.setdefault(primary(tag), []).append(tag)
    names = {one: found[0] if len(found) == 1 else one for one, found in regions.items()}
    if len(regions) == 1 and source is target is None:
        found = next(iter(regions.values()))
        return (found[0], found[1]) if len(found) == 2 else None
    given = {primary(tag) for tag in (source, target) if tag}
    others = sorted(names.keys() - given, key=lambda one: (one != "en", one))
    if len(given) + len(others) != 2:
        return None
    free = iter(names[one] for one in others)
    return source or next(free), target or next(free)


def detect(text: str) -> str | None:
    """Return `ru` or `en` by the script of most letters, or `None` where there are none."""
    cyrillic = sum("\u0400" <= char <= "\u04ff" for char in text)
    latin = sum(char.isascii() and char.isalpha() for char in text)
    if cyrillic == latin == 0:
        return None
    return "ru" if cyrillic >= latin else "en"


def other_script(text: str, tag: str) -> str | None:
    """Return `ru` or `en`, as a text looks, where its script cannot be that of its language."""
    seen = detect(text)
    wrong = {"ru": _LATIN, "en": _CYRILLIC}.get(seen or "", frozenset())
    named = any(len(part) == 4 and part.isalpha() for part in tag.split("-"))
    return seen if primary(tag) in wrong and not named else None
