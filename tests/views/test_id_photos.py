# SPDX-License-Identifier: Apache-2.0
"""The pictures: whole, zoomed to the cursor, turned, dragged; missing and broken ones in words; marks."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pytest
from PySide6.QtCore import QPoint, QPointF, QSize, Qt
from PySide6.QtGui import QImage, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from officer_desk.domain.records import Actor, DeclarationRecord, PictureDraft
from officer_desk.domain.values import PictureRole
from officer_desk.office import OpenOffice
from officer_desk.services import pictures
from officer_desk.views import theme
from officer_desk.views.id_photos import IdPhotos
from officer_desk.views.picture_view import PictureView
from officer_desk.views.picture_words import read_picture
from tests import building as b
from tests.views.listing import SlowBackground, desk_of
from tests.views.opening import wait_for_pictures, words

NUMBER = "00017/2026/00101"
FRONT, BACK, PORTRAIT = b.FRONT, b.BACK, b.PORTRAIT


@pytest.fixture
def take(office: OpenOffice, officer: Actor) -> Callable[..., DeclarationRecord]:
    return lambda **other: b.take_one(office, officer, b.declaration(NUMBER, **other))


def show(photos: IdPhotos, record: DeclarationRecord) -> None:
    photos.show_declaration(record, can_mark=True, why_not_replace="")


def mark_all(photos: IdPhotos) -> None:
    wait_for_pictures(photos)
    photos.mark_all()


@pytest.fixture
def view(qtbot: QtBot) -> PictureView:
    """A view of 402×302 that shows a picture of 800×400."""
    made = PictureView("Mặt trước")
    qtbot.addWidget(made)
    made.resize(402, 302)
    made.show()
    image = QImage(800, 400, QImage.Format.Format_RGB32)
    image.fill(Qt.GlobalColor.blue)
    made.show_image(image, QSize(800, 400))
    return made


def wheel(view: PictureView, at: QPointF, steps: int) -> None:
    QApplication.sendEvent(
        view,
        QWheelEvent(
            at,
            view.mapToGlobal(at),
            QPoint(),
            QPoint(0, 120 * steps),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        ),
    )


class TestView:
    def test_a_picture_is_shown_whole_with_all_four_corners(self, view: PictureView) -> None:
        assert view.scale == pytest.approx(0.5)
        assert view.is_fitted
        grey, blue = theme.color("picbg").rgb(), Qt.GlobalColor.blue
        drawn = view.grab().toImage()
        assert drawn.pixelColor(200, 20).rgb() == grey
        assert drawn.pixelColor(4, 60) == blue
        assert drawn.pixelColor(396, 240) == blue

    def test_the_wheel_zooms_to_the_cursor(self, view: PictureView) -> None:
        at = QPointF(120, 140)
        before = view.picture_point(at)
        wheel(view, at, 3)
        after = view.picture_point(at)
        assert view.scale > 0.9
        assert (after - before).manhattanLength() < 1

    def test_zooming_out_ends_at_the_whole_picture(self, view: PictureView) -> None:
        wheel(view, QPointF(10, 100), 5)
        assert not view.is_fitted
        wheel(view, QPointF(300, 200), -9)
        assert view.is_fitted

    def test_one_to_one_is_one_pixel_for_one(self, view: PictureView) -> None:
        view.one_to_one()
        assert view.scale * view.devicePixelRatioF() == pytest.approx(1)

    def test_dragging_moves_the_picture_with_the_hand(self, view: PictureView) -> None:
        view.one_to_one()
        under = view.picture_point(QPointF(200, 150))
        QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=QPoint(200, 150))
        QTest.mouseMove(view, QPoint(230, 150))
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=QPoint(230, 150))
        assert (view.picture_point(QPointF(230, 150)) - under).manhattanLength() < 1

    def test_it_cannot_be_dragged_out_of_sight(self, view: PictureView) -> None:
        view.one_to_one()
        view.pan(QPointF(5000, 5000))
        assert view.picture_point(QPointF(1, 1)).x() >= -1

    def test_four_quarters_are_a_whole_turn_and_a_turned_picture_still_fits(self, view: PictureView) -> None:
        view.turn(1)
        assert view.scale == pytest.approx(300 / 800)
        assert view.quarter_turns == 1
        drawn = view.grab().toImage()
        assert drawn.pixelColor(200, 5) == Qt.GlobalColor.blue
        assert drawn.pixelColor(20, 150).rgb() == theme.color("picbg").rgb()
        for _ in range(3):
            view.turn(1)
        assert view.quarter_turns == 0

    def test_dragging_a_turned_picture_follows_the_hand_too(self, view: PictureView) -> None:
        view.turn(1)
        view.one_to_one()
        under = view.picture_point(QPointF(200, 150))
        view.pan(QPointF(0, 40))
        assert (view.picture_point(QPointF(200, 190)) - under).manhattanLength() < 1

    def test_a_fitted_picture_follows_its_frame_and_a_zoomed_one_stays(self, view: PictureView) -> None:
        view.resize(602, 402)
        assert view.scale == pytest.approx(0.75)
        view.one_to_one()
        middle = view.centre
        view.resize(402, 302)
        assert view.scale == pytest.approx(1 / view.devicePixelRatioF())
        assert view.centre == middle

    def test_the_whole_picture_is_asked_for_only_when_it_is_needed(self, qtbot: QtBot) -> None:
        view = PictureView("Mặt trước")
        qtbot.addWidget(view)
        view.resize(402, 302)
        asked: list[bool] = []
        view.detail_wanted.connect(lambda: asked.append(True))
        view.show_image(QImage(800, 400, QImage.Format.Format_RGB32), QSize(4000, 2000))
        view.zoom_in()
        assert asked == []
        view.one_to_one()
        where = view.picture_point(QPointF(10, 10))
        assert asked == [True]
        view.show_detail(QImage(4000, 2000, QImage.Format.Format_RGB32))
        assert view.picture_point(QPointF(10, 10)) == where
        view.grab()

    def test_arrow_keys_move_and_no_letter_or_digit_is_a_command(self, view: PictureView) -> None:
        view.one_to_one()
        before = view.centre
        QTest.keyClick(view, Qt.Key.Key_Right)
        assert view.centre.x() > before.x()
        after = view.centre
        for key in (Qt.Key.Key_A, Qt.Key.Key_1, Qt.Key.Key_Plus):
            QTest.keyClick(view, key)
        assert view.centre == after


class TestSide:
    def test_the_three_pictures_of_a_registration_stand_in_a_strip(self, photos: IdPhotos, take: Any) -> None:
        show(photos, take())
        assert photos.choice.count == 4
        for role in b.ALL_THREE:
            assert photos.view_of(role).has_picture
        said = words(photos, hidden=True)
        for label in ("Chân dung 4×6", "Mặt trước", "Mặt sau", "Cả ba"):
            assert label in said

    def test_a_child_shows_portrait_and_birth_certificate(self, photos: IdPhotos, take: Any) -> None:
        record = take(
            kind="child",
            identity={"kind": "birth_certificate", "number": "86/2018", "population_verified": True},
            guardian={"insurance_code": "0100007236", "full_name": "Hoàng Thị Thu Mai", "relation": "mẹ"},
            pictures={"portrait": "p.jpg", "birth_certificate": "b.jpg"},
        )
        show(photos, record)
        assert photos.choice.count == 3
        assert photos.view_of(PictureRole.BIRTH_CERTIFICATE).has_picture

    def test_a_passport_has_a_data_page_and_no_back(self, photos: IdPhotos, take: Any) -> None:
        record = take(
            identity={"kind": "passport", "number": "C1234567", "population_verified": False},
            pictures={"portrait": "p.jpg", "identity_front": "f.jpg"},
        )
        show(photos, record)
        assert photos.choice.count == 3
        assert "Trang nhân thân" in words(photos)

    def test_a_missing_picture_says_so_and_offers_to_add_it(self, photos: IdPhotos, take: Any) -> None:
        wanted: list[PictureRole] = []
        photos.picture_wanted.connect(wanted.append)
        show(photos, take(pictures={"portrait": "p.jpg", "identity_front": "f.jpg"}))
        frame = photos.frame_of(BACK)
        assert frame.words == "Chưa có ảnh mặt sau."
        assert frame.mark.isHidden()
        frame.add.click()
        assert wanted == [BACK]

    def test_a_broken_picture_says_so_and_is_never_marked_as_compared(
        self, photos: IdPhotos, take: Any, office: OpenOffice
    ) -> None:
        record = take()
        broken = next(picture for picture in record.pictures if picture.role is BACK)
        office.gateways.pictures.path(broken.sha256).write_bytes(b"broken")
        show(photos, record)
        assert photos.frame_of(BACK).words == ("Ảnh mặt sau không đọc được. Có thể thêm ảnh mới, hoặc vẫn đánh giá.")
        mark_all(photos)
        assert photos.compared == (PORTRAIT, FRONT)
        assert not photos.frame_of(BACK).mark.isEnabled()
        assert photos.bar.why.isVisible()

    def test_nothing_is_compared_that_was_not_on_the_screen(
        self, qtbot: QtBot, office: Any, officer: Any, take: Any
    ) -> None:
        slow = SlowBackground()
        photos = IdPhotos(desk_of(office, officer, slow))
        qtbot.addWidget(photos)
        photos.resize(600, 580)
        slow.slow = True
        show(photos, take())
        slow.held.pop(0)()
        slow.held.pop(0)()
        photos.show()
        qtbot.waitUntil(lambda: photos.not_on_screen == ("mặt sau",))
        photos.mark_all()
        assert photos.compared == ()
        assert "Chưa được: mặt sau chưa lên màn hình" in words(photos.bar)
        assert not photos.frame_of(BACK).mark.isEnabled()
        photos.show_only(1)
        slow.held.pop(0)()
        QApplication.sendPostedEvents()
        photos.mark_all()
        assert photos.compared == (), "decoded, and behind another picture"
        photos.show_all()
        mark_all(photos)
        assert photos.compared == b.ALL_THREE

    def test_a_picture_that_was_painted_says_nothing_about_the_next_file(self, photos: IdPhotos, take: Any) -> None:
        record = take()
        show(photos, record)
        wait_for_pictures(photos)
        for view in (photos.view_of(role) for role in b.ALL_THREE):
            view.painted.emit()
        show(photos, replace(record, id=99))
        QApplication.sendPostedEvents()
        assert len(photos.not_on_screen) == 3
        photos.mark_all()
        assert photos.compared == ()

    def test_a_late_picture_of_another_file_is_dropped(
        self, qtbot: QtBot, office: Any, officer: Any, take: Any
    ) -> None:
        slow = SlowBackground()
        photos = IdPhotos(desk_of(office, officer, slow))
        qtbot.addWidget(photos)
        record = take()
        slow.slow = True
        show(photos, record)
        photos.clear()
        bare = replace(record, id=99, pictures=(), required=(PORTRAIT,))
        show(photos, bare)
        for answer in slow.held:
            answer()
        assert not photos.view_of(PORTRAIT).has_picture
        assert photos.frame_of(PORTRAIT).words == "Chưa có ảnh chân dung 4×6."

    def test_a_refresh_moves_no_view_and_takes_no_mark(self, photos: IdPhotos, take: Any) -> None:
        record = take()
        show(photos, record)
        view = photos.view_of(FRONT)
        mark_all(photos)
        view.one_to_one()
        view.turn(1)
        photos.show_only(2)
        show(photos, replace(record, version=record.version + 1))
        assert photos.view_of(FRONT) is view
        assert (view.quarter_turns, view.is_fitted, photos.shown_index) == (1, False, 2)
        assert photos.compared == b.ALL_THREE

    def test_a_new_picture_loses_its_mark_and_the_older_one_can_be_looked_at(
        self, photos: IdPhotos, take: Any, act: Any, office: OpenOffice
    ) -> None:
        record = take()
        show(photos, record)
        mark_all(photos)
        newer = act(pictures.put, PictureDraft(record.id, record.version, BACK, b.store(office, "green", (90, 60))))
        show(photos, newer)
        assert photos.compared == (PORTRAIT, FRONT)
        frame = photos.frame_of(BACK)
        assert "1 bản cũ" in words(frame, hidden=True)
        frame.version_wanted.emit(newer.older_pictures[0])
        assert "bản cũ, 21/11/2026" in words(frame, hidden=True)
        assert frame.view.has_picture

    def test_a_turn_holds_in_the_strip_and_alone(self, photos: IdPhotos, take: Any) -> None:
        show(photos, take())
        photos.show_only(2)
        photos.press("right")
        assert photos.view_of(FRONT, alone=True).quarter_turns == 1
        assert photos.view_of(FRONT).quarter_turns == 1
        assert photos.view_of(BACK).quarter_turns == 0

    def test_a_mark_in_the_strip_is_the_mark_alone(self, photos: IdPhotos, take: Any) -> None:
        show(photos, take())
        wait_for_pictures(photos)
        photos.frame_of(FRONT).mark.click()
        assert photos.compared == (FRONT,)
        assert "1/3 ảnh · 08:00" in words(photos.bar)

    def test_f7_marks_all_and_takes_all_marks_away(self, photos: IdPhotos, take: Any) -> None:
        show(photos, take())
        mark_all(photos)
        assert photos.compared == b.ALL_THREE
        mark_all(photos)
        assert photos.compared == ()

    def test_a_mark_moves_no_picture(self, photos: IdPhotos, take: Any) -> None:
        show(photos, take())
        QApplication.sendPostedEvents()
        before = photos.view_of(FRONT).size()
        mark_all(photos)
        QApplication.sendPostedEvents()
        assert photos.view_of(FRONT).size() == before

    def test_tools_without_a_picture_are_off_and_say_why(self, photos: IdPhotos) -> None:
        photos.clear()
        assert not photos.tools["fit"].isEnabled()
        assert photos.tools["fit"].toolTip() == "Ở đây chưa có ảnh."

    def test_every_tool_has_a_name_and_its_key(self, photos: IdPhotos, take: Any) -> None:
        show(photos, take())
        for tool in photos.tools.values():
            assert tool.accessibleName()
            assert tool.accessibleName() in tool.toolTip()
        assert photos.tools["left"].toolTip() == "Xoay trái (Ctrl+,)"


def test_a_stored_picture_is_read_as_it_is_seen(office: OpenOffice, take: Any) -> None:
    record = take()
    image = read_picture(None, office.gateways.pictures, record.pictures[0].sha256, None)
    assert (image.width(), image.height()) == (record.pictures[0].width, record.pictures[0].height)
