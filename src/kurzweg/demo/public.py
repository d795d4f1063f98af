"""Who is not a company: towns, chambers, agencies, universities, institutes, schools, clubs."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from random import Random

from kurzweg.core.demo import wording
from kurzweg.core.demo.records import Activity, Firm, Organisation, Person, Town
from kurzweg.core.demo.tables import lines
from kurzweg.demo.crafts import all_crafts
from kurzweg.demo.firms import BANDS, Register, certificates, person
from kurzweg.demo.geography import site_in
from kurzweg.demo.summaries import summaries

# key | name | legal form | kind | town | founded | staff
TABLE = lines("""
    ihk-tarnland | Industrie- und Handelskammer Tarn-Mahle || chamber | Mahlburg | 1899 | 140
    ihk-ostufer | Industrie- und Handelskammer Ostufer || chamber | Sahlstadt | 1904 | 90
    hwk | Handwerkskammer Dreistromland || chamber | Wessungen | 1900 | 110
    wf-tarn | Wirtschaftsförderung Tarnkreis | GmbH | agency | Riegelstein | 1994 | 12
    wf-wessen | Wirtschaftsförderung Wessener Land | GmbH | agency | Wessungen | 1991 | 15
    wf-mahl | Standortentwicklung Mahlgau | GmbH | agency | Mahlburg | 1996 | 22
    wf-helm | Entwicklungsgesellschaft Helmer Land | mbH | agency | Brennfurt | 1998 | 14
    wf-ostufer | Wirtschaftsförderung Kreis Ostufer || agency | Sahlstadt | 2001 | 9
    wf-morgen | Morgental Entwicklungsgesellschaft | mbH | agency | Morgenbrück | 2003 | 11
    hs-riegel | Hochschule Riegelstein || university | Riegelstein | 2009 | 95
    uni-mahl | Universität Mahlburg || university | Mahlburg | 1968 | 2400
    th-brenn | Technische Hochschule Brennfurt || university | Brennfurt | 1971 | 620
    ifs | Institut für Schließtechnik Riegelstein | e. V. | institute | Riegelstein | 2005 | 18
    iao | Institut für Angewandte Optik Brennfurt | gGmbH | institute | Brennfurt | 1993 | 74
    wpz | Werkstoffprüfzentrum Mahlgau | gGmbH | institute | Mahlfurt | 1988 | 36
    tdp | Transferzentrum Digitale Produktion | gGmbH | institute | Morgenbrück | 2017 | 21
    bk-riegel | Berufskolleg Riegelstein || school | Riegelstein | 1926 | 70
    bs-brenn | Berufliche Schulen Brennfurt || school | Brennfurt | 1951 | 120
    bk-mahl | Berufskolleg für Technik Mahlburg || school | Mahlburg | 1938 | 130
    gs-morgen | Gesamtschule Morgenbrück || school | Morgenbrück | 1978 | 85
    rs-frueh | Realschule Frühlingen || school | Frühlingen | 1964 | 42
    gy-sahl | Gymnasium am Sahlsee || school | Sahlstadt | 1907 | 78
    iv-riegel | Industrieverein Riegelstein | e. V. | association | Riegelstein | 2006 | 3
    lw | Lichtwerk Helmer Land | e. V. | association | Brennfurt | 2011 | 5
    ln | Landesnetz der Cluster | e. V. | association | Mahlburg | 2014 | 6
    khs | Kreishandwerkerschaft Tarnland || association | Kettenbrück | 1934 | 8
    wj | Wirtschaftsjunioren Mahlburg | e. V. | association | Mahlburg | 1973 | 2
""")

WZ = {
    "town": "84.11.0", "chamber": "94.11.0", "agency": "84.13.0", "university": "85.42.1",
    "institute": "72.19.0", "school": "85.32.0", "association": "94.99.9",
}  # fmt: skip
ABILITIES = {
    "town": ("commune",),
    "chamber": ("school_work", "commune"),
    "agency": ("commune",),
    "university": ("cooperation",),
    "institute": ("materials_testing", "cooperation"),
    "school": ("school_work",),
    "association": ("school_work",),
}
HEADS = {
    "town": ("Bürgermeisterin", "Bürgermeister"),
    "chamber": ("Hauptgeschäftsführerin", "Hauptgeschäftsführer"),
    "agency": ("Geschäftsführerin", "Geschäftsführer"),
    "university": ("Präsidentin", "Präsident"),
    "institute": ("Institutsleiterin", "Institutsleiter"),
    "school": ("Schulleiterin", "Schulleiter"),
    "association": ("Geschäftsführerin", "Geschäftsführer"),
}
SECONDS = {
    "town": ("Wirtschaftsförderin", "Wirtschaftsförderer"),
    "chamber": ("Beraterin", "Berater"),
    "agency": ("Projektleiterin", "Projektleiter"),
    "university": ("Transferbeauftragte", "Transferbeauftragter"),
    "institute": ("Laborleiterin", "Laborleiter"),
    "school": ("Berufsorientierung", "Berufsorientierung"),
    "association": ("Geschäftsstelle", "Geschäftsstelle"),
}


@dataclass(frozen=True, slots=True)
class Body:
    """One line of the table."""

    key: str
    name: str
    form: str
    kind: str
    town: str
    founded: int
    staff: int


def bodies() -> Iterator[Body]:
    for line in TABLE:
        key, name, form, kind, town, founded, staff = (p.strip() for p in line.split("|"))
        yield Body(key, name, form, kind, town, int(founded), int(staff))


def public_bodies(
    towns: tuple[Town, ...],
    governed: tuple[Town, ...],
    *,
    seed: int,
    today: date,
    register: Register,
) -> Iterator[Firm]:
    """Give all bodies of the table, then the administration of each governed town."""
    by_name = {town.name: town for town in towns}
    for body in bodies():
        random = Random(f"{seed}/{body.key}")
        yield _body(random, body, by_name[body.town], today=today, register=register)
    for town in governed:
        random = Random(f"{seed}/{town.key}")
        word = "Stadt" if town.population > 9000 else "Gemeinde"
        body = Body(
            f"t{town.key}", f"{word} {town.name}", "", "town", town.name,
            random.randint(1815, 1975), max(14, town.population // 160),
        )  # fmt: skip
        yield _body(random, body, town, today=today, register=register)


def _body(random: Random, body: Body, town: Town, *, today: date, register: Register) -> Firm:
    host = register.take(body.name)
    if host is None:
        raise ValueError(f"two bodies are called {body.name}")
    crafts = ABILITIES[body.kind]
    summary = register.tally.pick(
        random,
        summaries().public[body.kind],
        {
            "name": body.name, "town": town.name, "county": town.county_name,
            "population": wording.number(town.population), "staff": wording.number(body.staff),
            "year": str(body.founded),
        },
        tries=12,
    )  # fmt: skip
    band = max(lower for lower in BANDS if lower <= body.staff)
    organisation = Organisation(
        key=body.key,
        name=f"{body.name} {body.form}".strip(),
        kind=body.kind,
        legal_form=body.form,
        staff_band=band,
        staff=body.staff,
        founded=body.founded,
        website=f"https://www.{host}/",
        mail=f"info@{host}",
        summary=summary,
        activities=(Activity(WZ[body.kind], True),),
        sites=(site_in(town, random),),
        certificates=certificates(random, tuple(all_crafts()[key] for key in crafts), band=band,
                                  today=today),
        crafts=crafts,
    )  # fmt: skip
    return Firm(organisation, tuple(_people(random, body, host)), is_settled=True)


def _people(random: Random, body: Body, host: str) -> Iterator[Person]:
    yield person(
        random, key=f"{body.key}.1", organisation=body.key, host=host, title=HEADS[body.kind],
        is_admin=True, may_answer=False,
    )  # fmt: skip
    yield person(
        random, key=f"{body.key}.2", organisation=body.key, host=host, title=SECONDS[body.kind],
    )  # fmt: skip
    if body.kind in ("chamber", "agency"):
        yield person(
            random, key=f"{body.key}.3", organisation=body.key, host=host,
            title=("Referentin", "Referent"),
        )  # fmt: skip
