"""Drafts, references and a source from files of any format, aligned and looked at for doubts."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from pathlib import Path

from tmtool.errors import InputError
from tmtool.formats import ReadOptions
from tmtool.formats.texts import read_texts
from tmtool.models import ScoreOptions
from tmtool.models.texts import TextSide
from tmtool.scoring.aligned import AlignedTexts, Role, Text, align, doubled_ids
from tmtool.scoring.doubts import doubts, remarks

LOOKED_AT = 200
"""Segments from the beginning by which the language of the source is told."""

_SHOWN = 3


def read_aligned_texts(
    drafts: Sequence[Path], references: Sequence[Path], source: Path | None, options: ScoreOptions
) -> tuple[AlignedTexts, tuple[str, ...]]:
    """Return aligned texts, by the names of their files, and warnings.

    Raises InputError for files that cannot be read or aligned and, unless `options` have
    `force`, for ids that stand twice and for texts that seem not to belong together.
    """
    texts = [
        *_read(drafts, "draft", options),
        *_read(references, "reference", options),
        *_read([source] if source else [], "source", options),
    ]
    by = options.align_by
    found = [] if by == "position" else list(_doubled(texts))
    warnings = [_passed(refusal, options) for refusal in found]
    aligned = align(texts, "position" if found else by)
    for doubt in doubts(aligned, options.target_language):
        refusal = InputError(doubt.what, where=doubt.where, hint=doubt.hint)
        warnings.append(_passed(refusal, options))
    return aligned, (*warnings, *remarks(aligned))


def source_sample(drafts: Sequence[Path], source: Path | None, options: ScoreOptions) -> str:
    """Return the beginning of the source, by which its language is told; empty if there is none.

    That of its own file, or else of the first draft that has it.
    """
    if source is not None:
        text = next(_read([source], "source", options))
        return " ".join(record.text for record in text.records[:LOOKED_AT])
    for text in _read(drafts, "draft", options):
        found = [record.source for record in text.records[:LOOKED_AT] if record.source]
        if found:
            return " ".join(found)
    return ""


def _read(paths: Sequence[Path], role: Role, options: ScoreOptions) -> Iterator[Text]:
    side: TextSide = "target" if role == "draft" else role
    reading = ReadOptions(
        options.source_language,
        options.target_language,
        columns=options.columns,
        encoding=options.encoding,
    )
    for path in dict.fromkeys(paths):
        records = read_texts(path, reading, side=side, format_name=options.format_name)
        yield Text(str(path), role, list(records))


def _passed(doubt: InputError, options: ScoreOptions) -> str:
    """Return a doubt as a warning; raises it unless it may pass."""
    if not options.force:
        raise doubt
    return f"{doubt.where}: {doubt.what}" if doubt.where else doubt.what


def _doubled(texts: Sequence[Text]) -> Iterator[InputError]:
    """Yield what is wrong with texts that have an id twice, where all texts have ids."""
    if not all(text.ids for text in texts):
        return
    for text in texts:
        found = doubled_ids(text)
        if found:
            shown = "; ".join(f"{key!r} at {', '.join(at[:_SHOWN])}" for key, at in found[:_SHOWN])
            yield InputError(
                f"{len(found):,} {'id stands' if len(found) == 1 else 'ids stand'} more than once"
                f" ({shown})",
                where=text.name,
                hint="Give each segment an id of its own; --force aligns by position instead.",
            )
