"""Generated German texts with a known truth: which ideas each text is about, whatever words say so.

Written for the benchmark: nouns with their inflected forms and the form they take before others in a compound, adjectives, verbs with
their nouns, and invented names that make the vocabulary grow as that of real texts does. The truth comes from the generator, not from
any analysis of the words.
"""

from dataclasses import dataclass

import random


#: singular, genitive, plural, form before others in a compound ("-": stands in none)
_NOUNS = """
Pflege Pflege Pflegen Pflege|Wohnung Wohnung Wohnungen Wohnungs|Gemeinde Gemeinde Gemeinden Gemeinde|Familie Familie Familien Familien
Kind Kindes Kinder Kinder|Haus Hauses Häuser Haus|Schule Schule Schulen Schul|Verein Vereins Vereine Vereins|Bürger Bürgers Bürger Bürger
Verwaltung Verwaltung Verwaltungen Verwaltungs|Arzt Arztes Ärzte Arzt|Dorf Dorfes Dörfer Dorf|Stadt Stadt Städte Stadt|Laden Ladens Läden Laden
Garten Gartens Gärten Garten|Straße Straße Straßen Straßen|Platz Platzes Plätze Platz|Fest Festes Feste Fest|Markt Marktes Märkte Markt
Beratung Beratung Beratungen Beratungs|Betreuung Betreuung Betreuungen Betreuungs|Versorgung Versorgung Versorgungen Versorgungs
Generation Generation Generationen Generationen|Jugend Jugend Jugenden Jugend|Strategie Strategie Strategien Strategie|Projekt Projekts Projekte Projekt
Konzept Konzepts Konzepte Konzept|Förderung Förderung Förderungen Förderungs|Bibliothek Bibliothek Bibliotheken Bibliotheks|Küche Küche Küchen Küchen
Brücke Brücke Brücken Brücken|Wald Waldes Wälder Wald|Fluss Flusses Flüsse Fluss|Mühle Mühle Mühlen Mühlen|Kirche Kirche Kirchen Kirchen
Scheune Scheune Scheunen Scheunen|Bäckerei Bäckerei Bäckereien Bäckerei|Metzgerei Metzgerei Metzgereien Metzgerei|Gasthof Gasthofs Gasthöfe Gasthof
Bahnhof Bahnhofs Bahnhöfe Bahnhofs|Bus Busses Busse Bus|Fahrrad Fahrrads Fahrräder Fahrrad|Werkstatt Werkstatt Werkstätten Werkstatt
Handwerk Handwerks Handwerke Handwerks|Energie Energie Energien Energie|Wärme Wärme Wärmen Wärme|Wasser Wassers Wasser Wasser|Leitung Leitung Leitungen Leitungs
Netz Netzes Netze Netz|Dienst Dienstes Dienste Dienst|Angebot Angebots Angebote Angebots|Veranstaltung Veranstaltung Veranstaltungen Veranstaltungs
Ausschuss Ausschusses Ausschüsse Ausschuss|Sitzung Sitzung Sitzungen Sitzungs|Protokoll Protokolls Protokolle Protokoll|Antrag Antrags Anträge Antrags
Bescheid Bescheids Bescheide Bescheid|Frist Frist Fristen Fristen|Gebühr Gebühr Gebühren Gebühren|Haushalt Haushalts Haushalte Haushalts
Steuer Steuer Steuern Steuer|Kredit Kredits Kredite Kredit|Grundstück Grundstücks Grundstücke Grundstücks|Gebäude Gebäudes Gebäude Gebäude
Sanierung Sanierung Sanierungen Sanierungs|Abriss Abrisses Abrisse Abriss|Eigentümer Eigentümers Eigentümer Eigentümer|Mieter Mieters Mieter Mieter
Nachbar Nachbarn Nachbarn Nachbar|Helfer Helfers Helfer Helfer|Pate Paten Paten Paten|Lotse Lotsen Lotsen Lotsen|Trainer Trainers Trainer Trainer
Chor Chors Chöre Chor|Theater Theaters Theater Theater|Museum Museums Museen Museums|Denkmal Denkmals Denkmäler Denkmal|Friedhof Friedhofs Friedhöfe Friedhofs
Kapelle Kapelle Kapellen Kapellen|Feuerwehr Feuerwehr Feuerwehren Feuerwehr|Polizei Polizei Polizeien Polizei|Gesundheit Gesundheit Gesundheiten Gesundheits
Krankheit Krankheit Krankheiten Krankheits|Apotheke Apotheke Apotheken Apotheken|Praxis Praxis Praxen Praxis|Klinik Klinik Kliniken Klinik
Technik Technik Techniken Technik|Rechner Rechners Rechner Rechner|Bildschirm Bildschirms Bildschirme Bildschirm|Zeitung Zeitung Zeitungen Zeitungs
Brief Briefes Briefe Brief|Sprache Sprache Sprachen Sprach|Kurs Kurses Kurse Kurs|Prüfung Prüfung Prüfungen Prüfungs|Lehrling Lehrlings Lehrlinge Lehrlings
Betrieb Betriebs Betriebe Betriebs|Fabrik Fabrik Fabriken Fabrik|Lager Lagers Lager Lager|Tourist Touristen Touristen Touristen|Ferien Ferien Ferien Ferien
Wanderung Wanderung Wanderungen Wander|Radweg Radwegs Radwege Radweg|Spielplatz Spielplatzes Spielplätze Spielplatz|Schwimmbad Schwimmbads Schwimmbäder Schwimmbad
Ziege Ziege Ziegen Ziegen|Imker Imkers Imker Imker|Obst Obstes Obste Obst|Wiese Wiese Wiesen Wiesen|Hecke Hecke Hecken Hecken|Teich Teichs Teiche Teich
Kartoffel Kartoffel Kartoffeln Kartoffel|Weinberg Weinbergs Weinberge Weinberg|Keramik Keramik Keramiken Keramik|Orgel Orgel Orgeln Orgel
Trachten Trachten Trachten Trachten|Kegelbahn Kegelbahn Kegelbahnen Kegelbahn|Schützen Schützen Schützen Schützen|Karneval Karnevals Karnevale Karnevals
"""
_ADJECTIVES = """alt jung klein groß neu offen gemeinsam ländlich städtisch freiwillig regelmäßig kostenlos digital barrierefrei
sicher schnell günstig regional zentral öffentlich privat jährlich wichtig schwierig einfach langfristig""".split()
#: infinitive, third person, participle, noun of the same idea
_VERBS = """
planen plant geplant Planung|sanieren saniert saniert Sanierung|beraten berät beraten Beratung|betreuen betreut betreut Betreuung
fördern fördert gefördert Förderung|prüfen prüft geprüft Prüfung|wandern wandert gewandert Wanderung|vermieten vermietet vermietet Vermietung
beteiligen beteiligt beteiligt Beteiligung|verwalten verwaltet verwaltet Verwaltung|versorgen versorgt versorgt Versorgung|pflegen pflegt gepflegt Pflege
"""
_FUNCTION = (
    "der die das und in zu den mit von für auf ist im dem nicht ein eine als auch es an werden aus hat dass nach wird bei einer um am sind noch wie einem "
    "über einen so zum haben nur oder aber vor zur bis mehr durch man sein wurde wenn können"
).split()
_SYLLABLES = "bren zel au lin den mar ko ris tha gol wes per lo hin sta ver mu ken dor sel ra tin os bur nek fa".split()


@dataclass(frozen=True)
class Noun:
    idea: str
    forms: tuple[str, ...]
    before_others: str


@dataclass(frozen=True)
class Text:
    """A generated text; ideas are the base words of everything it speaks of."""

    title: str
    body: str
    ideas: frozenset[str]
    titled: frozenset[str]


def _rows(table):
    return [row.split() for line in table.strip().splitlines() for row in line.split("|")]


NOUNS = [Noun(row[0], tuple(dict.fromkeys(row[:3])), row[3]) for row in _rows(_NOUNS)]
VERBS = [(tuple(row[:3]), row[3]) for row in _rows(_VERBS)]


class Generator:
    """Texts by number: the same seed and number give the same text."""

    def __init__(self, seed: int = 4):
        self.seed = seed
        names = random.Random(seed)
        self.names = [
            "".join(names.choices(_SYLLABLES, k=names.choice((2, 3, 3, 4)))).capitalize() for _ in range(40_000)
        ]
        # Frequencies as of real words: few are frequent, many are rare.
        order = list(NOUNS)
        names.shuffle(order)
        self.nouns = order
        self.weights = [1 / (rank + 4) for rank in range(len(order))]

    def text(self, number: int) -> Text:
        rng = random.Random(f"{self.seed}-{number}")
        about = rng.choices(self.nouns, self.weights, k=rng.randint(3, 7))
        ideas: set[str] = set()
        titled: set[str] = set()
        title = " ".join(
            (self._noun_phrase(rng, about, titled), rng.choice(("in", "für", "und")), self._name(rng))
        )
        sentences = []
        for _ in range(rng.randint(8, 30)):
            words = [self._noun_phrase(rng, about, ideas)]
            words += rng.choices(_FUNCTION, k=rng.randint(3, 7))
            if rng.random() < 0.5:
                forms, idea = rng.choice(VERBS)
                words.append(rng.choice(forms))
                ideas.add(idea)
            if rng.random() < 0.3:
                words.append(self._name(rng))
            words.insert(rng.randint(1, 3), self._noun_phrase(rng, about, ideas))
            sentence = " ".join(words)
            sentences.append(sentence[0].upper() + sentence[1:] + rng.choice((".", ".", ".", "!", "?")))
        return Text(title, " ".join(sentences), frozenset(ideas | titled), frozenset(titled))

    def _name(self, rng):
        return self.names[min(int(rng.paretovariate(0.6)), len(self.names)) - 1]

    def _noun_phrase(self, rng, about, ideas):
        noun = rng.choice(about) if rng.random() < 0.7 else rng.choices(self.nouns, self.weights)[0]
        ideas.add(noun.idea)
        word = rng.choice(noun.forms)
        for _ in range(rng.choices((0, 1, 2), (60, 33, 7))[0]):
            first = rng.choices(self.nouns, self.weights)[0]
            ideas.add(first.idea)
            word = first.before_others + word[0].lower() + word[1:]
        if rng.random() < 0.4:
            adjective = rng.choice(_ADJECTIVES)
            return f"{adjective}{rng.choice(('e', 'en', 'er', 'es'))} {word}"
        return word

    def query(self, number: int, words: int) -> tuple[str, frozenset[str]]:
        """So many words that a text might answer, in any inflection, and their ideas."""
        rng = random.Random(f"{self.seed}-q-{words}-{number}")
        nouns: dict[str, str] = {}
        while len(nouns) < words:
            noun = rng.choices(self.nouns, self.weights)[0]
            nouns[noun.idea] = rng.choice(noun.forms)
        return " ".join(nouns.values()), frozenset(nouns)
