# SPDX-License-Identifier: Apache-2.0
"""The tour through the real windows finds nothing, and each of its checks finds what it is there for."""

import re
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QApplication,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QTableWidget,
    QTableWidgetItem,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from officer_desk import resources, tour
from officer_desk.tour import checks
from officer_desk.tour.colors import contrast
from officer_desk.tour.hands import press_tab
from officer_desk.tour.runs import RUNS, USUAL, Run
from officer_desk.tour.screen import Screen
from officer_desk.views import theme

Finder = Callable[[Screen], list[checks.Finding]]

SCREENS = (
    "dang-nhap", "gan-dien-thoai", "ma-khoi-phuc", "danh-sach", "mo-rong", "tra-cuu", "khong-thay", "ho-so", "hop-le",
    "ghi-nhan-xong", "khong-hop-le", "cho-bo-sung", "chua-co-trong-hgd", "ten-gan-khop", "ho-so-vua-doi", "thieu-anh",
    "anh-hong", "xac-nhan-thay-doi", "to-khai", "danh-sach-khong-tai-duoc", "loi-chuong-trinh", "danh-sach-toi", "list",
)  # fmt: skip
PAPERS = ("form01_dk_gd", "form01_vbhn_5236", "huong-dan", "ma-khoi-phuc")


# --- the play ---------------------------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A sample office, made once for all runs."""
    folder = tmp_path_factory.mktemp("tour") / "office"
    tour.make(folder)
    return folder


def _play(runs: Sequence[Run], office: Path, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
    code = tour.play(folder, runs, office)
    said = capfd.readouterr().out
    assert code == 0, said
    for run in runs:
        shown = {re.sub(r"^\d+-", "", picture.stem) for picture in (folder / run.folder).glob("[0-9]*.png")}
        assert set(SCREENS) <= shown
        for paper in PAPERS:
            assert (folder / run.folder / f"{paper}.pdf").read_bytes().startswith(b"%PDF")


def test_nothing_is_cut_covered_faint_nameless_or_out_of_reach(
    made: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _play((USUAL,), made, tmp_path, capfd)


@pytest.mark.soak
def test_nor_with_longer_words_at_other_scales_and_sizes(
    made: Path, tmp_path: Path, capfd: pytest.CaptureFixture[str]
) -> None:
    _play([run for run in RUNS if run != USUAL], made, tmp_path, capfd)


# --- the checks find what is planted ---------------------------------------------------------------------------------


@pytest.fixture
def window(qtbot: QtBot, qapp: QApplication) -> QWidget:
    """A window in the desk's look with one good label and one good button; tests plant faults in it."""
    theme.apply(qapp, resources.folder())
    made = QWidget()
    made.setObjectName("window")
    column = QVBoxLayout(made)
    column.addWidget(QLabel("Họ và tên"))
    column.addWidget(QPushButton("Ghi nhận"))
    column.addStretch(1)
    made.resize(400, 300)
    qtbot.addWidget(made)
    return made


def _found(window: QWidget, check: Finder, qtbot: QtBot) -> list[str]:
    with qtbot.waitExposed(window):
        window.show()
    return [str(finding) for finding in check(Screen(window))]


def _layout(window: QWidget) -> QVBoxLayout:
    layout = window.layout()
    assert isinstance(layout, QVBoxLayout)
    return layout


@pytest.mark.parametrize("check", checks.CHECKS)
def test_a_good_window_has_no_findings(window: QWidget, check: Finder, qtbot: QtBot) -> None:
    assert _found(window, check, qtbot) == []
    assert checks.unreachable(window, press_tab) == []


def test_a_label_that_is_too_narrow_is_found(window: QWidget, qtbot: QtBot) -> None:
    label = QLabel("Cơ sở dữ liệu hộ gia đình")
    label.setFixedWidth(60)
    _layout(window).addWidget(label)
    (fault,) = _found(window, checks.cut_texts, qtbot)
    assert "Cơ sở dữ liệu hộ gia đình" in fault
    assert "at the right" in fault


def test_a_button_that_is_too_narrow_is_found(window: QWidget, qtbot: QtBot) -> None:
    button = QPushButton("Hồ sơ không hợp lệ")
    button.setFixedWidth(70)
    _layout(window).addWidget(button)
    assert any("Hồ sơ không hợp lệ" in fault for fault in _found(window, checks.cut_texts, qtbot))


def test_wrapped_words_without_height_are_found(window: QWidget, qtbot: QtBot) -> None:
    label = QLabel("Công dân đã đến quầy, hồ sơ được tiếp nhận ngay trong lần ghi nhận này. " * 2)
    label.setWordWrap(True)
    label.setFixedSize(200, 20)
    _layout(window).addWidget(label)
    assert any("of height" in fault for fault in _found(window, checks.cut_texts, qtbot))


class Painted(QWidget):
    """Writes by itself, further than it is wide."""

    def paintEvent(self, event: QPaintEvent) -> None:
        QPainter(self).drawText(4, 20, "Thay đổi thông tin đăng ký giao dịch")

    def sizeHint(self) -> QSize:
        return QSize(90, 30)


def test_words_that_a_widget_paints_by_itself_are_found(window: QWidget, qtbot: QtBot) -> None:
    painted = Painted()
    painted.setFixedSize(90, 30)
    _layout(window).addWidget(painted)
    assert any(fault.startswith("cut text: Painted") for fault in _found(window, checks.cut_texts, qtbot))


@pytest.mark.parametrize("tip", ["", "Nguyễn Hoàng Phương Uyên Thục Đoan"])
def test_a_shortened_cell_needs_a_tip(window: QWidget, qtbot: QtBot, tip: str) -> None:
    table = QTableWidget(1, 1)
    item = QTableWidgetItem("Nguyễn-Hoàng-Phương-Uyên-Thục-Đoan")
    item.setToolTip(tip)
    table.setItem(0, 0, item)
    table.setColumnWidth(0, 90)
    _layout(window).addWidget(table)
    assert bool(_found(window, checks.cut_texts, qtbot)) is not bool(tip)


def test_a_button_outside_its_window_is_found(window: QWidget, qtbot: QtBot) -> None:
    button = QPushButton("Xác nhận", window)
    button.setGeometry(360, 200, 120, 30)
    assert any("Xác nhận" in fault for fault in _found(window, checks.outside, qtbot))


def test_what_is_scrolled_away_is_not_outside(window: QWidget, qtbot: QtBot) -> None:
    area, inside = QScrollArea(), QWidget()
    QVBoxLayout(inside).addWidget(QPushButton("Lịch sử"))
    inside.setFixedSize(100, 900)
    area.setWidget(inside)
    _layout(window).addWidget(area)
    assert _found(window, checks.outside, qtbot) == []


def test_labels_upon_each_other_are_found(window: QWidget, qtbot: QtBot) -> None:
    for text in ("Số hồ sơ", "Mã số BHXH"):
        label = QLabel(text, window)
        label.setGeometry(20, 200, 120, 20)
    (fault, *_) = _found(window, checks.overlaps, qtbot)
    assert "Số hồ sơ" in fault
    assert "Mã số BHXH" in fault


def test_grey_on_grey_is_found(window: QWidget, qtbot: QtBot) -> None:
    label = QLabel("Chưa rõ")
    label.setStyleSheet("color: #9a9a9a; background: #d0d0d0")
    _layout(window).addWidget(label)
    (fault,) = _found(window, checks.low_contrast, qtbot)
    assert "#9a9a9a on #d0d0d0" in fault


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast(theme.QColor("#000000"), theme.QColor("#ffffff")) == pytest.approx(21)
    assert contrast(theme.QColor("#767676"), theme.QColor("#ffffff")) == pytest.approx(4.54, abs=0.01)


def test_a_control_without_a_name_is_found(window: QWidget, qtbot: QtBot) -> None:
    _layout(window).addWidget(QLineEdit())
    (fault,) = _found(window, checks.without_name, qtbot)
    assert "QLineEdit" in fault


def test_a_button_that_is_called_otherwise_than_it_says_is_found(window: QWidget, qtbot: QtBot) -> None:
    button = QPushButton("Ghi nhận")
    button.setAccessibleName("Lưu")
    _layout(window).addWidget(button)
    (fault,) = _found(window, checks.without_name, qtbot)
    assert "Lưu" in fault


def test_a_button_that_tab_never_reaches_is_found(window: QWidget, qtbot: QtBot) -> None:
    button = QPushButton("Thoát")
    button.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
    _layout(window).addWidget(button)
    _found(window, checks.without_name, qtbot)
    (fault,) = [str(finding) for finding in checks.unreachable(window, press_tab)]
    assert "Thoát" in fault


class Greedy(QLineEdit):
    """Keeps Tab for itself."""

    def event(self, event: QEvent) -> bool:
        if isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Tab:
            return True
        return super().event(event)


def test_a_field_that_keeps_the_focus_is_found(window: QWidget, qtbot: QtBot) -> None:
    field = Greedy()
    _layout(window).insertWidget(0, field)
    _found(window, checks.without_name, qtbot)
    field.setFocus()
    assert any("Ghi nhận" in str(finding) for finding in checks.unreachable(window, press_tab))


def test_what_lies_under_a_sheet_is_left_out(window: QWidget, qtbot: QtBot) -> None:
    label = QLabel("Chưa rõ")
    label.setStyleSheet("color: #9a9a9a; background: #d0d0d0")
    _layout(window).addWidget(label)
    sheet = QWidget(window)
    sheet.setGeometry(window.rect())
    QHBoxLayout(sheet).addWidget(QPushButton("Đóng"))
    assert _found(window, checks.low_contrast, qtbot) == []
    assert checks.unreachable(window, press_tab) == []
