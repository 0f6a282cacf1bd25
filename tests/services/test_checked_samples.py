# SPDX-License-Identifier: Apache-2.0
"""The labelled packages, read and compared: every label is met, and what is labelled readable is read."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest

from officer_desk.cli import checking
from officer_desk.domain.records import PictureReading
from officer_desk.gateways import card_reading
from officer_desk.gateways.card_readers import CardReaders
from officer_desk.office import NOW, OpenOffice, open_office
from officer_desk.services import cross_checks, declarations, picture_queue
from officer_desk.settings import Settings
from tests import building as b
from tests.conftest import ADMIN, SAMPLES, TODAY
from tests.services.importing import import_paths
from tests.services.test_samples import TAKEN

SOME = (
    "003-portal.zip", "011-mobile.zip", "017-vssid", "018-vssid", "029-vssid", "037-counter", "038-vssid",
    "041-vssid.zip",
)  # fmt: skip
"""Another person's card, one portrait twice, another year of birth, the tone mark elsewhere, the card of 2024, two
digits exchanged, an unreadable code."""
FIELDS = ("id_number", "full_name", "date_of_birth", "sex", "address")


class InPlace:
    """Reads pictures at once, in this process, and no lines."""

    def read(self, data: bytes, sha256: str, want_lines: bool) -> PictureReading:
        return card_reading.read(data)


@pytest.fixture(scope="module")
def empty(_made_office: Any, tmp_path_factory: pytest.TempPathFactory) -> Iterator[OpenOffice]:
    """An office that has nothing yet."""
    folder = tmp_path_factory.mktemp("checked") / "office"
    shutil.copytree(_made_office, folder)
    office = open_office(Settings(folder), environment={NOW: TODAY.isoformat()})
    yield office
    office.close()


def checked(office: OpenOffice, label: dict[str, Any], reader: picture_queue.Reader) -> dict[str, Any]:
    """Read and compare a file; gives what `check --json` prints."""
    context = office.context(ADMIN)
    found = office.ask(context, declarations.find, label["number"])
    assert found is not None
    picture_queue.read_file(b.Quiet(), office, reader, found)
    return checking._as_json(office.ask(context, cross_checks.of, found))


def missed(label: dict[str, Any], told: dict[str, Any], *, lines: bool) -> dict[str, tuple[Any, Any]]:
    """Give every label that is not met: what was told, and what should have been."""
    wanted: dict[str, tuple[Any, Any]] = {"qr.read": (told["qr"]["read"], label["qr"]["readable"])}
    if label["qr"]["readable"]:
        wanted |= {f"qr.{part}": (told["qr"][part], label["qr"][part]) for part in ("role", "text", "fields")}
    if lines and (told["mrz"]["read"] or label["qr"]["readable"]):
        # Where the picture is too poor for its code, the labels do not say whether the lines can be read; a name
        # without a check digit is then left out rather than guessed.
        printed = label["mrz"] or []
        wanted["mrz"] = (
            told["mrz"]["lines"],
            printed if label["qr"]["readable"] else printed[: len(told["mrz"]["lines"])],
        )
    wanted["hgd"] = (told["hgd"], label["hgd"])
    for field in FIELDS:
        wanted[f"cross_check.{field}"] = (told["fields"][field]["qr"]["verdict"], label["cross_check"][field])
    for field, answer in label["hgd_detail"].items():
        wanted[f"hgd_detail.{field}"] = (told["fields"][field]["hgd"]["verdict"], answer)
    if not label.get("unchanged"):
        pairs = [sorted((one["what"], one["number"]) for one in side["duplicates"]) for side in (told, label)]
        wanted["duplicates"] = (pairs[0], pairs[1])
    also = label.get("also_acceptable", {})
    return {name: pair for name, pair in wanted.items() if pair[0] != pair[1] and pair[0] not in also.get(name, [])}


def test_what_the_labels_say_of_codes_is_told(empty: OpenOffice) -> None:
    import_paths(empty, ADMIN, *(SAMPLES / "packages" / name for name in SOME))
    labels = [label for label in TAKEN if label["name"] in SOME]
    assert len(labels) == len(SOME)
    found = {label["name"]: missed(label, checked(empty, label, InPlace()), lines=False) for label in labels}
    assert not any(found.values()), found


@pytest.mark.soak
def test_every_label_of_every_package_is_met(empty: OpenOffice) -> None:
    import_paths(empty, ADMIN, SAMPLES / "packages")
    readers = CardReaders()
    found = {label["name"]: missed(label, checked(empty, label, readers), lines=True) for label in TAKEN}
    readers.close()
    assert not any(found.values()), found
