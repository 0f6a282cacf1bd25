# SPDX-License-Identifier: Apache-2.0
"""The house's rules for texts: every screen text is translated, with the same fields, and none is left over."""

import ast
import string
from pathlib import Path
from xml.etree import ElementTree

import pytest

from officer_desk import resources

PACKAGE = Path(__file__).parents[2] / "officer_desk"
CATALOGUE = resources.folder() / "i18n" / "officer_desk_vi.ts"

Text = tuple[str, str]


def _calls() -> list[tuple[str, list[ast.expr]]]:
    """Give every call of `translate` in the package, with its place."""
    found = []
    for path in sorted(PACKAGE.rglob("*.py")):
        found += [
            (f"{path.relative_to(PACKAGE)}:{node.lineno}", node.args)
            for node in ast.walk(ast.parse(path.read_text("utf-8")))
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "translate"
        ]
    return found


def _used() -> set[Text]:
    return {(context.value, text.value) for _place, (context, text) in _calls()}  # type: ignore[attr-defined]


def _catalogue() -> dict[Text, str]:
    found: dict[Text, str] = {}
    for context in ElementTree.parse(CATALOGUE).getroot().iter("context"):
        for message in context.iter("message"):
            key = (context.findtext("name", ""), message.findtext("source", ""))
            assert key not in found, f"twice: {key}"
            translation = message.find("translation")
            assert translation is not None
            assert translation.get("type") is None, f"unfinished: {key}"
            found[key] = translation.text or ""
    return found


def _fields(text: str) -> set[str]:
    return {name for _, name, _, _ in string.Formatter().parse(text) if name is not None}


def test_texts_are_literal_so_that_the_translators_tool_finds_them() -> None:
    odd = [
        place
        for place, arguments in _calls()
        if len(arguments) != 2 or not all(isinstance(a, ast.Constant) and isinstance(a.value, str) for a in arguments)
    ]
    assert odd == []


def test_every_text_has_a_vietnamese_translation() -> None:
    translated = {key for key, text in _catalogue().items() if text.strip()}
    assert sorted(_used() - translated) == []


def test_no_translation_is_left_over() -> None:
    assert sorted(set(_catalogue()) - _used()) == []


def test_translations_have_the_same_places_for_values() -> None:
    wrong = {key: text for key, text in _catalogue().items() if _fields(key[1]) != _fields(text)}
    assert wrong == {}


@pytest.mark.parametrize("sign", ["…", ":", "\n"])
def test_translations_end_as_their_source_does(sign) -> None:
    wrong = [key for key, text in _catalogue().items() if key[1].endswith(sign) != text.endswith(sign)]
    assert wrong == []
