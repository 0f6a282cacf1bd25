# SPDX-License-Identifier: Apache-2.0
"""The open file says who has it in hand; it changes hands without a word being lost."""

import pytest

from officer_desk.dispatch import EVERYTHING
from officer_desk.domain.records import Actor
from officer_desk.domain.values import Role, Verdict
from officer_desk.services import claims, drafts
from officer_desk.views.typed import Typed, as_text
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


def _take_over(page) -> None:
    page.claiming.take_over()
    page.claiming.take_over()


def _type(page, text: str) -> None:
    page.choose(Verdict.INVALID)
    page.body.assessment.reasons[Verdict.INVALID].note.setPlainText(text)


def test_a_free_file_is_in_hand_without_a_word(file, mine, office) -> None:
    mine.open(file.id, QUERY)
    assert mine.record_shown.claim.mine
    assert _told(mine) == ""
    assert mine.body.assessment.cards[Verdict.VALID].isEnabled()
    assert "F8 sẽ hỏi" in words(mine.body.assessment)


def test_what_another_has_in_hand_can_only_be_looked_at(file, mine, theirs) -> None:
    mine.open(file.id, QUERY)
    theirs.open(file.id, QUERY)
    assert "Trần Thị Mẫu, quầy 3 đang xử lý." in _told(theirs)
    press(theirs, "F8")
    assert theirs.body.assessment.verdict is None
    assert "F8" not in words(theirs.body.assessment), "no key is promised that does nothing"
    assert not theirs.head.receive.isEnabled()
    assert theirs.head.receive.toolTip() == "Trần Thị Mẫu, quầy 3 đang xử lý."
    assert not theirs.bar.record.isEnabled()


def test_it_comes_into_hand_when_it_is_let_go(file, mine, theirs) -> None:
    mine.open(file.id, QUERY)
    theirs.open(file.id, QUERY)
    mine.leave()
    _notice(theirs)
    assert "Hồ sơ đã chuyển sang bạn." in _told(theirs)
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
    assert "Tiếp quản hồ sơ từ Trần Thị Mẫu, quầy 3?" in _told(theirs)
    assert not theirs.record_shown.claim.mine
    press(theirs, "Ctrl+J")
    assert theirs.record_shown.claim.mine
    _notice(mine)
    assert "Hồ sơ đã chuyển sang Nguyễn Văn Thử." in _told(mine)
    _notice(mine)
    assert "Hồ sơ đã chuyển sang Nguyễn Văn Thử." in _told(mine)
    assert "Bản nháp của bạn" in words(mine.body.other_draft)
    assert "Ảnh không phải của người nộp" in words(mine.body.other_draft)
    assert not mine.body.other_draft.use.isVisible()
    _notice(theirs)
    assert "Bản nháp của Trần Thị Mẫu" in words(theirs.body.other_draft)
    assert "Hồ sơ không hợp lệ: Ảnh không phải của người nộp" in words(theirs.body.other_draft)
    theirs.body.other_draft.use.click()
    assert theirs.body.assessment.verdict is Verdict.INVALID
    assert theirs.body.assessment.reasons[Verdict.INVALID].text == "Ảnh không phải của người nộp"


def test_what_is_typed_on_after_the_file_was_taken_goes_nowhere(file, mine, theirs) -> None:
    mine.open(file.id, QUERY)
    _type(mine, "Ảnh")
    mine.body.assessment.reasons[Verdict.INVALID].note.setFocus()
    theirs.open(file.id, QUERY)
    _take_over(theirs)
    _notice(mine)
    assert mine.window().focusWidget() is mine, "the quick box would have searched for it"


def test_the_former_holders_late_save_is_refused_in_words(file, mine, theirs) -> None:
    mine.open(file.id, QUERY)
    mine.choose(Verdict.INVALID)
    mine.body.assessment.reasons[Verdict.INVALID].note.setPlainText("Ảnh mờ")
    theirs.open(file.id, QUERY)
    _take_over(theirs)
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


def test_esc_leaves_the_file_where_it_is(file, mine, theirs) -> None:
    mine.open(file.id, QUERY)
    theirs.open(file.id, QUERY)
    theirs.activateWindow()
    press(theirs, "Ctrl+J")
    press(theirs, "Esc")
    assert "Trần Thị Mẫu, quầy 3 đang xử lý." in _told(theirs)
    press(theirs, "Ctrl+J")  # asks anew
    assert not theirs.record_shown.claim.mine


def test_a_file_that_was_left_is_not_taken_again_by_the_page_behind_the_list(file, mine, theirs) -> None:
    mine.open(file.id, QUERY)
    mine.leave()
    mine._desk.changed.emit(EVERYTHING)
    mine.claiming._timer.timeout.emit()
    theirs.open(file.id, QUERY)
    assert theirs.record_shown.claim.mine


def test_a_file_that_waits_for_papers_is_free_once_that_is_recorded(file, mine, theirs) -> None:
    mine.next_requested.connect(lambda: None)
    mine.open(file.id, QUERY)
    mine.choose(Verdict.INCOMPLETE)
    mine.body.assessment.reasons[Verdict.INCOMPLETE].note.setPlainText("Tờ khai có chữ ký")
    mine.recording.record()
    mine._desk.changed.emit(EVERYTHING)
    theirs.open(file.id, QUERY)
    assert theirs.record_shown.claim.mine


def test_the_same_officer_goes_on_in_the_window_that_he_chooses(qtbot, file, mine, office, officer) -> None:
    other = the_page(qtbot, desk_of(office, officer))
    mine.open(file.id, QUERY)
    _type(mine, "Ảnh mờ")
    other.open(file.id, QUERY)
    _notice(mine)
    assert "Bạn đang mở hồ sơ này ở cửa sổ khác." in _told(mine)
    mine.claiming._timer.timeout.emit()  # waiting does not take it back
    assert not mine.record_shown.claim.mine
    mine.claiming.take_over()
    assert mine.record_shown.claim.mine
    assert mine.body.assessment.reasons[Verdict.INVALID].text == "Ảnh mờ"


def test_the_last_words_of_whoever_lost_it_arrive_after_it(file, mine, theirs) -> None:
    mine.open(file.id, QUERY)
    theirs.open(file.id, QUERY)
    _take_over(theirs)
    assert not theirs.body.other_draft.isVisible()
    _type(mine, "Chữ cuối cùng")  # it has not heard of it yet
    _notice(mine)
    _notice(theirs)
    assert "Chữ cuối cùng" in words(theirs.body.other_draft)
    theirs.body.other_draft.shut.click()
    _notice(theirs)
    assert not theirs.body.other_draft.isVisible()


def test_the_drafts_of_several_officers_are_read_one_after_the_other(file, act, mine, theirs, supervisor) -> None:
    mine.open(file.id, QUERY)
    third = Actor(3, "quan.tri.mau", "Quản Trị Mẫu", Role.ADMINISTRATOR, "00101")
    for by, text in ((third, "Một"), (supervisor, "Hai")):
        act(drafts.save, file.id, as_text(Typed({}, {Verdict.INVALID: text})), by=by)
        _notice(mine)
    panel = mine.body.other_draft
    first = words(panel)
    panel.other.click()
    assert {"Một" in first, "Một" in words(panel)} == {True, False}
    assert "(2/2)" in panel.other.text()


def test_words_for_a_file_that_another_decided_stay_kept(file, ask, mine, theirs) -> None:
    mine.open(file.id, QUERY)
    _type(mine, "Ảnh mờ")
    theirs.open(file.id, QUERY)
    _take_over(theirs)
    _notice(mine)
    _type(theirs, "Hồ sơ trùng")
    theirs.recording.record()
    mine.open(file.id, QUERY)
    assert ask(drafts.of_file, file.id) is not None


def test_an_administrator_sees_who_has_it_and_waits_for_nothing(qtbot, file, mine, office) -> None:
    mine.open(file.id, QUERY)
    third = Actor(3, "quan.tri.mau", "Quản Trị Mẫu", Role.ADMINISTRATOR, "00101")
    looking = the_page(qtbot, desk_of(office, third))
    looking.open(file.id, QUERY)
    assert _told(looking) == "Trần Thị Mẫu, quầy 3 đang xử lý."
    assert not looking.claiming._timer.isActive()
