# SPDX-License-Identifier: Apache-2.0
"""«Cài đặt»: what the administrator sees and does, and that nothing typed is lost on the way."""

import json
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QSpinBox, QWidget
from pytestqt.qtbot import QtBot

from officer_desk.background import InlineBackground
from officer_desk.desk import Desk
from officer_desk.domain.records import Actor
from officer_desk.domain.values import Kind, Role, Verdict
from officer_desk.errors import Refused
from officer_desk.gateways.setting_values import EDITED
from officer_desk.office import OpenOffice
from officer_desk.services import staff
from officer_desk.views.settings_assigning import AssigningSection
from officer_desk.views.settings_forms import FormsSection
from officer_desk.views.settings_messages import MessagesSection
from officer_desk.views.settings_office import OfficeSection
from officer_desk.views.settings_page import SettingsPage
from officer_desk.views.settings_reasons import ReasonsSection
from officer_desk.views.settings_staff import StaffSection
from officer_desk.views.settings_values import RulesSection, ValuesSection, WaysSection
from tests.conftest import ADMIN
from tests.views.opening import click, words

CHIEF = Actor(3, "quan.tri.mau", "Quản Trị Mẫu", Role.ADMINISTRATOR, "00101")


@pytest.fixture
def page(qtbot: QtBot, office: OpenOffice) -> Iterator[SettingsPage]:
    """The page on the smallest screen, beside the queues."""
    desk = Desk(office, InlineBackground())
    desk.actor = CHIEF
    defects: list[object] = []
    desk.failed.connect(defects.append)
    made = SettingsPage(desk)
    qtbot.addWidget(made)
    made.resize(1180, 698)
    made.show()
    qtbot.waitExposed(made)
    yield made
    assert defects == []


def opened(page: SettingsPage, kind):
    index = next(place for place, section in enumerate(page.sections) if isinstance(section, kind))
    page.open_section(index)
    found = page.current
    assert isinstance(found, kind)
    return found


def select(section: StaffSection, name: str) -> None:
    rows = [row.user_name for row in section._model.records]
    section.table.select(rows.index(name))


# --- officers ------------------------------------------------------------------------------------------------------


def test_the_list_says_how_every_officer_stands(page, act) -> None:
    act(staff.lock, "nguyen.van.thu", by=ADMIN)
    act(staff.deactivate, "tran.thi.mau", by=ADMIN)
    section = opened(page, StaffSection)
    rows = [
        [section._model.cell(row, column).words for column in range(6)] for row in range(len(section._model.records))
    ]
    assert ["Nguyễn Văn Thử", "nguyen.van.thu", "Phụ trách", "00101", "quầy 3", "Bị khóa"] in rows
    assert rows[-1][-1] == "Đã ngừng"
    assert section.count.text() == "2 đang dùng · 1 đã ngừng"


def test_an_invited_officer_gets_a_first_password_that_is_shown_once(page) -> None:
    section = opened(page, StaffSection)
    click(section.invite)
    form = section.invitation
    form.full_name.field.setText("Ngô Thị Đào")
    assert form.user_name.field.text() == "ngo.thi.dao"
    click(form.button)
    first = form.handed.password.text()
    assert len(first) == 19
    click(form.handed.copy)
    assert QGuiApplication.clipboard().text() == first
    assert "ngo.thi.dao" in [row.user_name for row in section._model.records]
    assert section._side.currentIndex() == 1
    click(form.back)
    assert first not in words(page, hidden=True)


def test_a_first_password_goes_when_another_officer_is_looked_at(page) -> None:
    section = opened(page, StaffSection)
    select(section, "tran.thi.mau")
    click(section.officer.password)
    click(section.officer.confirmation.yes)
    first = section.officer.handed.password.text()
    assert first
    select(section, "nguyen.van.thu")
    assert first not in words(page, hidden=True)
    click(section.invite)
    section.invitation.full_name.field.setText("Ngô Thị Đào")
    click(section.invitation.button)
    first = section.invitation.handed.password.text()
    select(section, "nguyen.van.thu")
    assert first not in words(page, hidden=True)
    assert section._side.currentIndex() == 0


def test_what_does_not_fit_is_said_under_its_field_and_stays(page) -> None:
    section = opened(page, StaffSection)
    click(section.invite)
    form = section.invitation
    form.full_name.field.setText("Trần Thị Mẫu")
    click(form.button)
    assert form.user_name.error.text() == "Tên đăng nhập tran.thi.mau đã có người dùng. Chọn tên khác."
    assert form.full_name.field.text() == "Trần Thị Mẫu"
    assert section.dirty


def test_a_grave_act_is_confirmed_in_its_place(page, ask) -> None:
    section = opened(page, StaffSection)
    select(section, "tran.thi.mau")
    click(section.officer.locking)
    assert not ask(staff.listing, by=ADMIN)[2].locked
    click(section.officer.confirmation.no)
    assert section.officer.confirmation.isHidden()
    click(section.officer.locking)
    click(section.officer.confirmation.yes)
    assert [o.locked for o in ask(staff.listing, by=ADMIN) if o.user_name == "tran.thi.mau"] == [True]
    assert section.officer.locking.text() == "Mở khóa"


def test_ones_own_role_and_lock_are_off_and_say_why(page) -> None:
    section = opened(page, StaffSection)
    select(section, CHIEF.user_name)
    for widget in (section.officer.locking, section.officer.using, section.officer.role.field):
        assert not widget.isEnabled()
        assert widget.toolTip() == "Việc này phải nhờ quản trị khác."


def test_another_officer_is_not_shown_over_unsaved_words(page) -> None:
    section = opened(page, StaffSection)
    select(section, "tran.thi.mau")
    section.officer.counter.field.setText("quầy 7")
    select(section, "nguyen.van.thu")
    assert section.officer.shown.user_name == "tran.thi.mau"
    assert section.officer.counter.field.text() == "quầy 7"
    assert "Chưa lưu" in section.officer.line.text()
    section.save()
    assert not section.dirty
    select(section, "nguyen.van.thu")
    assert section.officer.shown.user_name == "nguyen.van.thu"


# --- leaving -------------------------------------------------------------------------------------------------------


def test_unsaved_words_stay_over_other_sections_and_are_asked_about_on_leaving(page) -> None:
    office = opened(page, OfficeSection)
    office.address.field.setText("Số 7 Liễu Giai")
    opened(page, ReasonsSection)
    assert page.buttons[1].accessibleName() == "Cơ quan, chưa lưu"
    gone: list[str] = []
    page.leave(lambda: gone.append("gone"))
    assert gone == []
    assert page.current is office
    assert "«Cơ quan»" in page.question.text()
    stay, drop = (_named(page, name) for name in ("Ở lại", "Bỏ thay đổi"))
    click(stay)
    assert office.address.field.text() == "Số 7 Liễu Giai"
    page.leave(lambda: gone.append("gone"))
    drop = _named(page, "Bỏ thay đổi")
    click(drop)
    assert gone == ["gone"]
    assert not office.dirty


def test_leaving_with_nothing_typed_asks_nothing(page) -> None:
    gone: list[str] = []
    page.leave(lambda: gone.append("gone"))
    assert gone == ["gone"]


def _named(page: SettingsPage, name: str) -> QAbstractButton:
    found = [b for b in page.question.findChildren(QAbstractButton) if b.text() == name and not b.isHidden()]
    return found[-1]


# --- office, reasons -----------------------------------------------------------------------------------------------


def test_the_offices_phone_is_checked_under_its_field(page, office) -> None:
    section = opened(page, OfficeSection)
    section.phone.field.setText("gọi bà Tư")
    section.save()
    assert section.phone.error.text().startswith("Số điện thoại có 8 đến 15 chữ số")
    section.phone.field.setText("024 3762 1234")
    section.save()
    assert section.line.text().startswith("Đã lưu.")
    assert not section.dirty


def test_reasons_are_added_moved_and_taken_out(page, office) -> None:
    section = opened(page, ReasonsSection)
    first = section.tree.topLevelItem(0)
    section.tree.setCurrentItem(first.child(0))
    click(section.remove)
    section.tree.setCurrentItem(first)
    click(section.add)
    first.child(first.childCount() - 1).setText(0, "Ảnh bị cắt xén")
    section.tree.setCurrentItem(first.child(first.childCount() - 1))
    click(section.up)
    section.save()
    kept = [r.text for r in office.gateways.texts.reasons(Verdict.INVALID) if r.group == "Giấy tờ và ảnh"]
    assert kept[0] == "Giấy tờ tùy thân đã hết hạn"
    assert kept[-2:] == ["Ảnh bị cắt xén", "Ảnh chân dung không đúng người"]
    click(section.bar.restore)
    assert office.gateways.texts.own("texts/reasons.toml") is not None
    click(section.bar.yes)
    assert office.gateways.texts.own("texts/reasons.toml") is None


def test_a_catalogue_broken_by_hand_leaves_the_way_back_open(page, office) -> None:
    path = office.settings.data_dir / "texts" / "reasons.toml"
    path.parent.mkdir()
    path.write_text("[[invalid]", "utf-8")
    section = opened(page, ReasonsSection)
    assert "texts/reasons.toml" in section.line.text()
    click(section.bar.restore)
    click(section.bar.yes)
    assert not path.exists()
    assert section.tree.topLevelItemCount() == 4


def test_an_empty_reason_is_refused_and_stays_on_the_screen(page) -> None:
    section = opened(page, ReasonsSection)
    section.tree.topLevelItem(0).child(0).setText(0, " ")
    section.save()
    assert "chưa có chữ" in section.line.text()
    assert section.dirty


# --- messages ------------------------------------------------------------------------------------------------------


def test_the_preview_shows_the_sms_without_accents_and_counts_its_parts(page) -> None:
    section = opened(page, MessagesSection)
    section.occasions.setCurrentRow(1)
    section.sms.field.setPlainText("Hồ sơ {number}: {reasons}. " + "Đề nghị bổ sung. " * 8)
    assert section.preview.sms.text().startswith("Ho so 00017/2026/00101: Anh mo, loa")
    assert section.preview.counted.text() == "2 tin SMS · 213/306 ký tự · không dấu"


def test_a_wrong_text_is_said_while_it_is_typed_and_saving_goes_to_it(page, office) -> None:
    section = opened(page, MessagesSection)
    section.sms.field.setPlainText("{numbr}")
    assert section.sms.error.text() == "Không có chỗ thay {numbr}. Dùng các chỗ thay ở bên dưới."
    section.occasions.setCurrentRow(2)
    section.save()
    assert section.occasions.currentRow() == 0
    assert office.gateways.texts.own("texts/messages.toml") is None


def test_edited_messages_are_saved_together(page, office) -> None:
    section = opened(page, MessagesSection)
    section.subject.field.setText("Chấp thuận hồ sơ {number}")
    section.occasions.setCurrentRow(1)
    section.subject.field.setText("Không chấp nhận hồ sơ {number}")
    section.save()
    library = office.gateways.texts
    assert library.template("approved").subject == "Chấp thuận hồ sơ {number}"
    assert library.template("rejected").subject == "Không chấp nhận hồ sơ {number}"
    assert section.occasion == "rejected"
    assert not section.dirty
    assert section.bar.words.text() == "Đang dùng bản của cơ quan."


def test_a_placeholder_is_put_where_the_cursor_was(page) -> None:
    section = opened(page, MessagesSection)
    section.subject.field.setText("Hồ sơ ")
    section.subject.field.setFocus()
    section._last = section.subject.field
    section._insert("number")
    assert section.subject.field.text() == "Hồ sơ {number}"


# --- forms ---------------------------------------------------------------------------------------------------------


def test_the_page_is_drawn_with_the_typed_wording_and_a_fault_names_its_line(page, office) -> None:
    section = opened(page, FormsSection)
    assert section._page is not None
    before = section._page.copy()
    shipped = section.editor.toPlainText()
    section.editor.setPlainText(shipped.replace("TỜ KHAI", "TỜ KHAI MẪU", 1).replace('"TỜ KHAI"', '"TỜ KHAI MỚI"'))
    section._draw()
    assert section._page != before
    section.editor.setPlainText(shipped.replace('motto = "', "motto = "))
    section._draw()
    line = next(n for n, text in enumerate(shipped.splitlines(), 1) if text.startswith("motto"))
    assert section.field.error.text().startswith(f"Dòng {line} không đọc được.")
    section.save()
    assert office.gateways.texts.own("forms/form01_dk_gd.toml") is None
    assert section.dirty


@pytest.mark.parametrize("row", range(4))
def test_every_paper_has_a_preview(page, row: int) -> None:
    section = opened(page, FormsSection)
    section.which.setCurrentIndex(row)
    assert section._page is not None
    assert section.field.error.text() == ""


def test_another_paper_waits_until_this_one_is_saved_or_dropped(page) -> None:
    section = opened(page, FormsSection)
    section.editor.setPlainText(section.editor.toPlainText() + "\n# của cơ quan")
    section.which.setCurrentIndex(2)
    assert section.which.currentIndex() == 0
    assert "Chưa lưu" in section.line.text()


# --- settings ------------------------------------------------------------------------------------------------------


def test_no_setting_is_without_a_field(page) -> None:
    shown = [name for section in page.sections if isinstance(section, ValuesSection) for name in section.fields]
    assert sorted(shown) == sorted(EDITED)


def test_saved_terms_count_at_once(page, office) -> None:
    section = opened(page, RulesSection)
    box = section.fields["remind_day"].field
    assert isinstance(box, QSpinBox)
    assert (box.minimum(), box.maximum()) == (0, 10)
    box.setValue(6)
    section.save()
    assert office.settings.remind_day == 6
    assert tomllib.loads((office.settings.data_dir / "settings.toml").read_text("utf-8")) == {"remind_day": 6}


def test_what_the_environment_decides_is_fixed_and_says_so(page, office, monkeypatch) -> None:
    monkeypatch.setattr(type(office.source), "fixed", lambda _self: frozenset({"idle_minutes"}))
    section = opened(page, RulesSection)
    field = section.fields["idle_minutes"]
    assert not field.field.isEnabled()
    assert "OFFICER_DESK_IDLE_MINUTES" in field.field.toolTip()


def test_a_wrong_way_is_said_under_its_field(page, office) -> None:
    section = opened(page, WaysSection)
    section.fields["mail_url"].field.setText("hop-thu")
    section.save()
    assert section.fields["mail_url"].error.text().startswith("Nhập smtp://…")
    assert not section.trial.button.isEnabled()


def test_a_trial_message_goes_over_the_saved_way(page, office, tmp_path: Path) -> None:
    section = opened(page, WaysSection)
    section.trial.address.field.setText("khong phai")
    section.trial.send()
    assert section.trial.address.error.text().startswith("Nhập địa chỉ thư điện tử")
    section.trial.address.field.setText("0900000015")
    section.trial.send()
    assert "Chưa có đường gửi" in section.trial.line.text()
    section.fields["sms_url"].field.setText(str(tmp_path / "sms"))
    section.save()
    section.trial.send()
    assert section.trial.line.text().startswith("Đã gửi.")
    sent = [json.loads(path.read_text("utf-8")) for path in (tmp_path / "sms").glob("*.json")]
    assert [message["to"] for message in sent] == ["0900000015"]
    assert "gui thu" in sent[0]["text"]


# --- the whole page ------------------------------------------------------------------------------------------------


def test_every_control_has_a_name(page) -> None:
    nameless = []
    for place in range(len(page.sections)):
        page.open_section(place)
        for widget in page.current.findChildren(QWidget):
            if not isinstance(widget, QAbstractButton | QLineEdit | QComboBox | QPlainTextEdit | QSpinBox):
                continue
            inner = widget.objectName().startswith("qt_") or isinstance(widget.parent(), QSpinBox | QComboBox)
            if widget.isVisible() and not inner and not widget.accessibleName():
                nameless.append((type(page.current).__name__, type(widget).__name__))
    assert nameless == []


def test_the_page_fits_into_the_smallest_window(page) -> None:
    least = page.minimumSizeHint()
    assert least.width() <= 1024 - 186
    assert least.height() <= 600 - 44 - 26


def test_an_officer_whose_work_was_ended_is_told_so(qtbot: QtBot, office: OpenOffice, officer: Actor, act) -> None:
    desk = Desk(office, InlineBackground())
    desk.actor = officer
    ended: list[Refused] = []
    desk.ended.connect(ended.append)
    act(staff.lock, officer.user_name, by=ADMIN)
    desk.ask(desk, staff.listing, then=lambda _all: None)
    assert [error.reason for error in ended] == ["session-ended"]


# --- assigning, absence ------------------------------------------------------------------------------------------


def test_rules_of_assigning_are_saved_and_taken_back(page, office) -> None:
    section = opened(page, AssigningSection)
    assert not section.dirty
    line = section.rules[Kind.CHANGE]
    assert not line.names.isEnabled()
    line.how.setCurrentIndex(line.how.findData("named"))
    line.names.setText("tran.thi.mau, Nguyen.Van.Thu")
    section.rules[Kind.CHILD].how.setCurrentIndex(1)
    click(section.bar.save)
    rules = {kind: office.gateways.texts.assigning(kind) for kind in Kind}
    assert rules[Kind.CHANGE].names == ("tran.thi.mau", "nguyen.van.thu")
    assert [rules[kind].how for kind in (Kind.REGISTRATION, Kind.CHILD)] == ["nobody", "round-robin"]
    assert (section.dirty, "tran.thi.mau" in section.who.text()) == (False, True)
    click(section.bar.restore)
    click(section.bar.yes)
    assert office.gateways.texts.own("texts/assigning.toml") is None


@pytest.mark.parametrize(("names", "why"), [("", "Chưa nêu tên ai"), ("quan.tri.mau", "quan.tri.mau không phải")])
def test_a_rule_names_officers_who_decide_files(page, office, names, why) -> None:
    section = opened(page, AssigningSection)
    line = section.rules[Kind.REGISTRATION]
    line.how.setCurrentIndex(line.how.findData("named"))
    line.names.setText(names)
    click(section.bar.save)
    assert why in section.line.text()
    assert office.gateways.texts.own("texts/assigning.toml") is None


def test_a_broken_file_of_rules_is_said_and_the_original_can_be_had_back(page, office) -> None:
    path = office.settings.data_dir / "texts" / "assigning.toml"
    path.parent.mkdir(exist_ok=True)
    path.write_text("registration = 7", "utf-8")
    section = opened(page, AssigningSection)
    assert "texts/assigning.toml" in section.line.text()
    click(section.bar.restore)
    click(section.bar.yes)
    assert not path.exists()


def test_an_officers_own_phone_is_kept_and_he_is_marked_as_absent(page, office) -> None:
    section = opened(page, StaffSection)
    select(section, "tran.thi.mau")
    panel = section.officer
    panel.own_phone.field.setText("0900 093 353")
    click(panel.save_button)
    click(panel.absence)
    click(panel.confirmation.yes)
    kept = panel.shown
    assert (kept.phone, kept.absent) == ("0900093353", True)
    row = [record.user_name for record in section._model.records].index("tran.thi.mau")
    assert section._model.cell(row, 5).words == "Đang vắng"
    click(panel.absence)
    assert not panel.shown.absent
