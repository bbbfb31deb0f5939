"""Project folders of OmegaT, and the list of external searches in them."""

from __future__ import annotations

from pathlib import Path
from xml.etree import ElementTree as ET

import pytest
from hypothesis import given
from hypothesis import strategies as st

from tmtool.errors import InputError
from tmtool.formats.omegat_finder import NAME, write_entry
from tmtool.formats.omegat_project import make_project, read_project

COMMAND = ("/usr/bin/tmtool", "--db", "/home/me/a & b.db", "concordance", "--", "{target}")


def project(folder: Path, inside: str) -> Path:
    folder.mkdir(exist_ok=True)
    (folder / "omegat.project").write_text(
        f'<?xml version="1.0"?><omegat><project version="1.0">{inside}</project></omegat>',
        encoding="utf-8",
    )
    return folder


LANGUAGES = "<source_lang>EN-us</source_lang><target_lang>ru</target_lang>"


def test_a_project_that_is_made_can_be_read(tmp_path: Path):
    made = make_project(tmp_path / "new", "ru", "en-GB")
    assert made == read_project(tmp_path / "new")
    assert (made.source_language, made.target_language) == ("ru", "en-GB")
    assert made.memories.is_dir()
    assert made.glossaries.is_dir()
    assert {path.name for path in (tmp_path / "new").iterdir()} == {
        *("source", "target", "tm", "glossary", "dictionary", "omegat", "omegat.project")
    }


@pytest.mark.parametrize(
    ("inside", "memories", "glossaries"),
    [
        (LANGUAGES, "tm", "glossary"),
        (f"{LANGUAGES}<tm_dir>__DEFAULT__</tm_dir>", "tm", "glossary"),
        (f"<tm_dir>memories/own/</tm_dir>{LANGUAGES}", "memories/own", "glossary"),
        (f"<glossary_dir>./words</glossary_dir>{LANGUAGES}", "tm", "words"),
        (f"<tm_dir></tm_dir>{LANGUAGES}", "tm", "glossary"),
    ],
)
def test_folders(tmp_path: Path, inside: str, memories: str, glossaries: str):
    found = read_project(project(tmp_path / "p", inside))
    assert (found.source_language, found.target_language) == ("en-US", "ru")
    assert found.memories == tmp_path / "p" / memories
    assert found.glossaries == tmp_path / "p" / glossaries


@pytest.mark.parametrize(
    ("inside", "said"),
    [
        ("", "<source_lang> of the project"),
        ("<source_lang>xx</source_lang><target_lang>ru</target_lang>", "unknown language"),
        (f"<tm_dir>/etc</tm_dir>{LANGUAGES}", "outside of the project"),
        (f"<tm_dir>../../tm</tm_dir>{LANGUAGES}", "outside of the project"),
        (f"<glossary_dir>a/../../b</glossary_dir>{LANGUAGES}", "outside of the project"),
        ("<a>", "not well-formed"),
    ],
)
def test_projects_that_are_refused(tmp_path: Path, inside: str, said: str):
    with pytest.raises(InputError, match=said) as caught:
        read_project(project(tmp_path / "p", inside))
    assert caught.value.hint


def test_a_link_out_of_the_project_is_refused(tmp_path: Path):
    folder = project(tmp_path / "p", LANGUAGES)
    (tmp_path / "elsewhere").mkdir()
    (folder / "tm").symlink_to(tmp_path / "elsewhere")
    with pytest.raises(InputError, match="outside of the project"):
        read_project(folder)


@pytest.mark.parametrize(
    "content",
    [
        '<!DOCTYPE x [<!ENTITY a "b">]><omegat>&a;</omegat>',
        '<!DOCTYPE x [<!ENTITY a SYSTEM "file:///etc/passwd">]><omegat>&a;</omegat>',
        "<tmx/>",
        "",
        "\x00\x01",
        "<omegat>" + "<a>" * 400_000,
    ],
)
def test_hostile_projects_are_refused(tmp_path: Path, content: str):
    (tmp_path / "omegat.project").write_text(content, encoding="utf-8")
    with pytest.raises(InputError):
        read_project(tmp_path)


def names(path: Path) -> list[str | None]:
    return [item.findtext("name") for item in ET.parse(path).getroot()]


def test_an_entry_in_a_new_file(tmp_path: Path):
    path = tmp_path / "finder.xml"
    assert write_entry(path, COMMAND)
    (item,) = ET.parse(path).getroot()
    command = item.find("command")
    assert command is not None
    assert command.text == "|".join(COMMAND)
    assert command.get("delimiter") == "|"
    assert not write_entry(path, COMMAND)
    assert write_entry(path, ("other", "{target}"))
    assert names(path) == [NAME]


def test_a_command_with_the_usual_sign_in_it(tmp_path: Path):
    path = tmp_path / "finder.xml"
    write_entry(path, ("a|b", "ё", "{target}"))
    command = ET.parse(path).getroot()[0].find("command")
    assert command is not None
    assert (command.text, command.get("delimiter")) == ("a|b;ё;{target}", ";")
    with pytest.raises(InputError):
        write_entry(path, ("|;^\t", "{target}"))


OTHERS = '<item nopopup="true">\n <name>Ё &amp; x</name><url>http://a/{target}</url></item>'


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("<items>", "</items>"),
        (
            '\ufeff<?xml version="1.0" encoding="UTF-8"?>\r\n<items priority="3">\r\n',
            "\r\n</items>\n",
        ),
        ("<!-- mine --><items>", "<!-- </items> --></items><!-- end -->"),
        ("<items>" + OTHERS * 3, "</items>"),
    ],
)
def test_other_entries_stay_byte_for_byte(tmp_path: Path, before: str, after: str):
    path = tmp_path / "finder.xml"
    old = f"{before}{OTHERS}{after}".encode()
    path.write_bytes(old)
    assert write_entry(path, COMMAND)
    new = path.read_bytes()
    assert names(path)[-1] == NAME
    head, _, tail = new.partition(b"    <item><name>" + NAME.encode())
    assert head + tail.partition(b"</item>\n")[2] == old
    assert not write_entry(path, COMMAND)
    write_entry(path, ("short", "{target}"))
    assert names(path).count(NAME) == 1
    write_entry(path, COMMAND)
    assert path.read_bytes() == new


@pytest.mark.parametrize("empty", ["<items/>", '<items priority="1" />', "<items></items>"])
def test_an_empty_list(tmp_path: Path, empty: str):
    path = tmp_path / "finder.xml"
    path.write_text(f"{empty}\n", encoding="utf-8")
    write_entry(path, COMMAND)
    assert names(path) == [NAME]


def test_a_list_in_another_encoding(tmp_path: Path):
    path = tmp_path / "finder.xml"
    old = f'<?xml version="1.0" encoding="windows-1251"?><items>{OTHERS}</items>'
    path.write_bytes(old.encode("cp1251"))
    write_entry(path, ("ё", "{target}"))
    assert names(path) == ["Ё & x", NAME]


def test_two_entries_of_ours_become_one(tmp_path: Path):
    path = tmp_path / "finder.xml"
    ours = f"<item><name> {NAME} </name><url>x</url></item >"
    path.write_text(f"<items>{ours}{OTHERS}{ours}</items>", encoding="utf-8")
    write_entry(path, COMMAND)
    assert names(path) == [NAME, "Ё & x"]


@pytest.mark.parametrize(
    "content",
    [
        b"<items>",
        b"<item/>",
        b"",
        "<items/>".encode("utf-16"),
        b'<!DOCTYPE x [<!ENTITY a "b">]><items>&a;</items>',
        b"<items>" + b" " * (1 << 20) + b"</items>",
    ],
)
def test_lists_that_are_refused_stay(tmp_path: Path, content: bytes):
    path = tmp_path / "finder.xml"
    path.write_bytes(content)
    with pytest.raises(InputError):
        write_entry(path, COMMAND)
    assert path.read_bytes() == content


@given(
    st.lists(
        st.text(
            st.characters(codec="utf-8", exclude_categories=["Cc", "Cn"], exclude_characters="|")
        )
    )
)
def test_any_command_comes_back(tmp_path_factory, words: list[str]):
    path = tmp_path_factory.mktemp("finder") / "finder.xml"
    command = (*words, "{target}")
    write_entry(path, command)
    found = ET.parse(path).getroot()[0].find("command")
    assert found is not None
    assert (found.text or "").split("|") == list(command)
