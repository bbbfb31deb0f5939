"""Which file is the memory: --db, TMTOOL_DB, tmtool.toml here or above, the user's data folder."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest


@pytest.fixture
def memory_of(ok):
    """The file that a command uses, made where it is missing."""

    def memory_of(*options: str) -> Path:
        ok(*options, "init")
        return Path(ok(*options, "stats", "-f", "json").json["path"])

    return memory_of


def configure(folder: Path, text: str) -> Path:
    file = folder / "tmtool.toml"
    file.write_text(text, encoding="utf-8")
    return file


def test_the_option_comes_first(memory_of, place):
    configure(place, 'db = "toml.db"')
    assert memory_of("--db", "option.db") == Path("option.db")
    assert sorted(p.name for p in place.glob("*.db")) == ["option.db"]


def test_then_the_environment(memory_of, place, monkeypatch):
    configure(place, 'db = "toml.db"')
    monkeypatch.setenv("TMTOOL_DB", "environment.db")
    assert memory_of() == Path("environment.db")


@pytest.fixture
def no_environment(monkeypatch):
    monkeypatch.delenv("TMTOOL_DB")


@pytest.mark.usefixtures("no_environment")
class TestConfiguration:
    def test_here(self, memory_of, place):
        configure(place, 'db = "toml.db"')
        assert memory_of() == place / "toml.db"

    def test_above(self, memory_of, place, monkeypatch):
        configure(place, 'db = "data/toml.db"')
        (place / "a" / "b").mkdir(parents=True)
        monkeypatch.chdir(place / "a" / "b")
        assert memory_of() == place / "data" / "toml.db"

    def test_the_nearest(self, memory_of, place, monkeypatch):
        configure(place, 'db = "far.db"')
        (place / "a" / "b").mkdir(parents=True)
        configure(place / "a", 'db = "near.db"')
        monkeypatch.chdir(place / "a" / "b")
        assert memory_of() == place / "a" / "near.db"

    def test_an_absolute_path_and_a_home(self, memory_of, place, tmp_path, monkeypatch):
        (tmp_path / "home").mkdir()
        configure(place, f"db = '{tmp_path / 'elsewhere.db'}'")
        assert memory_of() == tmp_path / "elsewhere.db"
        configure(place, 'db = "~/mine.db"')
        assert memory_of() == tmp_path / "home" / "mine.db"
        assert memory_of("--db", "~/yours.db") == tmp_path / "home" / "yours.db"

    def test_a_byte_order_mark(self, memory_of, place):
        (place / "tmtool.toml").write_text('db = "toml.db"', encoding="utf-8-sig")
        assert memory_of() == place / "toml.db"

    @pytest.mark.parametrize(
        ("text", "what"),
        [
            ("db = \n", "tmtool.toml: is not TOML: "),
            ('db = "a.db', "tmtool.toml: is not TOML: "),
            ("db = 5", "tmtool.toml: `db` must be the name of a file"),
            ('db = ""', "tmtool.toml: `db` must be the name of a file"),
            ('[db]\nfile = "a.db"', "tmtool.toml: `db` must be the name of a file"),
            ('bd = "a.db"', "tmtool.toml: there is no setting 'bd'"),
            ('db = "a.db"\n[check]\nnumber = "off"', "tmtool.toml: there is no setting 'check'"),
        ],
    )
    def test_broken(self, refused, place, text, what):
        """A slip in the configuration must not send the units to another memory."""
        configure(place, text)
        for command in (["stats"], ["unit", "add", "Статья", "Article"], ["init"]):
            said = refused(*command)
            assert what in said
            assert 'Write db = "treaties.db"' in said
        assert not list(place.parent.rglob("*.db"))

    def test_not_utf_8(self, refused, place):
        (place / "tmtool.toml").write_bytes('db = "память.db"'.encode("cp1251"))
        assert "tmtool.toml: is not UTF-8" in refused("stats")

    def test_where_no_memory_is_needed_it_does_not_matter(self, ok, place):
        configure(place, "db = ")
        (place / "a.txt").write_text("Article 1\n", encoding="utf-8")
        done = ok("score", "a.txt", "-r", "a.txt")
        assert "No run is kept: " in done.err
        assert "is not TOML" in done.err
        assert ok("completion", "bash").err == ""

    def test_an_option_spares_it(self, ok, place):
        configure(place, "db = ")
        ok("--db", "option.db", "init")

    def test_an_empty_one_says_nothing(self, memory_of, place, tmp_path):
        configure(place, "# nothing yet\n")
        assert memory_of() == tmp_path / "data" / "tmtool" / "memory.db"

    @pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these have another folder")
    def test_else_the_users_data_folder(self, memory_of, tmp_path, monkeypatch):
        assert memory_of() == tmp_path / "data" / "tmtool" / "memory.db"
        monkeypatch.delenv("XDG_DATA_HOME")
        assert memory_of() == tmp_path / "home" / ".local" / "share" / "tmtool" / "memory.db"

    @pytest.mark.skipif(sys.platform == "win32", reason="Windows always knows the folder")
    def test_a_user_without_a_home(self, refused, monkeypatch):
        def unknown():
            raise RuntimeError("Could not determine home directory.")

        monkeypatch.delenv("XDG_DATA_HOME")
        monkeypatch.setattr(Path, "home", unknown)
        said = refused("stats")
        assert "your home folder is not known" in said
        assert "--db FILE" in said


def test_folders_are_made_for_a_new_memory(ok, place):
    done = ok("--db", "a/b/memory.db", "init")
    assert done.err == f"Created the memory {Path('a/b/memory.db')}\n"
    assert (place / "a" / "b" / "memory.db").is_file()
    assert ok("--db", "a/b/memory.db", "init").err == (
        f"The memory {Path('a/b/memory.db')} is there already.\n"
    )
