# SPDX-License-Identifier: Apache-2.0
"""The cross-check of one file: which source speaks against which, what is counted, what to look at first."""

from dataclasses import replace
from datetime import date
from random import Random

import pytest

from officer_desk.domain import cross_check
from officer_desk.domain.check_sources import Sources
from officer_desk.domain.machine_lines import repair
from officer_desk.domain.records import (
    AccountRecord,
    Address,
    CardCode,
    CardFields,
    Cell,
    Changes,
    CheckRow,
    CrossCheck,
    Duplicate,
    HgdEntry,
    Identity,
    PictureHint,
    PictureReading,
)
from officer_desk.domain.values import CellVerdict, HgdAnswer, IdentityKind, PictureRole
from officer_desk.gateways.units import Units
from officer_desk.sample.mrz import card_lines, passport_lines
from tests import cards
from tests.cards import Case

BOOKS = Units.load().books()
TODAY = date(2026, 11, 21)
FRONT, BACK = PictureRole.IDENTITY_FRONT, PictureRole.IDENTITY_BACK
MATCH, NORMALISED, CLOSE, DIFFERS, CANNOT_TELL = CellVerdict
HOME = "Tổ 20, Phường Nghĩa Tân, Quận Cầu Giấy, Hà Nội"
DUNG = Case(
    number="001081000289",
    name="Bùi Quốc Dũng",
    address=Address("2020", "01", "005", "00160", "Tổ 20"),
    card_number="001081000289",
    card_name="Bùi Quốc Dũng",
    born=date(1981, 2, 24),
    woman=False,
    card_address=HOME,
    issued=date(2022, 4, 23),
    hgd=HgdEntry("0100000018", "Bùi Quốc Dũng", "1981-02-24", "M", "001081000289"),
)
CODE = CardCode(cards.card_text(DUNG), cards.CORNERS, 5.0)


def given(case: Case = DUNG, expires: date | None = date(2041, 2, 24), **other: object) -> Sources:
    """Give what is known of a citizen, with machine-readable lines that have an expiry."""
    made = cards.sources(case, Random(0))
    lines = repair(card_lines(case.card_number, case.card_name, case.born, expires, woman=case.woman))
    back = replace(made.readings[BACK], lines=lines and replace(lines, corners=cards.CORNERS))
    return replace(made, **{"readings": {**made.readings, BACK: back}, **other})


def front(*codes: CardCode, **other: object) -> dict[PictureRole, PictureReading]:
    """Give what was read of a front alone."""
    return {FRONT: PictureReading("f", 1, codes=codes, **other)}


def code_of(case: Case) -> CardCode:
    return replace(CODE, text=cards.card_text(case))


def checked(sources: Sources) -> CrossCheck:
    return cross_check.build(sources, BOOKS, TODAY)


def row(check: CrossCheck, field: str) -> CheckRow:
    return next(row for row in check.rows if row.field == field)


def noted(check: CrossCheck) -> list[str]:
    return [note.what for note in check.notes]


def told(cell: Cell) -> tuple[CellVerdict, str, str]:
    return cell.verdict, cell.reason, cell.against


def test_a_clean_file_agrees_in_all_seven_fields() -> None:
    check = checked(given())
    assert (check.agree, check.of, check.look_at, check.hgd) == (7, 7, None, "match")
    assert noted(check) == ["number-structure-fits"]
    assert dict(check.notes[0].facts) == {"number": "001081000289", "province": "Hà Nội", "sex": "M", "year": "1981"}
    assert [row.field for row in check.rows] == [
        "id_number", "full_name", "date_of_birth", "sex", "address", "issued_on", "expires_on",
    ]  # fmt: skip


def test_what_is_declared_is_compared_with_the_declaration_and_what_is_not_with_the_registry() -> None:
    check = checked(given())
    assert told(row(check, "id_number").qr) == told(row(check, "id_number").mrz) == (MATCH, "", "declared")
    assert told(row(check, "full_name").mrz) == (NORMALISED, "no-accents", "declared")
    for field in ("date_of_birth", "sex"):
        assert row(check, field).declared == ""
        assert told(row(check, field).qr) == told(row(check, field).mrz) == (MATCH, "", "hgd")
        assert told(row(check, field).hgd) == (MATCH, "", "qr")
    assert told(row(check, "address").qr) == (MATCH, "", "declared")
    assert (row(check, "address").mrz.reason, row(check, "address").hgd.reason) == ("not-on-mrz", "not-in-registry")


def test_a_transposed_digit_is_close_in_every_column_and_named() -> None:
    check = checked(given(replace(DUNG, number="001081000829")))
    number = row(check, "id_number")
    assert {told(cell)[:2] for cell in (number.qr, number.mrz, number.hgd)} == {(CLOSE, "transposed")}
    assert (check.agree, check.of, check.look_at) == (6, 7, "id_number")
    assert cross_check.strict(number.qr.verdict) is DIFFERS
    others = (MATCH, NORMALISED, CANNOT_TELL)
    assert tuple(cross_check.strict(verdict) for verdict in others) == others


def test_another_persons_card_is_told_as_such() -> None:
    other = cards.citizen(Random(5))
    card = {"card_number": other.number, "card_name": other.name, "born": other.born, "woman": other.woman}
    check = checked(given(replace(DUNG, **card, card_address=other.card_address)))
    assert check.look_at == "id_number"
    assert noted(check)[0] == "another-person"
    assert dict(check.notes[0].facts) == {"source": "qr", "name": other.name}
    assert row(check, "id_number").hgd.verdict is MATCH


def test_another_number_alone_is_not_another_person() -> None:
    number = "079071000147"
    check = checked(given(replace(DUNG, number=number, hgd=replace(DUNG.hgd, id_number=number))))
    assert row(check, "id_number").qr.verdict is DIFFERS
    assert "another-person" not in noted(check)


def test_a_day_that_the_registry_misspelt_tells_nothing() -> None:
    check = checked(given(replace(DUNG, code=False, hgd=replace(DUNG.hgd, date_of_birth="24 tháng 2"))))
    assert told(row(check, "date_of_birth").mrz) == (CANNOT_TELL, "only-here", "declared")


def test_without_a_readable_code_its_column_tells_nothing() -> None:
    check = checked(given(replace(DUNG, code=False)))
    assert check.code is None
    assert {row.qr.verdict for row in check.rows} == {CANNOT_TELL}
    assert {row.qr.reason for row in check.rows} == {"not-read", "not-on-qr"}
    assert told(row(check, "date_of_birth").hgd) == (MATCH, "", "mrz")
    assert (check.agree, check.of) == (4, 4)


def test_a_column_says_why_it_is_empty() -> None:
    def reasons(sources: Sources) -> tuple[str, str]:
        number = row(checked(sources), "id_number")
        assert (number.qr.verdict, number.mrz.verdict) == (CANNOT_TELL, CANNOT_TELL)
        return number.qr.reason, number.mrz.reason

    unread = PictureReading("f", 1)
    assert reasons(given(readings={})) == ("no-picture", "no-picture")
    assert reasons(given(readings={}, pending=True)) == ("reading", "reading")
    assert reasons(given(readings={FRONT: unread}, pending=True)) == ("reading", "reading")
    assert reasons(given(readings={FRONT: unread})) == ("not-read", "not-read")
    assert reasons(given(readings={PictureRole.PORTRAIT: unread})) == ("no-picture", "no-picture")


def test_lines_that_are_not_proved_are_shown_and_never_used() -> None:
    first, second, name = card_lines("001081000289", "Bùi Quốc Dũng", DUNG.born, None, woman=False)
    spoilt = repair((first, second.replace("810224", "810225"), name))
    assert spoilt is not None
    readings = {
        FRONT: PictureReading("f", 1, lines_tried=True),
        BACK: PictureReading("b", 1, lines=spoilt, lines_tried=True),
    }
    check = checked(given(readings=readings))
    assert check.lines is spoilt
    assert check.lines_fields is None
    assert {row.mrz.value for row in check.rows} == {""}
    assert row(check, "id_number").mrz.reason == "not-proved"
    proved = given().readings[BACK].lines
    check = checked(
        given(readings={FRONT: replace(readings[BACK], sha256="f"), BACK: PictureReading("b", 1, lines=proved)})
    )
    assert (check.lines, check.lines_role) == (proved, BACK)


def test_a_registry_that_knows_the_year_only_agrees_after_normalising() -> None:
    check = checked(given(replace(DUNG, hgd=replace(DUNG.hgd, date_of_birth="1981"))))
    birth = row(check, "date_of_birth")
    assert told(birth.qr) == (NORMALISED, "year-only", "hgd")
    assert told(birth.mrz) == (MATCH, "", "qr")


def test_code_and_lines_of_two_people_differ_even_where_the_registry_knows_little() -> None:
    made = given(replace(DUNG, hgd=replace(DUNG.hgd, date_of_birth="1981")))
    lines = repair(card_lines("001081000289", "Bùi Quốc Dũng", date(1981, 12, 5), None, woman=False))
    check = checked(replace(made, readings={**made.readings, BACK: replace(made.readings[BACK], lines=lines)}))
    assert told(row(check, "date_of_birth").mrz) == (DIFFERS, "", "qr")
    assert check.look_at == "date_of_birth"


def test_of_somebody_not_in_the_registry_birth_and_sex_of_the_code_are_not_told() -> None:
    made = given(replace(DUNG, hgd=None))
    check = checked(made)
    for field in ("date_of_birth", "sex"):
        assert told(row(check, field).qr) == (CANNOT_TELL, "only-here", "declared")
        assert told(row(check, field).mrz) == (MATCH, "", "qr")
        assert row(check, field).hgd.reason == "not-in-registry"
    reply = replace(made.hgd, answer=HgdAnswer.CANNOT_ASK)
    assert row(checked(replace(made, hgd=reply)), "id_number").hgd.reason == "cannot-ask"


@pytest.mark.parametrize(
    ("field", "value"),
    [("date_of_birth", "1981-02-25"), ("sex", "F"), ("full_name", "Bùi Quốc Dụng"), ("id_number", "001081000288")],
)
def test_another_value_in_the_registry_is_named(field: str, value: str) -> None:
    check = checked(given(replace(DUNG, hgd=replace(DUNG.hgd, **{field: value}))))
    assert check.look_at == field
    assert row(check, field).hgd.verdict in {CLOSE, DIFFERS}


def test_an_old_number_is_never_taken_for_the_new_one() -> None:
    code = replace(CODE, text=CODE.text.replace("||", "|012345678|"))
    made = given(readings=front(code, lines_tried=True))
    declared = replace(made.declared, identity=Identity(IdentityKind.CMND, "012345678", False))
    check = checked(replace(made, declared=declared))
    assert told(row(check, "id_number").qr) == (CANNOT_TELL, "old-number", "declared")
    assert "old-number" in noted(check)
    declared = replace(made.declared, identity=Identity(IdentityKind.CMND, "012345687", False))
    assert told(row(checked(replace(made, declared=declared)), "id_number").qr)[:2] == (CLOSE, "transposed")
    old = replace(made, hgd=replace(made.hgd, entry=replace(DUNG.hgd, id_number="012345678")))
    assert row(checked(old), "id_number").hgd.reason == "old-number"
    assert dict(checked(old).notes[-1].facts) == {"source": "hgd", "old": "012345678", "number": "001081000289"}


def test_a_passport_is_compared_by_its_own_number_and_a_card_by_the_citizens() -> None:
    page = passport_lines("P00000554", "001081000289", "Bùi Quốc Dũng", DUNG.born, date(2031, 1, 1), woman=False)
    made = given(readings=front(lines=repair(page), lines_tried=True))
    passport = replace(made.declared, identity=Identity(IdentityKind.PASSPORT, "P00000554", False))
    check = checked(replace(made, declared=passport))
    assert told(row(check, "id_number").mrz)[:2] == (MATCH, "")
    assert row(check, "id_number").hgd.reason == "other-shape"
    assert row(check, "sex").mrz.verdict is MATCH
    assert row(checked(made), "id_number").mrz.verdict is MATCH
    other = replace(made.declared, identity=Identity(IdentityKind.CCCD, "001081000299", False))
    assert row(checked(replace(made, declared=other)), "id_number").mrz.verdict is CLOSE


def account(**other: object) -> AccountRecord:
    values = {
        "login_name": "0100000018", "full_name": "Bùi Quốc Dũng", "phone": "0900000017", "email": None,
        "status": "active", "issued_at": cards.NOW, "activated_at": None, "declaration_number": "", "declaration_id": 1,
        "version": 1, "id_kind": IdentityKind.CCCD, "id_number": "001081000289", "address_text": HOME, "pictures": (),
        "steps": (),
    }  # fmt: skip
    return AccountRecord(**{**values, **other})


def test_the_account_is_a_column_and_what_is_to_change_is_no_difference() -> None:
    check = checked(given(account=account(full_name="Bùi Quốc Dụng")))
    assert told(row(check, "full_name").account)[:2] == (CLOSE, "one-tone")
    assert row(check, "address").account.verdict is MATCH
    assert check.look_at == "full_name"
    made = given(account=account(full_name="Bùi Văn Cũ"))
    changes = Changes(full_name="Bùi Quốc Dũng")
    check = checked(replace(made, declared=replace(made.declared, full_name="Bùi Văn Cũ", changes=changes)))
    assert row(check, "full_name").declared == "Bùi Quốc Dũng"
    assert told(row(check, "full_name").account)[:2] == (CANNOT_TELL, "to-change")
    assert (check.agree, check.look_at) == (7, None)
    assert row(checked(given()), "full_name").account.reason == "no-account"


def test_of_a_change_the_new_paper_and_the_new_address_are_compared() -> None:
    made = given()
    paper, home = Identity(IdentityKind.CMND, "012345678", False), Address("2020", "01", "001", "00007", "Tổ 1")
    changes = Changes(identity=made.declared.identity, address=made.declared.address)
    declared = replace(made.declared, identity=paper, address=home, changes=changes)
    assert checked(replace(made, declared=declared)).agree == 7


def test_a_card_scanned_at_the_counter_is_one_more_column() -> None:
    live = CardFields("001081000289", "", "BÙI QUỐC DŨNG", "1981-02-24", "M", HOME, "2022-04-23")
    check = checked(given(live=live))
    assert [row.live.verdict for row in check.rows if row.live] == [
        MATCH, NORMALISED, MATCH, MATCH, MATCH, MATCH, CANNOT_TELL,
    ]  # fmt: skip
    assert (check.agree, check.of) == (7, 7)
    other = checked(given(live=replace(live, id_number="001081000298", issued_on="2023-01-01")))
    assert (other.look_at, other.agree) == ("id_number", 5)
    assert all(row.live is None for row in checked(given()).rows)


def test_a_health_card_of_another_code_is_noted() -> None:
    live = CardFields(full_name="Bùi Quốc Dũng", insurance_code="0100000019")
    assert "health-card-differs" in noted(checked(given(live=live)))
    assert "health-card-differs" not in noted(checked(given(live=replace(live, insurance_code="0100000018"))))


def test_a_citizen_card_goes_before_other_codes_and_two_cards_are_noted() -> None:
    other = replace(CODE, text="https://example.com")
    second = replace(CODE, text=CODE.text.replace("001081000289", "001081000290"))
    check = checked(given(readings=front(other, CODE)))
    assert (check.code, check.code_role) == (CODE, FRONT)
    assert "codes-differ" not in noted(check)
    check = checked(given(readings={**front(CODE), BACK: PictureReading("b", 1, codes=(second,))}))
    assert (check.code, noted(check)[0]) == (CODE, "codes-differ")
    health = replace(
        CODE, text="0100000018|4c6520416e|24/02/1981|1|2d|01 - 003|01/01/2022|-|20/12/2021|0101|-|4|-|-|4|2d|$"
    )
    check = checked(given(readings=front(other, health)))
    assert (check.code, row(check, "full_name").qr.value) == (health, "Le An")
    assert checked(given(readings=front(health, CODE))).code == CODE
    check = checked(given(readings=front(other)))
    assert (check.code, check.code_fields, row(check, "id_number").qr.reason) == (other, None, "not-read")


@pytest.mark.parametrize(
    ("number", "what", "said"),
    [
        ("001181000289", "number-structure-sex", ("qr", "M")),
        ("001084000289", "number-structure-year", ("qr", "1981")),
        ("001281000289", "number-structure-year", ("qr", "1981")),
        ("003081000289", "number-structure-province", None),
        ("101081000289", "number-structure-province", None),
    ],
)
def test_the_structure_of_the_number_warns_and_changes_nothing_else(number: str, what: str, said) -> None:
    person = replace(DUNG, number=number, card_number=number, hgd=replace(DUNG.hgd, id_number=number))
    check = checked(given(person, readings=front(code_of(person))))
    note = next(note for note in check.notes if note.what == what)
    facts = dict(note.facts)
    assert said is None or (facts["source"], facts["said"]) == said
    assert "number-structure-fits" not in noted(check)
    assert check.agree == check.of


def test_a_number_about_which_nothing_is_said_is_not_called_fitting() -> None:
    made = given(replace(DUNG, hgd=None), readings={})
    assert noted(checked(made)) == []
    passport = replace(made.declared, identity=Identity(IdentityKind.PASSPORT, "P00000554", False))
    assert noted(checked(replace(made, declared=passport))) == []


def test_a_card_that_has_run_out_is_noted_by_its_lines_or_by_the_law() -> None:
    note = next(note for note in checked(given(expires=date(2026, 11, 20))).notes if note.what == "card-expired")
    assert dict(note.facts) == {"expires_on": "2026-11-20", "by": "mrz"}
    assert "card-expired" not in noted(checked(given(expires=TODAY)))
    assert "card-expired" not in noted(checked(given(expires=None)))
    number = "001001000289"
    young = replace(DUNG, number=number, card_number=number, born=date(2001, 2, 24), issued=date(2021, 4, 23))
    by_law = checked(given(young, readings=front(code_of(young))))
    note = next(note for note in by_law.notes if note.what == "card-expired")
    assert dict(note.facts) == {"expires_on": "2026-02-24", "by": "age"}


def test_issue_and_expiry_agree_only_by_the_law_and_are_never_called_different() -> None:
    check = checked(given(expires=date(2040, 2, 24)))
    cells = (row(check, "issued_on").qr, row(check, "expires_on").mrz)
    assert {told(cell) for cell in cells} == {(CANNOT_TELL, "only-here", "declared")}
    assert (check.agree, check.of) == (5, 5)
    made = given()
    other = repair(card_lines("001081000289", "Bùi Quốc Dũng", date(1981, 3, 5), date(2041, 2, 24), woman=False))
    check = checked(replace(made, readings={**made.readings, BACK: PictureReading("b", 1, lines=other)}))
    assert row(check, "expires_on").mrz.verdict is CANNOT_TELL
    check = checked(given())
    assert told(row(check, "issued_on").qr) == (NORMALISED, "fits-expiry", "mrz")
    assert told(row(check, "expires_on").mrz) == (NORMALISED, "fits-issue", "qr")


@pytest.mark.parametrize(
    ("changed", "look"),
    [
        ({"number": "001081000829", "name": "Bùi Quốc Dụng"}, "id_number"),
        ({"number": "001081000829", "name": "Trần Văn An"}, "full_name"),
        ({"name": "Bùi Quốc Dụng", "card_address": "Tổ 21, Nghĩa Tân, Cầu Giấy, Hà Nội"}, "full_name"),
        ({"card_address": "Tổ 21, Nghĩa Tân, Cầu Giấy, Hà Nội"}, "address"),
        ({"card_address": "Tổ 20, Nghĩa Tấn, Cầu Giấy, Hà Nội"}, "address"),
    ],
)
def test_the_one_field_to_look_at(changed: dict[str, str], look: str) -> None:
    assert checked(given(replace(DUNG, **changed))).look_at == look


def test_a_row_shows_where_it_stands_on_a_picture() -> None:
    check = checked(given())
    assert row(check, "full_name").place == (FRONT, cards.CORNERS)
    assert row(check, "expires_on").place == (BACK, cards.CORNERS)
    assert row(checked(given(replace(DUNG, code=False))), "full_name").place == (BACK, cards.CORNERS)
    assert row(checked(given(readings={})), "full_name").place is None


def test_a_small_code_that_was_read_is_no_reason_for_another_picture() -> None:
    small = PictureHint("small-code", 2.8)
    assert checked(given(readings=front(code_of(DUNG), hints=(small,)))).hints == ()
    assert checked(given(readings=front(replace(CODE, text="?"), hints=(small,)))).hints == ((FRONT, small),)


def test_values_and_the_cards_portrait_have_their_places_where_the_card_lies() -> None:
    code = replace(code_of(DUNG), corners=((0.75, 0.1), (0.9, 0.1), (0.9, 0.34), (0.75, 0.34)))
    check = checked(given(readings=front(code, card=((0.0, 0.0), (1.0, 0.0), (1.0, 1.0), (0.0, 1.0)))))
    place, face = row(check, "id_number").place, check.portrait
    assert place is not None
    assert face is not None
    assert (place[0], face[0]) == (FRONT, FRONT)
    assert face[1][1][0] < place[1][0][0] < place[1][1][0] <= 1


def test_hints_and_duplicates_are_handed_on() -> None:
    blur, dark = PictureHint("blur", 3.0), PictureHint("dark", 0.2)
    same = Duplicate("portrait", 7, "00059/2026/07902", "Nguyễn Thị Kim Lan")
    readings = {BACK: PictureReading("b", 1, hints=(dark,)), FRONT: PictureReading("f", 1, hints=(blur,))}
    check = checked(given(readings=readings, duplicates=(same,)))
    assert check.hints == ((FRONT, blur), (BACK, dark))
    assert check.duplicates == (same,)
    assert (check.declaration_id, check.number) == (1, "00001/2026/00101")
