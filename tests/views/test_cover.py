# SPDX-License-Identifier: Apache-2.0
"""The cover: it comes when nobody is there, shows nothing of any file, and gives everything back to the right one."""

from collections.abc import Iterator

import pytest
from pyotp.totp import TOTP
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QMouseEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QDialog, QLabel, QLineEdit, QVBoxLayout, QWidget

from officer_desk.desk import Desk
from officer_desk.models.tables import Officer, TraceEntry
from officer_desk.services import officers
from officer_desk.settings import Settings
from officer_desk.views.covering import Covering
from officer_desk.views.idle import Idle
from tests.views.opening import words

PASSWORD = "mau-Ba-Dinh-01"
SECRET = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
NAME = "Hoàng Thị Thu Mai"


class Watch:
    """The seconds, as a test wants them."""

    seconds = 0.0

    def __call__(self) -> float:
        return self.seconds


@pytest.fixture
def watch() -> Watch:
    return Watch()


@pytest.fixture
def window(qtbot) -> QWidget:
    """A window with a citizen's name and a field that is being typed in."""
    made = QWidget()
    qtbot.addWidget(made)
    made.setWindowTitle("Bàn tiếp nhận hồ sơ")
    made.field = QLineEdit()
    column = QVBoxLayout(made)
    column.addWidget(QLabel(NAME))
    column.addWidget(made.field)
    made.resize(1366, 768)
    made.show()
    qtbot.waitExposed(made)
    made.activateWindow()
    made.field.setFocus()
    made.field.setText("Ảnh mặt sau bị")
    return made


@pytest.fixture
def covering(desk: Desk, window: QWidget, watch: Watch) -> Iterator[Covering]:
    made = Covering(desk, window, "BHXH quận Ba Đình · 00101", clock=watch)
    yield made
    made.end()
    QApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)


def uncover(covering: Covering, secret: str) -> None:
    assert covering.cover is not None
    covering.cover.secret.setText(secret)
    QTest.keyClick(covering.cover.secret, Qt.Key.Key_Return)


def visible_windows() -> list[QWidget]:
    return [widget for widget in QApplication.topLevelWidgets() if widget.isVisible()]


class TestWhenItComes:
    def test_after_the_minutes_of_the_setting_and_not_before(self, covering: Covering, watch: Watch) -> None:
        watch.seconds = 15 * 60 - 1
        covering.idle.look()
        assert not covering.is_covered
        watch.seconds = 15 * 60
        covering.idle.look()
        assert covering.is_covered

    @pytest.mark.parametrize("sign", ["key", "click", "move", "wheel"])
    def test_whatever_is_done_in_a_window_begins_the_time_anew(self, covering, window, watch, sign: str) -> None:
        watch.seconds = 14 * 60
        handle, place = window.windowHandle(), QPoint(40, 300)
        if sign == "key":
            QTest.keyClick(handle, Qt.Key.Key_A)
        elif sign == "click":
            QTest.mouseClick(handle, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, place)
        elif sign == "move":
            at, none = QPointF(place), Qt.MouseButton.NoButton
            moved = QMouseEvent(QEvent.Type.MouseMove, at, at, none, none, Qt.KeyboardModifier.NoModifier)
            QApplication.sendEvent(handle, moved)
        else:
            QTest.wheelEvent(handle, place, QPoint(0, 120))
        watch.seconds = 20 * 60
        covering.idle.look()
        assert not covering.is_covered
        watch.seconds = 29 * 60
        covering.idle.look()
        assert covering.is_covered

    def test_a_key_in_another_window_counts_too(self, covering, window, watch, qtbot) -> None:
        dialog = QDialog(window)
        dialog.show()
        qtbot.waitExposed(dialog)
        covering.idle._watch_windows()
        watch.seconds = 14 * 60
        QTest.keyClick(dialog.windowHandle(), Qt.Key.Key_A)
        watch.seconds = 16 * 60
        covering.idle.look()
        assert not covering.is_covered
        dialog.close()

    def test_the_first_key_after_the_machine_slept_opens_nothing(self, covering, window, watch) -> None:
        watch.seconds = 3600
        QTest.keyClick(window.windowHandle(), Qt.Key.Key_X)
        assert covering.is_covered
        assert "x" not in window.field.text()

    def test_never_where_the_office_wants_none(self, qtbot, watch: Watch) -> None:
        idle = Idle(lambda: 0, watch)
        idle.start()
        watch.seconds = 10**6
        with qtbot.assertNotEmitted(idle.idle):
            idle.look()
        idle.stop()

    def test_at_once_when_the_officer_asks(self, covering: Covering) -> None:
        covering.cover_now()
        assert covering.is_covered
        assert "Không thao tác" not in words(covering.cover)
        assert "Hồ sơ đang mở và chữ đang gõ được giữ nguyên." in words(covering.cover)


class TestWhatItShows:
    def test_who_can_open_it_since_when_and_why(self, covering: Covering, watch: Watch) -> None:
        watch.seconds = 900
        covering.idle.look()
        said = words(covering.cover)
        for part in ("08:00", "Thứ bảy, 21 tháng 11 năm 2026", "Màn hình đang được che", "Không thao tác 15 phút."):
            assert part in said
        assert "Mật khẩu hoặc mã xác thực của Trần Thị Mẫu" in said
        assert "che từ 08:00" in said

    def test_nothing_of_the_file_in_any_window_title_or_clipboard(self, covering, window, qtbot) -> None:
        dialog = QDialog(window)
        dialog.setWindowTitle(NAME)
        dialog.show()
        qtbot.waitExposed(dialog)
        QGuiApplication.clipboard().setText("001188000936")
        covering.cover_now()
        assert visible_windows() == [covering.cover]
        assert NAME not in words(covering.cover) + covering.cover.windowTitle()
        assert QGuiApplication.clipboard().text() == ""
        assert not any(child.isVisible() for child in window.findChildren(QWidget))
        uncover(covering, PASSWORD)
        assert window.isVisible()
        assert dialog.isVisible()
        dialog.close()

    def test_what_wants_to_open_meanwhile_waits(self, covering, window, qtbot) -> None:
        covering.cover_now()
        late = QDialog(window)
        late.open()
        qtbot.waitUntil(lambda: not late.isVisible())
        assert visible_windows() == [covering.cover]
        uncover(covering, PASSWORD)
        assert late.isVisible()
        assert late.isModal()
        late.close()


class TestOpeningAgain:
    def test_the_password_gives_words_and_focus_back(self, covering, window, qtbot) -> None:
        covering.cover_now()
        uncover(covering, PASSWORD)
        assert not covering.is_covered
        assert window.isVisible()
        assert window.field.text() == "Ảnh mặt sau bị"
        qtbot.waitUntil(window.field.hasFocus)

    def test_the_phones_code_does_too_but_only_once(self, covering, office, act) -> None:
        with office.database.writing.begin() as session:
            officers.enrol(session, office.context(covering._desk.actor), 1, SECRET, ())
        code = TOTP(SECRET).at(office.clock.now())
        covering.cover_now()
        uncover(covering, f"{code[:3]} {code[3:]}")
        assert not covering.is_covered
        covering.cover_now()
        uncover(covering, code)
        assert "Mã xác thực đã dùng, đợi mã kế." in words(covering.cover)

    def test_a_wrong_one_says_how_often_it_may_be_tried(self, covering) -> None:
        covering.cover_now()
        uncover(covering, "")
        assert "Nhập mật khẩu" in words(covering.cover)
        uncover(covering, "sai-mat-khau")
        assert "Mật khẩu hoặc mã chưa đúng. Còn 4 lần." in words(covering.cover)
        assert covering.cover.secret.text() == ""
        uncover(covering, "000000")
        assert "Còn 3 lần" in words(covering.cover)

    def test_five_wrong_ones_lock_the_officer_out(self, covering, office, qtbot) -> None:
        covering.cover_now()
        for _ in range(4):
            uncover(covering, "sai")
        with qtbot.waitSignal(covering.locked_out, timeout=0):
            uncover(covering, "sai")
        with office.database.reading() as session:
            assert session.get_one(Officer, 1).locked_at is not None

    def test_covering_opening_and_failing_are_traced_without_the_secret(self, covering, office, watch) -> None:
        watch.seconds = 900
        covering.idle.look()
        uncover(covering, "sai-mat-khau")
        uncover(covering, PASSWORD)
        with office.database.reading() as session:
            rows = [row for row in session.query(TraceEntry).order_by(TraceEntry.id) if "cover" in row.act]
            assert [row.act for row in rows] == ["cover", "uncover-failed", "uncover"]
            assert rows[0].facts == {"why": "idle"}
            assert "sai" not in str([row.facts for row in rows])

    def test_another_officer_can_have_the_desk(self, covering, qtbot) -> None:
        covering.cover_now()
        with qtbot.waitSignal(covering.sign_out_wanted, timeout=0):
            covering.cover.other.click()


def test_fifteen_minutes_unless_the_office_says_otherwise(tmp_path) -> None:
    assert Settings(tmp_path).idle_minutes == 15
