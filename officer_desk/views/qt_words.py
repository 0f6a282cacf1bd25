# SPDX-License-Identifier: Apache-2.0
"""Vietnamese words for what Qt itself shows: file dialogs, menus of text fields, message boxes, the print dialog.

Qt comes without a Vietnamese catalogue of its own. `resources/i18n/qt_vi.ts` holds the words that officers meet.
"""

from collections.abc import Mapping
from pathlib import Path

from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QApplication

from officer_desk.catalogue import read_catalogue


class QtWords(QTranslator):
    """Looks Qt's own texts up; what it does not know stays as it is."""

    def __init__(self, app: QApplication) -> None:
        super().__init__(app)
        self._file: Path | None = None
        self._words: Mapping[tuple[str, str], str] | None = None

    def use(self, file: Path | None) -> None:
        """Give the words of another file from now on; it is read when the first word is asked for."""
        self._file, self._words = file, None

    def isEmpty(self) -> bool:
        """Tell Qt to ask in any language: the words may be changed while the desk runs."""
        return False

    def translate(self, context: str, sourceText: str, disambiguation: str | None = None, n: int = -1) -> str:  # noqa: N803 - Qt's names
        """Give a text in the language in use."""
        del disambiguation, n
        if self._words is None:
            self._words = {} if self._file is None else read_catalogue(self._file)
        # Not "" for an unknown text: Qt would show that, an empty word. None makes it show its own.
        return self._words.get((context, sourceText))  # pyright: ignore[reportReturnType]


def install(app: QApplication, language: str, folder: Path) -> None:
    """Show Qt's own texts in `language` ("vi" or "en") from now on; `folder` holds the .ts files."""
    words = app.findChild(QtWords)
    if words is None:
        words = QtWords(app)
        app.installTranslator(words)
    words.use(None if language == "en" else folder / f"qt_{language}.ts")
