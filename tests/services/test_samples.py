# SPDX-License-Identifier: Apache-2.0
"""The labelled packages: what is taken, what is refused and with which words, and what the desk then says of them."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import select

from officer_desk import catalogue, resources
from officer_desk.domain.package import required_pictures
from officer_desk.domain.records import Actor, DeclarationRecord, ImportedPackage, ImportReport, RelatedFile
from officer_desk.domain.values import HgdAnswer, State
from officer_desk.models.tables import Declaration
from officer_desk.office import NOW, OpenOffice, open_office
from officer_desk.services import audit, declarations
from officer_desk.settings import Settings
from tests.conftest import ADMIN, SAMPLES, TODAY
from tests.services.importing import import_paths

LABELS: list[dict[str, Any]] = json.loads((SAMPLES / "expected.json").read_text("utf-8"))["packages"]
TAKEN = [label for label in LABELS if label["accepted"]]
REFUSED = [label for label in LABELS if not label["accepted"]]
NEAR = "00113/2026/07901"
"""Declared Hoà, registered Hòa: the desk never takes a near match for a match, the officer confirms it."""


@pytest.fixture(scope="module")
def filled(_made_office: Path, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """An office into which all samples were imported once."""
    folder = tmp_path_factory.mktemp("filled") / "office"
    shutil.copytree(_made_office, folder)
    office = open_office(Settings(folder), environment={NOW: TODAY.isoformat()})
    catalogue.use_language("vi", resources.folder() / "i18n")
    yield office, import_paths(office, ADMIN, SAMPLES / "packages")
    office.close()


@pytest.fixture
def report(filled: tuple[OpenOffice, ImportReport]) -> dict[str, ImportedPackage]:
    return {package.name: package for package in filled[1].packages}


def opened(filled: tuple[OpenOffice, ImportReport], number: str) -> DeclarationRecord:
    office = filled[0]
    with office.database.reading() as session:
        found = session.scalar(select(Declaration.id).where(Declaration.number == number))
    officer = Actor(0, "tran.thi.mau", "Trần Thị Mẫu", ADMIN.role, "00101")
    return office.ask(office.context(officer), declarations.refresh, found)


def test_every_package_is_reported_in_the_order_of_the_names(report: dict[str, ImportedPackage]) -> None:
    assert list(report) == sorted(label["name"] for label in LABELS)


@pytest.mark.parametrize("label", TAKEN, ids=lambda label: f"{label['name']} {label['case']}")
class TestTaken:
    def test_is_taken(self, label: dict[str, Any], report: dict[str, ImportedPackage]) -> None:
        package = report[label["name"]]
        assert package.accepted, package.message
        assert package.number == label["number"]
        assert package.unchanged == label.get("unchanged", False)
        assert package.offender is None

    def test_the_name_is_stored_composed(self, label: dict[str, Any], filled: Any) -> None:
        declared = opened(filled, label["number"]).declared
        assert (declared.full_name, declared.insurance_code, declared.kind) == (
            label["full_name_stored"],
            label["insurance_code"],
            label["kind"],
        )

    def test_pictures_are_complete_or_named_as_missing(self, label: dict[str, Any], filled: Any) -> None:
        record = opened(filled, label["number"])
        assert list(record.missing) == label["pictures"]["missing"]
        assert set(required_pictures(record.declared)) == set(label["pictures"]["required"])
        assert record.state is (State.INCOMPLETE if label["pictures"]["missing"] else State.WAITING)
        for picture in record.pictures:
            assert len(filled[0].gateways.pictures.read(picture.sha256)) == picture.size

    def test_the_registry_answers(self, label: dict[str, Any], filled: Any) -> None:
        record = opened(filled, label["number"])
        expected = {label["hgd"], *label.get("also_acceptable", {}).get("hgd", [])}
        assert record.hgd.answer.value in expected
        assert record.hgd.near == (record.number == NEAR)
        if record.number == NEAR:
            assert record.hgd.answer is HgdAnswer.NAME_DIFFERS

    def test_the_days_left_are_counted_in_vietnam(self, label: dict[str, Any], filled: Any) -> None:
        record = opened(filled, label["number"])
        assert record.days_left == label["days_left"]
        assert (record.condition == "overdue") == label["overdue"]

    def test_the_phone_is_kept_as_ten_digits(self, label: dict[str, Any], filled: Any) -> None:
        assert opened(filled, label["number"]).declared.phone == label["phone_normalised"]

    def test_changes_are_normalised(self, label: dict[str, Any], filled: Any) -> None:
        changes = opened(filled, label["number"]).declared.changes
        expected = label.get("changes_normalised")
        assert (changes is None) == (expected is None)
        if changes is not None and expected is not None:
            found = {"phone": changes.phone, "email": changes.email, "pictures": list(changes.pictures)}
            assert {key: value for key, value in found.items() if value} == expected

    def test_what_another_code_uses_too_is_named(self, label: dict[str, Any], filled: Any) -> None:
        if label.get("unchanged"):
            pytest.skip("the copy of another package is labelled without what that one shares")
        expected = {(d["what"], d["number"]) for d in label["duplicates"] if d["what"] != "portrait"}
        related = opened(filled, label["number"]).related
        assert {(r.what, r.number) for r in related if _is_warning(r)} == expected


def _is_warning(related: RelatedFile) -> bool:
    return related.what != "same-person" and not related.allowed


@pytest.mark.parametrize("label", REFUSED, ids=lambda label: f"{label['name']} {label['case']}")
class TestRefused:
    def test_is_refused_in_words_that_name_the_offender(
        self, label: dict[str, Any], report: dict[str, ImportedPackage]
    ) -> None:
        package = report[label["name"]]
        assert not package.accepted
        assert package.offender
        assert all(word in package.message for word in label["message_contains"]), package.message
        some = label.get("message_contains_any", [])
        assert not some or any(word in package.message for word in some), package.message

    def test_nothing_of_it_is_taken(self, label: dict[str, Any], filled: Any) -> None:
        numbers = {other["number"] for other in TAKEN}
        with filled[0].database.reading() as session:
            stored = set(session.scalars(select(Declaration.number)))
        assert label["number"] in numbers or label["number"] not in stored


def test_no_picture_lies_in_the_store_that_no_file_names(filled: Any) -> None:
    office = filled[0]
    with office.database.reading() as session:
        named = {picture.sha256 for row in session.scalars(select(Declaration)) for picture in row.pictures}
    folder = office.settings.data_dir / "pictures"
    assert {path.name for path in folder.rglob("*") if path.is_file()} == named


def test_the_trace_of_the_import_is_intact(filled: Any) -> None:
    office = filled[0]
    finding = office.ask(office.context(ADMIN), audit.verify)
    assert finding.intact
    assert finding.rows >= sum(not label.get("unchanged", False) for label in TAKEN)
