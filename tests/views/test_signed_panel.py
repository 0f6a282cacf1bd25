# SPDX-License-Identifier: Apache-2.0
"""The signed form beside the data: who scanned it and when, and by word, shape and colour whether it is outdated."""

from uuid import uuid4

import pytest
from PySide6.QtCore import QSize
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication

from officer_desk.domain.records import SignedPageDraft
from officer_desk.models.tables import Declaration
from officer_desk.services import signed_pages
from officer_desk.views.declared_panel import SIGNED
from tests import building as b
from tests.views.opening import QUERY, press, the_page, words

NUMBER = "00017/2026/00101"


@pytest.fixture
def page(qtbot, desk):
    return the_page(qtbot, desk)


@pytest.fixture
def sign(office, act):
    def attached(record, version, colour: str = "white"):
        sha256 = b.store(office, colour, (200, 280))
        return act(signed_pages.attach, SignedPageDraft(record.id, sha256, version, "scanner", str(uuid4()), 1))

    return attached


def open_tab(page, record) -> None:
    page.open(record.id, QUERY)
    for _ in range(SIGNED):
        press(page, "Ctrl+T")


def test_without_one_the_tab_says_what_to_do(page, take) -> None:
    open_tab(page, take(NUMBER))
    assert "in tờ khai (Ctrl P)" in words(page.body.declared.signed)
    assert page.body.declared.tabs.tabs[SIGNED].count is None


def test_it_shows_the_page_and_who_scanned_it(page, take, sign) -> None:
    record = take(NUMBER)
    sign(record, record.data_version)
    open_tab(page, record)
    panel = page.body.declared.signed
    assert panel.view.view.has_picture
    assert "Quét 21/11/2026 08:00 · Trần Thị Mẫu · máy quét" in panel.texts()
    assert (panel.flag.text(), panel.flag.tone()) == ("Đã ký", "approved")
    assert page.body.declared.tabs.tabs[SIGNED].count == 1


def test_one_of_older_data_is_flagged(page, take, sign, office) -> None:
    record = take(NUMBER)
    sign(record, record.data_version)
    with office.database.writing.begin() as session:
        session.get_one(Declaration, record.id).data_version += 1
    open_tab(page, record)
    panel = page.body.declared.signed
    assert (panel.flag.text(), panel.flag.tone()) == ("Dữ liệu đã đổi", "incomplete")
    assert "in lại cho công dân ký" in words(panel)


def test_a_page_that_comes_meanwhile_shows_at_once(page, take, sign, desk) -> None:
    record = take(NUMBER)
    open_tab(page, record)
    sign(record, record.data_version)
    desk.changed.emit(frozenset({"signed_page", "trace_entry"}))
    assert page.body.declared.signed.view.view.has_picture


def test_the_keys_for_pictures_act_on_it_while_it_has_the_focus(page, take, sign) -> None:
    record = take(NUMBER)
    sign(record, record.data_version)
    open_tab(page, record)
    view = page.body.declared.signed.view.view
    view.setFocus()
    before, pictures = view.scale, page.body.photos.shown_index
    press(page, "Ctrl++")
    press(page, "Ctrl+.")
    assert view.scale > before
    assert view.quarter_turns == 1
    assert page.body.photos.shown_index == pictures
    assert QApplication.focusWidget() is view


def test_a_page_is_looked_at_first_where_the_citizen_signs(page, take, sign) -> None:
    record = take(NUMBER)
    sign(record, record.data_version)
    open_tab(page, record)
    view = page.body.declared.signed.view.view
    view.show_image(QImage(600, 1600, QImage.Format.Format_Grayscale8), QSize(600, 1600))
    page.body.declared.signed.view.press("width")
    assert view.centre.y() == pytest.approx(0.72 * 1600)
    page.body.declared.signed.view.press("fit")
    assert view.centre.y() == pytest.approx(0.5 * 1600)


def test_nothing_of_it_stays_for_the_next_file(page, take, sign) -> None:
    first, second = take(NUMBER), take("00018/2026/00101", b.HAI, phone="0900 222 333", email=None)
    sign(first, first.data_version)
    open_tab(page, first)
    page.open(second.id, QUERY)
    panel = page.body.declared.signed
    assert not panel.view.view.has_picture
    assert "máy quét" not in words(panel, hidden=True)
