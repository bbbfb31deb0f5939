"""What is filled into bilingual files, and what came of it."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from tmtool.models.analysis import BandVolume

FillKind = Literal["exact", "context", "repaired", "fuzzy"]
FILL_KINDS: tuple[FillKind, ...] = ("exact", "context", "repaired", "fuzzy")


@dataclass(frozen=True, slots=True)
class Blank:
    """A text of a bilingual file; `wanted` tells whether a translation may be filled in.

    Texts that follow one another with the same `document` are each other's context; those
    without a document are not. `context` is a context id (gettext's msgctxt and the like),
    `plural` the plural of gettext. What is not wanted is translated, unless it is `locked`.
    """

    text: str
    source_language: str
    target_language: str
    context: str | None = None
    plural: str | None = None
    document: str | None = None
    wanted: bool = True
    locked: bool = False


@dataclass(frozen=True, slots=True)
class Fill:
    """A translation for a text: one text, or all plural forms.

    `source` and `source_context` are those that the translation was made for, `rate` (0-100)
    tells how like that is; `note` is for people. `source_markup` and `target_markup` are the
    match's texts with their inline elements. `plural_forms` is gettext's rule for plural forms
    that are not those usual in the language.
    """

    texts: tuple[str, ...]
    kind: FillKind
    source: str | None = None
    source_context: str | None = None
    note: str | None = None
    rate: int = 100
    corpus: str | None = None
    source_markup: str | None = None
    target_markup: str | None = None
    plural_forms: str | None = None

    @property
    def is_sure(self) -> bool:
        """Whether the translation is that of the very text, so that nobody must look at it."""
        return self.kind in ("exact", "context")


@dataclass(frozen=True, slots=True)
class FillOrigin:
    """How many translations of each kind came from a corpus."""

    corpus: str
    exact: int = 0
    context: int = 0
    repaired: int = 0
    fuzzy: int = 0


@dataclass(frozen=True, slots=True)
class FillReport:
    """How many texts of a file got which kind of translation, kept theirs or stayed empty.

    `repaired` and `fuzzy` are those that a person must look at, and are marked so in the file;
    `locked` are those that the file says must not be translated. `origins` tell from where the
    translations came, the corpus with the most first. `obsolete` counts the translations that a
    newer template has no use for, None without one. `warnings` tell what was wrong with the file.
    `bands` count the texts that were looked
    up by their best match, each plural form by itself; a match below the lowest rate is `new`.
    `terms` counts the texts that got terms of the glossary as a note.
    """

    total: int
    exact: int = 0
    context: int = 0
    repaired: int = 0
    fuzzy: int = 0
    kept: int = 0
    empty: int = 0
    locked: int = 0
    origins: tuple[FillOrigin, ...] = ()
    obsolete: int | None = None
    warnings: tuple[str, ...] = ()
    terms: int = 0
    bands: tuple[BandVolume, ...] = field(default=(), compare=False)
