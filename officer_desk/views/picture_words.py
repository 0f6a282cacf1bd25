# SPDX-License-Identifier: Apache-2.0
"""Which pictures a file has and what they are called; how a stored one becomes pixels."""

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from officer_desk import texts
from officer_desk.catalogue import translate
from officer_desk.domain.records import DeclarationRecord, PictureRecord
from officer_desk.domain.values import IdentityKind, PictureRole
from officer_desk.gateways.pictures import PictureStore, decode


def read_picture(_job: object, store: PictureStore, sha256: str, max_side: int | None) -> QImage:
    """Read and decode a stored picture (pool thread); 32-bit rows that belong to the image alone."""
    decoded = decode(store.read(sha256), max_side)
    rows = QImage(decoded.rgb, decoded.width, decoded.height, decoded.width * 3, QImage.Format.Format_RGB888)
    return rows.convertToFormat(QImage.Format.Format_RGB32)


def picture_facts(label: str, picture: PictureRecord) -> str:
    """Say how much picture there is to judge by."""
    kilobytes = max(1, round(picture.size / 1000))
    return f"{label}: {picture.width}×{picture.height}, {kilobytes} KB"


def upright_size(picture: PictureRecord, image: QImage) -> QSize:
    """Give the picture's size as it is seen: the stored one may be meant before a turn by its EXIF mark."""
    size = QSize(picture.width, picture.height)
    lying = (size.width() > size.height()) != (image.width() > image.height())
    return size.transposed() if lying else size


def roles_of(record: DeclarationRecord) -> list[PictureRole]:
    """Give the roles of a file in the order in which they are shown: those it has, and those it needs."""
    here = {picture.role for picture in record.pictures} | set(record.required)
    return [role for role in PictureRole if role in here]


def role_label(role: PictureRole, record: DeclarationRecord) -> str:
    """Give the label above a picture."""
    return texts.picture_role(role) if role is PictureRole.PORTRAIT else role_name(role, record)


def role_name(role: PictureRole, record: DeclarationRecord) -> str:
    """Give the short name on a button."""
    if role is PictureRole.IDENTITY_FRONT and record.declared.identity.kind is IdentityKind.PASSPORT:
        return translate("PictureWords", "Data page")
    if role is PictureRole.PORTRAIT:
        return translate("PictureWords", "Portrait")
    return texts.picture_role(role)


def lowered(label: str) -> str:
    """Write a label as it stands inside a sentence."""
    return label[:1].lower() + label[1:]


def choices_of(roles: list[PictureRole], record: DeclarationRecord) -> list[tuple[str, str]]:
    """Give key and word of each choice above the pictures: all of them, then each alone."""
    all_word = translate("IdPhotos", "All three") if len(roles) == 3 else translate("IdPhotos", "All")
    return [("0", all_word), *((str(place), role_name(role, record)) for place, role in enumerate(roles, 1))]
