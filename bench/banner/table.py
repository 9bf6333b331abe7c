"""Puts the medians side by side, with how they stand to Kelisim's."""

from collections.abc import Callable, Mapping
from statistics import median

from bench.banner.peers import KELISIM, NONE
from bench.banner.visit import Cost

Measured = Mapping[str, Mapping[str, list[Cost]]]
Column = tuple[str, str, Callable[[Cost], float]]

_SIZES: tuple[Column, ...] = (
    ("requests", "1×", lambda cost: cost.requests),
    ("bytes", "1×", lambda cost: cost.raw),
    ("gzip", "1×", lambda cost: cost.gzip),
    ("brotli", "1×", lambda cost: cost.brotli),
    ("layout shift", "1×", lambda cost: cost.shift),
)
_SEEN: tuple[Column, ...] = (
    ("page's first paint", "1×", lambda cost: cost.paint),
    ("page's largest paint", "1×", lambda cost: cost.largest),
    ("visible", "1×", lambda cost: cost.visible),
    ("opaque", "1×", lambda cost: cost.opaque),
    ("visible, 4×", "4×", lambda cost: cost.visible),
    ("opaque, 4×", "4×", lambda cost: cost.opaque),
    ("page's first paint, slow 4G", "slow 4G, 4×", lambda cost: cost.paint),
    ("page's largest paint, slow 4G", "slow 4G, 4×", lambda cost: cost.largest),
    ("visible, slow 4G", "slow 4G, 4×", lambda cost: cost.visible),
    ("opaque, slow 4G", "slow 4G, 4×", lambda cost: cost.opaque),
)
_WORK: tuple[Column, ...] = (
    ("script, 4×", "4×, unwatched", lambda cost: cost.script),
    ("scripts with microtasks, CPU, 4×", "4×, unwatched", lambda cost: cost.scripts_cpu),
    ("longest task, 4×", "4×", lambda cost: cost.longest),
    ("blocking, 6×", "6×", lambda cost: cost.blocking),
    ("accept to paint, 4×", "4×", lambda cost: cost.answered),
    ("accept to paint, 6×", "6×", lambda cost: cost.answered),
)
_KEPT: tuple[Column, ...] = (
    ("elements", "4×, unwatched", lambda cost: cost.nodes),
    ("heap, kB", "4×, unwatched", lambda cost: cost.heap / 1e3),
    ("again: requests", "4×, unwatched", lambda cost: cost.again_requests),
    ("again: script, 4×", "4×, unwatched", lambda cost: cost.again_script),
    ("again: scripts with microtasks, CPU, 4×", "4×, unwatched", lambda cost: cost.again_scripts_cpu),
    ("again: elements", "4×, unwatched", lambda cost: cost.again_nodes),
    ("again: heap, kB", "4×, unwatched", lambda cost: cost.again_heap / 1e3),
)
_WHOLE = 100  # from here on no decimal says anything
_OVER_NONE = {
    *("scripts with microtasks, CPU, 4×", "again: scripts with microtasks, CPU, 4×"),
    *("elements", "heap, kB", "script, 4×", "again: script, 4×", "again: elements", "again: heap, kB"),
}


def tables(measured: Measured) -> str:
    """Return Markdown tables; what a page costs without any banner is taken off where that says more."""
    titles = {
        "Sizes": _SIZES,
        "Milliseconds until it is seen": _SEEN,
        "Milliseconds of work": _WORK,
        "What it leaves in the page, and what it costs her who comes again": _KEPT,
    }
    known = {
        title: tuple(each for each in columns if each[1] in measured[NONE.name]) for title, columns in titles.items()
    }
    return "\n\n".join(f"### {title}\n\n{_table(measured, columns)}" for title, columns in known.items() if columns)


def _table(measured: Measured, columns: tuple[Column, ...]) -> str:
    heads = ["| | " + " | ".join(name for name, *_ in columns) + " |", "| --- |" + " ---: |" * len(columns)]
    cells = ((subject, [_cell(measured, subject, column) for column in columns]) for subject in measured)
    return "\n".join([*heads, *(f"| {subject} | " + " | ".join(row) + " |" for subject, row in cells)])


def _cell(measured: Measured, subject: str, column: Column) -> str:
    """Return the median; beside a peer's how many times Kelisim's it is."""
    figure, own = _figure(measured, subject, column), _figure(measured, KELISIM.name, column)
    written = (
        f"{figure:,.3f}" if column[0] == "layout shift" else f"{figure:,.0f}" if figure >= _WHOLE else f"{figure:,.1f}"
    )
    if subject in {KELISIM.name, NONE.name} or own <= 0:
        return written
    return f"{written} ({figure / own:.1f}×)"


def _figure(measured: Measured, subject: str, column: Column) -> float:
    name, condition, value = column
    figure = median(map(value, measured[subject][condition]))
    if name in _OVER_NONE and subject != NONE.name:
        figure -= median(map(value, measured[NONE.name][condition]))
    return figure
