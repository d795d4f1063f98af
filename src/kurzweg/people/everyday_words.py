"""Words that people use for an activity and that its name in the WZ 2008 does not hold.

A word counts by how it begins; six letters and more are found inside of a compound as well.
"""

CODES: dict[str, tuple[str, ...]] = {
    "autohaus": ("45.11.0",),
    "autowerkstatt": ("45.20.3",),
    "bäcker": ("10.71.0", "47.24.0"),
    "blechbearbeitung": ("25.62.0",),
    "brauer": ("11.05.0",),
    "cnc": ("25.62.0",),
    "drehe": ("25.62.0",),
    "drehteil": ("25.62.0",),
    "drucker": ("18.12.0", "18.11.0", "18.13.0"),
    "elektrik": ("43.21.0",),
    "elektroinstall": ("43.21.0",),
    "fleischer": ("10.13.0", "47.22.0"),
    "fräs": ("25.62.0",),
    "galvani": ("25.61.0",),
    "gärtner": ("81.30.1", "01.19.1"),
    "härterei": ("25.61.0",),
    "heizungsbau": ("43.22.0",),
    "kfz": ("45.20.3", "45.11.0"),
    "klempner": ("43.22.0",),
    "konditor": ("10.71.0", "47.24.0"),
    "metzger": ("10.13.0", "47.22.0"),
    "pulverbeschicht": ("25.61.0",),
    "schreiner": ("43.32.0", "31.09.9"),
    "spritzguss": ("22.29.0",),
    "stahlbau": ("25.11.0",),
    "tischler": ("43.32.0", "31.09.9"),
    "werkzeugbau": ("25.73.1", "25.73.5"),
    "zerspan": ("25.62.0",),
}
