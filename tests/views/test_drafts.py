# SPDX-License-Identifier: Apache-2.0
"""Drafts on the screen: kept a moment after typing pauses, back with the file, gone with the recording."""

import pytest

from officer_desk.domain.values import Verdict
from officer_desk.services import drafts
from officer_desk.views.typed import Typed, as_text, from_text
from tests import building as b
from tests.views.opening import QUERY, click, press, the_page, words

WORDS = "Ảnh mặt sau bị lóa"


@pytest.fixture
def page(qtbot, desk):
    return the_page(qtbot, desk)


@pytest.fixture
def file(take):
    return take("00001/2026/00101")


def type_reason(page, file, text: str = WORDS) -> None:
    page.open(file.id, QUERY)
    press(page, "F9")
    page.body.assessment.reasons[Verdict.INVALID].note.setPlainText(text)


def test_a_moment_after_the_last_letter_the_words_are_kept(page, file, ask, qtbot) -> None:
    type_reason(page, file)
    assert ask(drafts.of_file, file.id) is None
    assert page._drafts._pause.interval() == 1000
    page._drafts._pause.timeout.emit()
    assert WORDS in ask(drafts.of_file, file.id).text


def test_another_program_brings_them_back_and_says_since_when(page, file, desk, qtbot) -> None:
    type_reason(page, file)
    page._drafts.keep_now()
    again = the_page(qtbot, desk)
    again.open(file.id, QUERY)
    assert "Bản nháp lý do lúc 08:00. F9 để xem." in words(again.body)
    assert again.body.assessment.verdict is None
    press(again, "F9")
    assert again.body.assessment.reasons[Verdict.INVALID].text == WORDS
    assert "Bản nháp" not in words(again.body)


def test_leaving_or_covering_keeps_them_at_once(page, file, ask, qtbot) -> None:
    type_reason(page, file)
    page.hide()
    assert WORDS in ask(drafts.of_file, file.id).text


def test_words_that_were_taken_away_again_are_no_draft(page, file, ask) -> None:
    type_reason(page, file)
    page._drafts.keep_now()
    page.body.assessment.reasons[Verdict.INVALID].note.clear()
    page._drafts.keep_now()
    assert ask(drafts.of_file, file.id) is None


def test_what_is_recorded_is_no_draft_any_more(page, file, ask) -> None:
    type_reason(page, file)
    page._drafts.keep_now()
    click(page.bar.record)
    assert ask(drafts.of_file, file.id) is None
    page.hide()
    assert ask(drafts.of_file, file.id) is None


def test_a_file_decided_elsewhere_brings_no_words_back(page, file, ask, act, office, officer) -> None:
    act(drafts.save, file.id, as_text(Typed({}, {Verdict.INVALID: WORDS})))
    b.approve(office, officer, b.open_file(office, officer, file.number))
    page.open(file.id, QUERY)
    assert "Bản nháp" not in words(page.body)
    assert ask(drafts.of_file, file.id) is None


def test_what_is_typed_after_a_file_was_decided_and_reopened_is_kept(page, file, ask, act, office, officer) -> None:
    act(drafts.save, file.id, as_text(Typed({}, {Verdict.INVALID: "Chữ cũ"})))
    b.approve(office, officer, b.open_file(office, officer, file.number))
    page.open(file.id, QUERY)
    page.body.assessment.reasons[Verdict.INVALID].note.setPlainText(WORDS)
    page._drafts.keep_now()
    assert WORDS in ask(drafts.of_file, file.id).text


def test_what_cannot_be_read_is_no_draft() -> None:
    assert from_text("no json") == from_text("[]") == from_text('{"notes": {"unheard-of": "x"}}') == Typed()
    typed = Typed({Verdict.INVALID: ("Ảnh mờ",)}, {Verdict.INCOMPLETE: WORDS})
    assert from_text(as_text(typed)) == typed
