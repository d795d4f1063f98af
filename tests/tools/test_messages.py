"""The messages tool, on a package of two small apps."""

import gettext
import re

import pytest

from tools import messages

VIEWS = """
from django.utils.translation import gettext as _, ngettext, pgettext_lazy

SAVED = _("Saved")
MONTH = pgettext_lazy("month", "May")

def sentence(count):
    return ngettext("%(count)d firm", "%(count)d firms", count) % {"count": count}
"""
TEMPLATE = """
<c-button label="{% translate "Send the letter" %}" :hint="_('Nobody is mailed')">
{% blocktranslate trimmed with name=firm.name %}
  {{ name }} was
  asked.
{% endblocktranslate %}
{% blocktranslate count counter=rows|length %}One need{% plural %}{{ counter }} needs{% endblocktranslate %}
{{ value|default:_("unknown") }} {% translate "100% local" context "place" %}
{# {% translate "Not used" %} #}
"""  # noqa: E501


@pytest.fixture
def package(tmp_path):
    for app in ("core", "market"):
        (tmp_path / app / "templates" / app).mkdir(parents=True)
        (tmp_path / app / "__init__.py").touch()
    (tmp_path / "core" / "views.py").write_text(VIEWS)
    (tmp_path / "market" / "templates" / "market" / "need.html").write_text(TEMPLATE)
    return tmp_path


def translate(package, app, **words):
    """Write translations into the catalogue of an app, by message id."""
    path = messages.catalogue_path(package, app)
    text = path.read_text()
    for id, string in words.items():
        text = text.replace(f'msgid "{id}"\nmsgstr ""', f'msgid "{id}"\nmsgstr "{string}"')
    path.write_text(text)


def complete(package):
    """Give every message the translation that is its own id, so that nothing is missing."""
    for app in messages.apps_of(package):
        catalogue = messages.read(messages.catalogue_path(package, app))
        for message in catalogue:
            if message.id:
                message.string = message.id
        path = messages.catalogue_path(package, app)
        with path.open("wb") as target:
            target.write(messages.HEADER.encode())
            messages.write_po(target, catalogue, omit_header=True)


def test_python_messages_are_found_with_context_and_plural(package):
    found = messages.messages_of_app(package, "core")

    assert {key: message.id for key, message in found.items()} == {
        ("", "Saved"): "Saved",
        ("month", "May"): "May",
        ("", "%(count)d firm"): ("%(count)d firm", "%(count)d firms"),
    }


def test_template_messages_are_found_also_in_component_attributes(package):
    found = messages.messages_of_app(package, "market")

    assert {key: message.id for key, message in found.items()} == {
        ("", "Send the letter"): "Send the letter",
        ("", "Nobody is mailed"): "Nobody is mailed",
        ("", "%(name)s was asked."): "%(name)s was asked.",
        ("", "One need"): ("One need", "%(counter)s needs"),
        ("", "unknown"): "unknown",
        ("place", "100%% local"): "100%% local",
    }


def test_an_update_keeps_what_was_translated_and_drops_what_is_gone(package):
    messages.update(package)
    translate(package, "core", Saved="Gespeichert")
    (package / "core" / "views.py").write_text('_("Saved"); _("Closed")')

    messages.update(package)

    catalogue = messages.entries(messages.read(messages.catalogue_path(package, "core")))
    assert {key: message.string for key, message in catalogue.items()} == {
        ("", "Closed"): "",
        ("", "Saved"): "Gespeichert",
    }


def test_an_update_without_a_change_leaves_the_file_as_it_is(package):
    messages.update(package)
    before = messages.catalogue_path(package, "market").read_text()

    messages.update(package)

    assert messages.catalogue_path(package, "market").read_text() == before


def test_a_message_that_moves_takes_its_translation_along(package):
    messages.update(package)
    translate(package, "core", Saved="Gespeichert")
    (package / "core" / "views.py").write_text("")
    (package / "market" / "views.py").write_text('_("Saved")')

    messages.update(package)

    market = messages.entries(messages.read(messages.catalogue_path(package, "market")))
    assert market["", "Saved"].string == "Gespeichert"
    assert not messages.catalogue_path(package, "core").exists()


def test_complete_catalogues_pass(package):
    messages.update(package)
    complete(package)

    assert messages.check(package) == []


def test_an_untranslated_message_is_named(package):
    messages.update(package)
    complete(package)
    (package / "core" / "views.py").write_text(VIEWS + '_("New")')
    messages.update(package)

    assert messages.check(package) == ["core: not translated: 'New'"]


def test_a_message_that_is_only_in_the_code_and_one_only_in_the_catalogue_are_named(package):
    messages.update(package)
    complete(package)
    (package / "core" / "views.py").write_text(VIEWS.replace('"Saved"', '"Stored"'))

    assert messages.check(package) == [
        "core: not in the catalogue: 'Stored'",
        "core: obsolete: 'Saved'",
    ]


@pytest.mark.parametrize(
    ("id", "string"),
    [
        ("%(name)s was asked.", "Gefragt."),
        ("%(name)s was asked.", "%(nme)s ist gefragt."),
    ],
)
def test_a_translation_with_other_placeholders_is_named(package, id, string):
    messages.update(package)
    complete(package)
    path = messages.catalogue_path(package, "market")
    path.write_text(path.read_text().replace(f'msgstr "{id}"', f'msgstr "{string}"'))

    assert messages.check(package) == [
        "market: other placeholders in the translation: '%(name)s was asked.'"
    ]


def test_a_singular_may_leave_the_number_out(package):
    messages.update(package)
    complete(package)
    path = messages.catalogue_path(package, "core")
    path.write_text(path.read_text().replace('[0] "%(count)d firm"', '[0] "eine Firma"'))

    assert messages.check(package) == []


def test_a_fuzzy_message_is_named_and_stays_so(package):
    messages.update(package)
    complete(package)
    path = messages.catalogue_path(package, "core")
    path.write_text(path.read_text().replace('msgid "Saved"', '#, fuzzy\nmsgid "Saved"'))

    messages.update(package)

    assert messages.check(package) == ["core: fuzzy: 'Saved'"]


def test_two_apps_must_say_the_same_thing_the_same_way(package):
    (package / "market" / "views.py").write_text('_("Saved")')
    messages.update(package)
    complete(package)
    path = messages.catalogue_path(package, "market")
    path.write_text(path.read_text().replace('msgstr "Saved"', 'msgstr "Gesichert"'))

    assert messages.check(package) == ["market: says it otherwise than core: 'Saved'"]


def test_an_id_that_django_says_otherwise_is_named(package):
    views = package / "core" / "views.py"
    views.write_text(VIEWS + "SHOWN = (_('Yes'), _('Oftener'))\n")
    messages.update(package)
    complete(package)
    messages.update(package)

    said = [line for line in messages.check(package) if "Django" in line]

    assert said == ["core: Django says 'Ja', give yours a context: 'Yes'"]


def test_compiled_catalogues_speak_german(package):
    messages.update(package)
    complete(package)
    path = messages.catalogue_path(package, "core")
    path.write_text(path.read_text().replace('msgstr "Saved"', 'msgstr "Gespeichert – jetzt"'))

    written = messages.compile_stale(package)

    with path.with_suffix(".mo").open("rb") as compiled:
        german = gettext.GNUTranslations(compiled)
    assert german.gettext("Saved") == "Gespeichert – jetzt"
    assert german.ngettext("%(count)d firm", "%(count)d firms", 3) == "%(count)d firms"
    assert (written, messages.compile_stale(package)) == (2, 0)


def test_german_print_sets_a_narrow_blank_before_a_unit_and_in_abbreviations(package):
    (package / "core" / "views.py").write_text('_("at most %(km)s km, e.g. here")')
    messages.update(package)
    complete(package)
    path = messages.catalogue_path(package, "core")

    def checked(german):
        text = re.sub(r'(here"\nmsgstr) ".*"', rf'\1 "{german}"', path.read_text())
        path.write_text(text)
        return messages.check(package)

    wrong = "core: needs a narrow blank (U+202F): 'at most %(km)s km, e.g. here'"
    assert checked("höchstens %(km)s km, zum Beispiel hier") == [wrong]
    assert checked("höchstens %(km)s\u202fkm, z. B. hier") == [wrong]
    assert checked("höchstens %(km)s\u202fkm, z.\u202fB. hier") == []
