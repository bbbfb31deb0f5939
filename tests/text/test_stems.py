from __future__ import annotations

import pytest

from tmtool.text.stems import ALGORITHMS, stem


@pytest.mark.parametrize(
    ("language", "forms"),
    [
        ("en", ["Treaty", "treaties"]),
        ("en-GB", ["ratify", "ratified", "RATIFYING"]),
        ("ru", ["грамота", "грамотами", "Гра\u0301мот"]),
        ("ru", ["объединённый", "объединенного"]),
        ("de-AT", ["Vertrag", "Verträge"]),
        ("fr", ["traité", "traités"]),
        ("es", ["tratado", "tratados"]),
    ],
)
def test_inflected_forms_have_one_stem(language, forms):
    assert len({stem(form, language) for form in forms}) == 1


@pytest.mark.parametrize("language", ["zh", "ja", "be", "kk", "xxx"])
def test_without_an_algorithm_the_stem_is_the_folded_word(language):
    assert stem("Ёлки", language) == "елки"


@pytest.mark.parametrize("language", ALGORITHMS)
def test_every_language_listed_has_stems(language):
    assert stem("organization", language)
