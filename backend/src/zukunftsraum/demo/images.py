"""Lead images of the demo: calm shapes in the colours of the theme, drawn when they are needed."""

from functools import cache
from io import BytesIO
from PIL import Image
from PIL import ImageDraw


#: Size of a lead image in pixels; drawn twice as large for smooth edges.
WIDTH, HEIGHT, SCALE = 1200, 675, 2

BLUE = "#0b3b6f"
MIDDLE = "#7fa3c7"
SOFT = "#e8f0f8"
YELLOW = "#f2b134"
GREEN = "#1e6b45"
LINE = "#cdd7e1"
WHITE = "#ffffff"


class Canvas:
    """Draws in a space of 120 × 67.5 units, whatever the size of the image."""

    def __init__(self):
        self.image = Image.new("RGB", (WIDTH * SCALE, HEIGHT * SCALE), SOFT)
        self.pen = ImageDraw.Draw(self.image)

    def at(self, *numbers):
        return [number * 10 * SCALE for number in numbers]

    def box(self, left, top, right, bottom, colour, radius=0.6):
        self.pen.rounded_rectangle(
            self.at(left, top, right, bottom), radius=radius * 10 * SCALE, fill=colour
        )

    def disc(self, x, y, radius, colour):
        self.pen.ellipse(self.at(x - radius, y - radius, x + radius, y + radius), fill=colour)

    def shape(self, *points, colour):
        self.pen.polygon(self.at(*points), fill=colour)

    def stroke(self, *points, colour, width=1.0):
        self.pen.line(self.at(*points), fill=colour, width=int(width * 10 * SCALE), joint="curve")

    def png(self) -> bytes:
        stream = BytesIO()
        small = self.image.resize((WIDTH, HEIGHT), Image.Resampling.LANCZOS)
        small.quantize(64).save(stream, "PNG", optimize=True)
        return stream.getvalue()


def houses(canvas):
    canvas.disc(98, 16, 8, YELLOW)
    canvas.box(0, 55, 120, 68, LINE, 0)
    for x, top, width, colour in ((14, 30, 22, BLUE), (42, 20, 26, MIDDLE), (74, 34, 20, GREEN)):
        canvas.box(x, top, x + width, 56, colour)
        canvas.shape(
            x - 2, top + 1, x + width / 2, top - 11, x + width + 2, top + 1, colour=colour
        )
        for row in range(2):
            for column in range(2):
                left, upper = x + 4 + column * (width - 12), top + 5 + row * 9
                canvas.box(left, upper, left + 4, upper + 5, WHITE, 0.3)


def bench(canvas):
    canvas.box(0, 52, 120, 68, LINE, 0)
    canvas.box(34, 40, 78, 44, BLUE)
    canvas.box(34, 29, 78, 33, MIDDLE)
    for x in (38, 72):
        canvas.box(x, 31, x + 2, 56, BLUE, 0.2)
    canvas.box(93, 14, 95, 56, GREEN, 0.2)
    canvas.shape(95, 16, 108, 16, 112, 20, 108, 24, 95, 24, colour=YELLOW)
    canvas.shape(93, 28, 82, 28, 78, 31.5, 82, 35, 93, 35, colour=GREEN)


def shop(canvas):
    canvas.box(0, 56, 120, 68, LINE, 0)
    canvas.box(30, 24, 90, 58, MIDDLE)
    for number in range(6):
        left = 28 + number * 10.7
        canvas.box(left, 14, left + 10.7, 28, YELLOW if number % 2 else BLUE, 2)
    canvas.box(36, 33, 60, 50, WHITE)
    canvas.box(68, 33, 82, 58, BLUE)
    canvas.disc(79, 46, 1, YELLOW)


def circles(canvas):
    for x, y, radius, colour in (
        (38, 30, 14, BLUE),
        (62, 38, 11, MIDDLE),
        (45, 52, 8, GREEN),
        (28, 50, 6, MIDDLE),
        (76, 24, 6, BLUE),
        (97, 44, 9, YELLOW),
    ):
        canvas.disc(x, y, radius, colour)


def dialogue(canvas):
    for x, y, width, height, colour in (
        (18, 12, 40, 20, BLUE),
        (64, 24, 38, 18, YELLOW),
        (30, 40, 36, 16, GREEN),
    ):
        canvas.box(x, y, x + width, y + height, colour, 4)
        canvas.shape(
            x + 8, y + height - 1, x + 18, y + height - 1, x + 8, y + height + 6, colour=colour
        )


def steps(canvas):
    for number in range(5):
        left, top = 14 + number * 18.5, 52 - number * 9
        canvas.box(left, top, left + 17, 60, BLUE if number % 2 == 0 else MIDDLE)
    canvas.disc(96.5, 9.5, 4.5, YELLOW)


def fields(canvas):
    for left, top, colour in (
        (26, 8, BLUE),
        (62, 8, GREEN),
        (26, 36, MIDDLE),
        (62, 36, LINE),
    ):
        canvas.box(left, top, left + 33, top + 25, colour, 1.5)
    canvas.disc(60.5, 34.5, 5, YELLOW)


def map_(canvas):
    canvas.stroke(0, 46, 40, 38, 70, 44, 120, 30, colour=WHITE, width=4)
    canvas.stroke(52, 0, 58, 41, 50, 68, colour=WHITE, width=3)
    marked = {2, 7}
    places = (
        (10, 12), (28, 18), (36, 50), (66, 10), (84, 14),
        (100, 10), (70, 52), (88, 44), (104, 50), (14, 54),
    )  # fmt: skip
    for number, (x, y) in enumerate(places):
        colour = YELLOW if number in marked else (BLUE if number % 3 else MIDDLE)
        canvas.box(x, y, x + 9, y + 8, colour)


def checklist(canvas):
    canvas.box(36, 6, 84, 62, WHITE, 2)
    for number in range(4):
        y = 14 + number * 12
        canvas.box(42, y, 48, y + 6, YELLOW if number == 3 else GREEN, 1)
        canvas.stroke(43.3, y + 3, 44.7, y + 4.6, 47, y + 1.6, colour=WHITE, width=0.8)
        canvas.box(53, y + 1.5, 78 - number * 3, y + 4.5, MIDDLE, 1.5)


def book(canvas):
    canvas.shape(16, 16, 60, 22, 60, 58, 16, 52, colour=BLUE)
    canvas.shape(104, 16, 60, 22, 60, 58, 104, 52, colour=MIDDLE)
    canvas.shape(84, 18.7, 92, 17.6, 92, 38, 88, 34, 84, 39, colour=YELLOW)
    for number in range(4):
        y = 27 + number * 6
        canvas.stroke(22, y - 4, 52, y, colour=SOFT, width=0.9)


def bridge(canvas):
    canvas.box(0, 56, 120, 68, MIDDLE, 0)
    canvas.box(0, 34, 24, 68, GREEN, 1)
    canvas.box(96, 34, 120, 68, BLUE, 1)
    canvas.pen.arc(canvas.at(20, 26, 100, 86), 180, 360, fill=BLUE, width=80)
    canvas.box(18, 30, 102, 34, BLUE, 0.5)
    canvas.disc(60, 14, 7, YELLOW)


def screen(canvas):
    canvas.box(28, 8, 92, 50, BLUE, 2.5)
    canvas.box(32, 12, 88, 46, WHITE, 1)
    canvas.box(54, 50, 66, 58, MIDDLE, 0)
    canvas.box(44, 57, 76, 60, MIDDLE, 1)
    canvas.box(38, 19, 62, 22, MIDDLE, 1.2)
    canvas.box(38, 27, 68, 30, LINE, 1.2)
    canvas.box(38, 35, 58, 38, LINE, 1.2)
    canvas.disc(77, 29, 6, YELLOW)


def road(canvas):
    canvas.disc(20, 78, 40, GREEN)
    canvas.disc(100, 84, 44, MIDDLE)
    canvas.stroke(10, 68, 40, 52, 70, 54, 92, 44, 84, 32, 62, 30, 52, 24, colour=WHITE, width=3.5)
    canvas.box(44, 14, 56, 24, BLUE)
    canvas.shape(42, 15, 50, 7, 58, 15, colour=BLUE)
    canvas.disc(100, 14, 6, YELLOW)


def lake(canvas):
    canvas.disc(88, 20, 8, YELLOW)
    canvas.disc(24, 64, 30, GREEN)
    canvas.disc(66, 74, 38, MIDDLE)
    canvas.box(0, 46, 120, 68, BLUE, 0)
    for x, y in ((14, 52), (56, 57), (88, 51)):
        canvas.box(x, y, x + 20, y + 1.2, MIDDLE, 0.6)


#: Name of a motif → what draws it, and what it shows in words.
MOTIFS = {
    "bench": (bench, "eine Bank neben einem Wegweiser"),
    "book": (book, "ein aufgeschlagenes Buch mit gelbem Lesezeichen"),
    "bridge": (bridge, "eine Brücke zwischen zwei Ufern"),
    "checklist": (checklist, "ein Blatt mit vier abgehakten Zeilen"),
    "circles": (circles, "Kreise, die sich berühren; ein gelber Kreis steht etwas abseits"),
    "dialogue": (dialogue, "drei Sprechblasen, eine davon gelb"),
    "fields": (fields, "vier Felder und in ihrer Mitte ein gelber Punkt"),
    "houses": (houses, "drei verschieden hohe Häuser unter einer gelben Sonne"),
    "lake": (lake, "ein See vor Hügeln, darüber eine gelbe Sonne"),
    "map": (map_, "ein Ortsplan mit Gebäuden, zwei davon gelb"),
    "road": (road, "ein Weg, der sich durch Hügel zu einem Haus windet"),
    "screen": (screen, "ein Bildschirm mit Textzeilen und einem gelben Punkt"),
    "shop": (shop, "ein kleiner Laden mit gestreifter Markise"),
    "steps": (steps, "fünf aufsteigende Stufen mit einem gelben Punkt auf der obersten"),
}


@cache
def illustration(motif: str) -> bytes:
    """A PNG of one of the `MOTIFS`.

    :raises KeyError: for an unknown motif.
    """
    canvas = Canvas()
    draw, _ = MOTIFS[motif]
    draw(canvas)
    return canvas.png()


def caption(motif: str) -> str:
    """What the illustration shows, in words."""
    return f"Grafik: {MOTIFS[motif][1]}"
