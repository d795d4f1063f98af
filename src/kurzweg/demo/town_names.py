"""Names of places that do not exist: towns by county, streets, and pieces for a whole state."""

from __future__ import annotations

# County name -> its towns, the seat first. Distances in kilometres east and north of the middle.
COUNTIES: dict[str, tuple[tuple[float, float], tuple[str, ...]]] = {
    "Tarnkreis": (
        (-30.0, 6.0),
        (
            "Riegelstein", "Kettenbrück", "Hammerwerth", "Obertarn", "Niedertarn",
            "Feilheim", "Sichelscheid", "Lohwinkel", "Tarnfurt",
        ),
    ),
    "Wessener Land": (
        (4.0, 27.0),
        (
            "Wessungen", "Hochwessen", "Vogtsleben", "Steinkirnach", "Rothenwessen",
            "Klosterhude", "Bruchweiden", "Erlenbüttel", "Quellbronn",
        ),
    ),
    "Mahlgau": (
        (2.0, -16.0),
        (
            "Mahlburg", "Mahlfurt", "Zwiemahlen", "Kornrade", "Gerstrode",
            "Walkenbrück", "Siebenmahlen", "Treidelheim", "Schiffersrode",
        ),
    ),
    "Helmer Land": (
        (38.0, 12.0),
        (
            "Brennfurt", "Glasenrode", "Linsingen", "Helmsruh", "Kirchhelm",
            "Altenhelm", "Wiesenscheid", "Buchenhorn", "Tannwerda",
        ),
    ),
    "Kreis Ostufer": (
        (70.0, -10.0),
        (
            "Sahlstadt", "Sahlhafen", "Uferlohe", "Ostersahl", "Reetwischen",
            "Fischernhagen", "Lotsenhude", "Boddenrade", "Netzelau",
        ),
    ),
    "Morgental": (
        (34.0, -38.0),
        (
            "Morgenbrück", "Frühlingen", "Hahnenrade", "Sonnwerda", "Lerchstedt",
            "Kleemünde", "Weidenmorgen", "Taugrund", "Grünmorgen",
        ),
    ),
}  # fmt: skip

STEMS = (
    "Dessel", "Elgers", "Gorms", "Hadels", "Jerms", "Marls", "Nebers", "Pirs", "Quers", "Sebers",
    "Tierns", "Vohrs", "Wirms", "Zeschs", "Adolms", "Brechts", "Drems", "Fuhls", "Gremms", "Irls",
    "Korvs", "Lembs", "Ottels", "Rehms",
)  # fmt: skip

ENDINGS = (
    "brück", "furt", "hausen", "heim", "rode", "stedt", "winkel", "büttel", "scheid", "lohe",
    "horst", "felden", "kirchen", "grund", "hagen", "weiler", "ingen", "dorf", "leben", "moor",
)  # fmt: skip

STREETS = (
    "Hammerstraße", "Industriestraße", "Am Walzwerk", "Gewerbestraße", "Bahnhofstraße",
    "Schlosserweg", "An der Drahtmühle", "Werkstraße", "Mühlenweg", "Am Güterbahnhof",
    "Zum Steinbruch", "Siemensring", "Ottostraße", "Dieselstraße", "Daimlerstraße", "Röntgenstraße",
    "Max-Planck-Straße", "Liebigstraße", "Benzstraße", "Borsigstraße", "Kruppstraße", "Lindenallee",
    "Feldstraße", "Hauptstraße", "Marktstraße", "Schulstraße", "Kirchgasse", "Am Wehr",
    "Uferstraße", "Talstraße", "Bergstraße", "Wiesenweg", "Am Stadtpark", "Nordring", "Südring",
    "Ostwall", "Westerholt", "Alte Ziegelei", "An der Gießerei", "Schmiedegasse", "Gerberstraße",
    "Auf der Heide", "Im Gewerbepark", "Technologiepark", "Am Umspannwerk", "Hafenstraße",
    "Kanalstraße", "Poststraße", "Gartenstraße", "Rathausplatz", "Zechenweg", "Kohlenstraße",
    "Am Kreuzberg", "Lange Wand", "Im Brühl", "Lehmkuhle", "Papiermühle", "Färberstraße",
    "Weberstraße", "Handwerkerhof", "Am Flugplatz", "Eichenkamp", "Buchenweg", "Tannenstraße",
    "Zur Tarn", "Am Sägewerk", "Drosselweg", "Neue Straße", "Kaiserstraße", "Friedensstraße",
)  # fmt: skip
