# SPDX-License-Identifier: Apache-2.0
"""What the comparison comes to, in one line: «7/7 khớp», or the one field to look at and how it differs."""

from dataclasses import replace

from officer_desk.catalogue import translate
from officer_desk.domain.messages import unaccent
from officer_desk.domain.records import Cell, CheckRow, CrossCheck, DeclarationRecord
from officer_desk.domain.values import CellVerdict, HgdAnswer, IdentityKind
from officer_desk.views.check_words import (
    UNLIKE,
    cells_of,
    field_name,
    joined,
    row_of,
    shown_value,
    source_name,
    worst,
    worst_of,
)
from officer_desk.views.work_notices import Notice

_SILENT = (
    "", "only-here", "not-declared", "not-on-qr", "no-code", "not-on-mrz", "not-in-registry", "no-account",
    "cannot-ask",
)  # fmt: skip
"""Reasons that leave nothing to be cleared up: nobody else speaks of it."""
_AGREES = (CellVerdict.MATCH, CellVerdict.NORMALISED)


def score(check: CrossCheck) -> str:
    """Give «6/7»; nothing where nothing can be compared."""
    return f"{check.agree}/{check.of}" if check.of else ""


def summary(check: CrossCheck, kind: IdentityKind) -> Notice:
    """Say what the comparison comes to."""
    if check.pending and worst(check) is None:
        head = translate("CheckSummary", "The pictures are being read.")
        known = translate("CheckSummary", "What is known already stands below.")
        return Notice("quiet", head, known, icon="hourglass")
    row = row_of(check, check.look_at)
    if row is not None and (found := worst_of(row)) is not None:
        return _look_at(check, row, found, kind)
    if not check.of:
        head = translate("CheckSummary", "There is nothing to compare yet.")
        return Notice("quiet", head, _why_unclear(check), icon="circle-dashed")
    head = translate("CheckSummary", "{score} match.").format(score=score(check))
    if unclear := _unclear(check, kind):
        return Notice("quiet", head, unclear, icon="circle-dashed")
    return Notice("quiet", head, _all_agree(check), icon="equal")


def with_registry(found: Notice, record: DeclarationRecord, registry: Notice) -> Notice:
    """Say on one line of the data that everything matches, HGĐ too; its own line then has nothing to add."""
    told = translate("CheckSummary", "Compared: {score}").format(score=found.head)
    if found.tone != "quiet" or found.icon != "equal" or record.hgd.answer is not HgdAnswer.MATCH:
        return replace(found, head=told)
    return replace(registry, tone="quiet", head=told, text=f"{registry.head} {registry.text}", icon="equal")


def _all_agree(check: CrossCheck) -> str:
    agreeing = [source for source in ("qr", "mrz", "hgd", "account", "live") if _says_the_same(check, source)]
    if not agreeing:
        return ""
    names = joined([source_name("declared"), *(source_name(source) for source in agreeing)])
    return _sentence(translate("CheckSummary", "{sources} say the same.").format(sources=names))


def _says_the_same(check: CrossCheck, source: str) -> bool:
    return any(cell.verdict in _AGREES for row in check.rows for name, cell in cells_of(row) if name == source)


def _unclear(check: CrossCheck, kind: IdentityKind) -> str:
    rows = [row for row in check.rows if has_card(check) and _is_unclear(row)]
    names = ", ".join(field_name(row.field, kind) for row in rows)
    words = translate("CheckSummary", "Not clear: {fields}.").format(fields=names) if names else ""
    return f"{_why_unclear(check)} {words}".strip()


def _is_unclear(row: CheckRow) -> bool:
    """Say whether a row could not be compared although two sources speak of it, or one should have."""
    cells = [cell for _, cell in cells_of(row)]
    return not any(cell.verdict in _AGREES for cell in cells) and any(cell.reason not in _SILENT for cell in cells)


def has_card(check: CrossCheck) -> bool:
    """Say whether there is a picture of a paper at all."""
    return all(row.qr.reason != "no-picture" for row in check.rows)


def _why_unclear(check: CrossCheck) -> str:
    if not has_card(check):
        return translate("CheckSummary", "There is no picture of a card.")
    if any(row.qr.reason == "not-read" for row in check.rows):
        return translate("CheckSummary", "The card's QR cannot be read: compare by eye.")
    return ""


# --- the field to look at ---------------------------------------------------------------------------------------


def _look_at(check: CrossCheck, row: CheckRow, found: CellVerdict, kind: IdentityKind) -> Notice:
    tone = "amber" if found is CellVerdict.CLOSE else "red"
    name = field_name(row.field, kind)
    head = translate("CheckSummary", "{score} match. Look at {field}:").format(score=score(check), field=name)
    said = [_how(row, found), _others(row, found), _another_person(check), _also(check, row, kind)]
    return Notice(tone, head, " ".join(words for words in said if words))


def _how(row: CheckRow, found: CellVerdict) -> str:
    """Say how the first source that differs does so."""
    source, cell = next((name, cell) for name, cell in cells_of(row) if cell.verdict is found)
    against = source_name(cell.against)
    declared = row.declared if cell.against == "declared" else _value_of(row, cell.against)
    if cell.verdict is CellVerdict.CLOSE and cell.marks:
        return _slip(row, cell, against, declared, source_name(source))
    words = translate("CheckSummary", "{one} says {value}, {other} says {other_value}.")
    value, other_value = shown_value(row.field, declared), shown_value(row.field, cell.value)
    return words.format(one=against, value=value, other=source_name(source), other_value=other_value)


def _slip(row: CheckRow, cell: Cell, one: str, declared: str, other: str) -> str:
    """Say which signs are changed, and for which."""
    if cell.reason == "day-month-swapped":
        words = translate(
            "CheckSummary", "{one} has day and month the other way round than {other} ({mine}, {theirs})."
        )
        mine, theirs = shown_value(row.field, declared), shown_value(row.field, cell.value)
    elif cell.reason == "transposed":
        words = translate(
            "CheckSummary", "{one} has two digits the other way round than {other} ({mine} for {theirs})."
        )
        mine, theirs = _marked(declared, cell.declared_marks), _marked(cell.value, cell.marks)
    elif row.field == "id_number":
        words = translate("CheckSummary", "{one} has another digit than {other} ({mine} for {theirs}).")
        mine, theirs = _marked(declared, cell.declared_marks), _marked(cell.value, cell.marks)
    else:
        words = translate("CheckSummary", "{one} writes «{mine}», {other} «{theirs}».")
        mine, theirs = _whole_words(declared, cell.declared_marks), _whole_words(cell.value, cell.marks)
    return words.format(one=one, other=other, mine=mine or "–", theirs=theirs or "–")


def _marked(value: str, marks: tuple[tuple[int, int], ...]) -> str:
    return "".join(value[start:end] for start, end in marks)


def _whole_words(value: str, marks: tuple[tuple[int, int], ...]) -> str:
    """Give the words in which something is marked."""
    found: list[str] = []
    place = 0
    for word in value.split(" "):
        if any(start < place + len(word) and end > place for start, end in marks):
            found.append(word)
        place += len(word) + 1
    return " ".join(found) or value


def _value_of(row: CheckRow, source: str) -> str:
    return next((cell.value for name, cell in cells_of(row) if name == source), "")


def _others(row: CheckRow, found: CellVerdict) -> str:
    """Say which sources are of one mind, and which agree with the declaration."""
    first = next(cell for _, cell in cells_of(row) if cell.verdict is found)
    same = [name for name, cell in cells_of(row) if cell.verdict in UNLIKE and _alike(cell.value, first.value)]
    with_declared = [name for name, cell in cells_of(row) if cell.verdict in _AGREES and cell.against == first.against]
    said: list[str] = []
    if len(same) > 1:
        words = translate("CheckSummary", "{sources} are the same.")
        said.append(_sentence(words.format(sources=joined([source_name(name) for name in same]))))
    if with_declared:
        words = translate("CheckSummary", "{sources} match {other}.")
        names = joined([source_name(name) for name in with_declared])
        said.append(_sentence(words.format(sources=names, other=source_name(first.against))))
    return " ".join(said)


def _alike(one: str, other: str) -> bool:
    return unaccent(one).lower() == unaccent(other).lower()


def _another_person(check: CrossCheck) -> str:
    """Both number and name differ on the card: then it may be a stranger's."""
    if any(note.what == "another-person" for note in check.notes):
        return translate("CheckSummary", "Number and name differ: look whether it is another person's card.")
    return ""


def _also(check: CrossCheck, looked_at: CheckRow, kind: IdentityKind) -> str:
    names = [field_name(row.field, kind) for row in check.rows if row is not looked_at and worst_of(row) is not None]
    return translate("CheckSummary", "Also: {fields}.").format(fields=", ".join(names)) if names else ""


def _sentence(words: str) -> str:
    return words[:1].upper() + words[1:]


# --- beside the assessment --------------------------------------------------------------------------------------


def proposal(check: CrossCheck | None, kind: IdentityKind) -> str:
    """Say at the head of «Đánh giá hồ sơ» what the comparison suggests; the officer decides."""
    row = None if check is None else row_of(check, check.look_at)
    found = None if row is None else worst_of(row)
    if check is None or row is None or found is None:
        return ""
    name = field_name(row.field, kind)
    if _another_person(check):
        advice = translate("CheckSummary", "look whose card it is; not valid if it is another person's")
    elif found is CellVerdict.CLOSE:
        advice = translate("CheckSummary", "correct {field} by the original, or ask for a supplement")
    else:
        advice = translate("CheckSummary", "compare {field} with the original, or ask for a supplement")
    lowered = name[:1].lower() + name[1:]
    return translate("CheckSummary", "The comparison suggests: {advice}").format(advice=advice.format(field=lowered))
