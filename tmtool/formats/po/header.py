"""What the header of a PO file says, and what tmtool writes in it."""

from __future__ import annotations

import re
from collections.abc import Mapping
from datetime import UTC, datetime

from tmtool.errors import LanguageError
from tmtool.languages import normalise, primary
from tmtool.text.plural_rules import parse_rule, plural_forms

_CHARSET = re.compile(r"charset\s*=\s*([\w.:-]+)")
_SCRIPTS = {"latin": "Latn", "cyrillic": "Cyrl"}


def header_fields(text: str) -> dict[str, str]:
    """Return the fields of a header by their names as written; of one name the first counts."""
    fields: dict[str, str] = {}
    for line in text.split("\n"):
        name, colon, value = line.partition(":")
        if colon:
            fields.setdefault(name.strip(), value.strip())
    return fields


def with_fields(text: str, fields: Mapping[str, str]) -> str:
    """Return a header with these fields set; the others and their order stay."""
    missing = dict(fields)
    lines = []
    for line in text.rstrip("\n").split("\n") if text else []:
        name = line.partition(":")[0].strip()
        lines.append(f"{name}: {missing.pop(name)}" if name in missing else line)
    lines += [f"{name}: {value}" for name, value in missing.items()]
    return "".join(f"{line}\n" for line in lines)


def header_language(value: str, where: str) -> str | None:
    """Return the tag for a header's language (`pt_BR`, `sr@latin`), or None for an empty one.

    Raises LanguageError with the place for what is no language.
    """
    locale, _, modifier = value.strip().partition("@")
    locale = locale.partition(".")[0].replace("_", "-")
    if not locale:
        return None
    if modifier in _SCRIPTS:
        first, _, rest = locale.partition("-")
        locale = "-".join(filter(None, (first, _SCRIPTS[modifier], rest)))
    try:
        return normalise(locale)
    except LanguageError as error:
        raise LanguageError(error.what, where=where, hint=error.hint) from error


def locale_name(tag: str) -> str:
    """Return a language tag in gettext's spelling: `pt-BR` gives `pt_BR`, `sr-Latn` `sr@latin`."""
    first, *rest = tag.split("-")
    script = next((name for name, code in _SCRIPTS.items() if code in rest), "")
    region = next((part for part in rest if len(part) == 2 or part.isdigit()), "")
    return first + (f"_{region}" if region else "") + (f"@{script}" if script else "")


def technical_fields(language: str) -> dict[str, str]:
    """Return the fields that any catalogue in a language must have to be compiled."""
    return {
        "Language": locale_name(language),
        "MIME-Version": "1.0",
        "Content-Type": "text/plain; charset=UTF-8",
        "Content-Transfer-Encoding": "8bit",
        "Plural-Forms": plural_forms(language),
    }


def repaired(text: str, language: str) -> tuple[str, dict[str, str]]:
    """Return a header that `msgfmt -c` takes for a language, and the fields that were set.

    What is right stays as it is written, so does a plural rule that gettext can read: catalogues
    differ in it (Russian has 3 forms or 4).
    """
    known = header_fields(text)
    missing = {
        name: value
        for name, value in technical_fields(language).items()
        if not _is_right(name, known.get(name, ""), language)
    }
    return with_fields(text, missing), missing


def _is_right(name: str, value: str, language: str) -> bool:
    if name == "Language":
        return primary(value.partition("@")[0].replace("_", "-")) == primary(language)
    if name == "Content-Type":
        found = _CHARSET.search(value)
        return found is not None and found[1] != "CHARSET"
    if name == "Plural-Forms":
        return parse_rule(value) is not None
    return bool(value)


def new_header(
    project: str, language: str, source_language: str, *, changed_at: str | None, author: str | None
) -> str:
    """Return a full header, dated with the last change of what it heads (or now)."""
    changed = datetime.fromisoformat(changed_at) if changed_at else datetime.now(UTC)
    fields = {
        "Project-Id-Version": project,
        "PO-Revision-Date": changed.astimezone(UTC).strftime("%Y-%m-%d %H:%M+0000"),
        "Last-Translator": author or "unknown",
        "Language-Team": locale_name(language),
        **technical_fields(language),
        "X-Source-Language": locale_name(source_language),
        "X-Generator": "tmtool",
    }
    return with_fields("", {name: " ".join(value.split()) for name, value in fields.items()})
