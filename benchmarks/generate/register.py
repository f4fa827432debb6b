"""An invented register of the official size and structure, as the files that the portal imports.

Sixteen Länder with their numbers of Kreise, kreisfreie Städte, Verbände and Gemeinden; names, keys below the Land, inhabitants and areas are
made up. Source of the numbers: Destatis, Gemeindeverzeichnis, territorial status 30 November 2025; of the shares of structurally weak areas: GRW 2022-2027.
"""

from generate.plan import Plan


#: Land, Gemeinden, kreisfreie Städte among them, Kreise without these, Verbände, kind of the Kreise and of the Verbände.
STATES = (
    ("Schleswig-Holstein", 1104, 4, 11, 83, "43", "51"),
    ("Hamburg", 1, 1, 0, 0, "44", "51"),
    ("Niedersachsen", 939, 8, 37, 114, "44", "52"),
    ("Bremen", 2, 2, 0, 0, "44", "51"),
    ("Nordrhein-Westfalen", 396, 22, 31, 0, "43", "51"),
    ("Hessen", 421, 5, 21, 0, "44", "51"),
    ("Rheinland-Pfalz", 2300, 12, 24, 129, "44", "53"),
    ("Baden-Württemberg", 1101, 9, 35, 270, "44", "54"),
    ("Bayern", 2056, 25, 71, 311, "44", "54"),
    ("Saarland", 52, 0, 6, 0, "44", "51"),
    ("Berlin", 1, 1, 0, 0, "44", "51"),
    ("Brandenburg", 413, 4, 14, 52, "44", "51"),
    ("Mecklenburg-Vorpommern", 724, 2, 6, 76, "44", "51"),
    ("Sachsen", 418, 3, 10, 70, "44", "54"),
    ("Sachsen-Anhalt", 218, 3, 11, 18, "44", "53"),
    ("Thüringen", 605, 5, 17, 80, "44", "54"),
)

STATUS = "20251130"
#: Of 100 Gemeinden, so many are in a structurally weak region.
WEAK = 50
SYLLABLES = "bren zel au lin mar ko ris tha gol wes per lo hin sta ver mu ken dor sel ra tin os bur nek fa".split()
ENDINGS = ("dorf", "heim", "hausen", "stadt", "berg", "bach", "feld", "au", "ingen", "kirchen")


def files(plan: Plan) -> tuple[bytes, bytes]:
    """A file in the layout of GV100AD, and a GRW list as CSV."""
    lines: list[str] = []
    weak = ["ags,name,grw_class,coverage,note"]
    names = _names(plan)
    for number, state in enumerate(STATES, start=1):
        _state(plan, f"{number:02d}", state, names, lines, weak)
    return ("\n".join(lines) + "\n").encode(), ("\n".join(weak) + "\n").encode()


def _names(plan: Plan):
    """Names of places, each once."""
    chance, known = plan.chance("places", 0), set()
    while True:
        stem = "".join(chance.choices(SYLLABLES, k=chance.choice((1, 2, 2, 3))))
        name = stem.capitalize() + chance.choice(ENDINGS)
        if name not in known:
            known.add(name)
            yield name


def _state(plan: Plan, land: str, state: tuple, names, lines: list[str], weak: list[str]) -> None:
    title, towns, cities, districts, associations, district_kind, association_kind = state
    lines.append(_line("10", land, name=title))
    lines.append(_line("20", f"{land}1", name=f"Bezirk {title}"))
    lines.append(_line("30", f"{land}11", name=f"Region {title}"))
    for city in range(1, cities + 1):
        ags, name = f"{land}{city:03d}", f"{next(names)}, Stadt"
        lines.append(_line("40", ags, name=name, code="41"))
        lines.append(_line("50", ags, "0000", name=name, code="50"))
        lines.append(_town(plan, f"{ags}000", "0000", name, "61", (40_000, 900_000), weak))
    rest = towns - cities
    for district in range(districts):
        ags = f"{land}{51 + district:03d}"
        lines.append(_line("40", ags, name=f"Kreis {next(names)}", code=district_kind))
        here = rest * (district + 1) // districts - rest * district // districts
        there = associations * (district + 1) // districts - associations * district // districts
        for number in range(there):
            code = association_kind
            lines.append(_line("50", ags, f"{5001 + number}", name=f"Verband {next(names)}", code=code))
        for number in range(1, here + 1):
            # In each association some Gemeinden; where there is none, each stands alone and is large.
            is_member = there and number > here // 8
            key = f"{5001 + number % there}" if is_member else f"{number:04d}"
            name = next(names)
            if not is_member:
                lines.append(_line("50", ags, key, name=name, code="50"))
            inhabitants, kind = ((100, 4_000), "64") if is_member else ((3_000, 40_000), "63")
            name += ", Stadt" if kind == "63" else ""
            lines.append(_town(plan, f"{ags}{number:03d}", key, name, kind, inhabitants, weak))


def _town(plan: Plan, ags: str, association: str, name: str, code: str, sizes: tuple, weak: list) -> str:
    """The line of a Gemeinde; its line of the GRW list is added to `weak`."""
    chance = plan.chance("town", int(ags))
    if chance.randrange(100) < WEAK:
        coverage = "part" if chance.randrange(500) == 0 else "full"
        weak.append(f'{ags},"{name}",{chance.choice("CD")},{coverage},')
    low, high = sizes
    inhabitants = int(low * (high / low) ** chance.random())
    hectares = chance.randint(400, 9_000)
    about = f"{hectares:011d}{inhabitants:011d}{inhabitants // 2:011d}    {ags[:2]}{chance.randrange(1000):03d}"
    return _line("60", ags, association, name, code, about)


def _line(kind: str, ags: str, association: str = "", name: str = "", code: str = "", about: str = "") -> str:
    line = f"{kind}{STATUS}{ags:8}{association:4}{name:50}{'':50}{code:2}{'':4}{about}"
    return f"{line:220}"
