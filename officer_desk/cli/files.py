# SPDX-License-Identifier: Apache-2.0
"""Commands about files: search the list, show one, print its form."""

from datetime import date, datetime
from pathlib import Path
from typing import Any

import click

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.cli.common import PATHS, Progress, local_administrator, opened, say_json
from officer_desk.domain import registry
from officer_desk.domain.calendar import VIETNAM, format_day, format_time, local
from officer_desk.domain.records import BatchDraft, DeclarationRecord, DeclarationRow, PrintDraft, SearchQuery
from officer_desk.domain.values import Condition, State
from officer_desk.errors import Refused
from officer_desk.gateways.disk import write_whole
from officer_desk.office import OpenOffice
from officer_desk.printing import form01, wording
from officer_desk.services import declarations, form_batches, forms

_LIMIT = 100


class _Day(click.ParamType[date]):
    """A day as people write it (dd/mm/yyyy) or as machines do (yyyy-mm-dd)."""

    name = "day"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> date:
        for shape in ("%d/%m/%Y", "%Y-%m-%d"):
            try:
                return datetime.strptime(value, shape).replace(tzinfo=VIETNAM).date()
            except ValueError:
                continue
        return self.fail(translate("CommandLine", "write a day as 21/11/2026 or 2026-11-21"), param, ctx)


def commands() -> dict[str, click.Command]:
    """Give the commands by name."""
    json_option = click.Option(["--json", "as_json"], is_flag=True, help=translate("CommandLine", "Write JSON."))
    number = click.Argument(["number"])
    return {
        "search": click.Command(
            "search",
            callback=_search,
            help=translate("CommandLine", "Search the files of all offices of this data folder, newest first."),
            params=[*_criteria(), json_option],
        ),
        "show": click.Command(
            "show",
            callback=_show,
            help=translate("CommandLine", "Show one file by its number."),
            params=[number, json_option],
        ),
        "print": click.Command(
            "print",
            callback=_print,
            help=translate("CommandLine", "Write Form 01 of one or more files as one PDF."),
            params=[
                click.Argument(["numbers"], nargs=-1, required=True),
                click.Option(
                    ["-o", "--output"], required=True, type=PATHS, help=translate("CommandLine", "The PDF to write.")
                ),
                click.Option(
                    ["--template"],
                    type=click.Choice(wording.TEMPLATES),
                    help=translate("CommandLine", "Which version of the form."),
                ),
                click.Option(
                    ["--slip"], is_flag=True, help=translate("CommandLine", "With the office's control slip.")
                ),
            ],
        ),
    }


def _criteria() -> list[click.Parameter]:
    return [
        click.Option(["--number"], default="", help=translate("CommandLine", "Declaration number, or its first part.")),
        click.Option(["--code"], default="", help=translate("CommandLine", "Social insurance code.")),
        click.Option(["--from", "from_date"], type=_Day(), help=translate("CommandLine", "First day of submission.")),
        click.Option(["--to", "to_date"], type=_Day(), help=translate("CommandLine", "Last day of submission.")),
        click.Option(
            ["--condition"],
            type=click.Choice([c.value for c in Condition]),
            help=translate("CommandLine", "Condition: how the ten days stand."),
        ),
        click.Option(
            ["--status"],
            type=click.Choice([s.value for s in State]),
            help=translate("CommandLine", "Status: where the file is."),
        ),
        click.Option(["--text"], default="", help=translate("CommandLine", "Number, code, ID number, phone or name.")),
        click.Option(
            ["--limit"],
            type=click.IntRange(1, 10_000),
            default=_LIMIT,
            show_default=True,
            help=translate("CommandLine", "How many files at the most."),
        ),
    ]


def _search(
    number: str,
    code: str,
    from_date: date | None,
    to_date: date | None,
    condition: str | None,
    status: str | None,
    text: str,
    limit: int,
    as_json: bool,
) -> None:
    query = SearchQuery(
        office_code="",
        text=text,
        number=number,
        insurance_code=code,
        from_date=from_date,
        to_date=to_date,
        condition=None if condition is None else Condition(condition),
        state=None if status is None else State(status),
        limit=limit,
    )
    with opened(click.get_current_context()) as office:
        page = office.ask(office.context(local_administrator()), declarations.search, query)
    if as_json:
        say_json([_row(row) for row in page.rows])
        return
    for row in page.rows:
        facts = (row.number, row.insurance_code, row.full_name, format_day(local(row.submitted_at).date()))
        click.echo("  ".join((*facts, texts.condition(row.condition), texts.state(row.state))))
    if not page.rows:
        click.echo(translate("CommandLine", "No file found."), err=True)


def _row(row: DeclarationRow) -> dict[str, object]:
    return {
        "number": row.number,
        "kind": row.kind,
        "channel": row.channel,
        "insurance_code": row.insurance_code,
        "full_name": row.full_name,
        "id_number": row.id_number,
        "phone": row.phone,
        "office_code": row.office_code,
        "submitted_at": local(row.submitted_at).isoformat(),
        "received_at": None if row.received_at is None else local(row.received_at).isoformat(),
        "days_left": row.days_left,
        "condition": row.condition,
        "status": row.state,
    }


def _show(number: str, as_json: bool) -> None:
    with opened(click.get_current_context()) as office:
        file_id = _find(office, number)
        record, _ = office.act(office.context(local_administrator()), declarations.open, file_id)
    if as_json:
        say_json(_record(record))
        return
    for label, value in _lines(record):
        click.echo(f"{label}: {value}")


def _find(office: OpenOffice, number: str) -> int:
    found = office.ask(office.context(local_administrator()), declarations.find, number)
    if found is None:
        raise Refused("number-unknown", number=number)
    return found


def _record(record: DeclarationRecord) -> dict[str, object]:
    declared = record.declared
    return {
        "number": declared.number,
        "kind": declared.kind,
        "channel": declared.channel,
        "insurance_code": declared.insurance_code,
        "full_name": declared.full_name,
        "id_number": declared.identity.number,
        "phone": declared.phone,
        "email": declared.email,
        "address": record.address_text,
        "office_code": declared.office_code,
        "submitted_at": local(declared.submitted_at).isoformat(),
        "received_at": None if record.received_at is None else local(record.received_at).isoformat(),
        "decided_at": None if record.decided_at is None else local(record.decided_at).isoformat(),
        "days_left": record.days_left,
        "condition": record.condition,
        "status": record.state,
        "missing_pictures": list(record.missing),
        "pictures": {picture.role: picture.sha256 for picture in record.pictures},
        "changes": registry.changes_as_data(declared.changes),
        "hgd": record.hgd.answer,
        "hgd_detail": registry.detail(declared, record.hgd),
        "duplicates": [
            {"what": related.what, "number": related.number}
            for related in record.related
            if related.what != "same-person" and not related.allowed
        ],
        "history": [
            {
                "at": local(entry.at).isoformat(),
                "act": entry.act,
                "by": entry.user_name,
                "role": entry.role,
                "words": list(entry.words),
            }
            for entry in record.history
        ],
    }


def _lines(record: DeclarationRecord) -> list[tuple[str, str]]:
    declared = record.declared
    if record.purged_at is not None:
        return [
            (translate("CommandLine", "Number"), declared.number),
            (translate("CommandLine", "Kind"), texts.kind(declared.kind)),
            (translate("CommandLine", "Submitted"), format_time(declared.submitted_at)),
            (translate("CommandLine", "Status"), texts.state(record.state)),
            (translate("CommandLine", "Data destroyed"), format_time(record.purged_at)),
        ]
    return [
        (translate("CommandLine", "Number"), declared.number),
        (translate("CommandLine", "Kind"), texts.kind(declared.kind)),
        (translate("CommandLine", "Social insurance code"), declared.insurance_code),
        (translate("CommandLine", "Full name"), declared.full_name),
        (texts.identity_kind(declared.identity.kind), declared.identity.number),
        (translate("CommandLine", "Phone"), declared.phone),
        (translate("CommandLine", "Address"), record.address_text),
        (translate("CommandLine", "Office"), f"{record.office_name} ({declared.office_code})"),
        (translate("CommandLine", "Submitted"), format_time(declared.submitted_at)),
        (translate("CommandLine", "Condition"), texts.condition(record.condition)),
        (translate("CommandLine", "Status"), texts.state(record.state)),
        (translate("CommandLine", "Missing pictures"), texts.picture_roles(record.missing) or "–"),
        (translate("CommandLine", "Household registry"), texts.hgd(record.hgd.answer)),
    ]


def _print(numbers: tuple[str, ...], output: Path, template: str | None, slip: bool) -> int:
    with opened(click.get_current_context()) as office:
        first, *others = numbers
        if others:
            return _print_together(office, numbers, output, template or office.settings.form_template, slip)
        actor, key = local_administrator(), template or office.settings.form_template
        file_id = _find(office, first)
        data = office.ask(office.context(actor), forms.prepare, file_id, key)
        pdf = form01.render(data, wording.load(office.gateways.texts.read, key), slip=slip)
        # Traced before it is out: a row too many is better than a paper that nobody knows of.
        office.act(office.context(actor), forms.printed, PrintDraft(file_id, key, 1, "pdf"))
        write_whole(output, pdf)
    click.echo(str(output))
    return 0


def _print_together(office: OpenOffice, numbers: tuple[str, ...], output: Path, template: str, slip: bool) -> int:
    """Write many forms into one file; 1 when one was left out."""
    files = tuple((_find(office, number), number) for number in numbers)
    job = Progress(translate("CommandLine", "Forms"))
    draft = BatchDraft(files, template, slip, "pdf")
    report, _ = form_batches.print_together(
        job, office, local_administrator(), draft, lambda pdf: write_whole(output, pdf)
    )
    job.close()
    for left in report.left:
        click.echo(f"{left.number}: {left.why}", err=True)
    if report.printed:
        click.echo(str(output))
    return int(bool(report.left))
