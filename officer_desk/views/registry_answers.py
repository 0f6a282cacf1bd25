# SPDX-License-Identifier: Apache-2.0
"""What the open file shows when HGĐ did not answer "match": the panel, the question in the dock, the way on."""

from functools import partial

from PySide6.QtCore import QObject, Signal

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.desk import Desk
from officer_desk.domain.calendar import day_of
from officer_desk.domain.records import DeclarationRecord, HgdReply
from officer_desk.domain.values import HgdAnswer
from officer_desk.views.action_bar import ActionBar
from officer_desk.views.file_body import FileBody
from officer_desk.views.guidance_page import draw_guidance
from officer_desk.views.notices import cannot_ask_words
from officer_desk.views.record_plan import asks_whether_came
from officer_desk.views.registry_panels import NameDiffersPanel, NotFoundPanel
from officer_desk.views.widgets import Button


class RegistryAnswers(QObject):
    """Puts HGĐ's answer in the place of the data; nothing is recorded, the file stays as it is."""

    ask_again = Signal()
    guidance_requested = Signal()

    def __init__(self, desk: Desk, body: FileBody, bar: ActionBar) -> None:
        super().__init__(body)
        self._desk, self._body, self._bar = desk, body, bar

    def show(self, record: DeclarationRecord, reply: HgdReply) -> None:
        """Show an answer that keeps the file from being approved."""
        self._body.line.clear()
        match reply.answer:
            case HgdAnswer.CANNOT_ASK:
                again = Button(translate("NoticeLines", "Ask again"), "F5", icon="refresh-cw")
                again.clicked.connect(self.ask_again)
                head = translate("Notices", "HGĐ could not be asked.")
                self._body.say("information", head, cannot_ask_words(reply), again)
                self._body.declared.say_only_the_rest(record)
            case HgdAnswer.NOT_FOUND:
                self._show_not_found(record, reply)
            case HgdAnswer.NAME_DIFFERS:
                self._show_differing(record, reply)
            case HgdAnswer.MATCH:
                pass
        self._body.arrange()

    def close(self) -> None:
        """Bring the data and «Ghi nhận» back."""
        self._body.close_registry()
        self._body.assessment.stop_confirming()
        self._bar.take_next_back()

    def renew(self, record: DeclarationRecord) -> None:
        """Speak of the file and of HGĐ's answer as they are now; when they match, the data come back."""
        self.close()
        if record.hgd.answer in (HgdAnswer.NAME_DIFFERS, HgdAnswer.NOT_FOUND):
            self.show(record, record.hgd)

    def hold(self) -> None:
        """«Giữ hồ sơ lại»: the data come back, and nothing is chosen."""
        self.close()
        self._body.assessment.unchoose()
        self._body.say("information", held_words(), "")

    @property
    def is_not_found(self) -> bool:
        """Whether the screen says that the code is not in HGĐ."""
        return isinstance(self._body.registry, NotFoundPanel)

    def _show_not_found(self, record: DeclarationRecord, reply: HgdReply) -> None:
        panel = NotFoundPanel(record, reply)
        panel.ask_again.connect(self.ask_again)
        panel.guidance_requested.connect(self.guidance_requested)
        self._body.show_registry(panel)
        self._body.assessment.set_quiet()
        self._bar.offer_next(self._not_found_words(record))
        self._desk.work(
            panel,
            draw_guidance,
            self._desk.gateways.texts,
            record,
            day_of(self._desk.now()),
            then=panel.show_page,
            otherwise=partial(_show_no_page, panel),
        )

    def _not_found_words(self, record: DeclarationRecord) -> str:
        """Say that nothing has happened; who has come is not yet received by it."""
        if not (asks_whether_came(record) and self._body.assessment.citizen_came):
            return held_words()
        return translate("RegistryAnswers", "The citizen has come: «Receive» (F6) notes it. The file stays as it is.")

    def _show_differing(self, record: DeclarationRecord, reply: HgdReply) -> None:
        self._body.show_registry(NameDiffersPanel(record, reply))
        actor = self._desk.actor
        if reply.near:
            self._body.assessment.ask_same_person(reply, "" if actor is None else actor.full_name)
        else:
            self._body.assessment.offer_hold()
            self._bar.offer_next(held_words())


def held_words() -> str:
    """Say that nothing has happened."""
    return translate("RegistryAnswers", "The file stays as it is, nothing is sent to the citizen")


def _show_no_page(panel: NotFoundPanel, error: Exception) -> None:
    panel.show_no_page(texts.sentence(error))
