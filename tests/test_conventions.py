"""What a machine can check of the house rules in CONTRIBUTING.md."""

import ast
import re
import subprocess
import sys
import tomllib
from datetime import UTC, datetime
from pathlib import Path

from django.apps import apps
from django.db import models

from kurzweg.core import retention
from kurzweg.core.retention import declarations, periods, root
from tools import messages

ROOT = Path(__file__).resolve().parent.parent
TRACKED = [
    ROOT / name
    for name in subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.split("\0")
    if name and (ROOT / name).is_file()
]
MODULES = [path for path in TRACKED if path.suffix == ".py" and path.parent.name != "migrations"]
OUR_MODELS = [
    model for model in apps.get_models() if model.__module__.partition(".")[0] == "kurzweg"
]


def relative(paths):
    return sorted(str(path.relative_to(ROOT)) for path in paths)


def test_no_module_has_more_than_400_lines():
    long = [path for path in MODULES if len(path.read_text("utf-8").splitlines()) > 400]

    assert relative(long) == []


def long_functions(source):
    """The functions of more than 50 lines, decorators not counted, with how many they have."""
    functions = [
        node
        for node in ast.walk(ast.parse(source))
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    ]
    lines = [(each.name, each.end_lineno - each.lineno + 1) for each in functions]
    return [f"{name}: {count}" for name, count in lines if count > 50]


def test_no_function_of_the_product_has_more_than_50_lines():
    ours = [path for path in MODULES if path.is_relative_to(ROOT / "src")]
    long = [
        f"{path.relative_to(ROOT)}: {said}"
        for path in ours
        for said in long_functions(path.read_text("utf-8"))
    ]

    assert len(ours) > 300
    assert long == []


def test_a_function_of_51_lines_would_be_noticed():
    """Negative control: nested, asynchronous or a method, each counts for itself."""
    short = "def short():\n" + "    pass\n" * 49
    long = "class Long:\n    @cache\n    async def long(self):\n" + "        pass\n" * 50

    assert long_functions(f"{short}\n{long}") == ["long: 51"]


def test_no_line_of_a_template_has_more_than_160_characters():
    long = [
        f"{path.relative_to(ROOT)}:{number}"
        for path in TRACKED
        if path.suffix in {".html", ".txt"} and "templates" in path.parts
        for number, line in enumerate(path.read_text("utf-8").splitlines(), 1)
        if len(line) > 160
    ]

    assert long == []


def test_no_module_is_named_after_its_kind():
    vague = {"utils", "util", "helpers", "helper", "mixins", "mixin", "managers", "manager", "misc"}
    named = [path for path in MODULES if vague & {path.stem, path.parent.name}]

    assert relative(named) == []


def test_the_engine_runs_without_django():
    imports = "\n".join(
        "import " + ".".join(path.relative_to(ROOT / "src").with_suffix("").parts)
        for path in MODULES
        if path.is_relative_to(ROOT / "src" / "kurzweg" / "engine")
    )
    code = imports + "\nimport sys; print('django' in sys.modules)"

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, cwd=ROOT)

    assert run.stdout == "False\n", run.stderr


def test_moments_end_in_at_and_days_in_on():
    def is_well_named(field):
        ending = field.name.split("_")[-1]
        # A moment is a DateField too in Django, so it is asked first. Spans are half-open.
        if isinstance(field, models.DateTimeField):
            return ending in {"at", "since", "until"}
        return ending in {"on", "since", "until"}

    misnamed = [
        f"{model._meta.label}.{field.name}"
        for model in OUR_MODELS
        for field in model._meta.local_fields
        if isinstance(field, models.DateField) and not is_well_named(field)
    ]

    assert misnamed == ["people.Account.last_login"]  # Django's own name


def dependency_lines():
    """Every line of pyproject.toml that names a package to install."""
    listed = tomllib.loads((ROOT / "pyproject.toml").read_text())
    groups = [
        listed["project"]["dependencies"],
        *listed["project"]["optional-dependencies"].values(),
        *listed["dependency-groups"].values(),
    ]
    packages = [package for group in groups for package in group]
    lines = (ROOT / "pyproject.toml").read_text().splitlines()
    return [(package, line) for package in packages for line in lines if f'"{package}"' in line]


def test_every_dependency_says_why_we_carry_it():
    unexplained = [name for name, line in dependency_lines() if not re.search(r"# \w", line)]

    assert unexplained == []


def test_every_requirement_is_hashed_and_names_no_registry():
    for name in ("requirements.txt", "requirements-dev.txt"):
        text = (ROOT / name).read_text()
        pinned = re.findall(r"^[\w.-]+==.*\\$", text, re.M)
        named = re.findall(r"^[^#\s].*==.*$", text, re.M)

        assert len(pinned) == len(named) > 30
        assert "://" not in text


# The brackets keep this file from finding itself.
FOREIGN = re.compile(
    r"(?<![\w./-])/(?:wor[k]|roo[t]|tmp/k[w])\b"
    r"|\bpyp[i]\.org|pythonhoste[d]|registry\.npmj[s]|deb\.debia[n]\.org"
)


def test_the_tree_names_no_machine_and_no_registry():
    found = []
    for path in TRACKED:
        try:
            text = path.read_text("utf-8")
        except UnicodeDecodeError:
            continue
        found += [f"{path.relative_to(ROOT)}: {match[0]}" for match in FOREIGN.finditer(text)]

    assert found == []


def fields_said(model, says):
    """The fields that a retention.yaml names of a table; None: the table is of a library."""
    groups = says.items() if isinstance(says, dict) else []
    names = [groups_or_names for name, groups_or_names in groups if name == "not personal"]
    names += [list(each.fields) for each in declarations.kept() if each.model is model]
    return sorted(field for listed in names for field in listed)


def test_every_field_of_every_model_is_said_to_be_personal_or_not():
    said = dict(declarations.tables())
    listed = {
        model._meta.label: fields_said(model, said.get(model._meta.label)) for model in OUR_MODELS
    }

    assert listed == {
        model._meta.label: sorted(declarations.own_fields(model)) for model in OUR_MODELS
    }


def test_every_foreign_table_is_said_to_be_personal_or_not():
    foreign = {model._meta.label for model in apps.get_models() if not model._meta.proxy}
    ours = {model._meta.label for model in OUR_MODELS}

    assert {label for label, _says in declarations.tables()} == foreign | ours


def test_every_name_in_a_declaration_is_a_rule():
    rules = {rule.name for rule in retention.rules()}
    named = {
        name for _label, says in declarations.tables() if isinstance(says, dict) for name in says
    }

    assert named - declarations.OTHER_KEYS == rules


def test_every_rule_about_personal_fields_is_whole():
    incomplete = [
        rule.name
        for rule in retention.rules()
        for kept in (rule.kept, *([rule.least] if rule.least else []))
        if not periods.PERIOD.fullmatch(kept)
        or not all((rule.label, rule.persons, rule.purpose, rule.basis, rule.clock))
    ]

    assert incomplete == []


def test_no_network_may_shorten_a_period_to_more_than_it_is():
    now = datetime(2026, 11, 30, tzinfo=UTC)
    shortened = [rule for rule in retention.rules() if rule.least]

    assert len(shortened) > 3
    assert [
        rule.name for rule in shortened if rule.cutoff(now, kept=rule.least) <= rule.cutoff(now)
    ] == []


def test_the_root_says_what_the_apps_say():
    assert root.path().read_text("utf-8") == root.text()


def test_the_layers_hold():
    # In a process of its own: the linter sets up logging and silences whatever was there before.
    lint = "import sys; from importlinter import cli; sys.exit(cli.lint_imports(no_cache=True))"

    run = subprocess.run([sys.executable, "-c", lint], capture_output=True, text=True, cwd=ROOT)

    assert run.returncode == 0, run.stdout


# What people may read, word by word against the glossary; the right-hand side is the house's word.
OTHER_WORDS = {
    r"E-Mail|Email": "Mail, Mailadresse",
    r"Ausschuss|Ausschüsse": "Gremium",
    r"\bFragen?\b": "Bitte (an eine Firma), Anfrage (was gesucht wird)",
    r"\b(?:Leads?|Matching|Match(?:es)?|Cockpit|Dashboard|Ups|User|Account)\b": "auf Deutsch",
    r"-{3,}": "–",
}


def test_the_german_interface_uses_one_word_for_one_thing():
    catalogues = (ROOT / "src" / "kurzweg").glob("*/locale/de/LC_MESSAGES/django.po")
    found = []
    for path in catalogues:
        for message in messages.entries(messages.read(path)).values():
            forms = [message.string] if isinstance(message.string, str) else message.string
            found += [
                f"{path.parts[-5]}: {text!r}: {said}"
                for text in forms
                for other, said in OTHER_WORDS.items()
                if re.search(other, text)
            ]

    assert found == []
