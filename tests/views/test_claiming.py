# SPDX-License-Identifier: Apache-2.0
"""The open file says who has it in hand; it changes hands without a word being lost."""

import pytest

from officer_desk.domain.values import Verdict
from officer_desk.services import claims
from tests.views.listing import desk_of
from tests.views.opening import QUERY, press, the_page, words

NUMBER = "00090/2026/00101"


@pytest.fixture
def file(take):
    return take(NUMBER)


@pytest.fixture
def mine(qtbot, desk):
    """The reception officer's page."""
    return the_page(qtbot, desk)


@pytest.fixture
def theirs(qtbot, office, supervisor):
    """A supervisor's page, on a desk of its own."""
    return the_page(qtbot, desk_of(office, supervisor))


def _told(page) -> str:
    return page._in_hand.text()


def _notice(page) -> None:
    """Let a page notice what another process did, as the desk's watch does."""
    page.watch.look()


def test_a_free_file_is_in_hand_without_a_word(file, mine, office) -> None:
    mine.open(file.id, QUERY)
    assert mine.record_shown.claim.mine
    assert _told(mine) == ""
    assert mine.body.assessment.cards[Verdict.VALID].isEnabled()


def test_what_another_has_in_hand_can_only_be_looked_at(file, mine, theirs) -> None:
    mine.open(file.id, QUERY)
    theirs.open(file.id, QUERY)
    assert "Trần Thị Mẫu, quầy 3 đang xử lý." in _told(theirs)
    press(theirs, "F8")
    assert theirs.body.assessment.verdict is None
    assert not theirs.head.receive.isEnabled()
    assert theirs.head.receive.toolTip() == "Trần Thị Mẫu, quầy 3 đang xử lý."
    assert not theirs.bar.record.isEnabled()


def test_it_comes_into_hand_when_it_is_let_go(file, mine, theirs) -> None:
    mine.open(file.id, QUERY)
    theirs.open(file.id, QUERY)
    mine.leave()
    _notice(theirs)
    assert "Hồ sơ đã về tay bạn." in _told(theirs)
    press(theirs, "F9")
    assert theirs.body.assessment.verdict is Verdict.INVALID


def test_it_comes_into_hand_when_the_lease_lapses(file, mine, theirs, clock) -> None:
    mine.open(file.id, QUERY)
    theirs.open(file.id, QUERY)
    clock.moment += claims.LEASE
    theirs.claiming._timer.timeout.emit()
    assert theirs.record_shown.claim.mine


def test_a_window_that_lives_keeps_the_file(file, mine, theirs, clock) -> None:
    mine.open(file.id, QUERY)
    for _ in range(4):
        clock.moment += claims.LEASE / 2
        mine.claiming._timer.timeout.emit()
    theirs.open(file.id, QUERY)
    assert not theirs.record_shown.claim.mine


def test_a_supervisor_takes_it_over_by_key_and_both_keep_what_was_typed(file, mine, theirs) -> None:
    mine.open(file.id, QUERY)
    mine.choose(Verdict.INVALID)
    mine.body.assessment.reasons[Verdict.INVALID].note.setPlainText("Ảnh không phải của người nộp")
    theirs.open(file.id, QUERY)
    theirs.activateWindow()
    press(theirs, "Ctrl+J")
    assert theirs.record_shown.claim.mine
    _notice(mine)
    assert "Hồ sơ đã chuyển sang Nguyễn Văn Thử." in _told(mine)
    assert mine.body.assessment.reasons[Verdict.INVALID].text == "Ảnh không phải của người nộp"
    theirs.open(file.id, QUERY)
    assert "Bản nháp của Trần Thị Mẫu" in words(theirs.body.other_draft)
    assert "Hồ sơ không hợp lệ: Ảnh không phải của người nộp" in words(theirs.body.other_draft)
    theirs.body.other_draft.use.click()
    assert theirs.body.assessment.verdict is Verdict.INVALID
    assert theirs.body.assessment.reasons[Verdict.INVALID].text == "Ảnh không phải của người nộp"


def test_the_former_holders_late_save_is_refused_in_words(file, mine, theirs) -> None:
    mine.open(file.id, QUERY)
    mine.choose(Verdict.INVALID)
    mine.body.assessment.reasons[Verdict.INVALID].note.setPlainText("Ảnh mờ")
    theirs.open(file.id, QUERY)
    theirs.claiming.take_over()
    mine.recording.record()  # it has not heard of it yet
    assert "Nguyễn Văn Thử" in words(mine)
    assert not mine.success.text
    assert mine.body.assessment.reasons[Verdict.INVALID].text == "Ảnh mờ"


def test_an_officer_at_reception_takes_nothing_over(file, mine, theirs) -> None:
    theirs.open(file.id, QUERY)
    mine.open(file.id, QUERY)
    press(mine, "Ctrl+J")
    assert not mine.record_shown.claim.mine
    assert "Tiếp quản" not in words(mine._in_hand)


def test_the_next_file_is_in_hand_and_the_one_before_is_free(file, take, mine, theirs) -> None:
    other = take("00091/2026/00101", {"insurance_code": "0100007237", "full_name": "Lê Thị Hai", "id": "001188000937"})
    mine.open(file.id, QUERY)
    mine.open(other.id, QUERY)
    theirs.open(file.id, QUERY)
    assert theirs.record_shown.claim.mine
    assert _told(theirs) == ""
