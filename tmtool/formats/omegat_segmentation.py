"""Our segmentation rules for OmegaT: as SRX for OmegaT 6 on, and as it had them before."""

from __future__ import annotations

from pathlib import Path

from tmtool.formats.files import replacing
from tmtool.formats.inline import escape_text
from tmtool.formats.srx import our_rules, write_srx
from tmtool.text.segmentation.patterns import BreakRule

__all__ = ["write_segmentation"]

NEW = "segmentation.srx"
OLD = "segmentation.conf"
"""Where OmegaT has the rules of a project, from version 6 on and before."""


def write_segmentation(folder: Path) -> tuple[Path, ...]:
    """Write our rules into the settings folder of a project and return the files.

    Raises InputError where they cannot be written.
    """
    new, old = folder / NEW, folder / OLD
    write_srx(new)
    with replacing(old) as file:
        file.write(
            '<?xml version="1.0" encoding="UTF-8"?>\n'
            '<java version="1.8.0" class="java.beans.XMLDecoder">\n'
            '<object class="org.omegat.core.segmentation.SRX">\n'
            '<void property="includeEndingTags"><boolean>true</boolean></void>\n'
            '<void property="segmentSubflows"><boolean>true</boolean></void>\n'
            '<void property="mappingRules">\n'
        )
        for name, pattern, rules in our_rules():
            file.write(
                '<void method="add">\n<object class="org.omegat.core.segmentation.MapRule">\n'
                f'<void property="language"><string>{escape_text(name)}</string></void>\n'
                f'<void property="pattern"><string>{escape_text(pattern)}</string></void>\n'
                '<void property="rules">\n<object class="java.util.ArrayList">\n'
            )
            file.writelines(_rule(one) for one in rules)
            file.write("</object>\n</void>\n</object>\n</void>\n")
        file.write(
            '</void>\n<void property="version"><string>0.22</string></void>\n</object>\n</java>\n'
        )
    return new, old


def _rule(one: BreakRule) -> str:
    return (
        '<void method="add">\n<object class="org.omegat.core.segmentation.Rule">\n'
        f'<void property="afterbreak"><string>{escape_text(one.after)}</string></void>\n'
        f'<void property="beforebreak"><string>{escape_text(one.before)}</string></void>\n'
        f'<void property="breakRule"><boolean>{str(one.breaks).lower()}</boolean></void>\n'
        "</object>\n</void>\n"
    )
