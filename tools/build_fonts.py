# SPDX-License-Identifier: Apache-2.0
"""Builds the family "Officer Desk Figures" from Be Vietnam Pro: digits of one width, so that numbers stand in columns.

Run once from the repository's root (`python tools/build_fonts.py`) when Be Vietnam Pro changes; the result is
committed. The SIL Open Font License lets a changed font go on only under another name.
"""

from pathlib import Path

from fontTools.pens.transformPen import TransformPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTFont

FONTS = Path("resources/fonts")
FAMILY = "Officer Desk Figures"
WEIGHTS = {"Regular": 400, "Medium": 500, "SemiBold": 600, "Bold": 700}
ADVANCE = 620
WIDE, NARROWED = 650, 640
NOTICE = "Digits changed to one width by the Officer Desk project."


def build(style: str) -> Path:
    """Write one weight and give its path."""
    font = TTFont(FONTS / f"BeVietnamPro-{style}.ttf")
    names = [font.getBestCmap()[ord(digit)] for digit in "0123456789"]
    for name in names:
        _put_on_one_width(font, name)
    _drop_kerning(font, frozenset(names))
    _rename(font, style)
    path = FONTS / f"OfficerDeskFigures-{style}.ttf"
    font.save(path)
    return path


def _put_on_one_width(font: TTFont, name: str) -> None:
    """Narrow a wide digit, then centre its ink on the common advance; its hints no longer fit and are dropped."""
    glyphs, metrics = font["glyf"], font["hmtx"]
    advance, _ = metrics[name]
    factor = NARROWED / advance if advance > WIDE else 1.0
    glyph = glyphs[name]
    ink = (glyph.xMax - glyph.xMin) * factor
    shift = (ADVANCE - ink) / 2 - glyph.xMin * factor
    pen = TTGlyphPen(None)
    font.getGlyphSet()[name].draw(TransformPen(pen, (factor, 0, 0, 1, shift, 0)))
    changed = pen.glyph()
    changed.recalcBounds(glyphs)
    glyphs[name] = changed
    metrics[name] = (ADVANCE, changed.xMin)


def _drop_kerning(font: TTFont, names: frozenset[str]) -> None:
    """Take the digits out of all pair kerning: a kerned digit would leave its column."""
    for lookup in font["GPOS"].table.LookupList.Lookup:
        if lookup.LookupType != 2:
            continue
        for table in lookup.SubTable:
            if table.Format == 1:
                _drop_pairs(table, names)
            else:
                _drop_classes(table, names)


def _drop_pairs(table: object, names: frozenset[str]) -> None:
    kept = [
        (glyph, pairs) for glyph, pairs in zip(table.Coverage.glyphs, table.PairSet, strict=True) if glyph not in names
    ]
    table.Coverage.glyphs = [glyph for glyph, _ in kept]
    table.PairSet = [pairs for _, pairs in kept]
    table.PairSetCount = len(kept)
    for _, pairs in kept:
        pairs.PairValueRecord = [record for record in pairs.PairValueRecord if record.SecondGlyph not in names]
        pairs.PairValueCount = len(pairs.PairValueRecord)


def _drop_classes(table: object, names: frozenset[str]) -> None:
    table.Coverage.glyphs = [glyph for glyph in table.Coverage.glyphs if glyph not in names]
    for definition in (table.ClassDef1, table.ClassDef2):
        for name in names & definition.classDefs.keys():
            del definition.classDefs[name]


def _rename(font: TTFont, style: str) -> None:
    table = font["name"]
    old_notice = table.getDebugName(0)
    regular_or_bold = style in {"Regular", "Bold"}
    table.names = [record for record in table.names if record.nameID in {9, 11, 12, 13, 14}]
    texts = {
        0: f"{old_notice}. {NOTICE}",
        1: FAMILY if regular_or_bold else f"{FAMILY} {style}",
        2: style if regular_or_bold else "Regular",
        3: f"OfficerDeskFigures-{style}",
        4: f"{FAMILY} {style}",
        5: "Version 1.000",
        6: f"OfficerDeskFigures-{style}",
        16: FAMILY,
        17: style,
    }
    for number, text in texts.items():
        table.setName(text, number, 3, 1, 0x409)
    font["OS/2"].usWeightClass = WEIGHTS[style]


if __name__ == "__main__":
    for weight in WEIGHTS:
        print(build(weight))
