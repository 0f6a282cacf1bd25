# SPDX-License-Identifier: Apache-2.0
"""The one catalogue of screen and command-line texts: English source, Vietnamese translation.

The catalogue is a Qt Linguist file (`resources/i18n/officer_desk_vi.ts`), so that translators have their tool and
`pyside6-lupdate` finds every `translate("Context", "text")` in the sources. It is read without Qt: the command line
needs it too. English, the second language, is the source text itself.
"""

import os
from functools import lru_cache
from pathlib import Path
from xml.parsers import expat

_language = "vi"
_catalogue: dict[tuple[str, str], str] = {}


def use_language(language: str, folder: Path) -> None:
    """Show all later texts in `language` ("vi" or "en"); `folder` holds the .ts files."""
    global _language, _catalogue  # noqa: PLW0603 - the language belongs to the whole process
    _language = language
    _catalogue = {} if language == "en" else read_catalogue(folder / f"officer_desk_{language}.ts")


def language() -> str:
    """Give the language in use: "vi" or "en"."""
    return _language


def translate(context: str, text: str, /) -> str:
    """Give the text in the language in use; the source text where the catalogue has none."""
    return _stretched(_catalogue.get((context, text), text))


@lru_cache(maxsize=4)
def read_catalogue(path: Path) -> dict[tuple[str, str], str]:
    """Read a Linguist file into {(context, source): translation}; unfinished entries are left out."""
    # Expat alone: a tree of the whole file would cost the sign-in window's first paint ten milliseconds.
    reader = _Reader()
    parser = expat.ParserCreate("utf-8")
    parser.buffer_text = True
    parser.StartElementHandler = reader.start
    parser.CharacterDataHandler = reader.say
    parser.EndElementHandler = reader.end
    parser.Parse(path.read_bytes(), True)
    return reader.found


class _Reader:
    """Collects the messages of a Linguist file while it is read."""

    def __init__(self) -> None:
        self.found: dict[tuple[str, str], str] = {}
        self._text = {"name": "", "source": "", "translation": ""}
        self._inside = ""

    def start(self, name: str, _attributes: dict[str, str]) -> None:
        """Begin an element; only those that hold a text count."""
        self._inside = name
        if name in self._text:
            self._text[name] = ""

    def say(self, text: str) -> None:
        """Take a piece of text."""
        if self._inside in self._text:
            self._text[self._inside] += text

    def end(self, name: str) -> None:
        """End an element; with a message's end its translation is known."""
        self._inside = ""
        if name == "message" and self._text["translation"]:
            self.found[self._text["name"], self._text["source"]] = self._text["translation"]
        if name == "message":
            self._text["translation"] = ""


def _stretched(text: str) -> str:
    """Lengthen a text by OFFICER_DESK_STRETCH per cent (150: by half), to prove that layouts hold."""
    per_cent = int(os.environ.get("OFFICER_DESK_STRETCH", "100"))
    extra = len(text) * (per_cent - 100) // 100
    return text if extra <= 0 else text + " " + ("mở rộng " * extra)[: extra - 1]
