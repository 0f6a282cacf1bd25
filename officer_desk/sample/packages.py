# SPDX-License-Identifier: Apache-2.0
"""Writing the sample's declaration packages, and the lists of offices and of households that go with them."""

import csv
import json
import zipfile
from collections.abc import Iterable, Sequence
from datetime import date, datetime
from pathlib import Path
from random import Random

from officer_desk.domain.calendar import local
from officer_desk.domain.values import IdentityKind, Kind, PictureRole
from officer_desk.gateways.units import Units
from officer_desk.sample.drawings import Pictures, pictures_for
from officer_desk.sample.people import typed_phone
from officer_desk.sample.plan import Case, InRegistry, Slip, address_json, make_plan, misdialled, respelled

SEED, COUNT = 2026, 312
"""The sample whose pictures are shipped."""

OFFICES = (
    ("001", "BHXH thành phố Hà Nội", ""),
    ("00101", "BHXH quận Ba Đình", "001"),
    ("00102", "BHXH quận Hoàn Kiếm", "001"),
    ("00103", "BHXH quận Tây Hồ", "001"),
    ("048", "BHXH thành phố Đà Nẵng", ""),
    ("04801", "BHXH cơ sở 01, Đà Nẵng (mẫu)", "048"),
    ("079", "BHXH Thành phố Hồ Chí Minh", ""),
    ("07901", "BHXH cơ sở 01, TP Hồ Chí Minh (mẫu)", "079"),
)
_PACKAGE_TIME = (2026, 1, 1, 0, 0, 0)


def make_packages(folder: Path, now: datetime, seed: int = SEED, count: int = COUNT) -> list[Path]:
    """Write `count` packages below `folder`/packages, and offices.csv and households.csv beside them.

    Gives the packages in the order in which they were declared.
    """
    cases = make_plan(now, seed, count)
    write_offices(folder / "offices.csv")
    write_households(folder / "households.csv", cases)
    pictures = pictures_for(seed, count, Units.load().address_text)
    return [write_package(folder / "packages", case, pictures) for case in cases]


def write_offices(path: Path) -> None:
    """Write the list of offices."""
    _write_csv(path, ("code", "name", "parent_code"), OFFICES)


def write_households(path: Path, cases: Iterable[Case]) -> None:
    """Write the registry's extract: everybody but those whom it does not know."""
    people: dict[str, tuple[str, ...]] = {}
    for case in cases:
        if case.registry is not InRegistry.MISSING:
            people.setdefault(case.person.insurance_code, _household_row(case))
    _write_csv(path, ("insurance_code", "full_name", "date_of_birth", "sex", "id_number"), sorted(people.values()))


def write_package(folder: Path, case: Case, pictures: Pictures) -> Path:
    """Write one package: mostly a folder, now and then a zip."""
    files = {f"{role.value}.webp": pictures(case, role) for role in case.pictures}
    files["declaration.json"] = json.dumps(declaration(case), ensure_ascii=False, indent=2).encode()
    name = case.number.replace("/", "-")
    if case.key % 4 == 3:
        return _write_zip(folder / f"{name}.zip", files)
    package = folder / name
    package.mkdir(parents=True)
    for file, data in files.items():
        (package / file).write_bytes(data)
    return package


def declaration(case: Case) -> dict[str, object]:
    """Give the declaration of a case as declaration.json has it."""
    person, chance = case.person, Random(f"{case.key}/typed")
    if case.submitted_at is None:
        message = "the case has no time yet"
        raise ValueError(message)
    return {
        "format": "officer-desk/declaration",
        "version": 1,
        "number": case.number,
        "kind": case.kind.value,
        "channel": case.channel.value,
        "submitted_at": local(case.submitted_at).isoformat(),
        "office_code": person.place.office_code,
        "insurance_code": person.insurance_code,
        "full_name": person.full_name,
        "identity": {
            "kind": person.paper.value,
            "number": misdialled(person.paper_number) if case.slip is Slip.TRANSPOSED else person.paper_number,
            "population_verified": case.verified,
        },
        "address": address_json(person.address),
        "phone": typed_phone(case.phone, chance),
        "email": case.email,
        "wants_email_copy": case.email is not None and chance.random() < 0.7,
        "certificate": _certificate(case) if case.certificate else None,
        "guardian": _guardian(case),
        "changes": case.changes if case.kind is Kind.CHANGE else None,
        "pictures": {role.value: f"{role.value}.webp" for role in PictureRole if role in case.pictures},
    }


def _guardian(case: Case) -> dict[str, str] | None:
    guardian = case.guardian
    if guardian is None:
        return None
    return {
        "insurance_code": guardian.insurance_code,
        "full_name": guardian.full_name,
        "relation": "mẹ" if guardian.woman else "cha",
    }


def _certificate(case: Case) -> dict[str, str]:
    return {
        "number": f"5401000000{case.person.index:06}",
        "issuer": "Tổ chức chứng thực chữ ký số Thử Nghiệm (mẫu)",
        "valid_from": date(2025, 3, 1).isoformat(),
        "valid_to": date(2029, 2, 28).isoformat(),
    }


def _household_row(case: Case) -> tuple[str, ...]:
    person = case.person
    name = person.full_name
    if case.registry is InRegistry.NEAR:
        name = respelled(name)
    elif case.registry is InRegistry.OTHER:
        family, *between, given = name.split()
        name = " ".join((family, *between, "Kim" if between[-1] != "Kim" else "Thanh", given))
    # The registry does not know everybody's day or month, sex or number.
    born = person.born.isoformat()[: 4 if person.index % 11 == 3 else 7 if person.index % 13 == 4 else 10]
    sex = "" if person.index % 19 == 7 else "F" if person.woman else "M"
    known = person.paper is not IdentityKind.BIRTH_CERTIFICATE and person.index % 17 != 6
    return person.insurance_code, name, born, sex, person.id_number if known else ""


def _write_csv(path: Path, header: Sequence[str], rows: Iterable[Sequence[str]]) -> None:
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("w", encoding="utf-8", newline="") as file:
        writer = csv.writer(file, lineterminator="\n")
        writer.writerow(header)
        writer.writerows(rows)


def _write_zip(path: Path, files: dict[str, bytes]) -> Path:
    path.parent.mkdir(parents=True, exist_ok=True)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, data in files.items():
            archive.writestr(zipfile.ZipInfo(name, _PACKAGE_TIME), data)
    return path
