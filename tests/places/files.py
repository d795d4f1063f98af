"""Small files in the official formats, and where the official ones may lie beside the project."""

import json
import zipfile
from pathlib import Path

OFFICIAL = Path(__file__).resolve().parents[2].parent / "shared" / "data"


def municipality(ags="05974040", name="Soest, Stadt", code="59494", day="20231130", people="47206"):
    head = f"60{day}{ags}0000{name:<50}{'':<50}63    00000008575"
    return f"{head}{people:>11}{'':<15}{code}*****"


def district(ags="05974", name="Soest"):
    return f"4020231130{ags}       {name:<50}{'Soest':<50}44"


def geonames(code="59494", place="Soest", key="05974", latitude="51.57", longitude="8.11", **more):
    cells = [more.get("country", "DE"), code, place, more.get("land", "Nordrhein-Westfalen"), "NW"]
    cells += ["Arnsberg", "059", more.get("district", "Kreis Soest"), key, latitude, longitude, ""]
    return "\t".join(cells)


SQUARE = [[8.0, 51.5], [8.2, 51.5], [8.2, 51.7], [8.0, 51.7], [8.0, 51.5]]


def geojson(*features):
    shapes = [
        {
            "type": "Feature",
            "properties": properties,
            "geometry": {"type": "Polygon", "coordinates": [ring]},
        }
        for properties, ring in features
    ]
    return json.dumps({"type": "FeatureCollection", "features": shapes})


def topojson(arcs, geometry, properties):
    """One area; its arcs are whole numbers of hundredths of a degree from 8 E and 51.5 N."""
    return json.dumps(
        {
            "type": "Topology",
            "transform": {"scale": [0.01, 0.01], "translate": [8.0, 51.5]},
            "arcs": arcs,
            "objects": {"areas": {"geometries": [geometry | {"properties": properties}]}},
        }
    )


def written(folder, *lines, name="file.txt", encoding="utf-8"):
    path = folder / name
    path.write_bytes("\n".join(lines).encode(encoding))
    return path


def zipped(path):
    archive = path.with_suffix(".zip")
    with zipfile.ZipFile(archive, "w") as made:
        made.write(path, path.name)
        made.writestr("readme.txt", "what stands in it " * 999)
    return archive
