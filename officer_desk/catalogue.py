# SPDX-License-Identifier: Apache-2.0
"""The one catalogue of screen and command-line texts: English source, Vietnamese translation.

The catalogue is a Qt Linguist file (`resources/i18n/officer_desk_vi.ts`), so that translators have their tool and
`pyside6-lupdate` finds every `translate("Context", "text")` in the sources. It is read without Qt: the command line
needs it too. English, the second language, is the source text itself.
"""

import os
from functools import lru_cache
from pathlib import Path
from xml.etree import ElementTree

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
    found: dict[tuple[str, str], str] = {}
    for context in ElementTree.parse(path).getroot().iter("context"):  # noqa: S314 - our own file
        name = context.findtext("name", "")
        for message in context.iter("message"):
            translation = message.find("translation")
            if translation is not None and translation.text:
                found[name, message.findtext("source", "")] = translation.text
    return found


def _stretched(text: str) -> str:
    """Lengthen a text by OFFICER_DESK_STRETCH per cent (150: by half), to prove that layouts hold."""
    per_cent = int(os.environ.get("OFFICER_DESK_STRETCH", "100"))
    extra = len(text) * (per_cent - 100) // 100
    return text if extra <= 0 else text + " " + ("mở rộng " * extra)[: extra - 1]
