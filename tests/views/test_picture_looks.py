# SPDX-License-Identifier: Apache-2.0
"""Closer looks: contrast, straightening, magnifying glass, two faces, a second window; nothing is stored."""

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from officer_desk.desk import Desk
from officer_desk.domain.card_places import CHIP_FRONT, PORTRAIT, on_card
from officer_desk.domain.records import Actor, CrossCheck, DeclarationRecord
from officer_desk.office import OpenOffice
from officer_desk.views.face_pair import read_face
from officer_desk.views.id_photos import IdPhotos
from officer_desk.views.loupe import TIMES
from officer_desk.views.picture_looks import PictureLooks
from officer_desk.views.picture_view import PictureView
from tests import building as b
from tests.views.opening import wait_for_pictures

WHOLE = ((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0))


@pytest.fixture
def looks(desk: Desk, photos: IdPhotos) -> PictureLooks:
    return PictureLooks(desk, photos)


@pytest.fixture
def record(office: OpenOffice, officer: Actor, photos: IdPhotos) -> DeclarationRecord:
    taken = b.take_one(office, officer, b.declaration("00017/2026/00101"))
    photos.show_declaration(taken, can_mark=True, why_not_replace="")
    wait_for_pictures(photos)
    return taken


@pytest.fixture
def view(qtbot: QtBot) -> PictureView:
    """A view of 402×402 on a pale picture of 400×400: grey, a darker square in its middle."""
    made = PictureView("Mặt trước")
    qtbot.addWidget(made)
    made.resize(402, 402)
    made.show()
    image = QImage(400, 400, QImage.Format.Format_RGB32)
    image.fill(QColor(180, 180, 180))
    painter = QPainter(image)
    painter.fillRect(150, 150, 100, 100, QColor(120, 120, 120))
    painter.end()
    made.show_image(image, QSize(400, 400))
    return made


def grey(view: PictureView, x: int, y: int) -> int:
    return view.grab().toImage().pixelColor(x, y).red()


def test_contrast_goes_from_black_to_white_and_back(view: PictureView) -> None:
    assert (grey(view, 201, 201), grey(view, 40, 40)) == (120, 180)
    view.set_contrast(more=True)
    assert (grey(view, 201, 201), grey(view, 40, 40)) == (0, 255)
    view.set_contrast(more=False)
    assert (grey(view, 201, 201), grey(view, 40, 40)) == (120, 180)


def test_a_picture_is_straightened_by_degrees_whole_and_about_its_middle(view: PictureView) -> None:
    told: list[float] = []
    view.straightened.connect(told.append)
    middle = view.to_view.map(QPointF(200, 200))
    for _ in range(3):
        view.straighten(1)
    assert told == [1, 2, 3]
    assert view.to_view.map(QPointF(200, 200)) == middle
    corners = [view.to_view.map(QPointF(x, y)) for x in (0, 400) for y in (0, 400)]
    assert all(0 <= corner.x() <= 402 and 0 <= corner.y() <= 402 for corner in corners)
    view.straighten(100)
    assert view.degrees == 15


def test_the_glass_shows_the_place_under_it_three_times_as_large_and_moves_by_arrows(view: PictureView) -> None:
    view.toggle_loupe()
    loupe = view.loupe
    assert loupe is not None
    view._move_loupe(QPointF(151, 201))
    seen = loupe.grab().toImage()
    edge = [seen.pixelColor(x, 84).red() for x in (140 - 10, 140 + 10)]
    assert edge == [180, 120]
    QTest.keyClick(view, Qt.Key.Key_Right)
    assert loupe.at.x() == pytest.approx(151 + 48 / TIMES)
    assert view.is_fitted
    view.toggle_loupe()
    assert view.loupe is None


def test_another_picture_starts_as_it_is_stored(view: PictureView) -> None:
    view.set_contrast(more=True)
    view.straighten(4)
    view.toggle_loupe()
    view.show_image(view.image, QSize(400, 400))
    assert (view.more_contrast, view.degrees, view.loupe) == (False, 0, None)


def test_the_commands_act_upon_the_picture_that_was_looked_at_last(
    photos: IdPhotos, looks: PictureLooks, record: DeclarationRecord
) -> None:
    before = {picture.sha256 for picture in record.pictures}
    photos.show_only(2)
    looks.contrast()
    looks.straighten_right()
    front, back = photos.view_of(b.FRONT, alone=True), photos.view_of(b.BACK, alone=True)
    assert (front.more_contrast, front.degrees) == (True, 1)
    assert (back.more_contrast, back.degrees) == (False, 0)
    assert photos.view_of(b.FRONT).degrees == 1
    photos.show_all()
    assert (front.more_contrast, front.degrees) == (False, 0)
    assert {picture.sha256 for picture in record.pictures} == before


def test_two_faces_stand_beside_each_other_then_in_turns(
    photos: IdPhotos, looks: PictureLooks, record: DeclarationRecord, qtbot: QtBot
) -> None:
    looks.faces()
    assert photos.faces.isHidden()
    place = (b.FRONT, on_card(CHIP_FRONT.values[PORTRAIT], WHOLE))
    looks.show(CrossCheck(record.id, record.number, portrait=place))
    looks.faces()
    qtbot.waitUntil(lambda: photos.faces.complete)
    assert photos.faces.isVisible()
    assert photos.faces.in_turn is None
    both = photos.faces.grab().toImage()
    looks.blink()
    assert photos.faces.grab().toImage() != both
    assert photos.faces.in_turn == 0
    looks.blink()
    assert photos.faces.in_turn == 1
    photos.show_only(1)
    assert photos.faces.isHidden()
    photos.clear()
    assert not photos.faces.complete


def test_a_face_is_cut_out_of_a_card_that_lies_upside_down(desk: Desk, tmp_path) -> None:
    card = QImage(856, 540, QImage.Format.Format_RGB32)
    card.fill(Qt.GlobalColor.white)
    painter = QPainter(card)
    painter.fillRect(40, 168, 194, 128, Qt.GlobalColor.red)
    painter.fillRect(40, 296, 194, 128, Qt.GlobalColor.blue)
    painter.end()
    path = tmp_path / "card.png"
    card.flipped(Qt.Orientation.Horizontal | Qt.Orientation.Vertical).save(str(path))
    stored = desk.gateways.pictures.put(path.read_bytes())
    turned = WHOLE[2:] + WHOLE[:2]
    face = read_face(None, desk.gateways.pictures, stored.sha256, on_card(CHIP_FRONT.values[PORTRAIT], turned))
    assert (face.pixelColor(225, 100).red(), face.pixelColor(225, 100).blue()) == (255, 0)
    assert (face.pixelColor(225, 500).red(), face.pixelColor(225, 500).blue()) == (0, 255)


@pytest.fixture
def second(photos: IdPhotos, looks: PictureLooks, record: DeclarationRecord) -> Callable[[], list[str]]:
    """Open the second window; gives which pictures it shows."""
    looks.second_window()
    window = looks.window
    assert window is not None
    return lambda: [frame.view.accessibleName() for frame in window._frames.values() if frame.isVisible()]


def test_the_second_window_follows_the_file(
    photos: IdPhotos, looks: PictureLooks, record: DeclarationRecord, second: Callable[[], list[str]]
) -> None:
    assert len(second()) == 3
    photos.show_only(2)
    assert second() == ["Mặt trước"]
    photos.clear()
    assert second() == []
    looks.second_window()
    assert looks.window is not None
    assert looks.window.isHidden()
