# SPDX-License-Identifier: Apache-2.0
"""The wording files: what ships is whole, and an office's slip of the pen is named."""

from collections.abc import Callable
from pathlib import Path

import pytest

from officer_desk import resources
from officer_desk.domain.values import Kind
from officer_desk.errors import Refused
from officer_desk.gateways.texts import TextLibrary
from officer_desk.printing import guidance, wording
from officer_desk.printing.wording import TEMPLATES
from tests.printing import form_samples

FORM = (resources.folder() / "forms/form01_dk_gd.toml").read_text("utf-8")
SLIP = wording.parse_slip((resources.folder() / wording.SLIP_FILE).read_text("utf-8"))


def broken(text: str) -> Refused:
    """Read a faulty wording and give the complaint."""
    with pytest.raises(Refused) as caught:
        wording.parse(text, "forms/form01_dk_gd.toml", "form01_dk_gd", SLIP)
    assert caught.value.reason == "form-wording-broken"
    assert caught.value.facts["file"] == "forms/form01_dk_gd.toml"
    return caught.value


@pytest.mark.parametrize("template", TEMPLATES)
def test_the_shipped_versions_are_whole(template: str) -> None:
    shipped = form_samples.load_wording(template)
    fields = [line.field for line in shipped.lines if Kind.REGISTRATION in line.kinds]
    assert fields == [
        "full_name",
        "insurance_code",
        "identity",
        "address",
        "certificate_number",
        "certificate_issuer",
        "certificate_validity",
        "email",
        "phone",
        "places",
    ]
    assert {line.field for line in shipped.lines if line.kinds == {Kind.CHILD}} == {"guardian"}
    assert {line.field for line in shipped.lines if line.kinds == {Kind.CHANGE}} == {"changes"}


def test_only_the_line_that_was_seen_in_an_official_copy_is_certain() -> None:
    shipped = form_samples.load_wording()
    assert [line.field for line in shipped.lines if line.certain] == ["full_name"]
    assert not shipped.commitment_certain


def test_an_office_may_replace_one_file_by_its_own(tmp_path: Path) -> None:
    (tmp_path / "forms").mkdir()
    (tmp_path / "forms/form01_dk_gd.toml").write_text(FORM.replace("NGƯỜI KHAI", "NGƯỜI KÊ KHAI"), "utf-8")
    library = TextLibrary(resources.folder(), tmp_path)
    assert wording.load(library.read, "form01_dk_gd").signature == "NGƯỜI KÊ KHAI"
    assert guidance.load(library.read).title == "HƯỚNG DẪN CẤP MÃ SỐ BHXH"


def test_an_unknown_version_is_refused_by_name() -> None:
    with pytest.raises(Refused, match="form-unknown"):
        wording.load(str, "../secrets")


def test_a_file_that_is_no_toml_is_refused_with_its_line() -> None:
    line = FORM[: FORM.index('title = "TỜ KHAI"')].count("\n") + 1
    assert broken(FORM.replace('title = "TỜ KHAI"', 'title = "TỜ KHAI')).facts["line"] == line


@pytest.mark.parametrize(
    ("change", "what"),
    [
        (lambda text: text.replace('title = "TỜ KHAI"\n', "", 1), "title"),
        (lambda text: text.replace('motto = "', 'moto = "'), "motto"),
        (lambda text: text.replace('name = "01', 'color = "red"\nname = "01'), "color"),
        (lambda text: text.replace("{place}", "{where}"), "date_line"),
        (lambda text: text.replace("{place}", "{place"), "date_line"),
        (lambda text: text.replace('field = "email"', 'field = "fax"'), "line.9.field"),
        (lambda text: text.replace('label = "Địa chỉ liên hệ:"', "label = 7"), "line.5.label"),
        (lambda text: text.replace('only_for = "child"', 'only_for = "baby"'), "line.4.only_for"),
        (lambda text: text.replace("certain = false\n\n", 'certain = "no"\n\n', 1), "line.2.certain"),
        (lambda text: text.replace('ivan = "Tổ chức I-VAN"', ""), "places.ivan"),
        (lambda text: text.replace("[signature]", "[sign]"), "signature"),
        (lambda text: text.replace('caption = ["', 'caption = [1, "'), "caption.1"),
        (lambda text: text.replace('passport = "{number}"', 'passport = " "'), "identity.passport"),
    ],
)
def test_a_faulty_key_is_named(change: Callable[[str], str], what: str) -> None:
    text = change(FORM)
    assert text != FORM
    assert broken(text).facts["what"] == what
