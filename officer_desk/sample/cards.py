# SPDX-License-Identifier: Apache-2.0
"""Citizen cards as they are laid out, each marked MẪU / SPECIMEN: the chip card of 2021 and the card of 2024."""

from collections.abc import Callable
from dataclasses import replace
from datetime import date
from random import Random

from PIL import Image

from officer_desk.domain.calendar import format_day
from officer_desk.domain.records import Address
from officer_desk.sample.canvas import Canvas, Colour
from officer_desk.sample.lettering import INK, watermark, wrapped, write
from officer_desk.sample.mrz import card_lines
from officer_desk.sample.ornaments import RED, chip, drum, fingerprint, qr_code, round_star, seal, signature, waves
from officer_desk.sample.people import Person
from officer_desk.sample.portraits import draw_portrait

WIDTH, HEIGHT = 856.0, 540.0
"""A card of the format ID-1 in tenths of a millimetre."""
SCALE = 2.2

LABEL: Colour = (70, 84, 96)
_MARKS = (
    "Nốt ruồi C: 1,5cm trên sau cánh mũi trái",
    "Sẹo chấm C: 2cm trên đuôi mày phải",
    "Nốt ruồi C: 2cm dưới khóe mắt phải",
    "Sẹo chấm C: 1cm dưới môi",
    "Nốt ruồi C: 1cm trước tai trái",
)

AddressText = Callable[[Address], str]


def card_address(person: Person) -> Address:
    """Give the address as printed on the person's card: three levels before July 2025."""
    place = person.place
    if person.issued >= date(2025, 7, 1):
        return person.address
    return replace(
        person.address, scheme="2020", province=place.province, district=place.district, commune=place.commune
    )


def qr_text(person: Person, address_text: AddressText) -> str:
    """Give what the card's QR says: seven fields, and on the card of 2024 the (guessed) fields after them."""
    fields = [
        person.id_number,
        person.old_id,
        person.full_name,
        person.born.strftime("%d%m%Y"),
        "Nữ" if person.woman else "Nam",
        address_text(card_address(person)),
        person.issued.strftime("%d%m%Y"),
    ]
    return "|".join([*fields, "", "", "", ""] if person.new_card else fields)


def card_front(person: Person, address_text: AddressText, seed: str) -> Image.Image:
    """Draw the front of the person's citizen card."""
    canvas = _paper(seed)
    drum(canvas, (560, 330), 190, (90, 150, 140), 0.16)
    round_star(canvas, (112, 92), 52)
    middle = 500 if person.new_card else 424
    write(canvas, (middle, 52), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 25, face="sans-bold", anchor="ms", fit=468)
    write(canvas, (middle, 82), "Độc lập - Tự do - Hạnh phúc", 22, face="sans-medium", anchor="ms")
    title, english = (
        ("CĂN CƯỚC", "IDENTITY CARD") if person.new_card else ("CĂN CƯỚC CÔNG DÂN", "Citizen Identity Card")
    )
    write(canvas, (middle, 128), title, 40, face="sans-bold", colour=RED, anchor="ms", fit=392)
    write(canvas, (middle, 153), english, 18, colour=RED, anchor="ms")
    _photo(canvas, person, seed)
    if not person.new_card:
        qr_code(canvas, 672, 22, 164, qr_text(person, address_text))
    _front_words(canvas, person, address_text)
    watermark(canvas, (540, 372), 54, 11)
    return canvas.image


def card_back(person: Person, address_text: AddressText, seed: str) -> Image.Image:
    """Draw its back."""
    canvas = _paper(f"{seed}/back")
    chance = Random(f"{seed}/back/marks")
    drum(canvas, (430, 200), 170, (90, 150, 140), 0.12)
    if person.new_card:
        _new_back(canvas, person, address_text, chance)
    else:
        _chip_back(canvas, person, chance)
    watermark(canvas, (350, 300), 48, 9)
    canvas.fill([(0, 372), (WIDTH, 372), (WIDTH, HEIGHT), (0, HEIGHT)], (238, 240, 232))
    for row, line in enumerate(
        card_lines(person.id_number, person.full_name, person.born, person.expires, woman=person.woman)
    ):
        machine_line(canvas, line, 44, 424 + row * 44, 768, 46)
    return canvas.image


def machine_line(canvas: Canvas, line: str, x: float, y: float, width: float, size: float) -> None:
    """Print one machine-readable line, each sign in its own cell."""
    for i, sign in enumerate(line):
        write(
            canvas, (x + width * (i + 0.5) / len(line), y), sign, size, face="machine", anchor="ms", colour=(20, 20, 22)
        )


def _paper(seed: str) -> Canvas:
    canvas = Canvas.blank(WIDTH, HEIGHT, SCALE, (220, 232, 226))
    canvas.gradient((196, 222, 226), (238, 236, 208))
    waves(canvas, (96, 150, 150), 0.2, WIDTH, HEIGHT, Random(f"{seed}/waves"))
    return canvas


def _photo(canvas: Canvas, person: Person, seed: str) -> None:
    """Print the person's portrait on the card; it was another day, before a white wall."""
    width, height = 186, 248
    portrait = draw_portrait(person.face, round(width * canvas.scale), f"{seed}/card", background=(222, 230, 238))
    cut = portrait.crop(
        (0, round(portrait.height * 0.04), portrait.width, round(portrait.height * 0.04) + round(height * canvas.scale))
    )
    faded = Image.blend(cut, Image.new("RGB", cut.size, (214, 222, 216)), 0.12)
    canvas.image.paste(faded, (round(44 * canvas.scale), round(172 * canvas.scale)))


def _front_words(canvas: Canvas, person: Person, address_text: AddressText) -> None:
    limit = format_day(person.expires) if person.expires else "Không thời hạn"
    write(canvas, (137, 452), "Có giá trị đến / Date of expiry:", 14.5, colour=LABEL, anchor="ms")
    write(canvas, (137, 476), limit, 19, face="sans-medium", anchor="ms")
    left, room = 262.0, 560.0
    end = write(canvas, (left, 208), "Số / No.:", 20, colour=LABEL)
    write(canvas, (end + 14, 209), person.id_number, 38, face="sans-bold")
    write(canvas, (left, 244), "Họ và tên / Full name:", 18, colour=LABEL)
    write(canvas, (left, 278), person.full_name.upper(), 29, face="sans-bold", fit=room)
    end = write(canvas, (left, 314), "Ngày sinh / Date of birth:", 18, colour=LABEL)
    write(canvas, (end + 10, 314), format_day(person.born), 22, face="sans-medium")
    end = write(canvas, (left, 348), "Giới tính / Sex:", 18, colour=LABEL)
    end = write(canvas, (end + 10, 348), "Nữ" if person.woman else "Nam", 22, face="sans-medium")
    end = write(canvas, (end + 34, 348), "Quốc tịch / Nationality:", 18, colour=LABEL)
    write(canvas, (end + 10, 348), "Việt Nam", 22, face="sans-medium")
    if person.new_card:
        return
    write(canvas, (left, 384), "Quê quán / Place of origin:", 18, colour=LABEL)
    write(canvas, (left, 411), address_text(person.origin), 21, face="sans-medium", fit=room)
    write(canvas, (left, 446), "Nơi thường trú / Place of residence:", 18, colour=LABEL)
    for row, line in enumerate(wrapped(address_text(card_address(person)), 21, "sans-medium", room, canvas)):
        write(canvas, (left, 473 + row * 26), line, 21, face="sans-medium", fit=room)


def _chip_back(canvas: Canvas, person: Person, chance: Random) -> None:
    end = write(canvas, (60, 52), "Đặc điểm nhận dạng / Personal identification:", 16, colour=LABEL)
    write(canvas, (end + 8, 52), chance.choice(_MARKS), 17, face="sans-medium", fit=WIDTH - end - 30)
    chip(canvas, 66, 96, 128, 102)
    write(canvas, (390, 104), f"Ngày, tháng, năm / Date: {format_day(person.issued)}", 17, anchor="ms", colour=INK)
    write(canvas, (390, 134), "CỤC TRƯỞNG (MẪU)", 19, face="sans-bold", anchor="ms")
    signature(canvas, (300, 210), 150, chance)
    seal(canvas, (344, 206), 56)
    for x, words in ((592, "Ngón trỏ trái"), (708, "Ngón trỏ phải")):
        fingerprint(canvas, x, 84, 104, 152, chance)
        write(canvas, (x + 52, 258), words, 14, colour=LABEL, anchor="ms")
        write(
            canvas,
            (x + 52, 276),
            "Left index finger" if x < 600 else "Right index finger",
            11.5,
            colour=LABEL,
            anchor="ms",
        )


def _new_back(canvas: Canvas, person: Person, address_text: AddressText, chance: Random) -> None:
    write(canvas, (60, 62), "Nơi cư trú / Place of residence:", 17, colour=LABEL)
    for row, line in enumerate(wrapped(address_text(card_address(person)), 20, "sans-medium", 520, canvas)):
        write(canvas, (60, 90 + row * 26), line, 20, face="sans-medium")
    write(canvas, (60, 150), "Nơi đăng ký khai sinh / Place of birth:", 17, colour=LABEL)
    write(canvas, (60, 178), address_text(person.origin), 20, face="sans-medium", fit=520)
    end = write(canvas, (60, 214), "Ngày cấp / Date of issue:", 17, colour=LABEL)
    write(canvas, (end + 8, 214), format_day(person.issued), 20, face="sans-medium")
    end = write(canvas, (60, 246), "Có giá trị đến / Date of expiry:", 17, colour=LABEL)
    write(
        canvas,
        (end + 8, 246),
        format_day(person.expires) if person.expires else "Không thời hạn",
        20,
        face="sans-medium",
    )
    chip(canvas, 452, 236, 110, 88)
    write(canvas, (726, 236), "BỘ CÔNG AN (MẪU)", 17, face="sans-bold", anchor="ms")
    signature(canvas, (660, 290), 120, chance)
    seal(canvas, (690, 300), 46)
    qr_code(canvas, 634, 24, 186, qr_text(person, address_text))
