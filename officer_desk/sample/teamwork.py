# SPDX-License-Identifier: Apache-2.0
"""What the sample officers do together on the last morning: files given away, questions, second looks."""

from dataclasses import replace
from datetime import datetime, timedelta

from officer_desk.domain.records import (
    Actor,
    AnswerDraft,
    AssessmentDraft,
    AssignDraft,
    DeclarationRecord,
    LookDraft,
    QuestionDraft,
    SearchQuery,
)
from officer_desk.domain.values import HgdAnswer, Kind, State, Verdict
from officer_desk.office import OpenOffice, at
from officer_desk.services import assessments, assigning, declarations, escalations, second_looks
from officer_desk.settings import SettingsSource

_MOST = 60
_SINCE = timedelta(minutes=4)
_NOTE = "Công dân hẹn quay lại chiều nay, xem kỹ ảnh mặt sau."
_ASKED = "Tên trên HGĐ đặt dấu ở chữ khác, cấp cho công dân được không?"
_ASKED_TOO = "Ảnh chân dung hơi tối, có nhận được không?"
_ANSWERED = "Nhận được, nhìn rõ mặt. Ghi chú khi lưu hồ sơ."
_REASON = "Ảnh mờ, lóa hoặc mất góc"


def looking_at(office: OpenOffice, percent: int) -> OpenOffice:
    """Give the same office in which so many decisions are looked at again: in a sample nothing is left to the lot."""
    rules = "yes" if percent else "no"
    settings = replace(office.settings, second_look_percent=percent, second_look_rules=rules)
    return replace(office, source=SettingsSource(settings, {}))


class Teamwork:
    """Works with whatever files the plan left open; a small sample has fewer of everything."""

    def __init__(self, office: OpenOffice, actors: dict[str, Actor], now: datetime) -> None:
        """Take the office, who works there, and the sample's present."""
        self._office = at(office, now - _SINCE)
        self._officer, self._supervisor = actors["tran.thi.mau"], actors["nguyen.van.thu"]

    def do(self) -> None:
        """Do all of it."""
        waiting, came = self._files(State.WAITING), self._files(State.IN_PROGRESS)
        self._ask([file for file in waiting if file.hgd.near][:1] or waiting[-1:], _ASKED, "")
        # The newest are what a newcomer opens first: they are left as they came.
        clean = [file for file in waiting if _is_clean(file)]
        plain = clean[len(clean) // 3 :]
        self._ask(plain[:1], _ASKED_TOO, _ANSWERED)
        self._assign([*plain[1:2], *plain[6:8]])
        ready = [*[file for file in came if _is_clean(file)][1:], *plain[2:6]]
        self._look_again(ready[:4] or clean[:1])

    def _files(self, state: State) -> list[DeclarationRecord]:
        asked = SearchQuery(self._officer.office_code, state=state, limit=_MOST)
        context = self._office.context(self._officer)
        rows = self._office.ask(context, declarations.search, asked).rows
        files = [self._office.ask(context, declarations.refresh, row.id) for row in rows if row.own_office]
        return [file for file in files if file.declared.kind is Kind.REGISTRATION and not file.missing]

    def _assign(self, files: list[DeclarationRecord]) -> None:
        for place, file in enumerate(files):
            draft = AssignDraft((file.id,), self._officer.officer_id, _NOTE if place == 0 else "")
            self._office.act(self._office.context(self._supervisor), assigning.assign, draft)

    def _ask(self, files: list[DeclarationRecord], question: str, answer: str) -> None:
        for file in files:
            draft = QuestionDraft(file.id, question)
            asked, _ = self._office.act(self._office.context(self._officer), escalations.ask, draft)
            if answer:
                said = AnswerDraft(asked.id, answer)
                self._office.act(self._office.context(self._supervisor), escalations.answer, said)

    def _look_again(self, files: list[DeclarationRecord]) -> None:
        """Decide some files that a second officer looks at; of one the two find differently."""
        by = (self._officer, self._supervisor, self._officer, self._officer)
        for place, (file, actor) in enumerate(zip(files, by, strict=False)):
            self._decide(file, actor)
            if place == 0:
                self._disagree(file)

    def _decide(self, file: DeclarationRecord, actor: Actor) -> None:
        watched = looking_at(self._office, 100)
        came = file.received_at is None
        draft = AssessmentDraft(file.id, file.version, Verdict.VALID, compared=file.required, citizen_came=came)
        watched.act(watched.context(actor), assessments.record, draft)

    def _disagree(self, file: DeclarationRecord) -> None:
        shown = self._office.act(self._office.context(self._supervisor), declarations.open, file.id)[0]
        if shown.fresh_look is None:
            return
        draft = LookDraft(shown.fresh_look, Verdict.INVALID, (_REASON,))
        self._office.act(self._office.context(self._supervisor), second_looks.record, draft)


def _is_clean(file: DeclarationRecord) -> bool:
    """Say whether nothing stands in the way of approving a file."""
    return file.hgd.answer is HgdAnswer.MATCH and not any(other.blocks for other in file.related)
