"""Read a piece of HTML strictly: tags that close, ids once, nothing that the CSP would refuse."""

from html.parser import HTMLParser

VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "wbr"}


class Reading(HTMLParser):
    def __init__(self):
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.complaints: list[str] = []

    def handle_starttag(self, tag, attrs):
        self.look_at(tag, attrs)
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attrs):
        self.look_at(tag, attrs)

    def handle_endtag(self, tag):
        if not self.open or self.open.pop() != tag:
            self.complaints.append(f"</{tag}> closes what is not open")

    def look_at(self, tag, attrs):
        names = [name for name, _ in attrs]
        self.ids += [value for name, value in attrs if name == "id"]
        self.complaints += [f"{name} on <{tag}>" for name in names if name.startswith("on")]
        if "style" in names or tag == "style":
            self.complaints.append(f"style in <{tag}>")
        if tag == "script" and "src" not in names:
            self.complaints.append("inline script")
        if len(set(names)) != len(names):
            self.complaints.append(f"an attribute of <{tag}> stands twice")


def complaints(html: str) -> list[str]:
    """List what is wrong with a page or a piece of it."""
    reading = Reading()
    reading.feed(html)
    reading.close()
    twice = {name for name in reading.ids if reading.ids.count(name) > 1}
    left_open = [f"<{tag}> stays open" for tag in reading.open]
    return reading.complaints + left_open + [f"id {name} stands twice" for name in sorted(twice)]
