"""A figure over years as a picture the size of a word; its numbers stand beside it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from markupsafe import Markup

_WIDTH, _HEIGHT, _EDGE = 64, 18, 3


def sparkline(values: Sequence[float | None]) -> Markup:
    """Return a figure's values as a small line, broken where there is none; empty for fewer than two.

    For eyes only (``aria-hidden``): whoever uses it prints the values, too.
    """
    known = [value for value in values if value is not None]
    if len(known) < 2:
        return Markup("")
    points = list(_points(values, min(known), max(known)))
    lines = "".join(_drawn(run) for run in _unbroken(points))
    last = next(point for point in reversed(points) if point)
    dot = f'<circle cx="{last[0]:g}" cy="{last[1]:g}" r="2"/>'
    size = f'width="{_WIDTH}" height="{_HEIGHT}" viewBox="0 0 {_WIDTH} {_HEIGHT}"'
    return Markup(f'<svg class="spark" aria-hidden="true" {size}>{lines}{dot}</svg>')  # noqa: S704 - numbers


_Point = tuple[float, float]


def _points(
    values: Sequence[float | None], lowest: float, highest: float
) -> Iterator[_Point | None]:
    step = (_WIDTH - 2 * _EDGE) / (len(values) - 1)
    tall = _HEIGHT - 2 * _EDGE
    for number, value in enumerate(values):
        if value is None:
            yield None
        else:
            share = (value - lowest) / (highest - lowest) if highest > lowest else 0.5
            yield round(_EDGE + number * step, 1), round(_HEIGHT - _EDGE - share * tall, 1)


def _unbroken(points: Iterable[_Point | None]) -> Iterator[list[_Point]]:
    for there, run in groupby(points, key=lambda point: point is not None):
        if there:
            yield [point for point in run if point]


def _drawn(run: Sequence[_Point]) -> str:
    path = " ".join(f"{x:g},{y:g}" for x, y in run)
    return f'<polyline points="{path}"/>' if len(run) > 1 else ""
