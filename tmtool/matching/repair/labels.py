"""Which number is the name of something: Article 5, пункт 2, No. 7."""

from __future__ import annotations

import re
from functools import cache

__all__ = ["label"]

_LABELS = {
    "article": (r"articles?|arts?\.", r"стат[ьеё]\w+|статей|стать|ст\."),
    "paragraph": (r"paragraphs?|paras?\.", r"пункт\w*|пп?\."),
    "subparagraph": (r"sub-?paragraphs?", r"подпункт\w*|пп?\."),
    "section": (r"sections?|sec\.", r"раздел\w*"),
    "chapter": (r"chapters?", r"глав\w+|гл\."),
    "annex": (r"annex(?:es)?|appendi(?:x|ces)", r"приложени\w+"),
    "part": (r"parts?", r"част\w+|ч\."),
    "rule": (r"rules?", r"правил\w*"),
    "protocol": (r"protocols?", r"протокол\w*"),
    "resolution": (r"resolutions?", r"резолюци\w+"),
    "table": (r"tables?", r"таблиц\w*|табл\."),
    "figure": (r"figures?|figs?\.", r"рисун\w+|рис\."),
    "page": (r"pages?|pp?\.", r"страниц\w*|стр\."),
    "number": (r"nos?\.|№|#", r"№|номер\w*"),
    "version": (r"versions?", r"верси\w+"),
    "example": (r"examples?", r"пример\w*"),
    "step": (r"steps?", r"шаг\w*"),
    "clause": (r"clauses?", r"оговор\w+"),
    "item": (r"items?", r"позици\w+"),
}
_LANGUAGES = ("en", "ru")
_JOIN = r"(?:,|;|и|или|по|до|and|or|to|through|[-–‑])"
_LIST = rf"(?:[0-9IVX.]+(?:\s*\([\w]+\))?\s*{_JOIN}\s*)*"


def label(text: str, start: int, language: str) -> str | None:
    """Return what kind of thing the number at `start` names, such as `article`, or None."""
    match = _pattern(language).search(text[max(0, start - 80) : start])
    return match.lastgroup if match else None


@cache
def _pattern(language: str) -> re.Pattern[str]:
    side = _LANGUAGES.index(language)
    names = "|".join(f"(?P<{name}>{forms[side]})" for name, forms in _LABELS.items())
    return re.compile(rf"(?<!\w)(?:{names})\s*(?:{_LIST})$", re.IGNORECASE)
