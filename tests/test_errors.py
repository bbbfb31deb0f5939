from __future__ import annotations

import pickle

import pytest

from tmtool import errors
from tmtool.errors import TmtoolError


@pytest.mark.parametrize("name", errors.__all__)
def test_every_error_is_a_tmtool_error(name: str):
    assert issubclass(getattr(errors, name), TmtoolError)


def test_all_is_sorted_and_complete():
    defined = [n for n, value in vars(errors).items() if isinstance(value, type)]
    assert errors.__all__ == sorted(defined)


@pytest.mark.parametrize(
    ("error", "parent"),
    [
        (errors.InputError, TmtoolError),
        (errors.LanguageError, errors.InputError),
        (errors.MemoryFileError, TmtoolError),
        (errors.VersionError, errors.MemoryFileError),
        (errors.NotFoundError, TmtoolError),
    ],
)
def test_the_tree(error: type[TmtoolError], parent: type[TmtoolError]):
    assert error.__bases__ == (parent,)


@pytest.mark.parametrize(
    ("where", "hint", "message"),
    [
        (None, None, "too long"),
        ("a.tmx:3", None, "a.tmx:3: too long"),
        (None, "Cut it.", "too long\nCut it."),
        ("a.tmx:3", "Cut it.", "a.tmx:3: too long\nCut it."),
    ],
)
def test_an_error_says_where_what_and_what_to_do(where, hint, message):
    error = errors.InputError("too long", where=where, hint=hint)
    assert str(error) == message
    assert (error.what, error.where, error.hint) == ("too long", where, hint)


def test_an_error_survives_pickling():
    error = pickle.loads(pickle.dumps(errors.VersionError("new", where="a.db", hint="Upgrade.")))
    assert isinstance(error, errors.VersionError)
    assert (error.what, error.where, error.hint) == ("new", "a.db", "Upgrade.")
    assert str(error) == "a.db: new\nUpgrade."
