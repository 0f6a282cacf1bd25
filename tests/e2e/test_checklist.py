# SPDX-License-Identifier: Apache-2.0
"""The mission checklist, line by line: what the officers' guide promises, done through the window or the desk.

The number in a test's name is the line of the checklist. Each test goes red when its rule is taken out.
"""

from datetime import UTC, datetime, timedelta
from email import message_from_bytes, policy
from pathlib import Path

import pyotp
import pytest
from pypdfium2 import PdfDocument
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu, QTableView
from sqlalchemy import select

from officer_desk.app import Running
from officer_desk.domain.records import Actor, EnrolmentDraft, SearchQuery
from officer_desk.domain.values import MessageChannel, State
from officer_desk.errors import Refused
from officer_desk.gateways.printers import Printers
from officer_desk.models.tables import Account, OutboxMessage
from officer_desk.office import OpenOffice
from officer_desk.services import assessments, daily, declarations, officers
from officer_desk.views import dialogs
from tests import building as b
from tests.conftest import TODAY
from tests.e2e.at_the_desk import click, named, press, the_file, the_window, words
from tests.servers import outgoing as out

NUMBER = "00017/2026/00101"
CHILD = {
    "kind": "child",
    "identity": {"kind": "birth_certificate", "number": "86/2018", "population_verified": True},
    "guardian": {"insurance_code": "0100007236", "full_name": "Hoàng Thị Thu Mai", "relation": "mẹ"},
    "pictures": {"portrait": "p.jpg", "birth_certificate": "b.jpg"},
    "email": None,
}
NHI = {"insurance_code": "0100007669", "full_name": "Hoàng An Nhi", "id": "-"}


def opened(running: Running, office: OpenOffice, officer: Actor, data: dict) -> None:
    """Import a declaration and open its file in the window."""
    b.take(office, officer, data)
    found = office.ask(office.context(officer), declarations.find, data["number"])
    the_window(running).open_file(found, SearchQuery("00101"))


def record_valid(running: Running) -> None:
    """Do what an officer does with a clean file: look, F7, F8, Enter (he is here), Ctrl+Enter."""
    window = the_window(running)
    for key in ("F7", "F8", "Return", "Ctrl+Return"):
        press(window, key)


def messages(office: OpenOffice) -> list[tuple[MessageChannel, str, str]]:
    """Give what waits to be sent: channel, address, text."""
    with office.database.reading() as session:
        found = session.scalars(select(OutboxMessage).order_by(OutboxMessage.id)).all()
    return [(m.channel, m.address, office.gateways.keys.unseal("outbox", m.body)) for m in found]


def accounts(office: OpenOffice) -> list[Account]:
    with office.database.reading() as session:
        return list(session.scalars(select(Account)))


# --- 6.1 the officer's side --------------------------------------------------------------------------------------


def test_line_2_an_officer_signs_in_with_name_password_and_code(running: Running, act, clock) -> None:
    name, password = "tran.thi.mau", "gạo tám thơm 2026"
    act(officers.change_first_password, name, "mau-Ba-Dinh-01", password)
    made = act(officers.begin_enrolment, name)
    act(officers.finish_enrolment, EnrolmentDraft(name, password, made, pyotp.TOTP(made.secret).at(clock.moment)))
    form = running.sign_in
    code = pyotp.TOTP(made.secret).at(running._now() + timedelta(seconds=30))
    for field, typed in (("Tên đăng nhập", name), ("Mật khẩu", password), ("Mã xác thực", code)):
        named(form, field, QLineEdit).setText(typed)
    click(form, "Đăng nhập")
    assert the_window(running).isVisible()
    assert not form.isVisible()


def test_line_3_the_list_of_individuals_stands_in_the_menu(at_work: Running, office, officer) -> None:
    b.take(office, officer, b.declaration(NUMBER))
    window = the_window(at_work)
    press(window, "F5")
    assert "Hồ sơ ĐK GDĐT" in words(window)
    assert named(window, "Cá nhân", QTableView).model().rowCount() == 1


def test_lines_4_and_5_mo_rong_opens_exactly_the_guides_criteria(at_work: Running, office, officer) -> None:
    b.take(office, officer, b.declaration(NUMBER), b.declaration("00018/2026/00101", b.HAI))
    window = the_window(at_work)
    page = window.search_page
    assert "Tra cứu" not in words(page)
    press(window, "F2")
    for criterion in ("Số hồ sơ", "Mã số BHXH", "Từ ngày", "Đến ngày", "Tình trạng", "Trạng thái"):
        assert named(page, criterion)
    named(page, "Mã số BHXH", QLineEdit).setText("0100005581")
    click(page, "Tra cứu")
    assert named(window, "Cá nhân", QTableView).model().rowCount() == 1


@pytest.mark.parametrize("way", ["double-click", "enter", "menu"])
def test_line_6_double_click_enter_and_the_right_click_menu_open_a_file(at_work: Running, office, officer, way) -> None:
    b.take(office, officer, b.declaration(NUMBER))
    window = the_window(at_work)
    press(window, "F5")
    table = named(window, "Cá nhân", QTableView)
    table.selectRow(0)
    if way == "double-click":
        place = table.visualRect(table.model().index(0, 3)).center()
        QTest.mouseClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
        QTest.mouseDClick(table.viewport(), Qt.MouseButton.LeftButton, pos=place)
    elif way == "enter":
        table.setFocus()
        press(window, "Return")
    else:
        place = table.visualRect(table.model().index(0, 3)).center()
        QApplication.sendEvent(table.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, place, QPoint(9, 9)))
        menu = next(menu for menu in window.search_page.findChildren(QMenu) if menu.isVisible())
        next(action for action in menu.actions() if "Mở hồ sơ" in action.text()).trigger()
        menu.close()
    assert NUMBER in words(the_file(at_work))


def test_line_7_a_picture_is_replaced_from_a_file(at_work: Running, office, officer, tmp_path, monkeypatch) -> None:
    opened(at_work, office, officer, b.declaration(NUMBER))
    chosen: Path = tmp_path / "new.jpg"
    chosen.write_bytes(b.picture("red", (50, 80)))
    monkeypatch.setattr(dialogs, "choose_file", lambda *_: chosen)
    page = the_file(at_work)
    press(the_window(at_work), "Ctrl+1")
    click(page, "Thêm hoặc thay ảnh")
    record = b.open_file(office, officer, NUMBER)
    assert next(p for p in record.pictures if p.role is b.PORTRAIT).width == 50
    assert [p.role for p in record.older_pictures] == [b.PORTRAIT]


def test_line_8_a_file_is_judged_valid_or_not_valid_with_a_reason(at_work: Running, office, officer) -> None:
    opened(at_work, office, officer, b.declaration(NUMBER))
    window = the_window(at_work)
    assert "Đánh giá hồ sơ" in words(window)
    assert "Nhập lý do" not in words(window)
    press(window, "F9")
    assert "Nhập lý do" in words(window)
    press(window, "Ctrl+Return")
    assert b.open_file(office, officer, NUMBER).state is State.WAITING
    assert "Cần nhập ít nhất một lý do" in words(window)


def test_line_9_ghi_nhan_records_and_says_so(at_work: Running, office, officer) -> None:
    opened(at_work, office, officer, b.declaration(NUMBER))
    record_valid(at_work)
    assert b.open_file(office, officer, NUMBER).state is State.APPROVED
    assert "thành công" in words(the_window(at_work))


def test_line_10_thoat_goes_back_to_the_list_and_records_nothing(at_work: Running, office, officer) -> None:
    opened(at_work, office, officer, b.declaration(NUMBER))
    click(the_file(at_work), "Thoát")
    window = the_window(at_work)
    assert window.pages.currentWidget() is window.search_page
    assert b.open_file(office, officer, NUMBER).state is State.WAITING


def test_line_15_the_registry_is_asked_for_new_files_and_for_changes(office, officer) -> None:
    new_name = {"kind": "change", "changes": {"full_name": "Hoàng Thị Thu Mây"}, "pictures": {}}
    first = b.approve(office, officer, b.take_one(office, officer, b.declaration(NUMBER)))
    assert first.declaration.state is State.APPROVED
    change = b.take_one(office, officer, b.declaration("00018/2026/00101", **new_name))
    with pytest.raises(Refused, match="hgd-name-differs"):
        b.approve(office, officer, change, compared=())
    stranger = b.take_one(office, officer, b.declaration("00019/2026/00101", b.LAN))
    with pytest.raises(Refused, match="hgd-not-found"):
        b.approve(office, officer, stranger)


def test_line_16_found_means_success_and_an_sms_with_account_and_password(at_work: Running, office, officer) -> None:
    opened(at_work, office, officer, b.declaration(NUMBER, phone="+84 900 093 353"))
    record_valid(at_work)
    assert "Đăng ký thành công" in words(the_window(at_work))
    channel, address, text = messages(office)[0]
    assert (channel, address) == (MessageChannel.SMS, "0900093353")
    assert "Tai khoan: 0100007236/Mat khau: " in text


def test_line_17_not_found_guides_the_citizen_and_refuses_nothing(
    at_work: Running, office, officer, tmp_path, monkeypatch
) -> None:
    opened(at_work, office, officer, b.declaration(NUMBER, b.LAN))
    record_valid(at_work)
    said = words(the_window(at_work))
    assert "Mã số chưa có trong HGĐ" in said
    assert "In trang hướng dẫn" in said
    assert b.open_file(office, officer, NUMBER).state is State.WAITING
    assert messages(office) == []
    saved = tmp_path / "guidance.pdf"
    monkeypatch.setattr(Printers, "available", lambda _: ())
    monkeypatch.setattr(dialogs, "choose_save", lambda *_: saved)
    press(the_window(at_work), "Ctrl+G")
    assert saved.read_bytes().startswith(b"%PDF")
    assert "print-guidance" in [entry.act for entry in b.open_file(office, officer, NUMBER).history]


def test_lines_18_and_19_a_refusal_needs_a_reason_and_tells_it_by_sms(at_work: Running, office, officer) -> None:
    opened(at_work, office, officer, b.declaration(NUMBER))
    window = the_window(at_work)
    press(window, "F9")
    click(window, "Giấy tờ tùy thân đã hết hạn")
    press(window, "Ctrl+Return")
    assert "Từ chối duyệt thành công" in words(window)
    assert b.open_file(office, officer, NUMBER).state is State.REJECTED
    assert "Ly do: Giay to tuy than da het han" in messages(office)[0][2]


# --- 6.3 declaration and result ----------------------------------------------------------------------------------


def test_line_37_the_citizen_comes_and_shows_his_papers_before_approval(office, officer) -> None:
    record = b.take_one(office, officer, b.declaration(NUMBER))
    with pytest.raises(Refused, match="citizen-not-here"):
        b.approve(office, officer, record, citizen_came=False)
    with pytest.raises(Refused, match="not-compared"):
        b.approve(office, officer, record, compared=(b.PORTRAIT, b.FRONT))
    assert b.approve(office, officer, record).declaration.received_at is not None


def test_line_38_the_account_is_issued_and_activated(office, officer) -> None:
    b.approve(office, officer, b.take_one(office, officer, b.declaration(NUMBER)))
    (account,) = accounts(office)
    assert (account.status, account.issued_at, account.activated_at) == ("active", TODAY, TODAY)


@pytest.mark.parametrize(("email", "channels"), [("mai@example.com", ["sms", "email"]), (None, ["sms"])])
def test_lines_39_and_41_notices_go_by_sms_and_by_email_if_there_is_one(office, officer, email, channels) -> None:
    accepted = b.take_one(office, officer, b.declaration(NUMBER, email=email))
    b.approve(office, officer, accepted)
    assert [m[0].value for m in messages(office)] == channels
    assert all("0100007236" in m[2] for m in messages(office))
    other = b.declaration("00018/2026/00101", b.HAI, email=email and "hai@example.com", phone="0900000018")
    refused = b.take_one(office, officer, other)
    office.act(office.context(officer), assessments.record, b.invalid(refused, "Tờ khai trùng"))
    told = messages(office)[len(channels) :]
    assert [m[0].value for m in told] == channels
    assert told[0][1] == "0900000018"
    assert all("00018/2026/00101" in m[2] for m in told)


@pytest.mark.parametrize("email", ["mai@example.com", None])
def test_line_40_the_approval_asks_to_change_the_password_now_and_every_six_months(office, officer, email) -> None:
    b.approve(office, officer, b.take_one(office, officer, b.declaration(NUMBER, email=email)))
    sms, *mails = [text for _, _, text in messages(office)]
    assert "doi mat khau khi dang nhap lan dau va 6 thang/lan" in sms
    for mail in mails:
        assert "đổi mật khẩu khi đăng nhập lần đầu và ít nhất 06 tháng một lần" in mail
    assert len(mails) == (email is not None)


def test_line_42_a_refusal_says_to_correct_it_or_to_come_to_the_nearest_office(office, officer) -> None:
    refused = b.take_one(office, officer, b.declaration(NUMBER))
    office.act(office.context(officer), assessments.record, b.invalid(refused, "Ảnh mờ"))
    sms, mail = [text for _, _, text in messages(office)]
    assert "den co quan BHXH gan nhat de dang ky lai" in sms
    assert "hoàn chỉnh thông tin rồi đăng ký lại, hoặc đến cơ quan BHXH nơi gần nhất" in mail


def test_line_48_a_registration_needs_three_pictures(office, officer) -> None:
    record = b.take_one(office, officer, b.declaration(NUMBER, pictures={"portrait": "p.jpg"}))
    assert (record.state, record.missing) == (State.INCOMPLETE, (b.FRONT, b.BACK))
    with pytest.raises(Refused, match="pictures-missing"):
        b.approve(office, officer, record)


def test_lines_50_51_and_52_a_verified_citizen_needs_the_portrait_only(at_work: Running, office, officer) -> None:
    verified = {"kind": "cccd", "number": "001188000936", "population_verified": True}
    opened(at_work, office, officer, b.declaration(NUMBER, identity=verified, pictures={"portrait": "p.jpg"}))
    said = words(the_file(at_work))
    assert "đã được Cơ sở dữ liệu Quốc gia về dân cư xác thực" in said
    record = b.open_file(office, officer, NUMBER)
    assert (record.state, record.required) == (State.WAITING, (b.PORTRAIT,))
    assert b.approve(office, officer, record, compared=(b.PORTRAIT,)).declaration.state is State.APPROVED


def test_line_56_one_email_belongs_to_one_code(office, officer) -> None:
    b.approve(office, officer, b.take_one(office, officer, b.declaration(NUMBER)))
    other = b.declaration("00018/2026/00101", b.HAI, phone="0900000018", email="MAI@Example.com")
    record = b.take_one(office, officer, other)
    assert [(r.what, r.blocks) for r in record.related] == [("email", True)]
    with pytest.raises(Refused, match="in-use") as refused:
        b.approve(office, officer, record)
    assert refused.value.facts == {"what": "email", "number": NUMBER}


def test_line_57_one_phone_belongs_to_one_code_but_a_child_may_use_its_guardians(office, officer) -> None:
    b.approve(office, officer, b.take_one(office, officer, b.declaration(NUMBER)))
    other = b.declaration("00018/2026/00101", b.HAI, phone="+84900093353", email=None)
    with pytest.raises(Refused, match="in-use"):
        b.approve(office, officer, b.take_one(office, officer, other))
    child = b.take_one(office, officer, b.declaration("00019/2026/00101", NHI, **CHILD))
    assert [(r.what, r.allowed, r.blocks) for r in child.related if r.number == NUMBER] == [("phone", True, False)]
    outcome = b.approve(office, officer, child, compared=tuple(child.required), citizen_came=False)
    assert outcome.account.phone == "0900093353"


@pytest.mark.parametrize("wished", [True, False])
def test_lines_54_and_61_the_receipt_names_the_file_and_brings_form_01_to_whoever_wished_it(
    office, officer, tmp_path, wished
) -> None:
    b.take(office, officer, b.declaration(NUMBER, wants_email_copy=wished))
    if not wished:
        assert messages(office) == []
        return
    ((channel, address, text),) = messages(office)
    assert (channel, address) == (MessageChannel.EMAIL, "mai@example.com")
    assert f"Số hồ sơ: {NUMBER}." in text
    out.set_up(office, mail_url=str(tmp_path / "mail"))
    assert out.go(office).sent == 1
    (letter,) = (tmp_path / "mail").iterdir()
    parts = list(message_from_bytes(letter.read_bytes(), policy=policy.default).iter_attachments())
    assert [part.get_filename() for part in parts] == ["to-khai-00017-2026-00101.pdf"]
    form = " ".join(page.get_textpage().get_text_bounded() for page in PdfDocument(parts[0].get_content()))
    assert "Hoàng Thị Thu Mai" in form


def test_line_64_the_citizen_is_told_until_when_and_after_that_day_it_is_too_late(office, officer, clock) -> None:
    record = b.take_one(office, officer, b.declaration(NUMBER, wants_email_copy=True))
    assert "đến hết ngày 30/11/2026" in messages(office)[0][2]
    clock.moment = datetime(2026, 11, 29, 3, 0, tzinfo=UTC)
    assert [due.number for due in daily.run(b.Quiet(), office).reminded] == [NUMBER]
    told = [text for _, _, text in messages(office)[1:]]
    assert len(told) == 2
    assert all("30/11/2026" in text for text in told)
    # The whole of the last day counts: 23:59 in Vietnam.
    clock.moment = datetime(2026, 11, 30, 16, 59, tzinfo=UTC)
    assert daily.run(b.Quiet(), office).expired == ()
    assert b.open_file(office, officer, NUMBER).state is State.WAITING
    clock.moment = datetime(2026, 11, 30, 17, 0, tzinfo=UTC)
    assert [due.number for due in daily.run(b.Quiet(), office).expired] == [NUMBER]
    with pytest.raises(Refused, match="state-does-not-allow"):
        b.approve(office, officer, b.open_file(office, officer, record.number))


@pytest.mark.parametrize(
    ("identity", "required"),
    [
        ({"kind": "cccd", "number": "001188000936"}, 3),
        ({"kind": "cmnd", "number": "011188093"}, 3),
        ({"kind": "passport", "number": "P0000017"}, 2),
    ],
)
def test_line_67_three_kinds_of_identity_paper_are_taken(office, officer, identity, required) -> None:
    data = b.declaration(NUMBER, identity={**identity, "population_verified": False})
    record = b.take_one(office, officer, data)
    assert len(record.required) == required
    outcome = b.approve(office, officer, record, compared=tuple(record.required))
    assert outcome.declaration.state is State.APPROVED


# --- 6.4 and 6.5 -------------------------------------------------------------------------------------------------


def test_line_68_whoever_declared_wrongly_declares_again_before_approval(office, officer) -> None:
    first = b.take_one(office, officer, b.declaration(NUMBER))
    second = b.take_one(office, officer, b.declaration("00018/2026/00101", phone="0900000018"))
    former = b.open_file(office, officer, first.number)
    assert former.state is State.WITHDRAWN
    assert any("00018/2026/00101" in word for entry in former.history for word in entry.words)
    assert b.approve(office, officer, second).account.phone == "0900000018"


def test_line_70_a_code_that_has_an_account_is_not_registered_again(office, officer) -> None:
    b.approve(office, officer, b.take_one(office, officer, b.declaration(NUMBER)))
    report = b.take(office, officer, b.declaration("00018/2026/00101", phone="0900000018", email=None))
    assert not report.packages[0].accepted
    assert "mã số đã được đăng ký" in report.packages[0].message
    assert report.packages[0].offender == "insurance_code"


def test_line_80_the_login_name_is_the_citizens_code(office, officer) -> None:
    b.approve(office, officer, b.take_one(office, officer, b.declaration(NUMBER)))
    assert [(a.login_name, a.insurance_code) for a in accounts(office)] == [("0100007236", "0100007236")]


def test_line_81_the_password_goes_to_the_registered_phone_and_no_officer_sees_it(
    at_work: Running, office, officer
) -> None:
    opened(at_work, office, officer, b.declaration(NUMBER))
    record_valid(at_work)
    channel, address, text = messages(office)[0]
    password = text.split("Mat khau: ")[1].split(".")[0]
    assert (channel, address, len(password)) == (MessageChannel.SMS, "0900093353", 8)
    assert password not in words(the_window(at_work))
