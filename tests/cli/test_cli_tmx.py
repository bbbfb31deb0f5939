"""TMX on the command line: repair, packed files, profiles, tags and dates."""

from __future__ import annotations

import gzip

import pytest

BROKEN = (
    '<tmx version="1.4"><header/><body>\n<tu><tuv lang="en"><seg>R&D</seg></tuv>'
    '<tuv lang="ru"><seg>НИОКР\x1f</seg></tuv></tu></body></tmx>'
)


def test_what_is_not_well_formed_is_refused_with_the_remedy_and_repaired_when_asked(
    ok, refused, place
):
    (place / "a.tmx").write_text(BROKEN, encoding="utf-8")
    said = refused("import", "a.tmx")
    assert said.startswith("Error: a.tmx:2: not well-formed XML at column 28")
    assert "tmtool import --recover" in said
    done = ok("import", "a.tmx", "--recover", "--corpus", "new")
    assert "Warning: a.tmx: ampersands that stand for themselves, written as &amp;: 1" in done.err
    assert "Warning: a.tmx: characters that XML does not allow, left out: 1 (line 2: U+001F)" in (
        done.err
    )
    ok("export", "b.tmx.gz", "--corpus", "new")
    text = gzip.decompress((place / "b.tmx.gz").read_bytes()).decode()
    assert '<tuv xml:lang="en"><seg>R&amp;D</seg></tuv>' in text
    assert '<tuv xml:lang="ru"><seg>НИОКР</seg></tuv>' in text


@pytest.mark.usefixtures("small")
def test_tags_profiles_and_dates(ok, refused, place):
    ok("export", "a.tmx", "--lang-map", "en=en-US,ru=ru-RU", "-s", "en", "-t", "ru")
    text = (place / "a.tmx").read_text(encoding="utf-8")
    assert 'srclang="en-US"' in text
    assert text.count('xml:lang="en-US"') == text.count('xml:lang="ru-RU"') == 5
    ok("export", "b.tmx", "--profile", "full")
    assert 'srclang="*all*"' in (place / "b.tmx").read_text(encoding="utf-8")
    assert "is not a language and the tag" in refused("export", "c.tmx", "--lang-map", "en")
    assert "csv files have no profiles" in refused("export", "c.csv", "--profile", "full")
    counts = [
        ok("export", "d.tmx", "--until", until).err.split()[0]
        for until in ("2024-01-01", "2025-01-15", "2999-12-31")
    ]
    assert counts[0] < counts[1] < counts[2] == "5"
