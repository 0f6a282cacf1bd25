# SPDX-License-Identifier: Apache-2.0
"""Declaration packages for tests: small, whole, and different where a test says so."""

import io
import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from PIL import Image

from officer_desk.domain.records import Actor, AssessmentDraft, DeclarationRecord, ImportReport, Outcome
from officer_desk.domain.values import MessageChannel, PictureRole, Verdict
from officer_desk.gateways.sending import Sent
from officer_desk.office import OpenOffice
from officer_desk.services import assessments, declarations, intake, outbox

MAI = {"insurance_code": "0100007236", "full_name": "Hoàng Thị Thu Mai", "id": "001188000936"}
"""In the samples' registry under this very name."""
HAI = {"insurance_code": "0100005581", "full_name": "Lê Đức Hải", "id": "001079000928"}
HOA = {"insurance_code": "7900009168", "full_name": "Trần Thị Hoà", "id": "079175000500"}
"""The registry writes her name Hòa."""
LAN = {"insurance_code": "7900007390", "full_name": "Lê Ngọc Lan", "id": "079303000548"}
"""Not in the registry."""
FRONT, BACK, PORTRAIT = PictureRole.IDENTITY_FRONT, PictureRole.IDENTITY_BACK, PictureRole.PORTRAIT
ALL_THREE = (PORTRAIT, FRONT, BACK)


class Quiet:
    """Waits for an import without wanting to know how far it is."""

    cancelled = False

    def progress(self, done: int, total: int) -> None:
        """Ignore it."""


def picture(colour: str = "white", size: tuple[int, int] = (40, 60)) -> bytes:
    """Give a small JPEG; other colours are other pictures."""
    held = io.BytesIO()
    Image.new("RGB", size, colour).save(held, "JPEG")
    return held.getvalue()


def store(office: OpenOffice, colour: str, size: tuple[int, int] = (40, 60)) -> str:
    """Store a small picture as a screen does before it acts; give its SHA-256."""
    return office.gateways.pictures.put(picture(colour, size)).sha256


def declaration(number: str, person: dict[str, str] = MAI, **other: Any) -> dict[str, Any]:
    """Give a declaration.json as data: a registration at office 00101 with three pictures."""
    made = {
        "format": "officer-desk/declaration",
        "version": 1,
        "number": number,
        "kind": "registration",
        "channel": "vssid",
        "submitted_at": "2026-11-20T09:00:00+07:00",
        "office_code": "00101",
        "insurance_code": person["insurance_code"],
        "full_name": person["full_name"],
        "identity": {"kind": "cccd", "number": person["id"], "population_verified": False},
        "address": {"scheme": "2020", "province": "01", "district": "005", "commune": "00163", "street": "Tổ 13"},
        "phone": "0900 093 353",
        "email": "mai@example.com",
        "wants_email_copy": False,
        "certificate": None,
        "guardian": None,
        "changes": None,
        "pictures": {"portrait": "p.jpg", "identity_front": "f.jpg", "identity_back": "b.jpg"},
    }
    return {**made, **other}


def write(folder: Path, *declarations_: dict[str, Any]) -> Path:
    """Write packages into a folder, named in the order in which they are given."""
    for place, data in enumerate(declarations_):
        package = folder / f"{place:03d}"
        package.mkdir(parents=True)
        (package / "declaration.json").write_text(json.dumps(data, ensure_ascii=False), "utf-8")
        for name in data["pictures"].values():
            colour = f"#{(hash(data['number'] + name) & 0xFFFFFF):06x}"
            (package / name).write_bytes(picture(colour))
    return folder


def take(office: OpenOffice, actor: Actor, *declarations_: dict[str, Any]) -> ImportReport:
    """Import packages made of these declarations."""
    folder = office.settings.data_dir.parent / f"in-{len(list(office.settings.data_dir.parent.iterdir()))}"
    return intake.import_packages(Quiet(), office, actor, [write(folder, *declarations_)])


def open_file(office: OpenOffice, actor: Actor, number: str) -> DeclarationRecord:
    """Open the file of a number."""
    found = office.ask(office.context(actor), declarations.find, number)
    assert found is not None
    return office.act(office.context(actor), declarations.open, found)[0]


def take_one(office: OpenOffice, actor: Actor, data: dict[str, Any]) -> DeclarationRecord:
    """Import one declaration and open its file."""
    report = take(office, actor, data)
    assert report.packages[0].accepted, report.packages[0].message
    return open_file(office, actor, data["number"])


def valid(record: DeclarationRecord, compared: Iterable[PictureRole] = ALL_THREE, **other: Any) -> AssessmentDraft:
    """Judge a file as valid, the citizen being there and all papers compared."""
    made: dict[str, Any] = {"citizen_came": True, "compared": tuple(compared)}
    return AssessmentDraft(record.id, record.version, Verdict.VALID, **{**made, **other})


def invalid(record: DeclarationRecord, *reasons: str, note: str = "") -> AssessmentDraft:
    """Judge a file as not valid."""
    return AssessmentDraft(record.id, record.version, Verdict.INVALID, reasons, note)


def approve(office: OpenOffice, actor: Actor, record: DeclarationRecord, **other: Any) -> Outcome:
    """Record a file as valid."""
    return office.act(office.context(actor), assessments.record, valid(record, **other))[0]


def send_all(office: OpenOffice, actor: Actor) -> int:
    """Let everything leave that is due, as the delivery does; give how many messages that were."""
    found = office.act(office.context(actor), outbox.claim, tuple(MessageChannel), 50)[0]
    for envelope in found:
        office.act(office.context(actor), outbox.settle, envelope, Sent())
    return len(found)
