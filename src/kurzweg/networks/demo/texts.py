"""What the networks say about themselves; every text ends by saying that none of it is real."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

FICTION = "Dieses Netzwerk und seine Region sind für die Vorführung erfunden."


@dataclass(frozen=True, slots=True)
class NetworkText:
    """The undated part of a network."""

    key: str
    name: str
    kind: str
    claim: str
    about: str
    region_name: str
    colour: str
    colour_dark: str
    office: str
    mail_name: str
    age: int
    parent: str | None = None
    rules: Mapping[str, int] = field(default_factory=dict)


TEXTS = (
    NetworkText(
        "landesnetz", "Landesnetz der Cluster", "umbrella",
        "Die Cluster des Landes an einem Tisch",
        "Zweimal im Jahr treffen sich hier die Leute, die in den Clustern arbeiten: "
        "einmal im Juli über zwei Tage, jedes Mal bei einem anderen Gastgeber. "
        "Das Landesnetz betreibt kein eigenes Geschäft. Es sorgt dafür, "
        f"dass ein gutes Beispiel nicht an der Kreisgrenze hängen bleibt. {FICTION}",
        "Dreistromland (Demo-Region)", "#5b4a8a", "#b7a6e8", "ln", "Landesnetz der Cluster", 12,
        rules={"first_steps_shown": 0},
    ),
    NetworkText(
        "riegelstein", "Industrieverein Riegelstein", "association",
        "Schloss, Beschlag und was dazugehört",
        "Riegelstein baut Schlösser, seit es hier Türen gibt. Der Industrieverein entstand im "
        "November vor zwanzig Jahren, als sechzehn Betriebe keine Lust mehr hatten, sich nur auf "
        "der Messe in der Ferne zu treffen. Heute sind es die Schloss- und Beschlagwerke, ihre "
        "Zulieferer, zwei Städte, die Kammer und die Hochschule. Man frühstückt um 7.30, "
        "stellt gemeinsam aus und fragt erst einmal nebenan, bevor man in die Ferne telefoniert. "
        f"Den Vorstand bilden Betriebe, zwei Rathäuser, Kammer und Hochschule. {FICTION}",
        "Riegelstein und Tarnkreis (Demo-Region)", "#6f5708", "#dcbf6a", "iv-riegel",
        "Industrieverein Riegelstein", 20,
    ),
    NetworkText(
        "dreistrom", "Dreistrom – Industrie verbindet", "consortium",
        "Fünf Teilregionen, ein Ansprechpartner",
        "Fünf Wirtschaftsförderungen und die Kammern tragen Dreistrom gemeinsam. Rund 2.000 "
        "Betriebe aus fünf Teilregionen sind dabei, vom Federnwickler bis zum Anlagenbauer, dazu "
        "Hochschulen und Institute. Das Ziel passt in einen Satz: Aufträge sollen in der Region "
        "bleiben, wenn es hier jemanden gibt, der sie ausführen kann. Die Handwerkskammer war in "
        "den ersten Jahren Träger; ihre Betriebe sind weiterhin dabei. "
        f"{FICTION}",
        "Tarn, Wesse und Mahle (Demo-Region)", "#14507a", "#7fc0ee", "wf-mahl",
        "Dreistrom, Geschäftsstelle", 11,
        rules={"need_open_days": 90, "ask_open_days": 14},
    ),
    NetworkText(
        "kammer-ostufer", "IHK-Regionalbüro Ostufer", "regional office",
        "Nicht mehr für jede Frage um den ganzen See",
        "Seit das Regionalbüro in Sahlstadt offen ist, klärt sich vieles vor Ort: Ausbildung jeden "
        "ersten Donnerstag, Gründung, Genehmigungen, Außenwirtschaft. Der Sprechtag steht auch "
        "Betrieben offen, die nicht zur Kammer gehören. Wer etwas braucht oder etwas kann, sagt es "
        f"hier, und das Büro kümmert sich. {FICTION}",
        "Kreis Ostufer (Demo-Region)", "#1f6b4a", "#7fd0a8", "ihk-ostufer",
        "IHK-Regionalbüro Ostufer", 6,
    ),
    NetworkText(
        "smart-morgental", "Smart Region Morgental", "smart region",
        "Neun Orte, ein Tal, weniger Papier",
        "Drei Jahre lang war das Morgental ein gefördertes Projekt, jetzt ist es eine Verabredung: "
        "Betriebe, Schulen, neun Rathäuser und Menschen, die als Botschafterinnen und Botschafter "
        "für das Tal sprechen. Es geht um digitale Verwaltung, Glasfaser bis in den Weiler, "
        "Maschinendaten und darum, dass man voneinander lernt. Round Tables wandern von Betrieb zu "
        f"Betrieb. {FICTION}",
        "Morgental (Demo-Region)", "#0d6e78", "#6fd0d8", "wf-morgen", "Smart Region Morgental", 4,
    ),
    NetworkText(
        "lichtwerk", "Lichtwerk Helmer Land", "cluster",
        "Optik, Elektronik, Mechanik: einer braucht den anderen",
        "Eine Linse ohne Fassung ist ein Stück Glas, eine Fassung ohne Platine ein Stück Blech. "
        "Deshalb arbeiten im Lichtwerk drei Bereiche unter einem Dach. Gut siebzig Betriebe, die "
        "Technische Hochschule und das Institut für Angewandte Optik teilen sich Messplätze, "
        "bilden zusammen aus und entwickeln, was einer allein nicht stemmen könnte. Das Lichtwerk "
        f"gehört zum Landesnetz der Cluster. {FICTION}",
        "Helmer Land (Demo-Region)", "#7a1f5c", "#e79ac8", "lw", "Lichtwerk Helmer Land", 15,
        parent="landesnetz",
        rules={"membership_milestone": 50},
    ),
)  # fmt: skip
