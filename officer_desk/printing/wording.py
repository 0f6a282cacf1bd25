# SPDX-License-Identifier: Apache-2.0
"""The wording of Form 01 and of the control slip, read from data files that an office can edit."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from officer_desk.domain.values import HgdAnswer, IdentityKind, Kind, PictureRole
from officer_desk.errors import Refused
from officer_desk.printing.toml_file import Table, read_toml

TEMPLATES = ("form01_dk_gd", "form01_vbhn_5236")
"""The versions of Form 01, named as their files in `resources/forms`."""

SLIP_FILE = "forms/control_slip.toml"

LINE_FIELDS = frozenset(
    {
        "full_name",
        "insurance_code",
        "identity",
        "address",
        "certificate_number",
        "certificate_issuer",
        "certificate_validity",
        "email",
        "phone",
        "guardian",
        "changes",
        "places",
    }
)
"""What a line of Form 01 can show."""

SLIP_FIELDS = frozenset(
    {
        "number",
        "full_name",
        "insurance_code",
        "identity",
        "guardian",
        "kind",
        "submitted_at",
        "received_at",
        "compared",
        "hgd",
        "officer",
        "print",
        "printed_at",
    }
)
"""What a row of the control slip can show."""

_CHANGES = ("full_name", "identity", "phone", "email", "address", "pictures")


@dataclass(frozen=True, slots=True)
class Line:
    """One line of Form 01. `certain`: seen in an official copy; otherwise put together from sister forms."""

    field: str
    label: str
    certain: bool
    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class SlipRow:
    """One row of the control slip; `kinds`: the kinds of declaration that have it."""

    field: str
    label: str
    kinds: frozenset[Kind]


@dataclass(frozen=True, slots=True)
class SlipWording:
    """The office's control slip (phiếu kiểm soát hồ sơ)."""

    office: Mapping[str, str]
    department: str
    title: str
    note: str
    rows: tuple[SlipRow, ...]
    kinds: Mapping[Kind, str]
    hgd: Mapping[str, str]
    first_print: str
    reprint: str
    nothing: str
    signature: str
    signature_hint: str


@dataclass(frozen=True, slots=True)
class FormWording:
    """Everything on Form 01 that is not the citizen's."""

    key: str
    name: str
    caption: tuple[str, ...]
    country: str
    motto: str
    date_line: str
    title: str
    subtitle: tuple[str, ...]
    addressee: str
    lines: tuple[Line, ...]
    portal: str
    ivan: str
    validity: str
    guardian: str
    identity: Mapping[IdentityKind, str]
    changes: Mapping[str, str]
    change_item: str
    pictures: Mapping[PictureRole, str]
    commitment: str
    commitment_certain: bool
    signature: str
    signature_hint: str
    qr_caption: str
    slip: SlipWording


def load(read: Callable[[str], str], key: str) -> FormWording:
    """Give a version of Form 01; `read` gives a data file's text by its path (`TextLibrary.read`).

    Refused: "form-unknown", no such version; "form-wording-broken", the office's copy has a fault.
    """
    if key not in TEMPLATES:
        raise Refused("form-unknown", template=key)
    file = f"forms/{key}.toml"
    return parse(read(file), file, key, parse_slip(read(SLIP_FILE)))


def sources(read: Callable[[str], str], key: str) -> dict[str, str]:
    """Give the texts that a version is read from, by their paths, proven whole; raises as `load` does."""
    kept: dict[str, str] = {}

    def keep(path: str) -> str:
        kept[path] = read(path)
        return kept[path]

    load(keep, key)
    return kept


def parse(text: str, file: str, key: str, slip: SlipWording) -> FormWording:
    """Read a version of Form 01 from TOML."""
    root = read_toml(text, file)
    places, signature, commitment = root.table("places"), root.table("signature"), root.table("commitment")
    changes, pictures, identity = root.table("changes"), root.table("pictures"), root.table("identity")
    wording = FormWording(
        key=key,
        name=root.text("name"),
        caption=root.texts("caption"),
        country=root.text("country"),
        motto=root.text("motto"),
        date_line=root.text("date_line", ("place", "day", "month", "year")),
        title=root.text("title"),
        subtitle=root.texts("subtitle"),
        addressee=root.text("addressee"),
        lines=_lines(root),
        portal=places.text("portal"),
        ivan=places.text("ivan"),
        validity=root.text("validity", ("from", "to")),
        guardian=root.text("guardian", ("full_name", "relation", "insurance_code")),
        identity=MappingProxyType({kind: identity.text(kind.value, ("number",)) for kind in IdentityKind}),
        changes=MappingProxyType({name: changes.text(name) for name in _CHANGES}),
        change_item=root.text("change_item", ("label", "value")),
        pictures=MappingProxyType({role: pictures.text(role.value) for role in PictureRole}),
        commitment=commitment.text("text"),
        commitment_certain=commitment.flag("certain", default=True),
        signature=signature.text("title"),
        signature_hint=signature.text("hint"),
        qr_caption=root.text("qr_caption", ("number", "version")),
        slip=slip,
    )
    _done(root, places, signature, commitment, changes, pictures, identity)
    return wording


def parse_slip(text: str, file: str = SLIP_FILE) -> SlipWording:
    """Read the control slip from TOML."""
    root = read_toml(text, file)
    office, kinds, hgd, signature = (root.table(name) for name in ("office", "kinds", "hgd", "signature"))
    wording = SlipWording(
        office=MappingProxyType({name: office.text(name) for name in ("short", "long")}),
        department=root.text("department"),
        title=root.text("title"),
        note=root.text("note"),
        rows=_rows(root),
        kinds=MappingProxyType({kind: kinds.text(kind.value) for kind in Kind}),
        hgd=MappingProxyType({answer.value: hgd.text(answer.value, ("asked_at",)) for answer in HgdAnswer}),
        first_print=root.text("first_print", ("count",)),
        reprint=root.text("reprint", ("count",)),
        nothing=root.text("nothing"),
        signature=signature.text("title"),
        signature_hint=signature.text("hint"),
    )
    _done(root, office, kinds, hgd, signature)
    return wording


def _lines(root: Table) -> tuple[Line, ...]:
    lines: list[Line] = []
    for row in root.tables("line"):
        field = row.choice("field", LINE_FIELDS)
        lines.append(Line(field, row.text("label"), row.flag("certain", default=True), _kinds(row)))
        row.done()
    return tuple(lines)


def _rows(root: Table) -> tuple[SlipRow, ...]:
    rows: list[SlipRow] = []
    for row in root.tables("row"):
        rows.append(SlipRow(row.choice("field", SLIP_FIELDS), row.text("label"), _kinds(row)))
        row.done()
    return tuple(rows)


def _kinds(row: Table) -> frozenset[Kind]:
    """Give the kinds of declaration that a line is for: `only_for`, or all."""
    return frozenset({Kind(row.choice("only_for", Kind))}) if row.has("only_for") else frozenset(Kind)


def _done(*tables: Table) -> None:
    for table in tables:
        table.done()
