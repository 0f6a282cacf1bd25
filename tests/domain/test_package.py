# SPDX-License-Identifier: Apache-2.0
"""declaration.json: every rule of the contract, one by one, and nothing but a refusal for anything else."""

import copy
import json
import unicodedata
from collections.abc import Callable
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from officer_desk.domain.package import (
    MAX_BYTES,
    Package,
    content_digest,
    is_plain_name,
    number_in,
    parse,
    required_pictures,
)
from officer_desk.domain.records import Address, Certificate, Changes, Guardian, Identity
from officer_desk.domain.values import Channel, IdentityKind, Kind, PictureRole
from officer_desk.errors import Refused

NOW = datetime(2026, 11, 21, 1, 0, tzinfo=UTC)
OFFICES = frozenset({"001", "00101"})
ADDRESS = {"scheme": "2020", "province": "01", "district": "005", "commune": "00163", "street": "Tổ 13"}
CERTIFICATE = {"number": "5401", "issuer": "CA mẫu", "valid_from": "2026-01-15", "valid_to": "2028-01-14"}
GUARDIAN = {"insurance_code": "0100000026", "full_name": "Nguyễn Thị Mẹ", "relation": "mẹ"}
GOOD: dict[str, Any] = {
    "format": "officer-desk/declaration",
    "version": 1,
    "number": "00017/2026/00101",
    "kind": "registration",
    "channel": "vssid",
    "submitted_at": "2026-11-20T08:59:17+07:00",
    "office_code": "00101",
    "insurance_code": "0100000018",
    "full_name": "Nguyễn Thị Thử",
    "identity": {"kind": "cccd", "number": "001199000017", "population_verified": False},
    "address": ADDRESS,
    "phone": "+84 900 000 017",
    "email": "Thu@Example.com",
    "wants_email_copy": True,
    "certificate": None,
    "guardian": None,
    "changes": None,
    "pictures": {"portrait": "portrait.jpg", "identity_front": "front.jpg", "identity_back": "back.jpg"},
}
CHILD = {"kind": "child", "guardian": GUARDIAN}


def read(value: object, now: datetime = NOW) -> Package:
    data = value if isinstance(value, bytes) else json.dumps(value, ensure_ascii=False).encode()
    return parse(data, now, OFFICES)


def changed(**values: Any) -> dict[str, Any]:
    """The good declaration with other values; a dotted key goes into an object."""
    found = copy.deepcopy(GOOD)
    for path, value in values.items():
        *outer, key = path.split("__")
        inner = found
        for name in outer:
            inner = inner[name]
        inner[key] = copy.deepcopy(value)
    return found


def without(*path: str) -> dict[str, Any]:
    found = copy.deepcopy(GOOD)
    inner = found
    for name in path[:-1]:
        inner = inner[name]
    del inner[path[-1]]
    return found


def refusal(value: object) -> Refused:
    with pytest.raises(Refused) as caught:
        read(value)
    return caught.value


def test_a_good_declaration_is_normalised() -> None:
    package = read(changed(full_name=unicodedata.normalize("NFD", "Nguyễn  Thị Thử"), certificate=CERTIFICATE))
    declared = package.declared
    assert (declared.number, declared.kind, declared.channel) == ("00017/2026/00101", Kind.REGISTRATION, Channel.VSSID)
    assert declared.submitted_at == datetime(2026, 11, 20, 1, 59, 17, tzinfo=UTC)
    assert declared.full_name == "Nguyễn Thị Thử"
    assert (declared.phone, declared.email) == ("0900000017", "Thu@Example.com")
    assert declared.identity == Identity(IdentityKind.CCCD, "001199000017", population_verified=False)
    assert declared.address == Address("2020", "01", "005", "00163", "Tổ 13")
    assert declared.certificate == Certificate("5401", "CA mẫu", date(2026, 1, 15), date(2028, 1, 14))
    assert list(package.pictures) == [PictureRole.PORTRAIT, PictureRole.IDENTITY_FRONT, PictureRole.IDENTITY_BACK]


def test_an_address_of_2025_has_no_district() -> None:
    address = {"scheme": "2025", "province": "01", "district": None, "commune": "00004", "street": ""}
    assert read(changed(address=address)).declared.address == Address("2025", "01", None, "00004", "")


def test_a_child_has_a_guardian_and_may_have_a_birth_certificate() -> None:
    identity = {"kind": "birth_certificate", "number": "86/2018", "population_verified": True}
    declared = read(changed(**CHILD, identity=identity)).declared
    assert declared.guardian == Guardian("0100000026", "Nguyễn Thị Mẹ", "mẹ")
    assert declared.identity.kind is IdentityKind.BIRTH_CERTIFICATE


def test_a_change_says_what_is_to_change() -> None:
    changes = {
        "phone": "0162 000 3933",
        "email": "moi@example.com",
        "address": ADDRESS,
        "full_name": "Nguyễn  Thị Mới",
        "identity": {"kind": "passport", "number": "c0000017", "population_verified": False},
        "pictures": ["identity_front", "portrait", "portrait"],
    }
    declared = read(changed(kind="change", changes=changes)).declared
    assert declared.changes == Changes(
        "0320003933",
        "moi@example.com",
        Address(**ADDRESS),
        "Nguyễn Thị Mới",
        Identity(IdentityKind.PASSPORT, "C0000017", population_verified=False),
        (PictureRole.PORTRAIT, PictureRole.IDENTITY_FRONT),
    )
    assert required_pictures(declared) == (PictureRole.PORTRAIT, PictureRole.IDENTITY_FRONT)


@pytest.mark.parametrize("key", list(GOOD))
def test_every_key_has_to_be_there(key: str) -> None:
    error = refusal(without(key))
    assert (error.reason, error.facts["offender"]) == ("package-missing-key", key)


@pytest.mark.parametrize(
    "path",
    [("identity", "number"), ("address", "district"), ("identity", "population_verified"), ("address", "street")],
)
def test_every_key_of_an_object_has_to_be_there(path: tuple[str, str]) -> None:
    error = refusal(without(*path))
    assert (error.reason, error.facts["offender"]) == ("package-missing-key", ".".join(path))


@pytest.mark.parametrize(
    ("value", "offender"),
    [
        ({**GOOD, "zalo": "x"}, "zalo"),
        (changed(address__zip="10000"), "address.zip"),
        (changed(identity__issued_on="2020-01-01"), "identity.issued_on"),
        (changed(pictures__selfie="selfie.jpg"), "pictures.selfie"),
        (changed(certificate={**CERTIFICATE, "key": "x"}), "certificate.key"),
        (changed(**CHILD, guardian__phone="0900000017"), "guardian.phone"),
        (changed(kind="change", changes={"fax": "1"}), "changes.fax"),
        (changed(kind="change", changes={"address": {**ADDRESS, "zip": "1"}}), "changes.address.zip"),
    ],
)  # fmt: skip
def test_an_unknown_key_is_refused_by_its_name(value: dict[str, Any], offender: str) -> None:
    error = refusal(value)
    assert (error.reason, error.facts["offender"]) == ("package-unknown-key", offender)


def test_the_name_of_an_unknown_key_is_shown_short_and_visible() -> None:
    offender = refusal({**GOOD, "\u202e" + "x" * 500: 1})
    assert len(str(offender.facts["offender"])) <= 80
    assert "\u202e" not in str(offender.facts["offender"])


CASES: list[tuple[dict[str, Any], str, str]] = [
    (changed(format="other"), "package-format", "format"),
    (changed(format=None), "package-format", "format"),
    (changed(version=2), "package-version", "version"),
    (changed(version=0), "package-version", "version"),
    (changed(version=True), "package-version-not-integer", "version"),
    (changed(version=1.0), "package-version-not-integer", "version"),
    (changed(version="1"), "package-version-not-integer", "version"),
    (changed(number=17), "package-not-text", "number"),
    (changed(number="17"), "package-number", "number"),
    (changed(number="00017/2026/00101\n"), "package-number", "number"),
    (changed(kind="adult"), "package-not-a-choice", "kind"),
    (changed(kind=None), "package-not-text", "kind"),
    (changed(channel="fax"), "package-not-a-choice", "channel"),
    (changed(submitted_at="2026-11-20"), "package-not-a-time", "submitted_at"),
    (changed(submitted_at="2026-11-20T08:00:00"), "package-not-a-time", "submitted_at"),
    (changed(submitted_at="2026-02-30T08:00:00+07:00"), "package-not-a-time", "submitted_at"),
    (changed(submitted_at="0001-01-01T00:00:00+07:00"), "package-not-a-time", "submitted_at"),
    (changed(submitted_at="2026-11-20T08:00:00+25:00"), "package-not-a-time", "submitted_at"),
    (changed(submitted_at=1732150800), "package-not-text", "submitted_at"),
    (changed(submitted_at="2026-11-21T08:05:01+07:00"), "package-time-in-future", "submitted_at"),
    (changed(submitted_at="9999-12-31T23:59:59-12:00"), "package-not-a-time", "submitted_at"),
    (changed(office_code="09999"), "package-office-unknown", "office_code"),
    (changed(office_code="1"), "package-office-unknown", "office_code"),
    (changed(insurance_code="010000001"), "package-insurance-code", "insurance_code"),
    (changed(insurance_code="01000000181"), "package-insurance-code", "insurance_code"),
    (changed(insurance_code=100000018), "package-not-text", "insurance_code"),
    (changed(full_name="A"), "package-text-length", "full_name"),
    (changed(full_name="   "), "package-text-length", "full_name"),
    (changed(full_name="A" * 101), "package-text-length", "full_name"),
    (changed(full_name="Nguyễn\u202eThử"), "package-unseen-character", "full_name"),
    (changed(full_name="Nguyễn\x00Thử"), "package-unseen-character", "full_name"),
    (changed(full_name="Nguyễn\nThử"), "package-unseen-character", "full_name"),
    (changed(identity=None), "package-key-not-an-object", "identity"),
    (changed(identity__kind="licence"), "package-not-a-choice", "identity.kind"),
    (changed(identity__kind="birth_certificate"), "package-birth-certificate-of-adult", "identity.kind"),
    (changed(identity__number="00119900001"), "package-number-of-cccd", "identity.number"),
    (changed(identity__kind="cmnd"), "package-number-of-cmnd", "identity.number"),
    (changed(identity__kind="passport", identity__number="A-1"), "package-number-of-passport", "identity.number"),
    (changed(identity__population_verified=1), "package-not-boolean", "identity.population_verified"),
    (changed(address__scheme="2030"), "package-not-a-choice", "address.scheme"),
    (changed(address__scheme="2025"), "package-district-of-2025", "address.district"),
    (changed(address__district=None), "package-district-missing", "address.district"),
    (changed(address__province="1"), "package-unit-code", "address.province"),
    (changed(address__province=None), "package-not-text", "address.province"),
    (changed(address__district="05"), "package-unit-code", "address.district"),
    (changed(address__commune="0016A"), "package-unit-code", "address.commune"),
    (changed(address__commune="٠٠١٦٣"), "package-unit-code", "address.commune"),
    (changed(address__street="x" * 201), "package-text-length", "address.street"),
    (changed(address__street=None), "package-not-text", "address.street"),
    (changed(phone="123"), "package-phone", "phone"),
    (changed(phone=900000017), "package-not-text", "phone"),
    (changed(email="thu"), "package-email", "email"),
    (changed(email=""), "package-text-length", "email"),
    (changed(email=5), "package-not-text", "email"),
    (changed(email=None), "package-copy-needs-email", "wants_email_copy"),
    (changed(wants_email_copy="true"), "package-not-boolean", "wants_email_copy"),
    (changed(certificate=[]), "package-key-not-an-object", "certificate"),
    (changed(certificate={**CERTIFICATE, "valid_from": "15/01/2026"}), "package-not-a-date", "certificate.valid_from"),
    (changed(certificate={**CERTIFICATE, "valid_from": "20260115"}), "package-not-a-date", "certificate.valid_from"),
    (changed(certificate={**CERTIFICATE, "valid_to": "2025-1-1"}), "package-not-a-date", "certificate.valid_to"),
    (changed(certificate={**CERTIFICATE, "valid_to": "2026-01-14"}), "package-certificate-dates",
     "certificate.valid_to"),
    (changed(kind="child"), "package-guardian-missing", "guardian"),
    (changed(guardian=GUARDIAN), "package-guardian-of-adult", "guardian"),
    (changed(**CHILD, guardian__insurance_code="1"), "package-insurance-code", "guardian.insurance_code"),
    (changed(**CHILD, guardian__full_name="M"), "package-text-length", "guardian.full_name"),
    (changed(**CHILD, guardian__relation=""), "package-text-length", "guardian.relation"),
    (changed(kind="change"), "package-changes-missing", "changes"),
    (changed(kind="change", changes={}), "package-changes-empty", "changes"),
    (changed(kind="change", changes={"pictures": []}), "package-changes-empty", "changes"),
    (changed(kind="change", changes={"phone": None}), "package-not-text", "changes.phone"),
    (changed(kind="change", changes={"phone": "1"}), "package-phone", "changes.phone"),
    (changed(kind="change", changes={"email": "x"}), "package-email", "changes.email"),
    (changed(kind="change", changes={"pictures": "portrait"}), "package-not-a-list", "changes.pictures"),
    (changed(kind="change", changes={"pictures": [1]}), "package-not-text", "changes.pictures"),
    (changed(kind="change", changes={"pictures": ["selfie"]}), "package-not-a-choice", "changes.pictures"),
    (changed(changes={"phone": "0900000018"}), "package-changes-of-other-kind", "changes"),
    (changed(pictures=[]), "package-key-not-an-object", "pictures"),
    (changed(pictures__portrait="../a.jpg"), "package-picture-name", "pictures.portrait"),
    (changed(pictures__portrait=None), "package-not-text", "pictures.portrait"),
]  # fmt: skip


@pytest.mark.parametrize(
    ("value", "reason", "offender"), CASES, ids=[f"{c[1]} {c[2]} {n}" for n, c in enumerate(CASES)]
)
def test_each_rule_has_its_own_refusal(value: dict[str, Any], reason: str, offender: str) -> None:
    error = refusal(value)
    assert (error.reason, error.facts["offender"]) == (reason, offender)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "package-not-json"),
        (b"{", "package-not-json"),
        (b"[]", "package-not-an-object"),
        (b'"x"', "package-not-an-object"),
        (b"\xff\xfe{}", "package-not-utf8"),
        (b'{"format": "\xe1"}', "package-not-utf8"),
        (b'{"a": 1, "a": 2}', "package-key-twice"),
        (b'{"identity": {"a": 1, "a": 2}}', "package-key-twice"),
        (b'{"a": NaN}', "package-not-a-json-number"),
        (b'{"a": -Infinity}', "package-not-a-json-number"),
        (b'{"a": ' + b"9" * 5000 + b"}", "package-not-a-json-number"),
        (b"[" * 100_000, "package-too-deep"),
        (b'{"a":' * 50_000, "package-too-deep"),
        (b" " * (MAX_BYTES + 1), "package-declaration-too-large"),
    ],
)
def test_bytes_that_are_no_declaration_are_refused_by_the_file_s_name(data: bytes, reason: str) -> None:
    error = refusal(data)
    assert (error.reason, error.facts["offender"]) == (reason, "declaration.json")


def test_a_byte_order_mark_is_passed_over() -> None:
    assert read(b"\xef\xbb\xbf" + json.dumps(GOOD).encode()).declared.number == GOOD["number"]


@pytest.mark.parametrize(
    "time",
    [
        "2026-11-20T01:59:17Z",
        "2026-11-20t08:59:17.0+07:00",
        "2026-11-20 08:59:17.000000000+07:00",
        "2026-11-19T13:59:17-12:00",
    ],
)
def test_a_time_is_read_as_rfc_3339_writes_it(time: str) -> None:
    assert read(changed(submitted_at=time)).declared.submitted_at == datetime(2026, 11, 20, 1, 59, 17, tzinfo=UTC)


def test_five_minutes_of_clock_difference_are_allowed() -> None:
    assert read(changed(submitted_at="2026-11-21T08:05:00+07:00")).declared.submitted_at > NOW


def test_a_code_of_a_unit_that_no_list_knows_is_taken() -> None:
    assert read(changed(address__commune="99999")).declared.address.commune == "99999"


@pytest.mark.parametrize(
    "name", ["portrait.jpg", "ảnh chân dung.jpg", "Screenshot\u202f1.png", "a..b", ".hidden", "x" * 255]
)
def test_a_plain_file_name(name: str) -> None:
    assert is_plain_name(name)


@pytest.mark.parametrize(
    "name",
    [
        "",
        ".",
        "..",
        "/etc/passwd",
        "a/b.jpg",
        "..\\a.jpg",
        "C:a.jpg",
        "a\0.jpg",
        "a\n.jpg",
        "\u202egpj.exe",
        "x" * 256,
        "\ud800",
    ],
)
def test_a_file_name_that_is_more_than_a_name(name: str) -> None:
    assert not is_plain_name(name)


@pytest.mark.parametrize(
    ("value", "roles"),
    [
        (GOOD, ["portrait", "identity_front", "identity_back"]),
        (changed(identity__population_verified=True), ["portrait"]),
        (changed(identity__kind="passport", identity__number="C0000017"), ["portrait", "identity_front"]),
        (changed(identity__kind="cmnd", identity__number="012345678"), ["portrait", "identity_front", "identity_back"]),
        (changed(**CHILD), ["portrait", "birth_certificate"]),
        (changed(kind="change", changes={"phone": "0900000018"}), []),
        (changed(kind="change", changes={"pictures": ["portrait"]}), ["portrait"]),
    ],
)
def test_which_pictures_a_file_needs(value: dict[str, Any], roles: list[str]) -> None:
    assert list(required_pictures(read(value).declared)) == roles


HASHES = {role: f"{n:064}" for n, role in enumerate(PictureRole)}


def test_the_same_content_has_the_same_digest_whatever_files_and_keys_are_called_in_which_order() -> None:
    renamed = changed(pictures={"identity_back": "3.png", "portrait": "1.png", "identity_front": "2.png"})
    shuffled = dict(reversed(list(renamed.items())))
    decomposed = unicodedata.normalize("NFD", json.dumps(shuffled, ensure_ascii=False)).encode()
    assert content_digest(read(decomposed), HASHES) == content_digest(read(GOOD), HASHES)


@pytest.mark.parametrize(
    "other",
    [changed(phone="0900000017"), changed(full_name="Nguyễn Thị Khác"), changed(email="thu@example.com"),
     changed(submitted_at="2026-11-20T01:59:17Z"), changed(pictures={"portrait": "portrait.jpg"})],
)  # fmt: skip
def test_other_content_has_another_digest(other: dict[str, Any]) -> None:
    assert content_digest(read(other), HASHES) != content_digest(read(GOOD), HASHES)


def test_another_picture_makes_another_digest() -> None:
    others = {**HASHES, PictureRole.PORTRAIT: "f" * 64}
    assert content_digest(read(GOOD), others) != content_digest(read(GOOD), HASHES)


@pytest.mark.parametrize(
    ("data", "number"),
    [
        (json.dumps({**GOOD, "phone": 1}).encode(), GOOD["number"]),
        (b"{", None),
        (b'{"number": 5}', None),
        (b'{"number": "x"}', None),
    ],
)
def test_the_number_of_a_refused_declaration_is_given_where_it_can_be_read(data: bytes, number: str | None) -> None:
    assert number_in(data) == number


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=20),
    lambda inner: (
        st.lists(inner, max_size=4)
        | st.dictionaries(st.text(max_size=12) | st.sampled_from(list(GOOD)), inner, max_size=4)
    ),
    max_leaves=12,
)


def only_refuses(data: bytes) -> None:
    try:
        read(data)
    except Refused as error:
        assert error.facts["offender"]


@given(st.binary(max_size=200))
def test_bytes_are_taken_or_refused(data: bytes) -> None:
    only_refuses(data)


@given(st.dictionaries(st.sampled_from(list(GOOD)), JSON, max_size=4))
@settings(max_examples=300)
def test_a_declaration_with_anything_in_it_is_taken_or_refused(strange: dict[str, Any]) -> None:
    only_refuses(json.dumps({**GOOD, **strange}).encode())


@given(st.sampled_from(["identity", "address", "pictures"]), st.data())
@settings(max_examples=300)
def test_an_object_with_anything_in_it_is_taken_or_refused(section: str, data: st.DataObject) -> None:
    strange = data.draw(st.dictionaries(st.sampled_from(list(GOOD[section])), JSON, max_size=3))
    only_refuses(json.dumps({**GOOD, section: {**GOOD[section], **strange}}).encode())


@given(st.integers(0, 2000), st.binary(min_size=1, max_size=3))
def test_a_declaration_with_damaged_bytes_is_taken_or_refused(place: int, noise: bytes) -> None:
    data = json.dumps(GOOD, ensure_ascii=False).encode()
    only_refuses(data[:place] + noise + data[place + 1 :])


def test_refusals_name_no_personal_value_in_what_goes_to_logs() -> None:
    shown: Callable[[object], str] = str
    assert shown(refusal(changed(phone="0900-secret"))) == "package-phone"
