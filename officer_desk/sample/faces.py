# SPDX-License-Identifier: Apache-2.0
"""What makes one invented face differ from another: measures, colours, hair and clothes, chosen by chance."""

from dataclasses import dataclass
from random import Random

from officer_desk.sample.canvas import Colour, darker, lighter, mix

SKINS: tuple[Colour, ...] = (
    (244, 213, 184),
    (238, 203, 172),
    (231, 194, 160),
    (223, 183, 148),
    (213, 170, 134),
    (199, 155, 119),
)
HAIRS: tuple[Colour, ...] = ((26, 20, 20), (32, 24, 22), (38, 27, 23), (50, 34, 26), (66, 43, 30))
BACKGROUNDS: tuple[Colour, ...] = ((92, 146, 222), (112, 164, 232), (70, 128, 208), (128, 176, 236), (226, 233, 241))
SHIRTS: tuple[Colour, ...] = (
    (245, 246, 248),
    (245, 246, 248),
    (214, 228, 244),
    (222, 232, 226),
    (240, 214, 218),
    (248, 238, 214),
    (176, 200, 226),
    (72, 92, 132),
    (58, 62, 74),
)
BRIGHTS: tuple[Colour, ...] = (
    (196, 72, 84),
    (222, 138, 150),
    (88, 132, 120),
    (212, 168, 92),
    (86, 112, 164),
    (138, 98, 148),
    (60, 66, 80),
    (232, 226, 214),
)
SUITS: tuple[Colour, ...] = ((36, 44, 66), (44, 46, 52), (58, 66, 84), (70, 60, 56))
TIES: tuple[Colour, ...] = ((132, 34, 44), (40, 68, 128), (58, 62, 70), (36, 96, 88))

WOMEN_HAIR = ("long", "long", "bangs", "bob", "tied", "wavy", "wavy", "short")
MEN_HAIR = ("side", "side", "crew", "quiff", "swept", "fringe", "middle")


@dataclass(frozen=True, slots=True)
class Face:
    """One face. Lengths are in units of a portrait that is 400 wide and 600 high."""

    woman: bool
    age: int
    skin: Colour
    hair: Colour
    style: str
    part: float
    """Where the hair parts: -1 left to 1 right."""
    cheek: float
    jaw: float
    chin: float
    """Half widths of the face."""
    length: float
    """How far the chin is below the eyes."""
    eye_width: float
    eye_height: float
    eye_gap: float
    eye_tilt: float
    lid: float
    """How marked the fold of the eyelid is, 0 to 1."""
    iris: Colour
    brow: float
    brow_arch: float
    nose: float
    nose_length: float
    mouth: float
    lips: float
    lip_colour: Colour
    smile: float
    blush: float
    glasses: str
    beard: float
    wrinkles: float
    mole: tuple[float, float] | None
    clothes: str
    cloth: Colour
    second_cloth: Colour
    background: Colour


def make_face(chance: Random, *, woman: bool, age: int) -> Face:
    """Invent a face of that sex and age."""
    child = age < 13
    skin = mix(chance.choice(SKINS), chance.choice(SKINS), chance.random())
    grey = min(1.0, max(0.0, (age - 44 + chance.uniform(-8, 6)) / 30))
    hair = mix(chance.choice(HAIRS), (176, 172, 170), grey * 0.85)
    clothes, cloth, second = _clothes(chance, woman=woman, age=age)
    lips = mix(darker(mix(skin, (196, 92, 88), 0.55), 0.06), skin, 0.25)
    if woman and not child:
        lips = mix(lips, chance.choice(((186, 62, 72), (200, 84, 88), (176, 72, 84), (206, 98, 96))), 0.65)
    return Face(
        woman=woman,
        age=age,
        skin=skin,
        hair=hair,
        style=_style(chance, woman=woman, age=age),
        part=chance.choice((-1, 1)) * chance.uniform(0.15, 0.55),
        cheek=chance.uniform(88, 97) + (1 if child else 0) - (3 if woman else 0),
        jaw=chance.uniform(68, 77) + (4 if child else 0) - (5 if woman else 0),
        chin=chance.uniform(24, 31) - (5 if woman else 0),
        length=chance.uniform(118, 129) - (14 if child else 5 if woman else 0),
        eye_width=chance.uniform(18.5, 21) + (1.5 if child else 0),
        eye_height=chance.uniform(7.4, 9.4) + (1.8 if child else 0.9 if woman else 0),
        eye_gap=chance.uniform(41, 45),
        eye_tilt=chance.uniform(-0.5, 2.4),
        lid=chance.uniform(0.25, 1.0),
        iris=mix((44, 26, 18), (72, 44, 28), chance.random()),
        brow=chance.uniform(4.4, 5.8) if woman else chance.uniform(6.4, 8.6),
        brow_arch=chance.uniform(2, 6) if woman else chance.uniform(0, 4),
        nose=chance.uniform(17, 21) - (3 if child else 1.5 if woman else 0),
        nose_length=chance.uniform(50, 58) - (8 if child else 0),
        mouth=chance.uniform(29, 35) - (4 if child else 1 if woman else 0),
        lips=chance.uniform(0.85, 1.2) + (0.15 if woman else 0),
        lip_colour=lips,
        smile=chance.uniform(-0.1, 1.0),
        blush=chance.uniform(0.5, 1.0) if woman or child else chance.uniform(0.1, 0.45),
        glasses=_glasses(chance, age),
        beard=0.0 if woman or age < 19 else chance.choice((0, 0, 0.25, 0.45)),
        wrinkles=min(1.0, max(0.0, (age - 44) / 30)),
        mole=(chance.choice((-1, 1)) * chance.uniform(46, 58), chance.uniform(34, 76))
        if chance.random() < 0.12
        else None,
        clothes=clothes,
        cloth=cloth,
        second_cloth=second,
        background=chance.choice(BACKGROUNDS),
    )


def _style(chance: Random, *, woman: bool, age: int) -> str:
    if woman:
        if age < 13:
            return chance.choice(("bangs", "bangs", "pigtails", "bob"))
        return chance.choice(("short", "short", "tied", "bob")) if age > 56 else chance.choice(WOMEN_HAIR)
    if age < 13:
        return chance.choice(("fringe", "fringe", "side", "crew"))
    if age > 52:
        return chance.choice(("receding", "receding", "side", "swept", "crew"))
    return chance.choice(MEN_HAIR if age < 30 else (*MEN_HAIR[:-2], "swept"))


def _glasses(chance: Random, age: int) -> str:
    likely = 0.08 if age < 13 else 0.24 if age < 45 else 0.38
    return chance.choice(("round", "square", "half")) if chance.random() < likely else ""


def _clothes(chance: Random, *, woman: bool, age: int) -> tuple[str, Colour, Colour]:
    bright, shirt = chance.choice(BRIGHTS), chance.choice(SHIRTS)
    if age < 13:
        return chance.choice(("tee", "shirt", "polo")), chance.choice((bright, shirt)), lighter(bright, 0.5)
    if woman:
        kind = chance.choice(("shirt", "shirt", "suit", "tee", "vneck", "aodai", "blouse"))
        if kind == "suit":
            return kind, chance.choice(SUITS), chance.choice(((246, 246, 248), (238, 222, 220)))
        return kind, shirt if kind == "shirt" else bright, darker(bright, 0.2)
    kind = chance.choice(("shirt", "shirt", "shirt", "suit", "polo", "tee"))
    if kind == "suit":
        return kind, chance.choice(SUITS), chance.choice(TIES)
    return kind, shirt if kind == "shirt" else bright, darker(bright, 0.25)
