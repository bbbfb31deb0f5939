"""Pages of HTML: one file each that needs nothing else, no network and no other file.

Templates, styles and scripts stand beside this module. All that is put into a page is escaped: a
text can never become markup or a script. Besides, the page tells the browser to run no script
but its own, which it knows by their digests, and to fetch nothing.
"""

from __future__ import annotations

import json
from base64 import b64encode
from collections.abc import Sequence
from functools import cache
from hashlib import sha256
from importlib.resources import files
from typing import TYPE_CHECKING

from tmtool.models import Span
from tmtool.reports.words import counted, visible

if TYPE_CHECKING:
    from jinja2 import Environment
    from markupsafe import Markup

__all__ = ["data", "page", "pieces", "shown"]

_SPELLED_OUT = {code: f"\\u{code:04x}" for code in (*range(0x202A, 0x202F), *range(0xD800, 0xE000))}
"""Characters that turn the direction of what follows, and halves that are no characters."""

_UNSAFE = {ord(sign): f"\\u{ord(sign):04x}" for sign in "<>&\u2028\u2029"}
"""What could end the element that JSON stands in, or a line of a script."""


def page(
    template: str,
    *,
    styles: Sequence[str] = ("base",),
    scripts: Sequence[str] = ("base",),
    **values: object,
) -> str:
    """Return a page made from a template of this folder, which extends `base.html.j2`.

    `styles` and `scripts` name files of this folder, without their suffix, in their order.
    """
    style = "".join(_file(f"{name}.css") for name in styles)
    script = "".join(_file(f"{name}.js") for name in scripts)
    policy = (
        f"default-src 'none'; style-src {_digest(style)}; script-src {_digest(script)}; "
        "base-uri 'none'; form-action 'none'"
    )
    made = _environment().get_template(template)
    return made.render(style=_safe(style), script=_safe(script), policy=policy, **values)


def data(value: object) -> Markup:
    """Return a value as JSON that may stand in an element of a page, whatever texts it has."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"))
    return _safe(text.translate(_UNSAFE))


def pieces(text: str, span: Span | None) -> tuple[str, str, str]:
    """Return a text before, in and after a stretch, to be marked; all before without one."""
    if span is None:
        return text, "", ""
    return text[: span[0]], text[slice(*span)], text[span[1] :]


def shown(text: str) -> str:
    """Return a text with characters spelled out that would change how others are shown."""
    return visible(text).translate(_SPELLED_OUT)


@cache
def _environment() -> Environment:
    from jinja2 import Environment, FunctionLoader, StrictUndefined

    made = Environment(
        loader=FunctionLoader(_file),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    made.filters |= {"visible": shown, "percent": _percent, "counted": counted}
    made.globals["pieces"] = pieces
    return made


@cache
def _file(name: str) -> str:
    return (files(__name__) / name).read_text(encoding="utf-8")


def _digest(text: str) -> str:
    """Return the digest by which a browser knows what stands in an element."""
    return f"'sha256-{b64encode(sha256(text.encode()).digest()).decode()}'"


def _safe(text: str) -> Markup:
    from markupsafe import Markup

    return Markup(text)


def _percent(share: float | None) -> str:
    return "–" if share is None else f"{100 * share:.1f} %"
