"""Keep the German catalogues in step with the code, without the gettext programs.

`update` collects the messages of every app and writes its `django.po`, sorted and without line
numbers, so that two branches seldom meet in one line; a translation moves with its message from
app to app. `check` names everything that keeps a catalogue from being complete. `compile` writes
the `.mo` files that Django reads.
"""

from __future__ import annotations

import ast
import re
import sys
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache
from pathlib import Path

import django
from babel.messages.catalog import Catalog, Message
from babel.messages.extract import DEFAULT_KEYWORDS, extract
from babel.messages.mofile import read_mo, write_mo
from babel.messages.pofile import read_po, write_po

PACKAGE = Path(__file__).resolve().parent.parent / "src" / "kurzweg"
SHARED_APP = "core"  # holds what stands outside any app: settings.py, cli.py
LANGUAGE = "de"
HEADER = """\
msgid ""
msgstr ""
"Project-Id-Version: Kurzweg\\n"
"Language: de\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"
"Plural-Forms: nplurals=2; plural=(n != 1);\\n"

"""
KEYWORDS = DEFAULT_KEYWORDS | {
    "gettext_lazy": None,
    "gettext_noop": None,
    "ngettext_lazy": (1, 2),
    "pgettext_lazy": ((1, "c"), 2),
    "npgettext_lazy": ((1, "c"), 2, 3),
}
TEMPLATE_SUFFIXES = {".html", ".txt", ".svg", ".xml", ".css"}
PLACEHOLDER = re.compile(r"%\(\w+\)[a-z]|(?<!%)%[sd]|\{\w*\}")

# Where German print sets a narrow blank: before a unit, and inside "z. B.".
ORDINARY_BLANK = re.compile(r"(?<=[\d)s]) (?=(?:%%|km|MB|€|mm|Uhr)(?!\w))|\b[a-z]\. (?=[A-Za-z]\.)")

# What Django's templatize() leaves of a template: calls among blanked-out text.
CALL = re.compile(r"\b(n?p?gettext|_)\(")
STRING = re.compile(r"""[\s,]*u?('(?:[^'\\]|\\.)*'|"(?:[^"\\]|\\.)*")""", re.DOTALL)
STRINGS_OF_CALL = {"_": 1, "gettext": 1, "ngettext": 2, "pgettext": 2, "npgettext": 3}
# cotton evaluates :name="…" as an expression, but Django's lexer sees plain text there.
COTTON_EXPRESSION = re.compile(r""":[\w-]+="_\('((?:[^'\\]|\\.)*)'\)\"""")

Key = tuple[str, str]  # context ("" for none) and message id


@dataclass
class Found:
    """A message as the code of one app uses it."""

    id: str | tuple[str, str]
    context: str | None
    comments: list[str] = field(default_factory=list)
    files: set[str] = field(default_factory=set)

    @property
    def key(self) -> Key:
        return self.context or "", self.id if isinstance(self.id, str) else self.id[0]


def messages_of_python(path: Path) -> Iterator[Found]:
    with path.open("rb") as source:
        for _, text, comments, context in extract(
            "python", source, keywords=KEYWORDS, comment_tags=["Translators:"]
        ):
            yield Found(
                text if isinstance(text, str) else (text[0], text[1]), context, list(comments)
            )


def messages_of_template(path: Path) -> Iterator[Found]:
    from django.utils.translation.template import templatize

    source = path.read_text("utf-8")
    code = templatize(source, origin=str(path))
    for call in CALL.finditer(code):
        texts: list[str] = []
        position = call.end()
        while len(texts) < STRINGS_OF_CALL[call[1]]:
            literal = STRING.match(code, position)
            if not literal:
                break
            texts.append(ast.literal_eval(literal[1]))
            position = literal.end()
        else:
            context = texts.pop(0) if "p" in call[1] else None
            yield Found(texts[0] if len(texts) == 1 else (texts[0], texts[1]), context)
    for attribute in COTTON_EXPRESSION.finditer(source):
        yield Found(ast.literal_eval(f"'{attribute[1]}'"), None)


def messages_of_app(package: Path, app: str) -> dict[Key, Found]:
    """Every message of an app; the plural form wins over a singular of the same text."""
    files: Iterable[Path] = (package / app).rglob("*")
    if app == SHARED_APP:
        files = [*files, *package.glob("*.py")]
    found: dict[Key, Found] = {}
    for path in sorted(files):
        if path.suffix == ".py":
            messages = messages_of_python(path)
        elif path.suffix in TEMPLATE_SUFFIXES and "templates" in path.parts:
            messages = messages_of_template(path)
        else:
            continue
        for message in messages:
            known = found.setdefault(message.key, message)
            known.files.add(path.relative_to(package).as_posix())
            if isinstance(message.id, tuple):
                known.id = message.id
    return found


def apps_of(package: Path) -> list[str]:
    return sorted(path.parent.name for path in package.glob("*/__init__.py"))


def catalogue_path(package: Path, app: str) -> Path:
    return package / app / "locale" / LANGUAGE / "LC_MESSAGES" / "django.po"


def read(path: Path) -> Catalog:
    if not path.exists():
        return Catalog(locale=LANGUAGE)
    with path.open("rb") as source:
        return read_po(source, locale=LANGUAGE)


def entries(catalogue: Catalog) -> dict[Key, Message]:
    return {
        (message.context or "", message.id if isinstance(message.id, str) else message.id[0]): (
            message
        )
        for message in catalogue
        if message.id
    }


def update(package: Path = PACKAGE) -> None:
    """Write the catalogue of every app anew, keeping what has been translated."""
    catalogues = {app: entries(read(catalogue_path(package, app))) for app in apps_of(package)}
    memory = {
        key: message
        for messages in catalogues.values()
        for key, message in messages.items()
        if is_translated(message)
    }
    for app, old in catalogues.items():
        found = messages_of_app(package, app)
        path = catalogue_path(package, app)
        if not found:
            path.unlink(missing_ok=True)
            continue
        fresh = Catalog(locale=LANGUAGE)
        for key, message in found.items():
            known = old.get(key)
            if known is None or not is_translated(known):
                known = memory.get(key)
            fits = known is not None and isinstance(known.id, str) == isinstance(message.id, str)
            fresh.add(
                message.id,
                string=known.string if known and fits else None,
                context=message.context,
                locations=[(name, 0) for name in sorted(message.files)],
                auto_comments=message.comments,
                user_comments=known.user_comments if known else (),
                flags=known.flags & {"fuzzy"} if known else (),
            )
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("wb") as target:
            target.write(HEADER.encode())
            write_po(
                target, fresh, width=100, omit_header=True, sort_output=True, include_lineno=False
            )


def is_translated(message: Message) -> bool:
    return bool(message.string) and (isinstance(message.string, str) or all(message.string))


def check(package: Path = PACKAGE) -> list[str]:
    """Say what keeps the catalogues from being complete, one sentence each."""
    complaints = []
    said: dict[Key, tuple[str, str | tuple[str, ...]]] = {}
    for app in apps_of(package):
        path = catalogue_path(package, app)
        catalogue = read(path)
        old, found = entries(catalogue), messages_of_app(package, app)
        for key in sorted(found.keys() - old.keys()):
            complaints.append(f"{app}: not in the catalogue: {key[1]!r}")
        for key in sorted(old.keys() - found.keys()):
            complaints.append(f"{app}: obsolete: {key[1]!r}")
        for message in catalogue.obsolete.values():
            complaints.append(f"{app}: obsolete: {message.id!r}")
        for key in sorted(found.keys() & old.keys()):
            complaints += [f"{app}: {fault}: {key[1]!r}" for fault in faults(old[key], found[key])]
            other, words = said.setdefault(key, (app, old[key].string))
            if words != old[key].string:
                complaints.append(f"{app}: says it otherwise than {other}: {key[1]!r}")
    for key, (app, words) in said.items():
        theirs = of_django().get(key)
        if theirs and isinstance(words, str) and words.casefold() != theirs.casefold():
            complaints.append(f"{app}: Django says {theirs!r}, give yours a context: {key[1]!r}")
    return complaints


@cache
def of_django() -> dict[Key, str]:
    """What Django says itself in German: an id of ours that is one of its own changes its pages,
    and where ours was missing its words would stand in our pages."""
    own = Path(django.__file__).parent / "conf" / "locale" / LANGUAGE / "LC_MESSAGES" / "django.mo"
    with own.open("rb") as source:
        catalogue = read_mo(source)
    return {
        key: message.string
        for key, message in entries(catalogue).items()
        if isinstance(message.string, str)
    }


def faults(message: Message, found: Found) -> Iterator[str]:
    if message.fuzzy:
        yield "fuzzy"
    words = [message.string] if isinstance(message.string, str) else message.string
    if any(ORDINARY_BLANK.search(text) for text in words):
        yield "needs a narrow blank (U+202F)"
    if isinstance(message.id, str) != isinstance(found.id, str):
        yield "plural in only one of code and catalogue"
    elif not is_translated(message):
        yield "not translated"
    elif isinstance(message.id, str):
        if placeholders(message.id) != placeholders(message.string):
            yield "other placeholders in the translation"
    else:
        one, many = message.string
        allowed = placeholders(message.id[0]) | placeholders(message.id[1])
        # "Eine Firma" needs no number, so the singular may say less, never more.
        if not placeholders(one) <= allowed or placeholders(many) != placeholders(message.id[1]):
            yield "other placeholders in the translation"


def placeholders(text: str) -> set[str]:
    return set(PLACEHOLDER.findall(text))


def compile_stale(package: Path = PACKAGE) -> int:
    """Write every `.mo` that is missing or older than its `.po` and say how many."""
    written = 0
    for source in package.glob(f"*/locale/{LANGUAGE}/LC_MESSAGES/django.po"):
        target = source.with_suffix(".mo")
        if target.exists() and target.stat().st_mtime >= source.stat().st_mtime:
            continue
        # Written aside, so that a server that is starting never reads half a file.
        aside = target.with_suffix(".mo.new")
        with aside.open("wb") as compiled:
            write_mo(compiled, read(source))
        aside.replace(target)
        written += 1
    return written


def main(arguments: list[str]) -> int:
    match arguments:
        case ["update"]:
            update()
        case ["check"]:
            complaints = check()
            print(*complaints or ["Catalogues are complete."], sep="\n")
            return 1 if complaints else 0
        case ["compile"]:
            compile_stale()
        case _:
            print("python -m tools.messages update | check | compile")
            return 2
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
