# SPDX-License-Identifier: Apache-2.0
"""The pictures of the sample's packages: shipped for the sample's own seed, drawn for any other."""

import io
import zipfile
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from random import Random

from PIL import Image

from officer_desk import resources
from officer_desk.domain.values import IdentityKind, Kind, PictureRole
from officer_desk.sample.cards import AddressText, card_back, card_front
from officer_desk.sample.faces import BRIGHTS, SHIRTS
from officer_desk.sample.papers import birth_certificate, cmnd_back, cmnd_front, passport_page
from officer_desk.sample.people import Person
from officer_desk.sample.photo import as_file, photograph
from officer_desk.sample.plan import Case, Slip
from officer_desk.sample.portraits import studio_print

PORTRAIT_WIDTH, CARD_WIDTH, SHEET_WIDTH = 400, 1000, 900
_QUALITY = {PictureRole.PORTRAIT: 80}
_PAPER_QUALITY = 70
_SMALL = 320
"""Pixels of the longer side: a module of the code has little more than one."""
_CARD = (PictureRole.IDENTITY_FRONT, PictureRole.IDENTITY_BACK)
Pictures = Callable[[Case, PictureRole], bytes]


def file_name(case: Case, role: PictureRole) -> str:
    """Give the name under which a picture is shipped: one for a person and role, whatever the number of files."""
    new = "-new" if case.kind is Kind.CHANGE else ""
    return f"{case.person.index:03}-{role.value}{new}.webp"


def draw(case: Case, role: PictureRole, seed: int, address_text: AddressText) -> bytes:
    """Draw a picture of a case, as the bytes of a WebP."""
    return as_file(_image(case, role, f"{seed}/{case.person.index}", address_text), _QUALITY.get(role, _PAPER_QUALITY))


def pictures_for(seed: int, count: int, address_text: AddressText) -> Pictures:
    """Give where pictures come from: what is shipped where seed and number of files fit, the pen otherwise."""
    shipped = shipped_path()

    def drawn(case: Case, role: PictureRole) -> bytes:
        return draw(case, role, seed, address_text)

    if not shipped.is_file():
        return _as_sent(drawn)
    archive = zipfile.ZipFile(shipped)
    if archive.comment != _label(seed, count):
        archive.close()
        return _as_sent(drawn)
    return _as_sent(lambda case, role: archive.read(file_name(case, role)))


def _as_sent(pictures: Pictures) -> Pictures:
    """Give what the citizen sent: now and then another person's card, or one that was photographed too small."""

    def sent(case: Case, role: PictureRole) -> bytes:
        if case.card_of is not None and role in _CARD:
            return pictures(replace(case, person=case.card_of), role)
        data = pictures(case, role)
        return shrunk(data) if case.slip is Slip.UNREADABLE and role is PictureRole.IDENTITY_FRONT else data

    return sent


def shrunk(data: bytes) -> bytes:
    """Give a picture in so few pixels that people still read it and no machine reads its code."""
    with Image.open(io.BytesIO(data)) as picture:
        picture.thumbnail((_SMALL, _SMALL), Image.Resampling.LANCZOS)
        return as_file(picture, _PAPER_QUALITY)


def ship(target: Path, seed: int, count: int, pictures: Iterable[tuple[str, bytes]]) -> None:
    """Write the pictures that are shipped; WebP does not get smaller by packing."""
    with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
        archive.comment = _label(seed, count)
        for name, data in pictures:
            archive.writestr(zipfile.ZipInfo(name, (2026, 1, 1, 0, 0, 0)), data)


def shipped_path() -> Path:
    """Give the archive of shipped pictures."""
    return resources.folder() / "sample" / "pictures.zip"


def wanted(cases: Iterable[Case]) -> Iterator[tuple[str, Case, PictureRole]]:
    """Give each picture that the cases need, once, by its name."""
    seen: set[str] = set()
    for case in sorted(cases, key=lambda case: (case.person.index, case.key)):
        for role in case.pictures:
            name = file_name(case, role)
            if name not in seen:
                seen.add(name)
                yield name, case, role


def _label(seed: int, count: int) -> bytes:
    return f"seed {seed}, {count} files".encode()


def _image(case: Case, role: PictureRole, seed: str, address_text: AddressText) -> Image.Image:
    person = case.person
    match role:
        case PictureRole.PORTRAIT if case.kind is Kind.CHANGE:
            return studio_print(redressed(person, seed).face, PORTRAIT_WIDTH, f"{seed}/new")
        case PictureRole.PORTRAIT:
            return studio_print(person.face, PORTRAIT_WIDTH, f"{seed}/portrait")
        case PictureRole.BIRTH_CERTIFICATE:
            mother, father = _parents(case)
            sheet = birth_certificate(person, mother, father, address_text, seed)
            return photograph(sheet, SHEET_WIDTH, f"{seed}/birth", corner=0)
        case PictureRole.IDENTITY_FRONT:
            return _front(person, seed, address_text)
        case PictureRole.IDENTITY_BACK:
            draw_back = cmnd_back if person.paper is IdentityKind.CMND else card_back
            return photograph(draw_back(person, address_text, seed), CARD_WIDTH, f"{seed}/back")


def _front(person: Person, seed: str, address_text: AddressText) -> Image.Image:
    match person.paper:
        case IdentityKind.CMND:
            return photograph(cmnd_front(person, address_text, seed), CARD_WIDTH, f"{seed}/front")
        case IdentityKind.PASSPORT:
            return photograph(passport_page(person, address_text, seed), CARD_WIDTH, f"{seed}/front", corner=0.02)
        case _:
            # A lamp's reflection now and then, where the card of 2021 has nothing that a machine reads.
            glare = person.index % 9 == 4
            return photograph(card_front(person, address_text, seed), CARD_WIDTH, f"{seed}/front", glare=glare)


def redressed(person: Person, seed: str) -> Person:
    """Dress the person for a new portrait."""
    chance = Random(f"{seed}/dress")
    face = person.face
    clothes = chance.choice(("shirt", "blouse", "vneck") if person.woman else ("shirt", "polo"))
    cloth = chance.choice([colour for colour in (*SHIRTS, *BRIGHTS) if colour != face.cloth])
    return replace(person, face=replace(face, clothes=clothes, cloth=cloth, background=(226, 233, 241)))


def _parents(case: Case) -> tuple[str, str]:
    """Give mother and father as the certificate names them; one is the guardian."""
    guardian = case.guardian
    if guardian is None:
        return "Nguyễn Thị Mẫu", "Trần Văn Mẫu"
    if guardian.woman:
        return guardian.full_name, f"{case.person.full_name.split()[0]} Văn Mẫu"
    return "Lê Thị Mẫu", guardian.full_name
