"""The command `kurzweg`: what the engine does alone needs neither Django nor a database."""

from __future__ import annotations

import os
import sys
from importlib import import_module

ENGINE_COMMANDS = ("rank", "match", "duplicates")


def main() -> None:
    """Hand over to `main(arguments)` of an engine command, or to Django's commands."""
    name = sys.argv[1] if len(sys.argv) > 1 else ""
    if name in ENGINE_COMMANDS:
        command = import_module(f"kurzweg.engine.commands.{name}")
        sys.exit(command.main(sys.argv[2:]))
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "kurzweg.settings")
    from django.core.management import execute_from_command_line

    execute_from_command_line(sys.argv)


if __name__ == "__main__":
    main()
