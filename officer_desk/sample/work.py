# SPDX-License-Identifier: Apache-2.0
"""The sample officers at work: each act goes through the services as from the window, at its own time."""

from random import Random

from officer_desk.domain.records import (
    Actor,
    AssessmentDraft,
    DeclarationRecord,
    ReceiveDraft,
    SearchQuery,
    WithdrawDraft,
)
from officer_desk.domain.values import State, Verdict
from officer_desk.office import OpenOffice, at
from officer_desk.sample.days import Deed, Doing
from officer_desk.services import assessments, declarations


class Work:
    """Does one deed after the other."""

    def __init__(self, office: OpenOffice, actors: dict[str, Actor], seed: int) -> None:
        """Take the office and who works there."""
        self._office = office
        self._reception, self._supervisor = actors["tran.thi.mau"], actors["nguyen.van.thu"]
        self._reasons = {verdict: self._catalogue(verdict) for verdict in (Verdict.INVALID, Verdict.INCOMPLETE)}
        self._seed = seed

    def do(self, deed: Deed) -> None:
        """Open the file and do what the officer does with it."""
        chance = Random(f"{self._seed}/deed/{deed.case.key}/{deed.doing}")
        office = at(self._office, deed.at)
        actor = self._supervisor if chance.random() < 0.15 else self._reception
        number = deed.case.number
        page = office.ask(office.context(actor), declarations.search, SearchQuery(actor.office_code, number=number))
        file = self._looked_at(office, actor, page.rows[0].id, chance)
        match deed.doing:
            case Doing.RECEIVE:
                office.act(office.context(actor), assessments.receive, ReceiveDraft(file.id, file.version))
            case Doing.WITHDRAW:
                draft = WithdrawDraft(file.id, file.version, "Công dân đề nghị rút tờ khai")
                office.act(office.context(actor), assessments.withdraw, draft)
            case Doing.SUPPLEMENT if file.state is State.INCOMPLETE:
                # Its papers were missing from the beginning.
                return
            case _:
                office.act(office.context(actor), assessments.record, self._draft(deed.doing, file, chance))

    def _looked_at(self, office: OpenOffice, actor: Actor, declaration_id: int, chance: Random) -> DeclarationRecord:
        """Give the file as the officer sees it; now and then with the trace of its opening, which takes its time."""
        if chance.random() < 0.3:
            return office.act(office.context(actor), declarations.open, declaration_id)[0]
        return office.ask(office.context(actor), declarations.refresh, declaration_id)

    def _draft(self, doing: Doing, file: DeclarationRecord, chance: Random) -> AssessmentDraft:
        if doing is Doing.APPROVE:
            came = file.received_at is None
            return AssessmentDraft(file.id, file.version, Verdict.VALID, compared=file.required, citizen_came=came)
        verdict = Verdict.INVALID if doing is Doing.REJECT else Verdict.INCOMPLETE
        reasons = self._reasons[verdict]
        chosen = sorted(chance.sample(range(len(reasons)), chance.choice((1, 1, 2))))
        return AssessmentDraft(file.id, file.version, verdict, tuple(reasons[i] for i in chosen))

    def _catalogue(self, verdict: Verdict) -> tuple[str, ...]:
        context = self._office.context(self._reception)
        return tuple(reason.text for reason in self._office.ask(context, assessments.reasons, verdict))
