# SPDX-License-Identifier: Apache-2.0
"""Shows a plot that a worker drew, at the pixels of the screen; a click on a number in it opens its files."""

import gc
from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPointF, QSize, QTimer, Signal
from PySide6.QtGui import QImage, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from officer_desk import resources
from officer_desk.background import Job
from officer_desk.desk import Desk
from officer_desk.views import theme
from officer_desk.views.plot_parts import Drawn, Look, Plot, Spot

_SETTLE_MS = 120
"""While a window is being dragged to another size, it is drawn once."""
_TOKENS = ("surface", "hair", "line2", "ink", "ink2", "acc", "waiting", "incomplete", "approved", "rejected")

Done = Callable[[Drawn | None], None]


class Plotter(QObject):
    """Lets one plot be drawn at a time, so that other questions find a thread; each view's newest wish counts."""

    def __init__(self, desk: Desk, parent: QObject) -> None:
        super().__init__(parent)
        self._desk = desk
        self._wishes: dict[QObject, tuple[Plot, Look, Done]] = {}
        self._job: Job | None = None
        self._library_came = False

    def want(self, view: QObject, plot: Plot, look: Look, done: Done) -> None:
        """Draw a plot for a view as soon as it has its turn."""
        self._wishes[view] = (plot, look, done)
        self._go_on()

    def _go_on(self) -> None:
        if self._job is not None or not self._wishes:
            return
        view = next(iter(self._wishes))
        plot, look, done = self._wishes.pop(view)
        self._job = Job()  # an answer that comes at once finds the place taken

        def drawn(picture: Drawn | None) -> None:
            self._job = None
            self._keep_library()
            done(picture)
            self._go_on()

        self._desk.work(self, _draw, plot, look, then=drawn, otherwise=lambda _error: drawn(None))

    def _keep_library(self) -> None:
        """Keep what the library brought out of garbage collection: it lives as long as the desk.

        Looking through its hundred thousand objects again and again would stop the window each time.
        """
        if not self._library_came:
            self._library_came = True
            gc.freeze()


class PlotView(QWidget):
    """The picture of a plot; its words say to those who cannot see it what it shows."""

    spot_wanted = Signal(int, int)
    """The files of a number are to be opened: its place, and of which series it is."""
    drawn = Signal()

    def __init__(self, plotter: Plotter, name: str) -> None:
        super().__init__()
        self._plotter = plotter
        self._plot: Plot | None = None
        self._asked: tuple[Plot, Look] | None = None
        self._image = QImage()
        self._spots: tuple[Spot, ...] = ()
        self._settle = QTimer(self, singleShot=True, interval=_SETTLE_MS)
        self._settle.timeout.connect(self._ask)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)

    @property
    def image(self) -> QImage:
        """What is shown; null as long as nothing was drawn."""
        return self._image

    @property
    def spots(self) -> tuple[Spot, ...]:
        """Where the numbers stand."""
        return self._spots

    def show_plot(self, plot: Plot, words: str) -> None:
        """Show a plot; what is shown stays until it is drawn. `words` say its numbers."""
        self.setAccessibleDescription(words)
        if plot != self._plot:
            self._plot = plot
            self._ask()

    def _ask(self) -> None:
        if self._plot is None or self.width() < 60 or self.height() < 60:
            return
        colors = {token: theme.color(token).name() for token in _TOKENS}
        look = Look(self.width(), self.height(), self.devicePixelRatioF(), colors, resources.folder() / "fonts")
        if self._asked != (self._plot, look):
            self._asked = (self._plot, look)
            self._plotter.want(self, self._plot, look, self._on_drawn)

    def _on_drawn(self, picture: Drawn | None) -> None:
        if picture is None:
            return
        shape = QImage.Format.Format_RGBA8888
        self._image = QImage(picture.pixels, picture.width, picture.height, 4 * picture.width, shape).copy()
        self._image.setDevicePixelRatio(picture.ratio)
        self._spots = picture.spots
        self.update()
        self.drawn.emit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Draw it anew at the other size."""
        super().resizeEvent(event)
        if self._image.isNull():
            self._ask()
        else:
            self._settle.start()

    def changeEvent(self, event: QEvent) -> None:
        """Draw it anew in the other colours."""
        super().changeEvent(event)
        if event.type() in {QEvent.Type.StyleChange, QEvent.Type.DevicePixelRatioChange}:
            self._settle.start()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Open the number that is nearest to the click."""
        hit = [spot for spot in self._spots if _holds(spot, event.position())]
        if hit:
            best = min(hit, key=lambda spot: _away(spot, event.position()))
            self.spot_wanted.emit(best.place, best.series)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint what was drawn."""
        QPainter(self).drawImage(0, 0, self._image)

    def sizeHint(self) -> QSize:
        """Give the usual size."""
        return QSize(320, 148)


def _holds(spot: Spot, at: QPointF) -> bool:
    return spot.left <= at.x() <= spot.left + spot.width and spot.top <= at.y() <= spot.top + spot.height


def _away(spot: Spot, at: QPointF) -> float:
    return abs(spot.left + spot.width / 2 - at.x()) + abs(spot.top + spot.height / 2 - at.y())


def _draw(job: Job, plot: Plot, look: Look) -> Drawn | None:
    from officer_desk.views import plots  # noqa: PLC0415 - a second's work, and only the board needs it

    return plots.draw(job, plot, look)
