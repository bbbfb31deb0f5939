"""Which file is the memory when the command line does not say."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tmtool.errors import InputError

CONFIGURATION = "tmtool.toml"

_HINT = 'Write db = "treaties.db", or remove the file.'


def find_memory(given: str | None) -> Path:
    """Return the memory's path: as given, from tmtool.toml here or above, or the user's own.

    Raises InputError where tmtool.toml cannot be used.
    """
    try:
        if given:
            return Path(given).expanduser()
        return _configured(Path.cwd()) or _data_folder() / "memory.db"
    except RuntimeError as error:  # of `Path.home` and `expanduser`
        raise InputError(
            "your home folder is not known", hint="Name the memory with --db FILE or TMTOOL_DB."
        ) from error


def _configured(folder: Path) -> Path | None:
    for place in (folder, *folder.parents):
        file = place / CONFIGURATION
        if file.is_file():
            return _from_file(file)
    return None


def _from_file(file: Path) -> Path | None:
    """Return the memory that the file names; one that names another thing is a slip."""
    settings = _settings(file)
    if not settings:
        return None
    if "db" not in settings:
        has = ", ".join(settings)
        raise InputError(f"names no memory: it has {has}, not db", where=str(file), hint=_HINT)
    db = settings["db"]
    if not isinstance(db, str) or not db:
        raise InputError("`db` must be the name of a file", where=str(file), hint=_HINT)
    return file.parent / Path(db).expanduser()


def _settings(file: Path) -> dict[str, object]:
    import tomllib

    try:
        return tomllib.loads(file.read_text(encoding="utf-8-sig"))
    except tomllib.TOMLDecodeError as error:
        raise InputError(f"is not TOML: {error}", where=str(file), hint=_HINT) from error
    except UnicodeDecodeError as error:
        raise InputError("is not UTF-8", where=str(file), hint=_HINT) from error
    except OSError as error:
        raise InputError(
            f"cannot be read: {error.strerror}",
            where=str(file),
            hint="Check its permissions, or name the memory with --db FILE.",
        ) from error


def _data_folder() -> Path:
    """Return the folder for the user's data, after each system's custom."""
    variable, usual = {
        "win32": ("LOCALAPPDATA", "AppData/Local"),
        "darwin": (None, "Library/Application Support"),
    }.get(sys.platform, ("XDG_DATA_HOME", ".local/share"))
    named = os.environ.get(variable) if variable else None
    return (Path(named) if named else Path.home() / usual) / "tmtool"
