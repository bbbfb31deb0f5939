"""Format directives, with `msgfmt -c` as the judge."""

from __future__ import annotations

import re
import shutil
import subprocess
from pathlib import Path
from random import Random

import pytest

from tmtool.formats.po.directives import directives_agree

PIECES = {
    "c": "%s %d %% %1$s %2$d %*d %.2f %ld %-5s % %i %m %c %<PRIu64> %u %x %p %.*s %2$*1$d",
    "objc": "%@ %d %1$@ %2$@ %s",
    "python": "%s %d %% %(a)s %(b)d %(a)d %i %x %.2f %r % %c",
    "python-brace": "{a} {b} {0} {1} {{ }} {a.b} {a[0]} {a:>5} { } {a!r} {}",
    "java": "{0} {1} ' '' {0,number} {1,date} { }",
    "java-printf": "%s %d %1$s %2$d %% %n %b %x",
    "csharp": "{0} {1} {{ }} {0:x} { }",
    "javascript": "%s %d %% %1$s %j %o",
    "perl": "%s %d %% %1$s %2$d %vd %g",
    "perl-brace": "{a} {b} { }",
    "php": "%s %d %% %1$s %2$d %'x5d %b",
    "qt": "%1 %2 %L1 % %10",
    "qt-plural": "%n %Ln",
    "kde": "%1 %2 %3",
    "kde-kuit": "%1 %2 <b> </b>",
    "boost": "%1% %2% %s %|1$s| %%",
    "tcl": "%s %d %1$s %%",
    "sh": "$a ${b} $c",
    "ruby": "%s %d %<a>d %{b} %%",
    "lua": "%s %d %% %q",
    "awk": "%s %d %%",
    "librep": "%s %d %%",
    "elisp": "%s %d %% %S",
    "object-pascal": "%s %d %0:s %1:d %%",
    "smalltalk": "%1 %2 %%",
    "lisp": "~a ~d ~% ~s ~~",
    "scheme": "~a ~d ~% ~s ~~",
    "ycp": "%1 %2 %%",
    "gcc-internal": "%s %d %qs %< %> %D",
    "gfc-internal": "%s %d %L",
}
HEADER = (
    'msgid ""\nmsgstr "Content-Type: text/plain; charset=UTF-8\\n'
    'Plural-Forms: nplurals=2; plural=(n != 1);\\n"\n\n'
)


@pytest.mark.parametrize("kind", PIECES)
@pytest.mark.parametrize("plural", [False, True])
def test_msgfmt_takes_whatever_agrees(tmp_path: Path, kind: str, plural: bool):
    if shutil.which("msgfmt") is None:
        pytest.skip("msgfmt (GNU gettext) is not installed")
    chance, entries = Random(f"{kind} {plural}"), list[str]()
    for number in range(600):
        source = chance.choices(PIECES[kind].split(), k=chance.randrange(4))
        target = chance.sample(source, len(source))
        if chance.random() < 0.5:
            target = chance.choices(PIECES[kind].split(), k=chance.randrange(4))
        msgid, text = " z ".join([str(number), *source]), " q ".join(["т", *target])
        if not directives_agree([f"{kind}-format"], msgid, text, all_of_them=not plural):
            continue
        lines = [f"#, {kind}-format", f'msgid "{msgid}"', f'msgstr "{text}"']
        if plural:
            lines[1:] = [f'msgid "{number}"', f'msgid_plural "{msgid}"', f'msgstr[0] "{text}"']
            lines.append(f'msgstr[1] "{msgid}"')
        entries.append("\n".join([*lines, "", ""]))
    assert len(entries) > 30
    path = tmp_path / "a.po"
    path.write_text(HEADER + "".join(entries), encoding="utf-8")
    done = subprocess.run(
        ["msgfmt", "--check-format", "-o", "/dev/null", path], capture_output=True, check=False
    )
    assert re.findall(r".*\d: (?!warning).*", done.stderr.decode()) == []


@pytest.mark.parametrize(
    ("flags", "msgid", "text", "agree"),
    [
        (["c-format"], "%s %d", "%d %s", False),
        (["c-format"], "%s %s", "%2$s %2$s", False),
        (["c-format"], "%s %s", "%2$s %1$s", True),
        (["c-format"], "%d %u", "%i %x", True),
        (["c-format"], "%ld", "%d", False),
        (["c-format"], "%s: 5 %%", "%s: 5 %", False),
        (["c-format"], "%d%%", "%d %%", True),
        (["objc-format"], "%@ of %@", "%2$@, %1$@", True),
        (["python-format"], "%(a)s", "%(a)d", False),
        (["python-format", "python-brace-format"], "%s {a}", "%s", False),
        (["python-brace-format"], "{a:>5}", "{a}", False),
        (["possible-c-format"], "%s", "", False),
        (["no-c-format"], "100% of it", "100% от", True),
        (["impossible-c-format"], "100% done", "готово", True),
        (["java-format"], "{0} of {1}", "{1}: {0}", True),
        (["java-format"], "{0}", "l'{0}", False),
        (["qt-format"], "%1 of %2", "%2: %1", True),
        (["kde-kuit-format"], "<b>%1</b>", "%1", False),
        (["unheard-of-format"], "%1 a", "%1 b", True),
        (["unheard-of-format"], "%1 a", "b", False),
        ([], "%(name)s left", "ушёл", False),
        ([], "%(name)s left", "%(name)s ушёл", True),
        ([], "{name} left", "{name}", True),
        ([], "{0}, {0}", "{0}", False),
        ([], "100% sure", "уверен", True),
        ([], "%s", "%d", False),
        (["fuzzy", "no-wrap"], "%s", "%s", True),
    ],
)
def test_directives(flags, msgid: str, text: str, agree: bool):
    assert directives_agree(flags, msgid, text, all_of_them=True) is agree


@pytest.mark.parametrize(
    ("flags", "text", "agree"),
    [
        (["c-format"], "one", True),
        (["c-format"], "%d", True),
        (["c-format"], "%s", False),
        ([], "one", True),
        ([], "{n}", False),
    ],
)
def test_a_form_for_one_number_need_not_name_it(flags, text: str, agree: bool):
    assert directives_agree(flags, "%d files", text, all_of_them=False) is agree
