"""The page of rooms says what stands in the files, and nobody forgets to write it anew."""

from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.core.management import CommandError, call_command

from kurzweg.core import declarations
from kurzweg.core.declarations import Declared, declared_by

PAGE = Path("docs/building/rooms.md")


def test_the_page_says_what_the_apps_declare():
    assert (settings.REPOSITORY / PAGE).read_text("utf-8") == declarations.page(), (
        "run `kurzweg rooms --write`"
    )


def test_an_app_declares_what_its_files_register():
    declared = {each.file: each for each in declared_by(apps.get_app_config("insight"))}

    assert declared["rules.py"] == Declared(
        "rules.py",
        "What a network decides about its home page, and about what is due.",
        ("membership_milestone", "first_steps_shown"),
    )


@pytest.mark.parametrize(
    ("file", "names"),
    [
        ('register(Rule("a", default=1), Rule("b"))', ("a", "b")),
        ('agenda.register(Item(name="a"))\nregister(Item(kind="b"))', ("a", "b")),
        ('KIND = "a"\nregister(Kind(KIND))\nregister(Kind(KIND))', ("a",)),
        ('register(Kind(f"{x}"))\nregister(due)\nenter(Rule("a"))', ()),
    ],
)
def test_declarations_are_named_as_they_are_in_the_file(file, names, tmp_path):
    app = apps.get_app_config("learning")
    (tmp_path / "rules.py").write_text(f'"""What may be decided."""\n\n{file}\n')

    class Elsewhere:
        label, path = app.label, str(tmp_path)

    assert list(declared_by(Elsewhere)) == [Declared("rules.py", "What may be decided.", names)]


def test_a_page_that_says_something_else_is_told(settings, tmp_path):
    """The negative control: `make check` stops."""
    settings.REPOSITORY = tmp_path
    (tmp_path / PAGE).parent.mkdir(parents=True)
    call_command("rooms", write=True)
    call_command("rooms", check=True)
    (tmp_path / PAGE).write_text("# Other rooms")

    with pytest.raises(CommandError, match="kurzweg rooms --write"):
        call_command("rooms", check=True)
