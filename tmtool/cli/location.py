"""Which file is the memory when the command line does not say."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tmtool.errors import InputError

CONFIGURATION = "tmtool.toml"


def find_memory(given: str | None) -> Path:
    """Return the memory's path: as given, from tmtool.toml here or above, or the user's own."""
    if given:
        return Path(given)
    return _configured(Path.cwd()) or _data_folder() / "memory.db"


def _configured(folder: Path) -> Path | None:
    for place in (folder, *folder.parents):
        file = place / CONFIGURATION
        if file.is_file():
            return _from_file(file)
    return None


def _from_file(file: Path) -> Path | None:
    import tomllib

    try:
        settings = tomllib.loads(file.read_text(encoding="utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise InputError(str(error), where=str(file), hint="Mend or remove the file.") from error
    db = settings.get("db")
    if db is not None and not isinstance(db, str):
        raise InputError("`db` must be a text", where=str(file), hint='Write db = "treaties.db".')
    return file.parent / Path(db).expanduser() if db else None


def _data_folder() -> Path:
    """Return the folder for the user's data, after each system's custom."""
    home = Path.home()
    if sys.platform == "win32":
        return Path(os.environ.get("LOCALAPPDATA", home / "AppData" / "Local")) / "tmtool"
    if sys.platform == "darwin":
        return home / "Library" / "Application Support" / "tmtool"
    return Path(os.environ.get("XDG_DATA_HOME") or home / ".local" / "share") / "tmtool"
