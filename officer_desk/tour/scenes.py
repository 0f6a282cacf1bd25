# SPDX-License-Identifier: Apache-2.0
"""The counter's work, scene by scene: signing in, finding a file, and what can become of it."""

from collections.abc import Callable
from typing import Final

from officer_desk.domain.records import ReceiveDraft
from officer_desk.domain.values import Queue
from officer_desk.printing.wording import TEMPLATES
from officer_desk.services import assessments
from officer_desk.tour import cast, check_scenes, faults, hands, office_scenes, reader_scenes, signed_scenes
from officer_desk.tour.director import Steps
from officer_desk.tour.stage import ADMINISTRATOR, FRESH, RECEPTION, SUPERVISOR, Stage, one_of
from officer_desk.views.phone_panel import PhonePanel
from officer_desk.views.print_preview import PrintPreviewPage

Scene = Callable[[Stage], Steps]

_NEW_PASSWORD: Final = "quay-bon-Mua-Thu-26"


def signing_in(stage: Stage) -> Steps:
    """Nothing typed; a wrong password."""
    yield from stage.then(lambda: stage.running.sign_in.form.sample is not None)
    stage.take("dang-nhap")
    yield from stage.press("Return")
    stage.take("dang-nhap-con-thieu")
    yield from stage.sign_in(RECEPTION.user_name, "mat-khau-nham", "000000")
    stage.take("dang-nhap-sai")


def enrolling(stage: Stage) -> Steps:
    """The first sign-in: a password of one's own, the phone, the recovery codes."""
    yield from stage.sign_in(FRESH.user_name, FRESH.password)
    yield from stage.write("ngan")
    stage.take("doi-mat-khau")
    yield from stage.write(_NEW_PASSWORD)
    yield from stage.press("Tab")
    yield from stage.write(_NEW_PASSWORD)
    yield from stage.press("Return")
    phone = one_of(PhonePanel, stage.running.sign_in)
    yield from stage.then(phone.isVisible)
    stage.take("gan-dien-thoai")
    hands.write(stage.phone_code(stage.scan(phone.qr)), stage.window)
    yield from stage.then(phone.kept.isVisible)
    stage.take("ma-khoi-phuc")
    stage.save_as = stage.folder / "ma-khoi-phuc.pdf"
    yield from stage.press("Ctrl+S")
    yield from stage.then(stage.save_as.exists)
    yield from stage.tab_to(lambda focus: focus is phone.kept)
    yield from stage.press("Space")
    stage.take("da-giu-ma")
    yield from stage.tab_to(lambda focus: focus is phone.done)
    yield from stage.press("Space")
    yield from stage.then(lambda: stage.running.main_window is not None)
    yield from stage.sign_out()


def the_list(stage: Stage) -> Steps:
    """Signing in; the list, its criteria, searches, an empty answer, a queue, the sheet of keys."""
    yield from stage.sign_in(RECEPTION.user_name, RECEPTION.password, stage.phone_code(RECEPTION.secret))
    yield from stage.then(lambda: stage.running.main_window is not None and stage.list.table.current_row() >= 0)
    stage.take("danh-sach")
    yield from stage.press("F2")
    stage.take("mo-rong")
    yield from stage.press("F2")
    yield from stage.search("nguyen thi")
    stage.take("tra-cuu")
    yield from stage.search("nguyen thi khong co")
    stage.take("khong-thay")
    yield from stage.press("F3", "Esc")
    yield from stage.to_queue(Queue.DUE_SOON)
    stage.take("sap-het-han")
    yield from stage.press("F1")
    stage.take("phim-tat")
    yield from stage.press("Esc")
    yield from stage.to_queue(Queue.ALL)


def a_valid_file(stage: Stage) -> Steps:
    """A clean file out of the queue: looked at, compared, the citizen is here, recorded; the next one opens."""
    yield from stage.open_from_queue(cast.clean)
    stage.take("ho-so")
    yield from stage.press("Ctrl+2", "Ctrl++", "Ctrl++", "Ctrl+.")
    stage.take("xem-anh")
    yield from stage.press("Ctrl+,", "Ctrl+0", "F7", "F8")
    stage.take("cong-dan-da-den")
    yield from stage.press("Return")
    stage.take("hop-le")
    yield from stage.press("Ctrl+Return")
    yield from stage.recorded()
    stage.take("ghi-nhan-xong")


def an_invalid_file(stage: Stage) -> Steps:
    """Refused with a reason of the catalogue and words of the officer's own."""
    yield from stage.open(stage.cast.find(cast.with_cards))
    yield from stage.press("F9")
    stage.take("nhap-ly-do")
    yield from stage.tick_reason()
    yield from stage.add_words("Ảnh thẻ bị lóa ở số.")
    stage.take("khong-hop-le")
    yield from stage.press("Ctrl+Return")
    yield from stage.recorded()
    stage.take("tu-choi-xong")


def a_supplement(stage: Stage) -> Steps:
    """Sent back for what is missing; leaving asks, because something is typed."""
    record = stage.cast.find(cast.with_cards)
    yield from stage.open(record)
    yield from stage.press("F11")
    yield from stage.tick_reason()
    yield from stage.add_words("Bản chụp giấy khai sinh.")
    stage.take("cho-bo-sung")
    yield from stage.press("Esc")
    stage.take("con-chu-dang-go")
    yield from stage.press("Esc", "Ctrl+Return")
    yield from stage.recorded()


def not_in_the_registry(stage: Stage) -> Steps:
    """HGĐ does not know the code: nothing is recorded, the citizen gets a page."""
    record = stage.cast.find(cast.unknown)
    yield from stage.open(record)
    yield from _try_to_approve(stage)
    yield from stage.then(lambda: stage.file.body.registry is not None)
    stage.take("chua-co-trong-hgd")
    faults.guidance_pdf(stage.office, record, stage.folder / "huong-dan.pdf")


def another_name(stage: Stage) -> Steps:
    """HGĐ has another name."""
    yield from stage.open(stage.cast.find(cast.renamed))
    yield from _try_to_approve(stage)
    yield from stage.then(lambda: stage.file.body.registry is not None)
    stage.take("ten-khac")


def a_near_name(stage: Stage) -> Steps:
    """HGĐ writes the tone mark on the other letter: confirmed, then recorded."""
    yield from stage.open(stage.cast.find(cast.respelled))
    yield from _try_to_approve(stage)
    yield from stage.then(lambda: stage.file.body.registry is not None)
    stage.take("ten-gan-khop")
    yield from stage.press("Space", "Ctrl+Return")
    yield from stage.recorded()


def a_conflict(stage: Stage) -> Steps:
    """The file was changed without a window meanwhile: that is named, what was typed stays."""
    record = stage.cast.find(cast.with_cards)
    yield from stage.open(record)
    yield from stage.press("F9")
    yield from stage.tick_reason()
    stage.office.act(stage.office.context(stage.actor), assessments.receive, ReceiveDraft(record.id, record.version))
    yield from stage.press("Ctrl+Return")
    yield from stage.then(lambda: not stage.file.body.line.isHidden())
    stage.take("ho-so-vua-doi")


def no_registry(stage: Stage) -> Steps:
    """There is no extract of HGĐ: the file stays."""
    record = stage.cast.find(cast.clean)
    with faults.no_extract(stage.office):
        yield from stage.open(record)
        yield from _try_to_approve(stage)
        yield from stage.then(lambda: not stage.file.body.line.isHidden())
        stage.take("chua-hoi-duoc-hgd")
    yield from stage.press("F5")


def a_missing_picture(stage: Stage) -> Steps:
    """A required picture was never sent."""
    yield from stage.open(stage.cast.find(cast.lacking, Queue.INCOMPLETE))
    stage.take("thieu-anh")


def a_broken_picture(stage: Stage) -> Steps:
    """A picture on the disk is damaged: deciding works all the same."""
    record = stage.cast.find(cast.clean)
    with faults.broken(stage.office, record.pictures[-1]):
        yield from stage.open(record)
        stage.take("anh-hong")


def a_child(stage: Stage) -> Steps:
    """A child through its parent needs no visit."""
    yield from stage.open(stage.cast.find(cast.child))
    yield from stage.press("F7", "F8")
    stage.take("tre-em")


def a_change(stage: Stage) -> Steps:
    """A change of information is confirmed field by field."""
    yield from stage.open(stage.cast.find(cast.change))
    stage.take("thay-doi-thong-tin")
    yield from stage.press("F7", "F8", "Ctrl+Return")
    page = stage.file
    yield from stage.then(page.confirmation.isVisible)
    stage.take("xac-nhan-thay-doi")
    yield from stage.tab_to(lambda focus: focus is page.confirmation.confirm)
    yield from stage.moment()
    yield from stage.press("Return")
    yield from stage.recorded()
    stage.take("cap-nhat-xong")


def the_form(stage: Stage) -> Steps:
    """Form 01 with the control slip, in both versions."""
    yield from stage.open(stage.cast.find(cast.clean))
    yield from stage.press("Ctrl+P")
    yield from stage.then(lambda: isinstance(stage.main.pages.currentWidget(), PrintPreviewPage))
    page = one_of(PrintPreviewPage, stage.main)
    yield from stage.tab_to(lambda focus: focus is page.panel.slip)
    yield from stage.press("Space")
    for place, template in enumerate(TEMPLATES):
        if place:
            yield from stage.tab_to(lambda focus: focus is page.panel.template)
            yield from stage.press("Down")
        yield from stage.then(page.panel.save.isEnabled)
        stage.take("to-khai" if not place else "to-khai-ban-hop-nhat")
        stage.save_as = stage.folder / f"{template}.pdf"
        yield from stage.press("Ctrl+S")
        yield from stage.then(lambda: stage.save_as.exists() and page.panel.save.isEnabled())
    stage.take("da-luu-to-khai")


def a_failed_list(stage: Stage) -> Steps:
    """The disk gives no data."""
    yield from stage.go_to_list()
    with faults.failing_disk(stage.office):
        yield from stage.press("F5")
        stage.take("danh-sach-khong-tai-duoc")
    yield from stage.press("F5")


def a_defect(stage: Stage) -> Steps:
    """The program made a mistake."""
    if stage.running.desk is None:
        raise LookupError("desk")
    stage.running.desk.failed.emit(RuntimeError("made for the tour"))
    yield stage.settled()
    dialog = faults.dialog_of(stage.window)
    stage.take("loi-chuong-trinh", dialog)
    hands.press("Esc", dialog)
    yield lambda: not dialog.isVisible()


def the_dark_list(stage: Stage) -> Steps:
    """The list in the dark version, for a supervisor."""
    faults.use_theme(dark=True)
    yield from stage.sign_in(SUPERVISOR.user_name, SUPERVISOR.password, stage.phone_code(SUPERVISOR.secret))
    yield from stage.then(lambda: stage.running.main_window is not None and stage.list.table.current_row() >= 0)
    stage.take("danh-sach-toi")
    yield from stage.press("F2")
    stage.take("mo-rong-toi")
    yield from stage.press("F2")
    yield from stage.open(stage.cast.find(cast.clean))
    yield from stage.press("F7", "F8")
    stage.take("ho-so-toi")
    yield from stage.go_to_list()
    yield from stage.open(stage.cast.find(cast.with_cards, compared=check_scenes.transposed))
    yield from stage.press("Ctrl+T")
    stage.take("doi-chieu-toi")
    yield from stage.go_to_list()
    yield from stage.sign_out()
    faults.use_theme(dark=False)


def the_english_list(stage: Stage) -> Steps:
    """The list in English, chosen on the sign-in window."""
    yield from stage.click("English")
    stage.take("sign-in")
    yield from stage.sign_in(ADMINISTRATOR.user_name, ADMINISTRATOR.password, stage.phone_code(ADMINISTRATOR.secret))
    yield from stage.then(lambda: stage.running.main_window is not None and stage.list.table.current_row() >= 0)
    stage.take("list")
    yield from stage.press("Return")
    yield from stage.then(lambda: stage.file.record_shown is not None)
    stage.take("file")


SCENES: Final[tuple[Scene, ...]] = (
    signing_in,
    enrolling,
    the_list,
    a_valid_file,
    an_invalid_file,
    reader_scenes.the_short_checklist,
    reader_scenes.at_the_reader,
    a_supplement,
    not_in_the_registry,
    another_name,
    a_near_name,
    a_conflict,
    no_registry,
    a_missing_picture,
    a_broken_picture,
    a_child,
    a_change,
    the_form,
    *check_scenes.SCENES,
    *signed_scenes.SCENES,
    *office_scenes.AT_THE_COUNTER,
    a_failed_list,
    a_defect,
    *office_scenes.BY_OTHERS,
    the_dark_list,
    the_english_list,
)


def whole_play(stage: Stage) -> Steps:
    """Play every scene; one that fails is noted, and the next begins."""
    for scene in SCENES:
        yield from _noted(stage, scene)


def _noted(stage: Stage, scene: Scene) -> Steps:
    try:
        yield from scene(stage)
    except Exception as error:  # noqa: BLE001 - a scene that fails is a finding
        stage.camera.failed(scene.__name__, stage.window, error)


def _try_to_approve(stage: Stage) -> Steps:
    """F7, F8, «Đã đến» where it is asked, Ctrl+Enter."""
    yield from stage.press("F7", "F8")
    if stage.file.body.assessment.asks_question:
        yield from stage.press("Return")
    yield from stage.press("Ctrl+Return")
