# SPDX-License-Identifier: Apache-2.0
"""The command that compares a file's pictures with its data, as the open file does; it reads them first if need be."""

import click

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.cli.common import Progress, local_administrator, opened, say_json
from officer_desk.domain.cross_check import strict
from officer_desk.domain.records import CardFields, Cell, CheckRow, CrossCheck, DeclarationRecord
from officer_desk.domain.values import CellVerdict, HgdAnswer
from officer_desk.errors import Refused
from officer_desk.gateways.card_readers import CardReaders
from officer_desk.office import OpenOffice
from officer_desk.services import cross_checks, declarations, picture_queue
from officer_desk.views import check_notes, check_words

_FIELDS = ("id_number", "full_name", "date_of_birth", "sex", "address")
_SOURCES = ("qr", "mrz", "hgd")


def commands() -> dict[str, click.Command]:
    """Give the commands by name."""
    return {
        "check": click.Command(
            "check",
            callback=_check,
            help=translate("CommandLine", "Compare a file's data with its pictures and with HGĐ."),
            params=[
                click.Argument(["number"]),
                click.Option(["--json", "as_json"], is_flag=True, help=translate("CommandLine", "Write JSON.")),
            ],
        )
    }


def _check(number: str, as_json: bool) -> None:
    with opened(click.get_current_context()) as office:
        record = _opened(office, number)
        _read(office, record.id)
        check = office.ask(office.context(local_administrator()), cross_checks.of, record.id)
    if as_json:
        say_json(_as_json(check))
        return
    for line in _lines(record, check):
        click.echo(line)


def _opened(office: OpenOffice, number: str) -> DeclarationRecord:
    """Open the file as a screen does: the view is traced."""
    actor = local_administrator()
    found = office.ask(office.context(actor), declarations.find, number)
    if found is None:
        raise Refused("number-unknown", number=number)
    return office.act(office.context(actor), declarations.open, found)[0]


def _read(office: OpenOffice, declaration_id: int) -> None:
    job, readers = Progress(translate("CommandLine", "Reading pictures")), CardReaders()
    try:
        picture_queue.read_file(job, office, readers, declaration_id)
    finally:
        readers.close()
        job.close()


def _as_json(check: CrossCheck) -> dict[str, object]:
    code, lines, rows = check.code, check.lines, {row.field: row for row in check.rows}
    fields = None if check.code_fields is None else _fields(check.code_fields)
    proved = lines is not None and lines.proved
    return {
        "number": check.number,
        "qr": {
            "read": code is not None,
            "role": None if code is None else check.code_role,
            "text": None if code is None else code.text,
            "fields": fields,
        },
        "mrz": {"read": proved, "lines": list(lines.lines) if lines is not None and proved else []},
        "hgd": check.hgd,
        "fields": {field: _row(rows.get(field, CheckRow(field))) for field in _FIELDS},
        "quality": [{"role": role, "what": hint.what, "amount": hint.amount} for role, hint in check.hints],
        "duplicates": [{"what": found.what, "number": found.number} for found in check.duplicates],
    }


def _fields(said: CardFields) -> dict[str, object]:
    return {
        "id_number": said.id_number,
        "old_id_number": said.old_id_number,
        "full_name": said.full_name,
        "date_of_birth": said.date_of_birth,
        "sex": said.sex,
        "address": said.address,
        "issued_on": said.issued_on,
        "extra": list(said.extra),
    }


def _row(row: CheckRow) -> dict[str, object]:
    return {"declared": row.declared, **{source: _cell(getattr(row, source)) for source in _SOURCES}}


def _cell(cell: Cell) -> dict[str, object]:
    """Give a cell: what is one slip away from a match is still told as different, and as close beside that."""
    told: dict[str, object] = {"value": cell.value, "verdict": strict(cell.verdict)}
    return {**told, "close": True} if cell.verdict is CellVerdict.CLOSE else told


def _lines(record: DeclarationRecord, check: CrossCheck) -> list[str]:
    kind = record.declared.identity.kind
    found = [f"{check.number}  {record.declared.full_name}", *_sources(check), ""]
    for row in check.rows:
        found.append(check_words.field_name(row.field, kind))
        declared = check_words.shown_value(row.field, row.declared) or translate("CheckWords", "not declared")
        found.append(_line("declared", declared, ""))
        for source, cell in check_words.cells_of(row):
            found.append(_line(source, check_words.shown_value(row.field, cell.value), check_words.cell_word(cell)))
    found += ["", *(check_notes.note_line(check, note)[1] for note in check.notes)]
    names = {role: texts.picture_role(role) for role in {role for role, _ in check.hints}}
    found += [line.words for line in check_notes.hint_lines(check, names)]
    found += [f"{check_notes.duplicate_words(other.what)} {other.number}" for other in check.duplicates]
    return found


def _sources(check: CrossCheck) -> list[str]:
    """Say what was read: read, never verified; a code on a card carries no signature."""
    read, not_read = translate("CommandLine", "read"), translate("CommandLine", "not read")
    proved = check.lines is not None and check.lines.proved
    roles = ((check.code is not None, check.code_role), (proved, check.lines_role))
    told = [
        read + (f" ({texts.picture_role(role)})" if role is not None else "") if is_read else not_read
        for is_read, role in roles
    ]
    words = [f"{check_words.column_name(source)}: {word}" for source, word in zip(("qr", "mrz"), told, strict=True)]
    hgd = texts.hgd(HgdAnswer(check.hgd)) if check.hgd else not_read
    return [*words, f"{check_words.column_name('hgd')}: {hgd}"]


def _line(source: str, value: str, word: str) -> str:
    return f"  {check_words.column_name(source):<20} {value:<44} {word}".rstrip()
