# SPDX-License-Identifier: Apache-2.0
"""At the QR reader, and the short checklist: what is scanned opens its file, and what is unticked says why."""

from officer_desk.domain.values import Verdict
from officer_desk.printing import payload
from officer_desk.tour import cast, hands
from officer_desk.tour.director import Steps
from officer_desk.tour.stage import Stage

_NOBODY = "001099009999"


def at_the_reader(stage: Stage) -> Steps:
    """A card of which there is no file; a form; the card of whoever stands before the desk."""
    yield from stage.go_to_list()
    hands.scan(_NOBODY, stage.main)
    yield from stage.then(lambda: bool(stage.main.scanned.line.text()))
    stage.take("quet-chua-co-ho-so")
    yield from stage.press("F3", "Esc")
    record = stage.cast.find(cast.with_cards)
    key = stage.office.gateways.keys.key_for(payload.KEY)
    hands.scan(payload.make(record.number, record.data_version, key), stage.main)
    yield from stage.then(lambda: stage.main.file_page is not None and stage.file.record_shown is not None)
    number = record.declared.identity.number
    hands.scan(f"{number}|||01011980|N|||", stage.main)
    yield from stage.then(lambda: stage.file.card is not None)
    stage.take("quet-tai-quay")
    yield from stage.go_to_list()


def the_short_checklist(stage: Stage) -> Steps:
    """All compared, one thing wanting: its reason is proposed."""
    yield from stage.open(stage.cast.find(cast.with_cards))
    yield from stage.press("F7")
    yield from stage.click("còn hạn")
    yield from stage.press("F8")
    if stage.file.body.assessment.asks_question:
        yield from stage.press("Return")
    stage.take("bo-dau-con-han")
    yield from stage.press("F9")
    yield from stage.then(lambda: bool(stage.file.body.assessment.reasons[Verdict.INVALID].rows))
    stage.take("goi-y-tu-bo-dau")
    yield from stage.go_to_list()
