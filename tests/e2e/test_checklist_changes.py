# SPDX-License-Identifier: Apache-2.0
"""The lines of the mission checklist about changes of information, done through the window.

The number in a test's name is the line of the checklist. Each test goes red when its rule is taken out.
"""

from typing import Any

from PySide6.QtWidgets import QTableView

from officer_desk.app import Running
from officer_desk.domain.records import Actor, DeclarationRecord, SearchQuery
from officer_desk.domain.values import State
from officer_desk.office import OpenOffice
from officer_desk.views.declared_panel import ACCOUNT
from tests import building as b
from tests.e2e.at_the_desk import click, named, press, the_file, the_window, words
from tests.e2e.test_checklist import accounts, messages, opened

REGISTRATION, NUMBER = "00017/2026/00101", "00018/2026/00101"
ADDRESS = {"scheme": "2020", "province": "01", "district": "005", "commune": "00163", "street": "Số 9 phố Mẫu"}
QUESTION = "Thông tin đăng ký thay đổi"


def registered(office: OpenOffice, officer: Actor, **other: Any) -> DeclarationRecord:
    """Give Mai an account."""
    return b.approve(office, officer, b.take_one(office, officer, b.declaration(REGISTRATION, **other))).declaration


def a_change(brought: dict[str, str] | None = None, number: str = NUMBER, **changes: Any) -> dict[str, Any]:
    wanted = {**changes, **({"pictures": list(brought)} if brought else {})}
    return b.declaration(number, kind="change", changes=wanted, pictures=brought or {})


def record_change(running: Running) -> None:
    """Do what an officer does with a clean change: look (F7), F8, Ctrl+Enter; the question is then open."""
    for key in ("F7", "F8", "Ctrl+Return"):
        press(the_window(running), key)


def test_line_11_change_files_stand_in_the_same_list(at_work: Running, office, officer) -> None:
    registered(office, officer)
    b.take(office, officer, a_change(phone="0900094939"), b.declaration("00019/2026/00101", b.HAI, email=None))
    window = the_window(at_work)
    press(window, "F5")
    model = named(window, "Cá nhân", QTableView).model()
    shown = [
        " ".join(str(model.index(row, column).data() or "") for column in range(model.columnCount()))
        for row in range(model.rowCount())
    ]
    assert len(shown) == 3
    assert sum("Thay đổi" in row for row in shown) == 1


def test_line_12_recording_a_change_shows_what_changes_before_it_is_applied(at_work: Running, office, officer) -> None:
    registered(office, officer)
    opened(at_work, office, officer, a_change(phone="0900094939", address=ADDRESS, email="mai@example.com"))
    record_change(at_work)
    said = words(the_file(at_work).confirmation)
    assert QUESTION in said
    assert "Điện thoại: 0900 093 353 → 0900 094 939" in said
    assert "Địa chỉ liên hệ: Tổ 13" in said
    assert "Đồng ý cập nhật 2 mục" in said
    assert "mai@example.com →" not in said
    assert accounts(office)[0].phone == "0900093353"


def test_line_13_nothing_is_changed_without_xac_nhan(at_work: Running, office, officer) -> None:
    registered(office, officer)
    opened(at_work, office, officer, a_change(phone="0900094939"))
    record_change(at_work)
    click(the_window(at_work), "Quay lại")
    assert accounts(office)[0].phone == "0900093353"
    assert b.open_file(office, officer, NUMBER).state is State.WAITING
    press(the_window(at_work), "Ctrl+Return")
    click(the_window(at_work), "Xác nhận")
    assert accounts(office)[0].phone == "0900094939"
    assert b.open_file(office, officer, NUMBER).state is State.APPROVED


def test_line_14_after_xac_nhan_the_notice_of_success_comes_and_both_phones_are_told(
    at_work: Running, office, officer
) -> None:
    registered(office, officer)
    before = len(messages(office))
    opened(at_work, office, officer, a_change(phone="0900094939"))
    record_change(at_work)
    click(the_window(at_work), "Xác nhận")
    assert "Cập nhật thông tin thành công" in words(the_window(at_work))
    assert [address for _, address, _ in messages(office)[before:]] == ["0900094939", "mai@example.com", "0900093353"]


def test_line_15_hgd_is_asked_for_code_and_new_name_of_a_change(at_work: Running, office, officer) -> None:
    registered(office, officer)
    opened(at_work, office, officer, a_change(full_name="Hoàng Thị Thu Mây"))
    record_change(at_work)
    click(the_window(at_work), "Xác nhận")
    assert "Hoàng Thị Thu Mây" in words(the_file(at_work))
    assert accounts(office)[0].full_name == "Hoàng Thị Thu Mai"
    assert b.open_file(office, officer, NUMBER).state is State.WAITING


def test_line_71_a_new_portrait_or_id_picture_is_asked_for_and_shown_beside_the_old_one(
    at_work: Running, office, officer
) -> None:
    first = registered(office, officer)
    opened(at_work, office, officer, a_change({"portrait": "mới.jpg", "identity_front": "trước.jpg"}))
    said = words(the_file(at_work).body.photos)
    for label in ("Chân dung đang dùng", "Chân dung đề nghị", "Mặt trước đang dùng", "Mặt trước đề nghị"):
        assert label in said
    file = b.open_file(office, officer, NUMBER)
    had = {picture.role: picture.sha256 for picture in first.pictures}
    assert [d.old_picture.sha256 for d in file.differences if d.old_picture] == [had[b.PORTRAIT], had[b.FRONT]]


def test_line_72_a_picture_is_used_only_after_the_officer_approved_it(at_work: Running, office, officer) -> None:
    first = registered(office, officer)
    opened(at_work, office, officer, a_change({"portrait": "mới.jpg"}))
    asked = b.open_file(office, officer, NUMBER)
    assert asked.account is not None
    had = {picture.role: picture.sha256 for picture in first.pictures}
    assert asked.account.pictures[0].picture.sha256 == had[b.PORTRAIT]
    press(the_window(at_work), "F8")
    press(the_window(at_work), "Ctrl+Return")
    assert not the_file(at_work).confirmation.isVisible()
    record_change(at_work)
    click(the_window(at_work), "Xác nhận")
    done = b.open_file(office, officer, NUMBER)
    assert done.account is not None
    assert done.account.pictures[0].picture.sha256 == asked.pictures[0].sha256


def test_line_73_a_change_of_phone_and_address_is_asked_for_and_applied(at_work: Running, office, officer) -> None:
    registered(office, officer)
    opened(at_work, office, officer, a_change(phone="0900094939", address=ADDRESS))
    record_change(at_work)
    click(the_window(at_work), "Xác nhận")
    account = accounts(office)[0]
    assert (account.phone, account.address) == ("0900094939", ADDRESS)
    the_window(at_work).open_file(b.open_file(office, officer, NUMBER).id, SearchQuery("00101"))
    the_file(at_work).body.declared.tabs.choose(ACCOUNT)
    assert "0900 093 353 → 0900 094 939" in words(the_file(at_work))
