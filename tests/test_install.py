"""What `make install` says when the machine lacks something, and when it has nothing to do."""

import ast
from pathlib import Path

import pytest

import install

SOURCE = Path(install.__file__)


def test_an_old_python_can_read_the_file():
    assert ast.parse(SOURCE.read_text(), feature_version=(3, 6)).body


def test_only_the_standard_library_is_needed():
    imported = {
        alias.name
        for node in ast.walk(ast.parse(SOURCE.read_text()))
        if isinstance(node, ast.Import)
        for alias in node.names
    }
    assert imported == {
        "hashlib",
        "importlib.util",
        "platform",
        "re",
        "shutil",
        "subprocess",
        "sys",
        "time",
    }


@pytest.mark.parametrize("version", [(3, 11, 0), (3, 12, 4), (3, 13, 0), (3, 14, 2)])
def test_the_supported_pythons_pass(version):
    assert install.check_python(version) is None


@pytest.mark.parametrize("version", [(3, 6, 15), (3, 10, 13), (3, 15, 0)])
def test_another_python_hears_which_command_mends_it(version, monkeypatch):
    monkeypatch.setattr(install, "works", lambda name: name == "python3.12")

    with pytest.raises(install.Missing) as missing:
        install.check_python(version)

    assert str(missing.value) == (
        f"Kurzweg needs Python 3.11 to 3.14, this is {install.dotted(version)}: "
        "make install PYTHON=python3.12"
    )


def test_a_machine_without_any_fitting_python_hears_how_to_get_one(monkeypatch):
    monkeypatch.setattr(install, "works", lambda name: False)
    monkeypatch.setattr(install.shutil, "which", lambda name: None)
    monkeypatch.setattr(install.sys, "platform", "linux")

    with pytest.raises(install.Missing) as missing:
        install.check_python((3, 9, 2))

    assert str(missing.value).endswith(
        "this is 3.9.2: sudo apt-get install python3.11-venv && make install PYTHON=python3.11"
    )


def test_a_debian_without_its_venv_package_hears_its_name(monkeypatch):
    monkeypatch.setattr(
        install.importlib.util, "find_spec", lambda name: None if name == "ensurepip" else name
    )
    monkeypatch.setattr(install.sys, "version_info", (3, 11, 2))

    with pytest.raises(install.Missing) as missing:
        install.check_venv()

    assert str(missing.value) == (
        "This Python cannot make virtual environments: "
        "sudo apt-get install python3.11-venv && make install"
    )


# As pip says it, shortened.
NO_WHEEL = """\
ERROR: Could not find a version that satisfies the requirement numpy==2.5.5 (from versions: none)
ERROR: No matching distribution found for numpy==2.5.5
"""
NO_NETWORK = f"""\
WARNING: Retrying (Retry(total=0)) after connection broken by 'NewConnectionError()': /simple/x/
{NO_WHEEL}"""
OTHER_HASH = """\
ERROR: THESE PACKAGES DO NOT MATCH THE HASHES FROM THE REQUIREMENTS FILE. If you have updated
"""


@pytest.mark.parametrize(
    ("output", "beginning", "command"),
    [
        (NO_WHEEL, "There is no ready-built numpy 2.5.5 for ", "make install PYTHON=python3.12"),
        (NO_NETWORK, "The package index cannot be reached;", "make install"),
        (OTHER_HASH, "A package is not the one ", "pip cache purge && make install"),
        ("ERROR: No space left on device", "ERROR: No space left", "make install"),
    ],
)
def test_a_complaint_of_pip_becomes_a_sentence_with_a_command(output, beginning, command):
    sentence = install.what_pip_lacked(output)

    assert sentence.startswith(beginning)
    assert sentence.endswith(": " + command)


@pytest.fixture
def tree(tmp_path, monkeypatch):
    """A folder with something to install, where pip and venv only note that they were asked."""
    for name in ("requirements.txt", "requirements-dev.txt", "pyproject.toml"):
        (tmp_path / name).write_text("django==5.2.19\n")
    asked = []
    monkeypatch.setattr(install, "ROOT", tmp_path)
    monkeypatch.setattr(install, "VENV", tmp_path / ".venv")
    monkeypatch.setattr(install, "STAMP", tmp_path / ".venv" / "installed")
    monkeypatch.setattr(install, "pip", lambda *arguments: asked.append(arguments[-1]))
    monkeypatch.setattr(
        install.subprocess, "check_call", lambda command: (tmp_path / ".venv").mkdir(exist_ok=True)
    )
    monkeypatch.setattr(install.subprocess, "call", lambda command: None)
    return asked


def run(monkeypatch, *arguments):
    monkeypatch.setattr(install.sys, "argv", ["install.py", *arguments])
    install.main()


def test_the_second_run_does_nothing(tree, monkeypatch):
    run(monkeypatch)
    first = list(tree)
    run(monkeypatch)

    assert len(first) == 2
    assert tree == first


def test_who_develops_has_what_running_needs(tree, monkeypatch):
    run(monkeypatch, "--dev")
    first = list(tree)
    run(monkeypatch)

    assert tree == first


def test_a_changed_requirement_is_installed(tree, monkeypatch):
    run(monkeypatch)
    (install.ROOT / "requirements.txt").write_text("django==5.2.20\n")
    run(monkeypatch)

    assert len(tree) == 4


def test_an_installation_that_failed_is_not_taken_for_one(tree, monkeypatch):
    run(monkeypatch)
    (install.ROOT / "requirements.txt").write_text("django==5.2.20\n")
    failing = monkeypatch.context()
    with failing as patch:

        def fail(*arguments):
            raise install.Missing("no network")

        patch.setattr(install, "pip", fail)
        with pytest.raises(install.Missing):
            run(monkeypatch)
    (install.ROOT / "requirements.txt").write_text("django==5.2.19\n")
    run(monkeypatch)

    assert len(tree) == 4
