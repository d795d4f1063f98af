"""Which app declares what: read from the files in which it says so, and written down for readers.

Nothing is imported for it: the page says what stands in the files, whoever has them open.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from django.apps import AppConfig, apps

from kurzweg.core.apps import CONTRACTS

CORE = Path(__file__).parent
# What names a declaration, in the order in which it is looked for; without one its first word does.
NAMED_BY = ("name", "kind", "route", "template", "model")
MORE = {
    "retention.yaml": "which personal data it keeps, on which ground, how long, and what then",
    "retention.py": "which rows are due under these rules",
    "jobs.py": "what runs by itself",
    "urls.py": "its addresses",
}
HEADER = """\
# The rooms, and what each declares

An app is one folder. What it says to the rest of the house stands in files that are found by
themselves, as Django finds `admin.py`; a file with nothing to say does not exist. Each holds frozen
dataclasses and `register()`. A new app costs its folder, its tests' folder, a line in
`INSTALLED_APPS` and one among the layers in `pyproject.toml`; this page, `policy.txt` and
`retention.yaml` are written anew by commands (`kurzweg rooms --write` for this one).
"""


@dataclass(frozen=True, slots=True)
class Declared:
    """One file of an app that says something to the others."""

    file: str
    says: str
    names: tuple[str, ...] = ()


def page() -> str:
    """Write down what may be declared, and then app by app who declares what."""
    lines = [HEADER, "| File | says |", "|---|---|"]
    lines += [f"| `{each}.py` | {_meaning(_file(CORE, each))} |" for each in CONTRACTS]
    lines += [f"| `{file}` | {says} |" for file, says in MORE.items()]
    for app in ours():
        docstring = _docstring(_tree(Path(app.path, "apps.py")))
        lines += ["", f"## {app.label}", "", docstring, ""]
        lines += [_line(each) for each in declared_by(app)] or ["It declares nothing."]
    return "\n".join([*lines, ""])


def ours() -> list[AppConfig]:
    """List the rooms in the order in which they are installed."""
    return [app for app in apps.get_app_configs() if Path(app.path).parent == CORE.parent]


def declared_by(app: AppConfig) -> Iterator[Declared]:
    """Read from an app's folder what it declares."""
    folder = Path(app.path)
    for contract in CONTRACTS if app.label != "core" else ():
        path = _file(folder, contract)
        if path.is_file():
            tree = _tree(path)
            file = path.relative_to(folder).as_posix()
            yield Declared(file, _docstring(tree), tuple(_names(tree)))
    yield from (Declared(file, MORE[file]) for file in MORE if (folder / file).is_file())


def _file(folder: Path, contract: str) -> Path:
    """Where an app says it: in a module, or in a package of that name."""
    module = folder / f"{contract}.py"
    return module if module.is_file() else folder / contract / "__init__.py"


def _meaning(path: Path) -> str:
    return _docstring(_tree(path)).removeprefix("Contract: ").removesuffix(".")


def _line(each: Declared) -> str:
    names = f" ({', '.join(f'`{name}`' for name in each.names)})" if each.names else ""
    return f"- `{each.file}`: {each.says.removesuffix('.')}{names}"


def _tree(path: Path) -> ast.Module:
    return ast.parse(path.read_text("utf-8"))


def _docstring(tree: ast.Module) -> str:
    return (ast.get_docstring(tree) or "").partition("\n\n")[0].replace("\n", " ")


def _names(tree: ast.Module) -> Iterator[str]:
    """Name what a file registers, each once, where its name stands in the file."""
    constants = dict(_constants(tree))
    calls = [call for call in ast.walk(tree) if isinstance(call, ast.Call)]
    declared = [each for call in calls if _called(call) == "register" for each in call.args]
    names = (_name(each, constants) for each in declared if isinstance(each, ast.Call))
    yield from dict.fromkeys(filter(None, names))


def _constants(tree: ast.Module) -> Iterator[tuple[str, ast.expr]]:
    for line in tree.body:
        if isinstance(line, ast.Assign) and isinstance(line.targets[0], ast.Name):
            yield line.targets[0].id, line.value


def _called(call: ast.Call) -> str:
    target = call.func
    return target.attr if isinstance(target, ast.Attribute) else getattr(target, "id", "")


def _name(declared: ast.Call, constants: dict[str, ast.expr]) -> str:
    told = {keyword.arg: keyword.value for keyword in declared.keywords}
    for value in [*declared.args[:1], *(told[name] for name in NAMED_BY if name in told)]:
        said = constants.get(value.id) if isinstance(value, ast.Name) else value
        if isinstance(said, ast.Constant) and isinstance(said.value, str):
            return said.value
    return ""
