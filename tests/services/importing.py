# SPDX-License-Identifier: Apache-2.0
"""What tests of intake share: somebody who waits for an import, packages made of values, and a short way to import."""

import io
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path

from PIL import Image

from officer_desk.domain.records import Actor, ImportedPackage, ImportReport
from officer_desk.office import OpenOffice
from officer_desk.services import intake


@dataclass
class Waiting:
    """Waits for an import; stops it after so many packages."""

    stop_after: int | None = None
    seen: list[tuple[int, int]] = field(default_factory=list)
    cancelled: bool = False

    def progress(self, done: int, total: int) -> None:
        self.seen.append((done, total))
        if done == self.stop_after:
            self.cancelled = True


def import_paths(office: OpenOffice, actor: Actor, *paths: Path, job: Waiting | None = None) -> ImportReport:
    """Import as one officer."""
    return intake.import_packages(job or Waiting(), office, actor, paths)


def import_one(office: OpenOffice, actor: Actor, path: Path) -> ImportedPackage:
    """Import one package."""
    (package,) = import_paths(office, actor, path).packages
    return package


def picture(colour: str = "red", size: tuple[int, int] = (40, 60), kind: str = "JPEG") -> bytes:
    """A small whole picture."""
    data = io.BytesIO()
    Image.new("RGB", size, colour).save(data, kind)
    return data.getvalue()


def declaration(**changes: object) -> dict[str, object]:
    """A declaration that keeps to the contract, with some values changed."""
    return {
        "format": "officer-desk/declaration",
        "version": 1,
        "number": "00017/2026/00101",
        "kind": "registration",
        "channel": "vssid",
        "submitted_at": "2026-11-20T08:00:00+07:00",
        "office_code": "00101",
        "insurance_code": "0100000018",
        "full_name": "Nguyễn Thị Thử",
        "identity": {"kind": "cccd", "number": "001199000017", "population_verified": True},
        "address": {"scheme": "2020", "province": "01", "district": "005", "commune": "00163", "street": "Tổ 13"},
        "phone": "0900 000 017",
        "email": None,
        "wants_email_copy": False,
        "certificate": None,
        "guardian": None,
        "changes": None,
        "pictures": {"portrait": "portrait.jpg"},
        **changes,
    }


def write_package(folder: Path, value: Mapping[str, object], files: Mapping[str, bytes] | None = None) -> Path:
    """Write a package as a folder."""
    folder.mkdir(parents=True)
    (folder / "declaration.json").write_text(json.dumps(value, ensure_ascii=False), "utf-8")
    for name, data in ({"portrait.jpg": picture()} if files is None else files).items():
        (folder / name).write_bytes(data)
    return folder
