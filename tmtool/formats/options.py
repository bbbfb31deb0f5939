"""How files are read and written, as users say it, and what a record lost on being taken."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from tmtool.errors import LanguageError
from tmtool.languages import normalise

__all__ = ["PROFILES", "Profile", "ReadOptions", "Remark", "SegmentUnit", "WriteOptions"]

Profile = Literal["compatible", "full"]
PROFILES: tuple[Profile, ...] = ("compatible", "full")
"""What TMX is written for: other programs, or tmtool itself."""


SegmentUnit = Literal["sentences", "paragraphs"]
"""What the text of a document is cut into."""


@dataclass(frozen=True, slots=True)
class Remark:
    """What a record lost on being taken: `where` it stands, the `kind` of loss, and `what` it is.

    Remarks of one kind are told together; a record with remarks is counted once all the same.
    """

    where: str
    kind: str
    what: str


@dataclass(frozen=True, slots=True)
class ReadOptions:
    """What the user says about a file; languages are normalised, LanguageError if unknown.

    `columns` names the columns of a table, `header` says whether its first row names them;
    `sheet` is that of a workbook, the first by default. `recover` has TMX repaired that is not
    well-formed; `told` is called with a remark for each repair. `segments` says what the text of
    a document is cut into, by the rules of its language or those that an SRX file (`srx`) has.
    """

    source_language: str | None = None
    target_language: str | None = None
    columns: tuple[str, ...] | None = None
    header: bool | None = None
    encoding: str | None = None
    sheet: str | None = None
    recover: bool = False
    segments: SegmentUnit = "sentences"
    srx: Path | None = None
    told: Callable[[Remark], None] | None = field(default=None, compare=False, repr=False)

    def __post_init__(self) -> None:
        _normalise_languages(self)


@dataclass(frozen=True, slots=True)
class WriteOptions:
    """The languages to write; they are normalised, LanguageError if unknown.

    With `no_formulas` a spreadsheet takes no cell of a CSV or TSV file for a formula.
    `profile` and `language_tags` are for TMX: `compatible` with all editors, or `full` with all
    that tmtool knows; and the tags that languages get in the file, such as `en-US` for `en`.
    """

    source_language: str | None = None
    target_language: str | None = None
    no_formulas: bool = False
    profile: Profile = "compatible"
    language_tags: Mapping[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        _normalise_languages(self)
        tags = {normalise(tag): _checked(spelled) for tag, spelled in self.language_tags.items()}
        object.__setattr__(self, "language_tags", tags)


def _checked(tag: str) -> str:
    """Return a tag as it is spelled; LanguageError for what is no tag of XML."""
    normalise(tag)
    if "_" in tag or tag != tag.strip():
        raise LanguageError(
            f"{tag!r} is not a language tag as XML has them",
            hint="Write it with hyphens, such as en-US.",
        )
    return tag


def _normalise_languages(options: ReadOptions | WriteOptions) -> None:
    for name in ("source_language", "target_language"):
        tag: str | None = getattr(options, name)
        if tag is not None:
            object.__setattr__(options, name, normalise(tag))
