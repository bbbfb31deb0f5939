"""Plots as SVG: times against sizes on logarithmic scales, and what is right by confidence."""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

WIDTH, HEIGHT, LEFT, TOP, BOTTOM, RIGHT = 760, 420, 70, 20, 50, 210
COLOURS = ("#0b6e99", "#b3541e", "#2f7d32", "#8e24aa", "#5d4037", "#c2185b", "#455a64", "#9e9d24")


@dataclass(frozen=True, slots=True)
class Line:
    """A named line of (units, milliseconds)."""

    name: str
    points: Sequence[tuple[float, float]]


def plot(lines: Sequence[Line]) -> str:
    """Return the plot."""
    sizes = [size for line in lines for size, _ in line.points]
    spent = [ms for line in lines for _, ms in line.points]
    across = Scale(min(sizes), max(sizes), LEFT, WIDTH - RIGHT)
    up = Scale(
        10 ** math.floor(math.log10(min(spent))),
        10 ** math.ceil(math.log10(max(spent))),
        HEIGHT - BOTTOM,
        TOP,
    )
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
    ]
    for power in range(round(math.log10(up.low)), round(math.log10(up.high)) + 1):
        y = up.place(10**power)
        parts.append(f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="#ddd"/>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{10**power:g}</text>')
    for size in sorted(set(sizes)):
        x = across.place(size)
        parts.append(
            f'<text x="{x:.1f}" y="{HEIGHT - BOTTOM + 18}" text-anchor="middle">{size:,}</text>'
        )
    caption = "units; milliseconds of CPU at the median"
    parts.append(f'<text x="{LEFT}" y="{HEIGHT - 8}">{caption}</text>')
    for number, line in enumerate(lines):
        parts += _drawn(line, COLOURS[number % len(COLOURS)], across, up, number)
    return "\n".join([*parts, "</svg>\n"])


@dataclass(frozen=True, slots=True)
class Scale:
    """Where values stand between two places, by their logarithms."""

    low: float
    high: float
    start: float
    end: float

    def place(self, value: float) -> float:
        """Return where a value stands."""
        share = math.log(value / self.low) / math.log(self.high / self.low)
        return self.start + share * (self.end - self.start)


def _drawn(line: Line, colour: str, across: Scale, up: Scale, number: int) -> list[str]:
    points = [(across.place(size), up.place(ms)) for size, ms in line.points]
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    dots = [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
    y = TOP + 12 + 18 * number
    return [
        f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>',
        *dots,
        f'<text x="{WIDTH - RIGHT + 16}" y="{y}" fill="{colour}">{line.name}</text>',
    ]


def reliability(lines: Mapping[str, Sequence[tuple[float, bool]]]) -> str:
    """Return a plot of how often things are right against their confidence, in tenths."""
    across = (LEFT, WIDTH - RIGHT)
    up = (HEIGHT - BOTTOM, TOP)

    def place(value: float, ends: tuple[int, int]) -> float:
        return ends[0] + value * (ends[1] - ends[0])

    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {HEIGHT}"'
        ' font-family="sans-serif" font-size="12">',
        f'<rect width="{WIDTH}" height="{HEIGHT}" fill="white"/>',
        f'<path d="M{across[0]} {up[0]}L{across[1]} {up[1]}" stroke="#ddd"/>',
    ]
    for tenth in range(0, 11, 2):
        x, y = place(tenth / 10, across), place(tenth / 10, up)
        parts.append(f'<text x="{x:.1f}" y="{up[0] + 18}" text-anchor="middle">{tenth / 10}</text>')
        parts.append(f'<text x="{LEFT - 8}" y="{y + 4:.1f}" text-anchor="end">{tenth / 10}</text>')
    parts.append(f'<text x="{LEFT}" y="{HEIGHT - 8}">confidence; share that is right</text>')
    for number, (name, beads) in enumerate(lines.items()):
        colour = COLOURS[number]
        points = [
            (place(confidence, across), place(right, up)) for confidence, right in _bins(beads)
        ]
        path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
        parts.append(f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        parts += [f'<circle cx="{x:.1f}" cy="{y:.1f}" r="3" fill="{colour}"/>' for x, y in points]
        y = TOP + 12 + 18 * number
        parts.append(f'<text x="{WIDTH - RIGHT + 16}" y="{y}" fill="{colour}">{name}</text>')
    return "\n".join([*parts, "</svg>\n"])


def _bins(beads: Sequence[tuple[float, bool]]) -> list[tuple[float, float]]:
    """Return the mean confidence and the share that is right of each tenth that has ten."""
    tenths: dict[int, list[tuple[float, bool]]] = {}
    for confidence, right in beads:
        tenths.setdefault(min(int(confidence * 10), 9), []).append((confidence, right))
    return [
        (sum(c for c, _ in some) / len(some), sum(r for _, r in some) / len(some))
        for _, some in sorted(tenths.items())
        if len(some) >= 10
    ]
