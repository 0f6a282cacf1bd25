# SPDX-License-Identifier: Apache-2.0
"""The office's rules, scene by scene: taking back, reopening, messages, the ten days, the cover, the settings."""

from typing import Final

from officer_desk.domain.records import Actor, DeclarationRecord
from officer_desk.domain.values import Queue, State, Verdict
from officer_desk.services import assigning, declarations, drafts
from officer_desk.texts import state as state_words
from officer_desk.tour import board_scenes, cast, hands, paper_scenes, report_scenes, team_scenes
from officer_desk.tour.director import Steps
from officer_desk.tour.stage import ADMINISTRATOR, RECEPTION, SUPERVISOR, Stage, one_of
from officer_desk.views.cover import Cover
from officer_desk.views.declared_panel import ACCOUNT
from officer_desk.views.messages_page import MessagesPage
from officer_desk.views.settings_page import SettingsPage
from officer_desk.views.typed import Typed, as_text

_MESSAGES: Final = "Tin nhắn"
_SETTINGS: Final = "Cài đặt"
_TYPED: Final = "Góc dưới bên phải của mặt sau bị che."


def taking_back(stage: Stage) -> Steps:
    """A decision is taken back within its seconds: the file is as it was, with what was chosen for it."""
    yield from stage.open(stage.cast.find(cast.with_cards))
    yield from stage.press("F9")
    yield from stage.tick_reason()
    yield from stage.press("Ctrl+Return")
    yield from stage.recorded()
    stage.take("con-hoan-tac-duoc")
    yield from stage.press("Ctrl+Z")
    yield from stage.recorded()
    stage.take("da-hoan-tac")
    yield from stage.go_to_list()


def an_account(stage: Stage) -> Steps:
    """What the account is, and every step that made it so."""
    yield from stage.open(_decided(stage, State.APPROVED))
    yield from stage.press(*["Ctrl+T"] * ACCOUNT)
    stage.take("tai-khoan")
    yield from stage.go_to_list()


def expired(stage: Stage) -> Steps:
    """A file whose citizen never came: for three days it can be brought back."""
    yield from stage.open(_decided(stage, State.EXPIRED))
    stage.take("het-han")
    yield from stage.go_to_list()


def messages(stage: Stage) -> Steps:
    """The messages of the office; one that was refused, with its cause."""
    yield from stage.go_to_list()
    yield from stage.go_to(_MESSAGES)
    yield from stage.then(lambda: isinstance(stage.main.pages.currentWidget(), MessagesPage))
    stage.take("tin-nhan")
    yield from stage.click_beginning("Lỗi")
    stage.take("tin-nhan-loi")
    yield from stage.press("Esc")


def covered(stage: Stage) -> Steps:
    """The screen is covered; a wrong password, then the right one."""
    record = stage.cast.find(cast.with_cards)
    yield from stage.open(record)
    yield from stage.press("Ctrl+L")
    yield from stage.then(lambda: isinstance(stage.window, Cover))
    stage.take("che-man-hinh")
    yield from stage.write("mat-khau-nham")
    yield from stage.press("Return")
    stage.take("che-man-hinh-sai")
    yield from stage.write(RECEPTION.password)
    yield from stage.press("Return")
    yield from stage.then(lambda: stage.window is stage.main)
    yield from stage.go_to_list()


def reopening(stage: Stage) -> Steps:
    """A supervisor opens a decided file again: the effects are said before it is done."""
    yield from stage.go_to_list()
    yield from stage.sign_out()
    yield from stage.sign_in(SUPERVISOR.user_name, SUPERVISOR.password, stage.phone_code(SUPERVISOR.secret))
    yield from stage.then(lambda: stage.running.main_window is not None and stage.list.table.current_row() >= 0)
    yield from stage.open(_decided(stage, State.APPROVED))
    yield from stage.click_beginning("Mở lại")
    yield from stage.write("Ảnh chân dung không phải của người nộp")
    stage.take("mo-lai-ho-so")
    yield from stage.press("Esc")
    yield from stage.go_to_list()


def in_other_hands(stage: Stage) -> Steps:
    """A file that the officer at the counter has in hand: a supervisor takes it over, and sees what was typed."""
    yield from stage.go_to_list()
    colleague = _at_the_counter(stage)
    record = stage.cast.find(cast.with_cards)
    typed = Typed({Verdict.INVALID: ("Ảnh mờ, lóa hoặc mất góc",)}, {Verdict.INVALID: _TYPED})
    stage.office.act(stage.office.context(colleague, "quầy 3"), declarations.open, record.id)
    stage.office.act(stage.office.context(colleague, "quầy 3"), drafts.save, record.id, as_text(typed))
    yield from stage.open(record)
    stage.take("nguoi-khac-dang-xu-ly")
    yield from stage.press("Ctrl+J")
    stage.take("hoi-tiep-quan")
    yield from stage.press("Ctrl+J")
    yield from stage.then(stage.file.body.other_draft.isVisible)
    stage.take("tiep-quan")
    hands.click(stage.file.body.other_draft.use)
    yield stage.settled()
    stage.take("dung-ban-nhap")
    yield from stage.go_to_list()


def _at_the_counter(stage: Stage) -> Actor:
    """Give who sits at another counter."""
    loads = stage.office.ask(stage.office.context(stage.actor), assigning.loads)
    found = next(load for load in loads if load.full_name == RECEPTION.full_name)
    return Actor(
        found.officer_id, RECEPTION.user_name, found.full_name, RECEPTION.role, stage.actor.office_code, found.counter
    )


def settings(stage: Stage) -> Steps:
    """The administrator's page, section by section."""
    yield from stage.sign_out()
    yield from stage.sign_in(ADMINISTRATOR.user_name, ADMINISTRATOR.password, stage.phone_code(ADMINISTRATOR.secret))
    yield from stage.then(lambda: stage.running.main_window is not None and stage.list.table.current_row() >= 0)
    yield from stage.go_to(_SETTINGS)
    yield from stage.then(lambda: isinstance(stage.main.pages.currentWidget(), SettingsPage))
    page = one_of(SettingsPage, stage.main)
    for place, button in enumerate(page.buttons, start=1):
        hands.click(button)
        yield stage.settled()
        stage.take(f"cai-dat-{place}")
    yield from stage.press("Esc")
    yield from stage.go_to_list()
    yield from stage.sign_out()


def _decided(stage: Stage, state: State) -> DeclarationRecord:
    """Find a file in a state in which nothing more is to be done."""

    def wanted(record: DeclarationRecord) -> bool:
        return record.state is state and record.undo_until is None and bool(record.declared.full_name)

    try:
        return stage.cast.find(wanted, Queue.ALL)
    except LookupError as error:
        raise LookupError(state_words(state)) from error


AT_THE_COUNTER: Final = (
    *paper_scenes.SCENES,
    taking_back,
    an_account,
    expired,
    messages,
    *team_scenes.BY_AN_OFFICER,
    covered,
)
BY_OTHERS: Final = (
    reopening,
    in_other_hands,
    *board_scenes.SCENES,
    *report_scenes.BY_THE_SUPERVISOR,
    *team_scenes.BY_A_SUPERVISOR,
    settings,
)
"""The first begins with signing out and a supervisor's signing in, the last with the administrator's."""
