"""A page's forms as a browser knows them: what stands in them, and what a click sends."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html import unescape
from typing import Any

TAG = re.compile(
    r"<(/?)(form|input|button|select|option|textarea)\b((?:[^>\"']|\"[^\"]*\"|'[^']*')*)>", re.I
)
ATTRIBUTE = re.compile(r"([\w:@.-]+)(?:\s*=\s*(?:\"([^\"]*)\"|'([^']*)'|([^\s\"'>]+)))?")
# In these, Enter sends the form.
NO_ENTER = {"hidden", "submit", "button", "image", "reset"}


@dataclass(slots=True)
class Control:
    """An input, a button, a choice or a text of a page, in the order of the page."""

    tag: str
    attributes: dict[str, str]
    text: str = ""
    options: list[tuple[str, bool]] = field(default_factory=list)

    @property
    def name(self) -> str:
        return self.attributes.get("name", "")

    @property
    def kind(self) -> str:
        default = {"input": "text", "button": "submit"}.get(self.tag, self.tag)
        return self.attributes.get("type", default).lower()

    @property
    def is_sent(self) -> bool:
        """Whether a browser sends it when nobody touches the page."""
        if not self.name or "disabled" in self.attributes or self.kind in ("submit", "file"):
            return False
        return self.kind not in ("checkbox", "radio") or "checked" in self.attributes

    @property
    def value(self) -> str:
        if self.tag == "select":
            chosen = [value for value, is_chosen in self.options if is_chosen]
            return (chosen or [value for value, _ in self.options] or [""])[0]
        if self.tag == "textarea":
            return self.text
        default = "on" if self.kind in ("checkbox", "radio") else ""
        return self.attributes.get("value", default)


@dataclass(slots=True)
class DrawnForm:
    """One form of a page, with everything that belongs to it."""

    attributes: dict[str, str]
    controls: list[Control] = field(default_factory=list)

    @property
    def action(self) -> str:
        return self.attributes.get("action", "")

    @property
    def is_posted(self) -> bool:
        return self.attributes.get("method", "get").lower() == "post"

    @property
    def values(self) -> dict[str, str]:
        return {control.name: control.value for control in self.controls if control.is_sent}

    @property
    def default_button(self) -> Control | None:
        """What Enter in a field presses."""
        return next((each for each in self.controls if each.kind in ("submit", "image")), None)

    @property
    def fields_with_enter(self) -> list[Control]:
        return [c for c in self.controls if c.tag == "input" and c.kind not in NO_ENTER]

    def named(self, name: str) -> list[Control]:
        return [control for control in self.controls if control.name == name]


def forms_of(html: str) -> list[DrawnForm]:
    """Read the forms of a page, controls outside that name one by `form=` included."""
    forms: list[DrawnForm] = []
    loose: list[tuple[str, int, Control]] = []
    order: dict[int, int] = {}
    current: DrawnForm | None = None
    open_control: Control | None = None
    for match in TAG.finditer(html):
        is_end, tag, attributes = bool(match[1]), match[2].lower(), attributes_of(match[3])
        if tag == "form":
            current = None if is_end else DrawnForm(attributes)
            forms += [current] if current else []
        elif tag == "option":
            if not is_end and open_control is not None:
                value = attributes.get("value", "")
                open_control.options.append((value, "selected" in attributes))
        elif is_end:
            if open_control is not None and tag == open_control.tag == "textarea":
                start = int(open_control.attributes.pop("data-start"))
                open_control.text = unescape(html[start : match.start()]).removeprefix("\n")
            open_control = None
        else:
            control = Control(tag, attributes)
            order[id(control)] = match.start()
            if tag in ("select", "textarea"):
                open_control = control
                if tag == "textarea":
                    attributes["data-start"] = str(match.end())
            if "form" in attributes:
                loose.append((attributes["form"], match.start(), control))
            elif current is not None:
                current.controls.append(control)
    for form in forms:
        mine = [control for id_, _at, control in loose if id_ == form.attributes.get("id")]
        form.controls = sorted([*form.controls, *mine], key=lambda control: order[id(control)])
    return forms


def attributes_of(written: str) -> dict[str, str]:
    return {
        match[1].lower(): unescape(match[2] or match[3] or match[4] or "")
        for match in ATTRIBUTE.finditer(written)
    }


def edit_form(response: Any) -> DrawnForm:
    """The form of a page that edits a stored row: it carries what was opened."""
    return next(f for f in forms_of(response.content.decode()) if f.named("opened"))


def opened(client: Any, address: str) -> dict[str, str]:
    """Open a page and keep what goes along with its form."""
    return {"opened": edit_form(client.get(address)).values["opened"]}


def send(client: Any, address: str, fields: dict[str, Any], **options: Any) -> Any:
    """Open a page and send these fields of its form, and no others."""
    page = address.replace("/publish/", "/edit/")
    return client.post(address, fields | opened(client, page), **options)


def pressed(response: Any, **fields: str | None) -> dict[str, str]:
    """What a click sends: the form as it stands there, these fields changed (None: not sent)."""
    values = edit_form(response).values | fields
    return {name: value for name, value in values.items() if value is not None}
