"""The ranked matches as one page that needs nothing else: no script, no font, no network."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from html import escape
from pathlib import Path

from kurzweg.engine.commands.match_labels import LABELS
from kurzweg.engine.commands.match_records import Need, Offer
from kurzweg.engine.documents import Answer, Excluded, Ranked, Reason
from kurzweg.engine.match import sentences

MOST_NEEDS = 200  # a page with more is no page
LONGEST_TEXT = 420

_STYLE = """
:root { color-scheme: light dark; --paper: #fcfcfa; --ink: #16191c; --soft: #555b60;
  --rule: #d6d8d3; --accent: #17594a; --good: #1f6a3a; --lack: #a3341a; --wash: #f2f3ef;
  --serif: "Iowan Old Style", Charter, "Sitka Text", Cambria, Georgia, serif;
  --sans: -apple-system, "Segoe UI", Roboto, "Noto Sans", Helvetica, Arial, sans-serif; }
@media (prefers-color-scheme: dark) { :root { --paper: #14171a; --ink: #ebeae6; --soft: #a9afb4;
  --rule: #343a40; --accent: #7cc4b0; --good: #86c897; --lack: #f0a186; --wash: #1e2226; } }
* { box-sizing: border-box; }
body { margin: 0 auto; max-width: 58rem; padding: 2.5rem clamp(1rem, 4vw, 2.5rem) 4rem;
  background: var(--paper); color: var(--ink); font: 1.0625rem/1.55 var(--sans);
  overflow-wrap: break-word; hyphens: auto; }
h1, h2 { font-family: var(--serif); font-weight: 600; line-height: 1.15; text-wrap: balance; }
h1 { margin: 0; font-size: clamp(2rem, 1.45rem + 2.4vw, 3.125rem); letter-spacing: -0.015em; }
h2 { margin: 0 0 .35rem; font-size: 1.5rem; }
p { margin: .35rem 0; max-width: 42rem; }
.soft, summary, footer { color: var(--soft); font-size: .875rem; }
section { margin-top: 2.75rem; padding-top: 1.5rem; border-top: 1px solid var(--rule); }
ol { list-style: none; margin: 1rem 0 0; padding: 0; }
ol > li { display: grid; grid-template-columns: 2.25rem 1fr auto; column-gap: .5rem;
  padding: .8rem 0; border-top: 1px solid var(--rule); break-inside: avoid; }
.rank { color: var(--soft); font-variant-numeric: tabular-nums; }
.km { text-align: right; white-space: nowrap; font-variant-numeric: tabular-nums; }
.firm { font-weight: 600; }
.said { grid-column: 2 / -1; margin: .1rem 0 0; }
.bar { grid-column: 2 / -1; height: 4px; margin: .5rem 0 .2rem; border-radius: 2px;
  background: var(--wash); max-width: 20rem; print-color-adjust: exact; }
.bar i { display: block; height: 100%; border-radius: 2px; background: var(--accent);
  print-color-adjust: exact; }
details { grid-column: 2 / -1; }
summary { cursor: pointer; min-height: 1.75rem; }
details ul, .left-out ul { margin: .25rem 0; padding-left: 1.1rem; }
.fits::marker { color: var(--good); content: "+  "; }
.lacks::marker { color: var(--lack); content: "–  "; }
.left-out { margin-top: 1rem; font-size: .9375rem; }
footer { margin-top: 3rem; padding-top: 1rem; border-top: 1px solid var(--rule); }
dl { display: grid; grid-template-columns: max-content 1fr; gap: .1rem 1rem; margin: .5rem 0; }
dt { color: var(--soft); } dd { margin: 0; }
@media (max-width: 34rem) { dl { display: block; } dd { margin: 0 0 .4rem; } }
@media print { body { max-width: none; padding: 0; font-size: 10pt; background: none; }
  details::details-content { content-visibility: visible; display: block; }
  details:not([open]) > :not(summary) { display: block; }
  section { break-inside: auto; margin-top: 1.5rem; } h2 { break-after: avoid; } }
"""


class Page:
    """Takes answers one at a time; keeps the first ones as the parts of a page."""

    def __init__(self, *, language: str, today: date) -> None:
        self._language = language
        self._labels = LABELS[language]
        self._today = today
        self._sections: list[str] = []
        self.needs = 0

    def add(self, need: Need, answer: Answer, offers: Mapping[str, Offer]) -> None:
        """Add a need with its matches, unless the page is full."""
        self.needs += 1
        if self.needs > MOST_NEEDS:
            return
        said = self._understood(need)
        parts = [
            "<section>",
            f"<h2>{escape(need.title)}</h2>",
            f'<p class="soft">{escape(need.name)}</p>' if need.name else "",
            f"<p>{escape(_shortened(need.text))}</p>" if need.text != need.title else "",
            f'<p class="soft">{self._labels["understood"]} {escape(said)}</p>' if said else "",
            self._ranked(answer.ranked, offers),
            self._excluded(answer.excluded, offers),
            "</section>",
        ]
        self._sections.append("\n".join(filter(None, parts)))

    def save(
        self, path: Path, *, notes: Sequence[tuple[str, str]], offers: int, spreadsheet: str
    ) -> None:
        """Write the page to a file."""
        labels = self._labels
        day = labels["as_of"].format(day=sentences.day(self._today, self._language))
        counts = labels["counts"].format(
            needs=sentences.number(self.needs, self._language),
            offers=sentences.number(offers, self._language),
        )
        cut = labels["first_only"].format(
            shown=MOST_NEEDS,
            needs=sentences.number(self.needs, self._language),
            file=spreadsheet,
        )
        unread = [note for note in notes if note[0] in (labels["unread"], labels["left_out"])]
        parts = [
            f'<!doctype html>\n<html lang="{self._language}">\n<meta charset="utf-8">',
            '<meta name="viewport" content="width=device-width, initial-scale=1">',
            '<meta http-equiv="Content-Security-Policy" '
            "content=\"default-src 'none'; style-src 'unsafe-inline'\">",
            f"<title>{labels['title']}</title>\n<style>{_STYLE}</style>\n<body>\n<header>",
            f"<h1>{labels['title']}</h1>",
            f'<p class="soft">{day} · {counts}</p>',
            f"<p>{escape(cut)}</p>" if self.needs > MOST_NEEDS else "",
            _listed(unread),
            f"<details><summary>{labels['sources']}</summary>",
            f"{_listed([note for note in notes if note not in unread])}</details>",
            "</header>\n<main>",
            *self._sections,
            f"</main>\n<footer>{labels['order']}</footer>\n</body>\n</html>\n",
        ]
        path.write_text("\n".join(filter(None, parts)), encoding="utf-8")

    def _ranked(self, ranked: Sequence[Ranked], offers: Mapping[str, Offer]) -> str:
        if not ranked:
            return f"<p>{self._labels['nobody']}</p>"
        items = [
            self._item(place, found, offers[found.key])
            for place, found in enumerate(ranked, start=1)
        ]
        return "\n".join(["<ol>", *items, "</ol>"])

    def _item(self, place: int, found: Ranked, offer: Offer) -> str:
        km = "" if found.distance_km is None else f"{sentences.number(round(found.distance_km))} km"
        width = max(1, min(100, round(100 * found.score)))
        town = f' <span class="soft">{escape(offer.town)}</span>' if offer.town else ""
        reasons = "".join(self._reason(reason) for reason in found.reasons)
        points = f"{sentences.number(round(100 * found.score))} {self._labels['points']}"
        return (
            f'<li><span class="rank">{place}</span>'
            f'<span><span class="firm">{escape(offer.name)}</span>{town}</span>'
            f'<span class="km">{km}</span>'
            f'<p class="said">{escape(sentences.summary(found, self._language))}</p>'
            f'<div class="bar" title="{points}"><i style="width:{width}%"></i></div>'
            f"<details><summary>{self._labels['why']} · {points}</summary>"
            f"<ul>{reasons}</ul></details></li>"
        )

    def _excluded(self, excluded: Sequence[Excluded], offers: Mapping[str, Offer]) -> str:
        if not excluded:
            return ""
        items = "".join(
            f"<li>{escape(offers[each.key].name)} – {escape(self._why_not(each))}</li>"
            for each in excluded
        )
        return f'<div class="left-out"><p>{self._labels["excluded"]}</p><ul>{items}</ul></div>'

    def _why_not(self, left_out: Excluded) -> str:
        return "; ".join(sentences.sentence(each, self._language) for each in left_out.reasons)

    def _reason(self, reason: Reason) -> str:
        kind = "lacks" if reason.is_missing else "fits"
        return f'<li class="{kind}">{escape(sentences.sentence(reason, self._language))}</li>'

    def _understood(self, need: Need) -> str:
        """Say which conditions were read from the row."""
        request, labels, language = need.request, self._labels, self._language
        said = []
        if request.quantity:
            said.append(f"{sentences.number(request.quantity, language)} {labels['pieces']}")
        said += request.certificates
        if request.place and request.radius_km:
            km = sentences.number(request.radius_km, language)
            said.append(labels["within"].format(km=km, place=request.place.name))
        elif request.place and request.place.name:
            said.append(request.place.name)
        if request.deadline:
            said.append(labels["until"].format(day=sentences.day(request.deadline, language)))
        return ", ".join(said)


def _listed(notes: Sequence[tuple[str, str]]) -> str:
    rows = "".join(f"<dt>{escape(name)}</dt><dd>{escape(note)}</dd>" for name, note in notes)
    return f"<dl>{rows}</dl>" if rows else ""


def _shortened(text: str) -> str:
    plain = " ".join(text.split())
    if len(plain) <= LONGEST_TEXT:
        return plain
    return plain[: plain.rfind(" ", 0, LONGEST_TEXT)] + " …"
