"""Statistics, samples and scoring files: jobs that only put parts together."""

from __future__ import annotations

from importlib import metadata
from pathlib import Path

import pytest
from building import ROOT, pair

from tmtool.errors import InputError
from tmtool.jobs import samples
from tmtool.jobs.samples import CORPUS, EXAMPLES, GLOSSARY, load_samples, sample
from tmtool.jobs.score import score_files
from tmtool.jobs.statistics import GlossaryCount
from tmtool.memory import Memory
from tmtool.models import Concept, Corpus, ScoreOptions, Term, TranslationUnit, Variant


def test_statistics_of_a_new_memory(memory: Memory):
    found = memory.statistics()
    assert (found.units, found.segments, found.corpora, found.glossaries) == (0, {}, (), ())
    assert found.path == str(memory.path)
    assert found.size == memory.path.stat().st_size > 0


def test_statistics_count_everything(memory: Memory):
    memory.add_unit(pair("Да", "Yes"), corpus="a")
    memory.add_unit(pair("Нет", "No"), corpus="b")
    trilingual = Variant("ru", "Ну"), Variant("en-GB", "Well"), Variant("de", "Nun")
    memory.add_unit(TranslationUnit(trilingual), corpus="b")
    memory.glossary.add(Concept((Term("ru", "мир"), Term("en", "peace"), Term("en", "world"))))
    found = memory.statistics()
    assert found.units == 3
    assert found.segments == {"de": 1, "en": 2, "en-GB": 1, "ru": 3}
    assert found.corpora == (Corpus("a", units=1), Corpus("b", units=2))
    assert found.glossaries == (GlossaryCount("own", 1, 3),)


@pytest.mark.parametrize("name", [CORPUS, GLOSSARY, EXAMPLES])
def test_samples_stand_beside_the_package(name: str):
    assert sample(name) == ROOT / name


class Installed:
    """A file of an installed distribution."""

    def __init__(self, folder: Path, name: str) -> None:
        self._folder, self._name = folder, name

    def as_posix(self) -> str:
        return self._name

    def locate(self) -> Path:
        return (self._folder / self._name).resolve()


def test_samples_are_found_once_installed(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    site = tmp_path / "lib" / "site-packages"
    package = site / "tmtool" / "jobs" / "samples.py"
    names = [
        "tmtool/__init__.py",
        *(f"../../share/tmtool/{n}" for n in (CORPUS, f"{EXAMPLES}/a.txt")),
    ]
    for name in names:
        path = (site / name).resolve()
        path.parent.mkdir(parents=True, exist_ok=True)
        path.touch()
    monkeypatch.setattr(samples, "__file__", str(package))
    monkeypatch.setattr(metadata, "files", lambda _: [Installed(site, name) for name in names])
    assert sample(CORPUS) == tmp_path / "share" / "tmtool" / CORPUS
    assert sample(EXAMPLES) == tmp_path / "share" / "tmtool" / EXAMPLES
    assert sample(EXAMPLES).is_dir()
    with pytest.raises(InputError, match="lacks its sample data") as refused:
        sample(GLOSSARY)
    assert "Install it again" in str(refused.value.hint)


def test_loading_the_samples_says_what_was_added_and_twice_adds_nothing(memory: Memory):
    first = list(load_samples(memory))
    (corpus,) = memory.corpora()
    assert first[0] == f"{corpus.units:,} units added to the corpus treaties"
    assert (corpus.origin, corpus.licence) == (samples.ORIGIN, samples.LICENCE)
    (glossary,) = memory.statistics().glossaries
    assert first[1] == f"{glossary.concepts} concepts added to the glossary treaties"
    assert list(load_samples(memory)) == [
        "0 units added to the corpus treaties",
        "0 concepts added to the glossary treaties",
    ]
    assert memory.history() == []


def test_scoring_files_names_the_drafts_as_they_are_given():
    examples = sample(EXAMPLES)
    good, weak = examples / "draft-good.en.txt", examples / "draft-weak.en.txt"
    report = score_files(
        [good, weak], [examples / "reference.en.txt"], ScoreOptions(metrics=("chrf",))
    )
    assert [score.draft for score in report.scores] == [str(good), str(weak)]
    assert report.scores[0].score > report.scores[1].score
    assert report.segments == 41


def test_files_of_different_lengths_are_not_scored(tmp_path: Path):
    (tmp_path / "draft").write_text("one\n")
    (tmp_path / "reference").write_text("one\ntwo\n")
    with pytest.raises(InputError):
        score_files([tmp_path / "draft"], [tmp_path / "reference"], ScoreOptions(metrics=("chrf",)))
