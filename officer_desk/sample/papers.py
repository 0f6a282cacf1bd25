# SPDX-License-Identifier: Apache-2.0
"""Older and other papers, each marked MẪU / SPECIMEN: CMND of nine digits, passport data page, birth certificate."""

from datetime import date
from random import Random

from PIL import Image, ImageOps

from officer_desk.domain.calendar import format_day
from officer_desk.sample.canvas import Canvas, Colour
from officer_desk.sample.cards import HEIGHT, LABEL, SCALE, WIDTH, AddressText, card_address, machine_line
from officer_desk.sample.lettering import watermark, wrapped, write
from officer_desk.sample.mrz import passport_lines
from officer_desk.sample.ornaments import RED, drum, fingerprint, round_star, seal, signature, waves
from officer_desk.sample.people import Person
from officer_desk.sample.portraits import draw_portrait

_BROWN: Colour = (60, 48, 36)


def cmnd_front(person: Person, address_text: AddressText, seed: str) -> Image.Image:
    """Draw the front of an identity card of nine digits (CMND)."""
    canvas = _laminated(seed, (214, 226, 196), (232, 230, 190))
    round_star(canvas, (150, 90), 46)
    write(canvas, (530, 58), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 25, face="serif-bold", anchor="ms")
    write(canvas, (530, 88), "Độc lập - Tự do - Hạnh phúc", 24, face="serif-bold", anchor="ms")
    write(canvas, (530, 136), "GIẤY CHỨNG MINH NHÂN DÂN", 36, face="serif-bold", anchor="ms")
    write(canvas, (530, 180), f"SỐ  {' '.join(person.paper_number[i : i + 3] for i in (0, 3, 6))}", 40,
        face="serif-bold", colour=RED, anchor="ms")  # fmt: skip
    portrait = draw_portrait(person.face, round(200 * canvas.scale), f"{seed}/card", background=(206, 208, 204))
    old = ImageOps.colorize(ImageOps.grayscale(portrait), (34, 30, 28), (238, 234, 222))
    cut = old.crop((0, round(old.height * 0.05), old.width, round(old.height * 0.05) + round(262 * canvas.scale)))
    canvas.image.paste(cut, (round(46 * canvas.scale), round(206 * canvas.scale)))
    address = address_text(card_address(person))
    lines = wrapped(address, 26, "serif-bold", 330, canvas)
    rows = [
        ("Họ tên:", person.full_name.upper()),
        ("Sinh ngày:", person.born.strftime("%d-%m-%Y")),
        ("Nguyên quán:", address_text(person.origin)),
        ("Nơi ĐKHK thường trú:", lines[0]),
        ("", " ".join(lines[1:])),
    ]
    for row, (label, words) in enumerate(rows):
        y = 240 + row * 56
        end = write(canvas, (272, y), label, 22, face="serif", colour=_BROWN) if label else 262
        write(canvas, (end + 10, y), words, 26, face="serif-bold", fit=WIDTH - end - 40)
        canvas.line([(end + 6, y + 8), (WIDTH - 34, y + 8)], (140, 140, 110), 0.8)
    watermark(canvas, (540, 350), 56, 11)
    return canvas.image


def cmnd_back(person: Person, address_text: AddressText, seed: str) -> Image.Image:  # noqa: ARG001
    """Draw its back."""
    canvas = _laminated(f"{seed}/back", (200, 222, 202), (220, 230, 196))
    chance = Random(f"{seed}/back/marks")
    for y, words in ((60, "NGÓN TRỎ TRÁI"), (290, "NGÓN TRỎ PHẢI")):
        fingerprint(canvas, 46, y, 150, 186, chance)
        write(canvas, (121, y + 206), words, 15, face="serif", anchor="ms", colour=_BROWN)
    end = write(canvas, (240, 74), "Dân tộc:", 22, face="serif", colour=_BROWN)
    end = write(canvas, (end + 10, 74), "Kinh", 25, face="serif-bold")
    end = write(canvas, (end + 80, 74), "Tôn giáo:", 22, face="serif", colour=_BROWN)
    write(canvas, (end + 10, 74), "Không", 25, face="serif-bold")
    write(canvas, (530, 122), "DẤU VẾT RIÊNG VÀ DỊ HÌNH", 24, face="serif-bold", anchor="ms")
    write(canvas, (240, 164), f"Nốt ruồi cách {chance.randint(1, 4)}cm sau cánh mũi phải", 25, face="serif-bold")
    day = person.issued
    write(
        canvas,
        (560, 262),
        f"Ngày {day.day:02} tháng {day.month:02} năm {day.year}",
        24,
        face="serif-italic",
        anchor="ms",
    )
    write(canvas, (560, 296), "GIÁM ĐỐC CÔNG AN (MẪU)", 25, face="serif-bold", anchor="ms")
    signature(canvas, (500, 380), 170, chance)
    seal(canvas, (510, 384), 66)
    watermark(canvas, (520, 230), 56, 11)
    return canvas.image


def passport_page(person: Person, address_text: AddressText, seed: str) -> Image.Image:
    """Draw the data page of a passport; it has no back."""
    width, height = 1250.0, 880.0
    canvas = Canvas.blank(width, height, 1.6, (224, 230, 236))
    canvas.gradient((206, 222, 234), (236, 226, 220))
    waves(canvas, (110, 130, 170), 0.22, width, height, Random(f"{seed}/waves"))
    drum(canvas, (760, 330), 270, (120, 120, 160), 0.15)
    write(canvas, (60, 74), "HỘ CHIẾU / PASSPORT", 40, face="serif-bold", colour=(30, 50, 110))
    write(canvas, (1190, 72), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM / SOCIALIST REPUBLIC OF VIET NAM", 20,
        face="sans-medium", anchor="rs", colour=(30, 50, 110), fit=640)  # fmt: skip
    portrait = draw_portrait(person.face, round(310 * canvas.scale), f"{seed}/card", background=(238, 240, 244))
    canvas.image.paste(portrait.crop((0, round(20 * canvas.scale), portrait.width, round(432 * canvas.scale))),
        (round(60 * canvas.scale), round(150 * canvas.scale)))  # fmt: skip
    family, *given = person.full_name.upper().split()
    issued, expires = passport_days(person)
    fields = [
        (420, 150, "Loại / Type", "P"), (640, 150, "Mã số / Code", "VNM"), (900, 150, "Số hộ chiếu / Passport N°",
            person.paper_number),
        (420, 232, "Họ và tên / Full name", f"{family} {' '.join(given)}"), (900, 232, "Quốc tịch / Nationality",
            "VIỆT NAM / VIETNAMESE"),
        (420, 314, "Ngày sinh / Date of birth", format_day(person.born)), (900, 314, "Nơi sinh / Place of birth",
            address_text(person.origin).rsplit(", ", 1)[-1].upper()),
        (420, 396, "Giới tính / Sex", "NỮ / F" if person.woman else "NAM / M"), (900, 396,
            "Số ĐDCN, CCCD / ID card N°", person.id_number),
        (420, 478, "Ngày cấp / Date of issue", format_day(issued)), (900, 478, "Có giá trị đến / Date of expiry",
            format_day(expires)),
        (420, 560, "Nơi cấp / Place of issue", "Cục Quản lý xuất nhập cảnh (MẪU)"),
    ]  # fmt: skip
    for x, y, label, words in fields:
        write(canvas, (x, y + 18), label, 18, colour=LABEL)
        write(
            canvas,
            (x, y + 52),
            words,
            29,
            face="sans-bold",
            fit=460 if x == 420 and y == 232 else 300 if x == 900 else 500,
        )
    watermark(canvas, (720, 400), 80, 11)
    canvas.fill([(0, 690), (width, 690), (width, height), (0, height)], (240, 240, 236))
    for row, line in enumerate(
        passport_lines(
            person.paper_number, person.id_number, person.full_name, person.born, expires, woman=person.woman
        )
    ):
        machine_line(canvas, line, 56, 768 + row * 66, width - 112, 50)
    return canvas.image


def passport_days(person: Person) -> tuple[date, date]:
    """Give the day of issue and the day of expiry, ten years later."""
    return person.issued, person.issued.replace(year=person.issued.year + 10)


def birth_certificate(child: Person, mother: str, father: str, address_text: AddressText, seed: str) -> Image.Image:
    """Draw an extract of a birth certificate."""
    width, height = 840.0, 1120.0
    canvas = Canvas.blank(width, height, 2.0, (250, 244, 232))
    canvas.gradient((252, 246, 236), (248, 238, 222))
    waves(canvas, (214, 168, 150), 0.16, width, height, Random(f"{seed}/waves"))
    drum(canvas, (width / 2, 600), 280, (206, 120, 100), 0.12)
    for inset, thick in ((30, 5), (40, 1.4), (46, 1.4)):
        canvas.line([(inset, inset), (width - inset, inset), (width - inset, height - inset),
            (inset, height - inset), (inset, inset - 2)], (188, 52, 52), thick)  # fmt: skip
    middle = width / 2
    round_star(canvas, (middle, 112), 40)
    write(canvas, (middle, 196), "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", 26, face="serif-bold", anchor="ms")
    write(canvas, (middle, 228), "Độc lập - Tự do - Hạnh phúc", 25, face="serif-bold", anchor="ms")
    canvas.line([(middle - 145, 240), (middle + 145, 240)], (60, 50, 50), 1.4)
    write(canvas, (middle, 312), "GIẤY KHAI SINH", 56, face="serif-bold", colour=RED, anchor="ms")
    write(canvas, (middle, 342), "(MẪU THỬ NGHIỆM)", 20, face="serif-italic", anchor="ms", colour=_BROWN)
    write(canvas, (760, 376), f"Số: {child.paper_number}", 23, face="serif-bold", anchor="rs")
    place = address_text(child.origin)
    born = child.born
    rows = [
        (("Họ, chữ đệm, tên:", child.full_name.upper()),),
        (("Ngày, tháng, năm sinh:", format_day(born)), ("Tại:", address_text(child.origin).rsplit(", ", 1)[-1])),
        (("Giới tính:", "Nữ" if child.woman else "Nam"), ("Dân tộc:", "Kinh"), ("Quốc tịch:", "Việt Nam")),
        (("Nơi sinh:", f"Bệnh viện Phụ sản (mẫu), {place.rsplit(', ', 1)[-1]}"),),
        (("Quê quán:", place),),
        (("Số định danh cá nhân:", child.id_number),),
        (("Họ, chữ đệm, tên người mẹ:", mother),),
        (("Họ, chữ đệm, tên người cha:", father),),
        (("Nơi cư trú:", address_text(card_address(child))),),
        (("Nơi đăng ký khai sinh:", f"UBND {place[0].lower()}{place.split(', ')[0][1:]} (mẫu)"),),
    ]  # fmt: skip
    for row, pairs in enumerate(rows):
        x, y = 82.0, 424 + row * 44
        for label, words in pairs:
            end = write(canvas, (x, y), label, 23, face="serif", colour=_BROWN)
            x = write(canvas, (end + 8, y), words, 24, face="serif-bold", fit=width - end - 80) + 22
    day = born.replace(day=min(28, born.day + 9))
    write(
        canvas,
        (600, 880),
        f"Ngày {day.day:02} tháng {day.month:02} năm {day.year}",
        22,
        face="serif-italic",
        anchor="ms",
    )
    write(canvas, (600, 912), "NGƯỜI KÝ GIẤY KHAI SINH", 23, face="serif-bold", anchor="ms")
    chance = Random(f"{seed}/marks")
    signature(canvas, (540, 980), 150, chance)
    seal(canvas, (552, 984), 60)
    write(canvas, (600, 1062), "Người Ký Mẫu", 23, face="serif-bold", anchor="ms")
    watermark(canvas, (middle, 640), 80, 24, 0.16)
    return canvas.image


def _laminated(seed: str, top: Colour, bottom: Colour) -> Canvas:
    canvas = Canvas.blank(WIDTH, HEIGHT, SCALE, top)
    canvas.gradient(top, bottom)
    waves(canvas, (120, 150, 100), 0.2, WIDTH, HEIGHT, Random(f"{seed}/waves"))
    drum(canvas, (540, 330), 180, (120, 150, 100), 0.14)
    return canvas
