"""Pages of HTML: one file each that needs nothing else, no network and no other file.

Templates stand beside this module. All that is put into them is escaped: a text can never
become markup or a script.
"""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from tmtool.models import Span
from tmtool.reports.words import counted, visible

if TYPE_CHECKING:
    from jinja2 import Environment

__all__ = ["page", "pieces"]


def page(template: str, **values: object) -> str:
    """Return a page made from a template of this folder, which extends `base.html.j2`."""
    return _environment().get_template(template).render(**values)


def pieces(text: str, span: Span | None) -> tuple[str, str, str]:
    """Return a text before, in and after a stretch, to be marked; all before without one."""
    if span is None:
        return text, "", ""
    return text[: span[0]], text[slice(*span)], text[span[1] :]


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    def load(name: str) -> str:
        return (files(__name__) / name).read_text(encoding="utf-8")

    made = Environment(
        loader=FunctionLoader(load),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"visible": visible, "percent": _percent, "counted": counted}
    made.globals["pieces"] = pieces
    return made


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"
