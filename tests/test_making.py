"""Units made in a fast way are like those that their constructor makes."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, fields

import pytest

from tmtool.models import TranslationUnit, Variant
from tmtool.models.making import make_unit, make_variant


def test_they_are_equal_and_cannot_be_changed():
    variant = make_variant("en", "a", "<ph/>")
    assert variant == Variant("en", "a", "<ph/>")
    assert hash(variant) == hash(Variant("en", "a", "<ph/>"))
    assert type(variant) is Variant
    names = [
        field.name for field in fields(TranslationUnit) if field.name not in ("variants", "id")
    ]
    values = {name: name for name in names}
    unit = make_unit((variant,), **values)
    assert unit == TranslationUnit((variant,), **values)
    assert repr(unit) == repr(TranslationUnit((variant,), **values))
    assert pickle.loads(pickle.dumps(unit)) == unit
    for made, name in ((variant, "text"), (unit, "tuid")):
        with pytest.raises(FrozenInstanceError):
            setattr(made, name, "b")
