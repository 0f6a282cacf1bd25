# SPDX-License-Identifier: Apache-2.0
"""Signing in and enrolling through the real window, with made-up answers of the desk."""

import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image
from PySide6.QtCore import Qt
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QApplication, QLineEdit, QPushButton
from pytestqt.qtbot import QtBot

from officer_desk import catalogue, resources
from officer_desk.domain.records import Actor, Enrolment, EnrolmentDraft, SignInDraft, SignInResult
from officer_desk.domain.values import Role
from officer_desk.errors import Unavailable
from officer_desk.views import dialogs, theme
from officer_desk.views.code_field import CodeField
from officer_desk.views.enrolment_page import EnrolmentPage
from officer_desk.views.sample_box import SampleBox, SampleOfficer
from officer_desk.views.sign_in_services import SignInServices
from officer_desk.views.sign_in_window import SignInWindow

ACTOR = Actor(1, "tran.thi.mau", "Trần Thị Mẫu", Role.RECEPTION, "00101", "3")
IN = SignInResult("signed-in", ACTOR, 5)
ENROL = SignInResult("enrol")
CODES = tuple(f"7QK{number}-M2XD" for number in range(10))
ENROLMENT = Enrolment("tran.thi.mau", "JBSWY3DPEHPK3PXP" * 2, "otpauth://totp/x?secret=JBSWY3DPEHPK3PXP", CODES)
OFFICERS = (
    SampleOfficer("tran.thi.mau", lambda: "Tiếp nhận", "mau-Ba-Dinh-01"),
    SampleOfficer("nguyen.van.thu", lambda: "Giám sát", "mau-Ba-Dinh-02"),
)


@dataclass
class Answers:
    """What the desk would answer, and what it was asked."""

    sign_in: list[SignInResult | Exception] = field(default_factory=lambda: [IN])
    change: SignInResult = ENROL
    finish: Callable[[EnrolmentDraft], SignInResult] = lambda draft: (
        IN if draft.code == "482913" else SignInResult("code-wrong", tries_left=5)
    )
    drafts: list[SignInDraft] = field(default_factory=list)
    changed: list[tuple[str, str, str]] = field(default_factory=list)
    finished: list[EnrolmentDraft] = field(default_factory=list)
    printed: list[Enrolment] = field(default_factory=list)
    saved: list[Path] = field(default_factory=list)
    arrived: list[SignInResult] = field(default_factory=list)

    def services(self) -> SignInServices:
        def sign_in(draft, then, otherwise) -> None:
            self.drafts.append(draft)
            answer = self.sign_in.pop(0)
            otherwise(answer) if isinstance(answer, Exception) else then(answer)

        def change(user_name, old, new, then, otherwise) -> None:
            self.changed.append((user_name, old, new))
            then(self.change)

        def finish(draft, then, otherwise) -> None:
            self.finished.append(draft)
            then(self.finish(draft))

        return SignInServices(
            sign_in=sign_in,
            change_password=change,
            begin_enrolment=lambda user_name, then, otherwise: then(ENROLMENT),
            finish_enrolment=finish,
            print_codes=lambda enrolment, done, otherwise: (self.printed.append(enrolment), done()),
            save_codes=lambda enrolment, path, done, otherwise: (self.saved.append(path), done()),
            signed_in=self.arrived.append,
        )


@pytest.fixture
def make(qtbot: QtBot, qapp: QApplication):
    """Make the window; without answers the desk is still loading."""
    theme.apply(qapp, resources.folder())

    def made(answers: Answers | None = None, sample: SampleBox | None = None) -> SignInWindow:
        window = SignInWindow(
            "BHXH quận Ba Đình · 00101",
            sample,
            version="1.0",
            clock=lambda: datetime(2026, 11, 21, 7, 31, tzinfo=UTC),
            languages=resources.folder() / "i18n",
        )
        qtbot.addWidget(window)
        window.show()
        qtbot.waitExposed(window)
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)
        if answers is not None:
            window.set_ready(answers.services())
        return window

    return made


def by_name(window: SignInWindow, kind: type, name: str):
    (found,) = [
        widget for widget in window.findChildren(kind) if widget.accessibleName() == name and widget.isVisible()
    ]
    return found


def type_in(qtbot: QtBot, window: SignInWindow, code: str = "482913") -> None:
    qtbot.keyClicks(by_name(window, QLineEdit, "Tên đăng nhập"), "tran.thi.mau")
    qtbot.keyClicks(by_name(window, QLineEdit, "Mật khẩu"), "mau-Ba-Dinh-01")
    qtbot.keyClicks(by_name(window, QLineEdit, "Mã xác thực"), code)


def test_an_officer_types_and_presses_enter(qtbot: QtBot, make) -> None:
    answers = Answers()
    window = make(answers)
    type_in(qtbot, window)
    code = by_name(window, QLineEdit, "Mã xác thực")
    assert code.text() == "482 913"
    qtbot.keyClick(code, Qt.Key.Key_Return)
    assert answers.drafts == [SignInDraft("tran.thi.mau", "mau-Ba-Dinh-01", "482913")]
    assert answers.arrived == [IN]


def test_the_button_signs_in_too(qtbot: QtBot, make) -> None:
    answers = Answers()
    window = make(answers)
    type_in(qtbot, window)
    qtbot.mouseClick(by_name(window, QPushButton, "Đăng nhập"), Qt.MouseButton.LeftButton)
    assert answers.arrived == [IN]


def test_what_is_typed_while_the_desk_loads_signs_in_when_it_is_ready(qtbot: QtBot, make) -> None:
    answers = Answers()
    window = make()
    window.set_progress("Đang nâng cấp dữ liệu…", 0.5)
    type_in(qtbot, window)
    qtbot.keyClick(window.form.code, Qt.Key.Key_Return)
    assert answers.arrived == []
    window.set_ready(answers.services())
    assert answers.arrived == [IN]


def test_data_that_cannot_be_opened_is_said_in_the_window(make) -> None:
    window = make()
    window.set_failure("Dữ liệu mới hơn chương trình.", "Hãy cài bản mới.")
    assert "Dữ liệu mới hơn chương trình. Hãy cài bản mới." in window.form.message.text()
    assert not window.form.button.isEnabled()


@pytest.mark.parametrize(
    ("result", "sentence"),
    [
        (SignInResult("wrong", tries_left=3), "Tên đăng nhập hoặc mật khẩu chưa đúng. Còn 3 lần."),
        (SignInResult("code-wrong", tries_left=2), "Mã xác thực chưa đúng. Còn 2 lần."),
        (SignInResult("code-used", tries_left=2), "Mã xác thực đã dùng, đợi mã kế."),
        (SignInResult("locked"), "Tài khoản bị khóa. Gặp quản trị để mở."),
    ],
)
def test_a_refusal_stands_under_its_field(result: SignInResult, sentence: str, qtbot: QtBot, make) -> None:
    window = make(Answers(sign_in=[result]))
    type_in(qtbot, window)
    qtbot.keyClick(window.form.code, Qt.Key.Key_Return)
    assert window.form.errors() == sentence


def test_a_missing_code_is_asked_for(qtbot: QtBot, make) -> None:
    window = make(Answers(sign_in=[SignInResult("code-wrong", tries_left=4)]))
    type_in(qtbot, window, code="")
    qtbot.keyClick(window.form.password, Qt.Key.Key_Return)
    assert window.form.errors() == "Nhập 6 số đang hiện trên điện thoại."


def test_empty_fields_are_named_before_anything_is_asked(qtbot: QtBot, make) -> None:
    answers = Answers()
    window = make(answers)
    window.form.button.click()
    assert window.form.errors() == "Nhập tên đăng nhập."
    qtbot.keyClicks(window.form.user_name, "tran.thi.mau")
    window.form.button.click()
    assert window.form.errors() == "Nhập mật khẩu."
    assert answers.drafts == []


def test_a_recovery_code_takes_the_place_of_the_code(qtbot: QtBot, make) -> None:
    answers = Answers()
    window = make(answers)
    type_in(qtbot, window, code="")
    by_name(window, QPushButton, "Dùng mã khôi phục").click()
    qtbot.keyClicks(by_name(window, QLineEdit, "Mã khôi phục"), "7qk4-m2xd")
    qtbot.keyClick(window.form.recovery_code, Qt.Key.Key_Return)
    assert answers.drafts[0].code == "7QK4-M2XD"
    assert answers.drafts[0].recovery
    by_name(window, QPushButton, "Dùng mã xác thực").click()
    assert window.form.code.isVisible()


def test_trouble_outside_is_said_in_words(qtbot: QtBot, make) -> None:
    window = make(Answers(sign_in=[Unavailable("disk-full")]))
    type_in(qtbot, window)
    qtbot.keyClick(window.form.code, Qt.Key.Key_Return)
    assert window.form.message.text().startswith("Chưa đăng nhập được.")


def test_the_code_takes_only_digits_and_groups_them(qtbot: QtBot) -> None:
    field = CodeField()
    qtbot.addWidget(field)
    with qtbot.waitSignal(field.complete):
        qtbot.keyClicks(field, "4a8 2-9137")
    assert field.text() == "482 913"
    assert field.code() == "482913"


def test_the_language_changes_every_word_at_once(make) -> None:
    window = make(Answers())
    by_name(window, QPushButton, "English").click()
    assert catalogue.language() == "en"
    assert by_name(window, QLineEdit, "Password") is window.form.password
    by_name(window, QPushButton, "Tiếng Việt").click()
    assert by_name(window, QLineEdit, "Mật khẩu") is window.form.password


def test_version_and_clock_stand_at_the_foot(make) -> None:
    assert make()._foot.text() == "Phiên bản 1.0 · 21/11/2026 14:31"


def test_the_sample_box_fills_the_form(qtbot: QtBot, make) -> None:
    box = SampleBox(OFFICERS, lambda user_name: ("482913", 17))
    window = make(Answers(), box)
    by_name(window, QPushButton, "Giám sát").click()
    assert window.form.user_name.text() == "nguyen.van.thu"
    assert window.form.password.text() == "mau-Ba-Dinh-02"
    assert window.form.code.text() == ""
    by_name(window, QPushButton, "482 913").click()
    assert window.form.code.code() == "482913"


def test_the_newcomer_signs_in_without_a_code_until_he_has_a_password_of_his_own(qtbot: QtBot, make) -> None:
    began: list[str] = []
    new = SampleOfficer("le.thi.moi", lambda: catalogue.translate("SampleBox", "Newcomer"), "lan-dau")
    window = make(Answers(), SampleBox((new,), lambda _name: ("", 0), began.__contains__))
    by_name(window, QPushButton, "Người mới").click()
    assert by_name(window, QPushButton, "để trống").isEnabled() is False
    assert window.form.sample._seconds.text() == ""
    qtbot.waitUntil(window.form.button.hasFocus)
    began.append("le.thi.moi")
    by_name(window, QPushButton, "Người mới").click()
    assert by_name(window, QPushButton, "đã đổi").isVisible()
    assert window.form.password.text() == ""
    qtbot.waitUntil(window.form.password.hasFocus)
    by_name(window, QPushButton, "English").click()
    assert by_name(window, QPushButton, "Newcomer").isVisible()


def test_a_real_office_has_no_sample_box(make) -> None:
    assert make(Answers()).findChildren(SampleBox) == []


def test_what_is_typed_upon_the_eye_does_not_fall_into_the_password(qtbot: QtBot, make) -> None:
    """Who tabs too far must not add his code to his password, unseen."""
    form = make(Answers()).form
    form.password.setText("mat-khau")
    form.password.eye.setFocus()
    qtbot.keyClicks(form.password.eye, "123456")
    assert form.password.text() == "mat-khau"


def test_tab_goes_through_the_form_in_reading_order(qtbot: QtBot, make) -> None:
    window = make(Answers())
    window.form.user_name.setFocus()
    qtbot.waitUntil(window.form.user_name.hasFocus)
    seen = []
    for _ in range(6):
        seen.append(QApplication.focusWidget().accessibleName())
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
    assert seen == ["Tên đăng nhập", "Mật khẩu", "Mã xác thực", "Đăng nhập", "Dùng mã khôi phục", "Xem mật khẩu"]


# --- the first sign-in -------------------------------------------------------------------------------------------


def enrol(qtbot: QtBot, make, answers: Answers, step: str = "change-password") -> EnrolmentPage:
    answers.sign_in = [SignInResult(step)]
    window = make(answers)
    type_in(qtbot, window, code="")
    qtbot.keyClick(window.form.password, Qt.Key.Key_Return)
    (page,) = window.findChildren(EnrolmentPage)
    return page


def choose(qtbot: QtBot, page: EnrolmentPage, new: str, again: str) -> None:
    page.first_password.new.clear()
    page.first_password.again.clear()
    qtbot.keyClicks(page.first_password.new, new)
    qtbot.keyClicks(page.first_password.again, again)
    qtbot.keyClick(page.first_password.again, Qt.Key.Key_Return)


@pytest.mark.parametrize(
    ("new", "again", "rule"),
    [
        ("ngan", "ngan", 0),
        ("mau-Ba-Dinh-01", "mau-Ba-Dinh-01", 1),
        ("x-Tran.Thi.Mau-1", "x-Tran.Thi.Mau-1", 2),
        ("mau-Moi-2026", "mau-Moi-2027", 3),
    ],
    ids=["short", "the first one", "the user name", "not twice"],
)
def test_a_password_that_breaks_a_rule_is_not_sent(new: str, again: str, rule: int, qtbot: QtBot, make) -> None:
    answers = Answers()
    page = enrol(qtbot, make, answers)
    choose(qtbot, page, new, again)
    assert answers.changed == []
    first = page.first_password
    assert [one.broken for one in first.rules] == [number == rule for number in range(4)]
    about, other = (first.again, first.new) if rule == 3 else (first.new, first.again)
    assert first.errors[about].text()
    assert not first.errors[other].text()
    qtbot.keyClicks(about, "x")
    assert not any(one.broken for one in first.rules)


def test_the_whole_enrolment(qtbot: QtBot, make, monkeypatch, tmp_path: Path) -> None:
    answers = Answers()
    page = enrol(qtbot, make, answers)
    choose(qtbot, page, "mau-Moi-2026", "mau-Moi-2026")
    assert answers.changed == [("tran.thi.mau", "mau-Ba-Dinh-01", "mau-Moi-2026")]
    qtbot.keyClicks(page.phone.code, "111111")
    assert page.phone.error.text() == "Mã chưa khớp. Nhập mã đang hiện lúc này."
    assert not page.phone.done.isVisible()
    page.phone.code.clear()
    qtbot.keyClicks(page.phone.code, "482913")
    assert answers.finished[-1].password == "mau-Moi-2026"
    assert answers.finished[-1].enrolment is ENROLMENT
    qtbot.keyClick(page, Qt.Key.Key_P, Qt.KeyboardModifier.ControlModifier)
    assert answers.printed == [ENROLMENT]
    monkeypatch.setattr(dialogs, "choose_save", lambda *_: tmp_path / "ma.pdf")
    page.phone.save_button.click()
    assert answers.saved == [tmp_path / "ma.pdf"]
    assert not page.phone.done.isEnabled()
    page.phone.kept.click()
    page.phone.done.click()
    assert answers.arrived == [IN]


def test_the_codes_are_shown_only_once_the_phone_is_tied(qtbot: QtBot, make) -> None:
    page = enrol(qtbot, make, Answers(), step="enrol")

    def words() -> str:
        return " ".join(label.text() for label in page.phone.codes.findChildren(type(page._lead)))

    assert CODES[0] not in words()
    qtbot.keyClicks(page.phone.code, "482913")
    assert all(code in words() for code in CODES)


def test_going_back_forgets_the_password(qtbot: QtBot, make) -> None:
    page = enrol(qtbot, make, Answers())
    window = page.window()
    page.first_password.back.click()
    assert window.form.isVisible()
    assert window.form.password.text() == ""


def test_the_qr_code_can_be_read(qtbot: QtBot, make) -> None:
    page = enrol(qtbot, make, Answers(), step="enrol")
    image = page.phone.qr.grab().toImage().convertToFormat(QImage.Format.Format_RGB888)
    size = (image.width(), image.height())
    picture = Image.frombuffer("RGB", size, bytes(image.constBits()), "raw", "RGB", image.bytesPerLine(), 1)
    (found,) = zxingcpp.read_barcodes(picture)
    assert found.text == ENROLMENT.uri


# --- start-up ----------------------------------------------------------------------------------------------------

PAINTED = """
import sys
from datetime import UTC, datetime
from pathlib import Path
from PySide6.QtWidgets import QApplication
from officer_desk import catalogue, resources
from officer_desk.views import theme
from officer_desk.views.sign_in_window import SignInWindow

app = QApplication([])
theme.apply(app, resources.folder())
catalogue.use_language("vi", resources.folder() / "i18n")
window = SignInWindow(None, version="1.0", clock=lambda: datetime.now(UTC), languages=Path())
window.show()
window.grab()
heavy = {"sqlalchemy", "alembic", "PIL", "argon2", "pyotp", "qrcode", "reportlab", "zxingcpp", "cryptography",
         "pypdfium2", "click", "numpy", "PySide6.QtSvg", "PySide6.QtNetwork", "PySide6.QtPrintSupport"}
print(sorted(heavy & set(sys.modules)))
"""


def test_nothing_but_qtwidgets_is_loaded_before_the_window_is_painted() -> None:
    done = subprocess.run(
        [sys.executable, "-c", PAINTED],
        capture_output=True,
        text=True,
        check=True,
        timeout=60,
        env={**os.environ, "QT_QPA_PLATFORM": "offscreen"},
    )
    assert done.stdout.strip() == "[]"
