# SPDX-License-Identifier: Apache-2.0
"""Drawn pictures: the QR codes say what they should, one seed gives one picture, and no installed font is needed."""

import io
import zipfile
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageFont

from officer_desk.domain.values import IdentityKind, Kind, PictureRole
from officer_desk.gateways.pictures import check
from officer_desk.gateways.units import Units
from officer_desk.sample.cards import qr_text
from officer_desk.sample.drawings import draw, file_name, pictures_for, redressed, ship, shipped_path, wanted
from officer_desk.sample.lettering import FONTS, font
from officer_desk.sample.packages import COUNT, SEED
from officer_desk.sample.people import Person, make_person
from officer_desk.sample.plan import Case, Fate, make_plan
from officer_desk.sample.portraits import studio_print

ADDRESS = Units.load().address_text
NOW = datetime(2026, 11, 21, 2, 0, tzinfo=UTC)


def case_of(person: Person, kind: Kind = Kind.REGISTRATION) -> Case:
    return Case(1, person, kind, Fate.WAITING, 1.0)


def someone(paper: IdentityKind, *, new_card: bool = False) -> Person:
    people = (make_person(3, index, child=paper is IdentityKind.BIRTH_CERTIFICATE) for index in range(1, 900))
    return next(person for person in people if person.paper is paper and person.new_card == new_card)


def opened(data: bytes) -> Image.Image:
    return Image.open(io.BytesIO(data))


@pytest.mark.parametrize(
    ("new_card", "role", "fields"), [(False, PictureRole.IDENTITY_FRONT, 7), (True, PictureRole.IDENTITY_BACK, 11)]
)
def test_the_qr_on_a_drawn_card_reads_back(new_card: bool, role: PictureRole, fields: int) -> None:
    person = someone(IdentityKind.CCCD, new_card=new_card)
    (code,) = zxingcpp.read_barcodes(opened(draw(case_of(person), role, 3, ADDRESS)))
    assert code.text == qr_text(person, ADDRESS)
    read = code.text.split("|")
    assert len(read) == fields
    assert (read[0], read[2], read[4]) == (person.id_number, person.full_name, "Nữ" if person.woman else "Nam")
    assert read[3] == person.born.strftime("%d%m%Y")


@pytest.mark.parametrize(
    ("paper", "role"),
    [
        (IdentityKind.CMND, PictureRole.IDENTITY_FRONT),
        (IdentityKind.CMND, PictureRole.IDENTITY_BACK),
        (IdentityKind.PASSPORT, PictureRole.IDENTITY_FRONT),
        (IdentityKind.CCCD, PictureRole.IDENTITY_BACK),
        (IdentityKind.BIRTH_CERTIFICATE, PictureRole.BIRTH_CERTIFICATE),
    ],
)
def test_every_paper_is_a_picture_that_the_desk_takes(paper: IdentityKind, role: PictureRole) -> None:
    media_type, width, height = check(draw(case_of(someone(paper)), role, 3, ADDRESS))
    assert media_type == "image/webp"
    assert min(width, height) >= 600


def test_a_portrait_is_four_by_six() -> None:
    assert opened(draw(case_of(make_person(3, 5)), PictureRole.PORTRAIT, 3, ADDRESS)).size == (400, 600)


def test_the_same_seed_gives_the_same_portrait_and_another_one_another() -> None:
    face = make_person(3, 5).face
    assert studio_print(face, 40, "a").tobytes() == studio_print(face, 40, "a").tobytes()
    assert studio_print(face, 40, "a").tobytes() != studio_print(face, 40, "b").tobytes()
    assert studio_print(face, 40, "a").tobytes() != studio_print(make_person(3, 6).face, 40, "a").tobytes()


def test_a_change_brings_another_portrait() -> None:
    person = make_person(3, 5)
    new, old = case_of(person, Kind.CHANGE), case_of(person)
    assert file_name(new, PictureRole.PORTRAIT) != file_name(old, PictureRole.PORTRAIT)
    assert redressed(person, "3").face.clothes != person.face.clothes or redressed(person, "3").face != person.face


def test_every_font_is_shipped(monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []
    real = ImageFont.truetype

    def watched(path: str, *args: object, **kwargs: object) -> ImageFont.FreeTypeFont:
        asked.append(path)
        return real(path, *args, **kwargs)  # type: ignore[arg-type]

    monkeypatch.setattr(ImageFont, "truetype", watched)
    font.cache_clear()
    for name in FONTS:
        font(name, 20)
    assert len(asked) == len(FONTS)
    assert all(Path(path).is_file() and "resources" in Path(path).parts for path in asked)


def test_what_is_shipped_is_what_the_sample_needs() -> None:
    names = {name for name, _, _ in wanted(make_plan(NOW, SEED, COUNT))}
    with zipfile.ZipFile(shipped_path()) as archive:
        assert set(archive.namelist()) == names
    assert shipped_path().stat().st_size < 20_000_000


def test_pictures_do_not_depend_on_the_day() -> None:
    later = datetime(2031, 2, 3, 20, 15, tzinfo=UTC)
    assert [name for name, _, _ in wanted(make_plan(NOW, SEED, COUNT))] == [
        name for name, _, _ in wanted(make_plan(later, SEED, COUNT))
    ]


def test_another_seed_is_drawn_and_the_own_one_is_read(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    case = case_of(make_person(3, 5))
    archive = tmp_path / "pictures.zip"
    ship(archive, 3, 1, [(file_name(case, PictureRole.PORTRAIT), b"shipped")])
    monkeypatch.setattr("officer_desk.sample.drawings.shipped_path", lambda: archive)
    assert pictures_for(3, 1, ADDRESS)(case, PictureRole.PORTRAIT) == b"shipped"
    assert pictures_for(4, 1, ADDRESS)(case, PictureRole.PORTRAIT).startswith(b"RIFF")


def test_a_shipped_card_reads_back() -> None:
    cases = [case for case in make_plan(NOW, SEED, COUNT) if PictureRole.IDENTITY_FRONT in case.pictures]
    chips = [case for case in cases if case.person.paper is IdentityKind.CCCD and not case.person.new_card][:5]
    pictures = pictures_for(SEED, COUNT, ADDRESS)
    for case in chips:
        (code,) = zxingcpp.read_barcodes(opened(pictures(case, PictureRole.IDENTITY_FRONT)))
        assert code.text == qr_text(case.person, ADDRESS)
