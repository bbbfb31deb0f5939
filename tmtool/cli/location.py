"""Which file is the memory when the command line does not say."""

from __future__ import annotations

import os
import sys
from pathlib import Path

from tmtool.errors import InputError

CONFIGURATION = "tmtool.toml"

SETTINGS = ("db", "checks", "analyze")
"""What tmtool.toml may have."""

_HINT = 'Write db = "treaties.db", the tables [checks] and [analyze.weights], or remove the file.'


def find_memory(given: str | None) -> Path:
    """Return the memory's path: as given, from tmtool.toml here or above, or the user's own.

    Raises InputError where tmtool.toml cannot be used.
    """
    try:
        if given:
            return Path(given).expanduser()
        return _configured(Path.cwd()) or data_folder() / "memory.db"
    except RuntimeError as error:  # of `Path.home` and `expanduser`
        raise InputError(
            "your home folder is not known", hint="Name the memory with --db FILE or TMTOOL_DB."
        ) from error


def names_memory(given: str | None) -> bool:
    """Tell whether a memory is named, by the user or by tmtool.toml."""
    return bool(given) or _configured(Path.cwd()) is not None


def check_severities() -> tuple[dict[str, object], Path | None]:
    """Return the table `[checks]` of tmtool.toml, here or above, and the file that has it.

    Raises InputError where the file cannot be used.
    """
    return _table("checks", 'Write a table: [checks], and below it double-space = "off".')


def band_weights() -> tuple[dict[str, object] | None, Path | None]:
    """Return the table `[analyze.weights]` of tmtool.toml, here or above, and its file.

    The table is `None` where there is none. Raises InputError where the file cannot be used.
    """
    hint = "Write a table: [analyze.weights], and below it repetition = 0.1."
    table, file = _table("analyze", hint)
    weights = table.get("weights")
    if weights is not None and not isinstance(weights, dict):
        raise InputError("`analyze.weights` must be a table", where=str(file), hint=hint)
    unknown = ", ".join(name for name in table if name != "weights")
    if unknown:
        raise InputError(f"`analyze` has no {unknown}", where=str(file), hint=hint)
    return weights, file


def _table(name: str, hint: str) -> tuple[dict[str, object], Path | None]:
    file = _configuration(Path.cwd())
    table = _settings(file).get(name, {}) if file else {}
    if not isinstance(table, dict):
        raise InputError(f"`{name}` must be a table", where=str(file), hint=hint)
    return table, file


def _configured(folder: Path) -> Path | None:
    file = _configuration(folder)
    return _from_file(file) if file else None


def _configuration(folder: Path) -> Path | None:
    files = (place / CONFIGURATION for place in (folder, *folder.parents))
    return next((file for file in files if file.is_file()), None)


def _from_file(file: Path) -> Path | None:
    """Return the memory that the file names, if it names one."""
    settings = _settings(file)
    if "db" not in settings:
        return None
    db = settings["db"]
    if not isinstance(db, str) or not db:
        raise InputError("`db` must be the name of a file", where=str(file), hint=_HINT)
    return file.parent / Path(db).expanduser()


def _settings(file: Path) -> dict[str, object]:
    """Return what the file has; a setting that is not known is a slip."""
    settings = _read(file)
    unknown = [name for name in settings if name not in SETTINGS]
    if unknown:
        raise InputError(f"there is no setting {unknown[0]!r}", where=str(file), hint=_HINT)
    return settings


def _read(file: Path) -> dict[str, object]:
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


def data_folder() -> Path:
    """Return the folder for the user's data, after each system's custom."""
    variable, usual = {
        "win32": ("LOCALAPPDATA", "AppData/Local"),
        "darwin": (None, "Library/Application Support"),
    }.get(sys.platform, ("XDG_DATA_HOME", ".local/share"))
    named = os.environ.get(variable) if variable else None
    return (Path(named) if named else Path.home() / usual) / "tmtool"
