#!/usr/bin/env python3
"""Install Kurzweg into .venv beside this file; do nothing when nothing changed.

Only the standard library, and only syntax that Python 3.6 reads: an old Python must still be able
to say what it lacks.
"""

import hashlib
import importlib.util
import platform
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

ROOT = Path(__file__).resolve().parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed"
OLDEST, NEWEST = (3, 11), (3, 14)
PACKAGES_FOR = {"running": "requirements.txt", "developing": "requirements-dev.txt"}


class Missing(Exception):
    """What this machine lacks, in one sentence with the command that mends it."""


def check_python(version: tuple) -> None:
    if OLDEST <= version[:2] <= NEWEST:
        return
    known = ["python%d.%d" % (3, minor) for minor in (13, 12, 11, 14)]  # noqa: UP031 - Python 3.6
    found = next((name for name in known if works(name)), None)
    if found:
        remedy = "make install PYTHON=" + found
    elif sys.platform == "darwin":
        remedy = "brew install python@3.13 && make install PYTHON=python3.13"
    elif shutil.which("uv"):
        remedy = 'uv python install 3.13 && make install PYTHON="$(uv python find 3.13)"'
    else:
        remedy = "sudo apt-get install python3.11-venv && make install PYTHON=python3.11"
    raise Missing(f"Kurzweg needs Python 3.11 to 3.14, this is {dotted(version)}: {remedy}")


def works(name: str) -> bool:
    """A version manager leaves commands on the path that only complain."""
    program = shutil.which(name)
    return bool(program) and subprocess.call([program, "-c", ""], stderr=subprocess.DEVNULL) == 0


def check_venv() -> None:
    # Debian takes ensurepip out of its Python and puts it into python3-venv.
    if all(importlib.util.find_spec(name) for name in ("venv", "ensurepip")):
        return
    package = f"python{dotted(sys.version_info, 2)}-venv"
    raise Missing(
        "This Python cannot make virtual environments: "
        f"sudo apt-get install {package} && make install"
    )


def dotted(version: tuple, parts: int = 3) -> str:
    return ".".join(str(part) for part in version[:parts])


def fingerprint(*names: str) -> str:
    """Change when this Python, this folder or one of these files changes."""
    built_from = hashlib.sha256(f"{ROOT} {sys.version}".encode())
    for name in names:
        built_from.update((ROOT / name).read_bytes())
    return " ".join([*names, built_from.hexdigest()])


def packages_fingerprint(purpose: str) -> str:
    return fingerprint(PACKAGES_FOR[purpose], "pyproject.toml")


def stamped() -> list:
    return STAMP.read_text().splitlines() if STAMP.exists() else []


def install(purpose: str) -> None:
    began = time.monotonic()
    # A Python of another version, or a folder that was moved, leaves scripts that point nowhere.
    same_ground = fingerprint() in stamped()
    if STAMP.exists():
        STAMP.unlink()  # an interrupted installation is not one
    packages = ROOT / PACKAGES_FOR[purpose]
    count = len(re.findall(r"^[a-z].*==", packages.read_text(), re.M | re.I))
    say(f"Installing {count} packages into .venv with Python {dotted(sys.version_info)} …")
    if not same_ground:
        subprocess.check_call([sys.executable, "-m", "venv", "--clear", str(VENV)])
    # Packages are compiled below on all cores, which pip does on one.
    pip("--no-deps", "--require-hashes", "--only-binary=:all:", "--no-compile", "-r", str(packages))
    pip("--no-deps", "--no-build-isolation", "--no-index", "-e", str(ROOT))
    subprocess.call([python(), "-m", "compileall", "-q", "-j", "0", str(VENV / "lib")])
    # Who develops also runs.
    satisfied = [packages_fingerprint(name) for name in {"running", purpose}]
    STAMP.write_text("\n".join([fingerprint(), *satisfied]) + "\n")
    say(f"Ready after {time.monotonic() - began:.0f} s: .venv/bin/kurzweg")


def pip(*arguments: str) -> None:
    command = [python(), "-m", "pip", "install", "--quiet", "--no-input", *arguments]
    run = subprocess.run(
        [*command, "--disable-pip-version-check"],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )
    if run.returncode:
        raise Missing(what_pip_lacked(run.stdout))


def what_pip_lacked(output: str) -> str:
    """Turn pip's complaint into one sentence; pip installs nothing unless it has everything."""
    if "DO NOT MATCH THE HASHES" in output:
        return (
            "A package is not the one that Kurzweg was tested with, so nothing was installed; "
            "if only the download was damaged: pip cache purge && make install"
        )
    if "connection broken" in output:
        return "The package index cannot be reached; once it answers: make install"
    no_wheel = re.search(r"No matching distribution found for (\S+?)==(\S+)", output)
    if not no_wheel:
        return output.strip() + "\nThat is what pip said; once it is mended: make install"
    machine = f"Python {dotted(sys.version_info, 2)} on {platform.system()} {platform.machine()}"
    return (
        f"There is no ready-built {no_wheel[1]} {no_wheel[2]} for {machine}, so nothing was "
        "installed; with another 64-bit Python: make install PYTHON=python3.12"
    )


def python() -> str:
    return str(VENV / "bin" / "python")


def compile_catalogues() -> None:
    sources = (ROOT / "src" / "kurzweg").glob("*/locale/*/LC_MESSAGES/django.po")
    for source in sources:
        compiled = source.with_suffix(".mo")
        if not compiled.exists() or compiled.stat().st_mtime < source.stat().st_mtime:
            subprocess.check_call([python(), "-m", "tools.messages", "compile"], cwd=str(ROOT))
            return


def say(sentence: str) -> None:
    print(sentence, flush=True)


def main() -> None:
    check_python(sys.version_info)
    purpose = "developing" if "--dev" in sys.argv else "running"
    if packages_fingerprint(purpose) not in stamped():
        check_venv()
        install(purpose)
    compile_catalogues()


if __name__ == "__main__":
    try:
        main()
    except Missing as missing:
        sys.exit(str(missing))
