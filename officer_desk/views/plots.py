# SPDX-License-Identifier: Apache-2.0
"""The plots of the board, drawn by matplotlib into bytes; the only module that knows it, imported by a worker alone.

Figures are drawn with the object interface, without `pyplot` and its global state, and one at a time: the library's
fonts and settings are shared by all threads. Beside their colour, bars have hatches and lines have markers and dashes,
so that they can be told apart on paper and by people who do not see the colours; every bar has its number.
"""

import logging
import unicodedata
from collections.abc import Callable, Sequence
from threading import Lock
from typing import Any, Final

# It says so in the log when it looks at the machine's fonts for the first time: nobody needs to know.
logging.getLogger("matplotlib").setLevel(logging.ERROR)

from matplotlib import rcParams  # noqa: E402
from matplotlib.axes import Axes  # noqa: E402
from matplotlib.backends.backend_agg import FigureCanvasAgg  # noqa: E402
from matplotlib.figure import Figure  # noqa: E402
from matplotlib.font_manager import FontProperties  # noqa: E402
from matplotlib.lines import Line2D  # noqa: E402
from matplotlib.patches import Patch  # noqa: E402

from officer_desk.background import Job  # noqa: E402
from officer_desk.domain.boards import OLDEST  # noqa: E402
from officer_desk.domain.deadlines import WARN_FROM_DAY  # noqa: E402
from officer_desk.views.plot_parts import Ages, Drawn, Look, Plot, Reasons, Spot, Weeks  # noqa: E402

_DPI: Final = 96
_ONE: Final = Lock()
_SIZE, _STRONG = 9.0, 9.5
_REASON_HEIGHT: Final = 29
_HALF: Final = 0.37
"""Of a bar, where the next one is 1 away."""
_NEAR: Final = 9
"""A click so many pixels away from a point still means it."""
rcParams["hatch.linewidth"] = 1.5


def draw(job: Job, plot: Plot, look: Look) -> Drawn | None:
    """Draw a plot; None when nobody waits for it any more."""
    with _ONE:
        if job.cancelled:
            return None
        return _Drawing(look).draw(plot)


class _Drawing:
    """One figure on the way."""

    def __init__(self, look: Look) -> None:
        self._look = look
        self._figure = Figure(figsize=(look.width / _DPI, look.height / _DPI), dpi=_DPI * look.ratio)
        self._canvas = FigureCanvasAgg(self._figure)
        self._figure.set_facecolor(self.color("surface"))
        self._spots: list[Spot] = []

    def draw(self, plot: Plot) -> Drawn:
        """Draw it and give its pixels."""
        match plot:
            case Ages():
                self._ages(plot)
            case Weeks():
                self._weeks(plot)
            case Reasons():
                self._reasons(plot)
        self._canvas.draw()
        width, height = self._canvas.get_width_height(physical=True)
        pixels = bytes(self._canvas.buffer_rgba())
        return Drawn(width, height, self._look.ratio, pixels, tuple(self._spots))

    def color(self, token: str) -> str:
        return self._look.colors[token]

    # --- the three plots ---------------------------------------------------------------------------------------------

    def _ages(self, plot: Ages) -> None:
        axes = self._axes(0, 18, 0, 42)
        most = max((*plot.counts, 1))
        axes.set_xlim(-0.6, OLDEST + 0.6)
        axes.set_ylim(0, most)
        looks: tuple[dict[str, Any], ...] = (
            {"facecolor": self.color("acc"), "edgecolor": self.color("acc"), "hatch": ""},
            {"facecolor": self.color("surface"), "edgecolor": self.color("incomplete"), "hatch": "////"},
            {"facecolor": self.color("surface"), "edgecolor": self.color("rejected"), "hatch": "+++"},
        )
        for days, count in enumerate(plot.counts):
            axes.bar(days, count, width=2 * _HALF, linewidth=1, **looks[_urgency(days)])
            self._above(axes, days, count)
            self._spot(axes, days - _HALF, days + _HALF, 0, most, days)
        axes.axhline(0, color=self.color("line2"), linewidth=1, clip_on=False)
        axes.set_xticks(range(OLDEST + 1), [*map(str, range(OLDEST)), f"{OLDEST}+"])
        self._label_ticks(axes)
        self._key([Patch(linewidth=1, **one) for one in looks], plot.words)

    def _above(self, axes: Axes, days: int, count: int) -> None:
        font = self.font("SemiBold", _STRONG) if count else self.font("Regular", _SIZE)
        token = "ink" if count else "ink2"
        axes.annotate(
            str(count), (days, count), (0, 2), textcoords="offset points", ha="center", va="bottom",
            fontproperties=font, color=self.color(token), annotation_clip=False,
        )  # fmt: skip

    def _weeks(self, plot: Weeks) -> None:
        axes = self._axes(8, 8, 34, 42)
        most = max((*plot.series[0], *plot.series[1], 1))
        step = _step(most)
        top = -(-most // step) * step
        axes.set_xlim(-0.5, len(plot.days) - 0.5)
        axes.set_ylim(-top * 0.04, top * 1.04)
        axes.set_yticks(range(0, top + 1, step))
        axes.yaxis.tick_right()
        axes.grid(axis="y", color=self.color("hair"), linewidth=1)
        axes.set_axisbelow(True)
        looks: tuple[dict[str, Any], ...] = (
            {"color": self.color("acc"), "marker": "o", "markerfacecolor": self.color("surface"), "markersize": 4.5},
            {"color": self.color("approved"), "marker": "s", "linestyle": (0, (3, 2)), "markersize": 3.6},
        )
        for series, (counts, one) in enumerate(zip(plot.series, looks, strict=True)):
            axes.plot(counts, linewidth=1.2, markeredgewidth=1.2, clip_on=False, **one)
            for place, count in enumerate(counts):
                self._spot(axes, place, place, count, count, place, series, air=_NEAR)
        marks = range(len(plot.days) - 1, -1, -7)
        axes.set_xticks(list(marks), [f"{plot.days[place]:%d/%m}" for place in marks])
        self._label_ticks(axes)
        self._key([Line2D([], [], linewidth=1.2, markeredgewidth=1.2, **one) for one in looks], plot.words)

    def _reasons(self, plot: Reasons) -> None:
        axes = self._axes(0, 0, 0, 0)
        axes.set_xlim(0, self._look.width)
        axes.set_ylim(self._look.height, 0)
        most = max((*plot.counts, 1))
        for place, (words, count) in enumerate(zip(plot.words, plot.counts, strict=True)):
            top = place * _REASON_HEIGHT
            font = self.font("Regular", _SIZE)
            axes.text(
                0, top + 6.5, self._shortened(words, font), fontproperties=font, color=self.color("ink"), va="center"
            )
            long = max(count / most * (self._look.width - 40), 2)
            axes.barh(top + 21, long, height=8, color=self.color("waiting"))
            axes.text(
                long + 6, top + 19, str(count), fontproperties=self.font("SemiBold", _STRONG), va="center_baseline",
                color=self.color("ink"),
            )  # fmt: skip
            self._spots.append(Spot(0, top, self._look.width, _REASON_HEIGHT, place))

    # --- their parts -------------------------------------------------------------------------------------------------

    def font(self, style: str, size: float, family: str = "OfficerDeskFigures") -> FontProperties:
        return FontProperties(fname=str(self._look.fonts / f"{family}-{style}.ttf"), size=size)

    def _axes(self, left: float, top: float, right: float, bottom: float) -> Axes:
        wide, high = self._look.width, self._look.height
        axes = self._figure.add_axes((left / wide, bottom / high, 1 - (left + right) / wide, 1 - (top + bottom) / high))
        axes.set_facecolor(self.color("surface"))
        for side in axes.spines.values():
            side.set_visible(False)
        axes.tick_params(length=0, pad=5)
        axes.set_xticks([])
        axes.set_yticks([])
        return axes

    def _label_ticks(self, axes: Axes) -> None:
        for words in (*axes.get_xticklabels(), *axes.get_yticklabels()):
            words.set_fontproperties(self.font("Regular", _SIZE))
            words.set_color(self.color("ink2"))

    def _key(self, marks: Sequence[Any], words: Sequence[str]) -> None:
        self._figure.legend(
            marks, [unicodedata.normalize("NFC", one) for one in words], loc="lower left", ncols=len(marks),
            prop=self.font("Regular", _SIZE, "BeVietnamPro"), labelcolor=self.color("ink"), frameon=False,
            bbox_to_anchor=(0, 0), borderpad=0, borderaxespad=0, handlelength=1.9, handleheight=1.0, columnspacing=1.2,
            handletextpad=0.5,
        )  # fmt: skip

    def _shortened(self, words: str, font: FontProperties) -> str:
        """Cut a reason that is too long for one line; the table has it whole."""
        words = unicodedata.normalize("NFC", words)
        renderer = self._canvas.get_renderer()
        room = self._look.width * self._look.ratio

        def width(text: str) -> float:
            return float(renderer.get_text_width_height_descent(text, font, ismath=False)[0])

        return words if width(words) <= room else _longest(words, lambda text: width(text) <= room)

    def _spot(
        self, axes: Axes, left: float, right: float, low: float, high: float, place: int, series: int = 0, air: int = 0
    ) -> None:
        (x0, y0), (x1, y1) = axes.transData.transform([(left, low), (right, high)]) / self._look.ratio
        self._spots.append(
            Spot(x0 - air, self._look.height - y1 - air, x1 - x0 + 2 * air, y1 - y0 + 2 * air, place, series)
        )


def _urgency(days: int) -> int:
    if days >= OLDEST:
        return 2
    return 1 if days >= WARN_FROM_DAY else 0


def _step(most: int) -> int:
    """Give round steps of which two to four reach the largest number."""
    ten = 1
    while True:
        for step in (ten, 2 * ten, 5 * ten):
            if most <= 4 * step:
                return step
        ten *= 10


def _longest(words: str, fits: Callable[[str], bool]) -> str:
    low, high = 0, len(words)
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if fits(words[:middle].rstrip() + "…") else (low, middle - 1)
    return words[:low].rstrip() + "…"
