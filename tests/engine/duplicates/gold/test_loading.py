import re
from collections import Counter
from dataclasses import replace

import pytest

from tests.engine.duplicates.gold import disturbing, facts, loading, spelling
from tests.engine.duplicates.gold.disturbing import disturbed
from tests.engine.duplicates.gold.facts import Entry

real = pytest.mark.skipif(not loading.is_there(), reason=loading.MISSING)
FIRM = Entry(
    "0", "Käse & Brot Müller-Groß GmbH & Co. KG", "Lange Straße 12", "00999", "Ahausen-Bedorf",
    "Bestadt", "HRA 77", "0211 5550000", "info@kaese.example", "kaese.example", "Petra Ahlenau",
)  # fmt: skip


@pytest.mark.parametrize(
    ("operation", "name"),
    [
        (["drop_form"], "Käse & Brot Müller-Groß"),
        (["restyle_form", "tight"], "Käse & Brot Müller-Groß GmbH&Co.KG"),
        (["restyle_form", "und"], "Käse & Brot Müller-Groß GmbH und Co. KG"),
        (["restyle_form", "partnership"], "Käse & Brot Müller-Groß KG"),
        (["restyle_form", "company"], "Käse & Brot Müller-Groß GmbH"),
        (["form_first"], "GmbH & Co. KG Käse & Brot Müller-Groß"),
        (["lower_form"], "Käse & Brot Müller-Groß gmbh & co. kg"),
        (["ascii_umlauts"], "Kaese & Brot Mueller-Gross GmbH & Co. KG"),
        (["lose_accents"], "Kase & Brot Muller-Gros GmbH & Co. KG"),
        (["misread_encoding"], "KÃ¤se & Brot MÃ¼ller-GroÃŸ GmbH & Co. KG"),
        (["upper"], "KÄSE & BROT MÜLLER-GROSS GMBH & CO. KG"),
        (["swap", 1], "Ksäe & Brot Müller-Groß GmbH & Co. KG"),
        (["double", 2], "Kässe & Brot Müller-Groß GmbH & Co. KG"),
        (["miss", 2], "Käe & Brot Müller-Groß GmbH & Co. KG"),
        (["press", 2, "d"], "Käde & Brot Müller-Groß GmbH & Co. KG"),
        (["press", 99, "d"], FIRM.name),
        (["drop_word", 2], "Käse & Müller-Groß GmbH & Co. KG"),
        (["keep_words", 2, 4], "Brot Müller-Groß"),
        (["move_word", 3, 0], "Müller-Groß Käse & Brot GmbH & Co. KG"),
        (["surname_first", 2], "Käse & Müller-Groß, Brot GmbH & Co. KG"),
        (["join_words", 2, "-"], "Käse & Brot-Müller-Groß GmbH & Co. KG"),
        (["split_word", 3, 6, " "], "Käse & Brot Müller Groß GmbH & Co. KG"),
        (["initial", 2], "Käse & B. Müller-Groß GmbH & Co. KG"),
        (["acronym"], "KBMG"),
        (["change_ampersand", "und"], "Käse und Brot Müller-Groß GmbH & Co. KG"),
        (["before", "Fa."], "Fa. Käse & Brot Müller-Groß GmbH & Co. KG"),
        (["lose_hyphens"], "Käse & Brot Müller Groß GmbH & Co. KG"),
        (["lose_punctuation"], "Käse Brot Müller Groß GmbH Co KG"),
        (["bracket_word", 2], "Käse & (Brot) Müller-Groß GmbH & Co. KG"),
        (["spread_blanks"], "Käse  & Brot Müller-Groß GmbH & Co. KG\u00a0"),
        (["with_town", "{name}, {town}"], FIRM.name + ", Ahausen-Bedorf"),
        (["with_person", "{name} ({person})"], FIRM.name + " (Petra Ahlenau)"),
        (["renamed_outright", 0], "Alvero Technik GmbH & Co. KG"),
        (["first_name", 2, 0], "Käse & Achim Müller-Groß GmbH & Co. KG"),
        (["sibling", "Verwaltungs-GmbH"], "Käse & Brot Müller-Groß Verwaltungs-GmbH"),
    ],
)
def test_an_operation_on_the_name_does_what_it_says(operation, name):
    assert disturbed(FIRM, [operation]) == replace(FIRM, name=name)


@pytest.mark.parametrize(
    ("operation", "changed"),
    [
        (["road", "str."], {"street": "Lange Str. 12"}),
        (["house_range", 4], {"street": "Lange Straße 12-16"}),
        (["house_letter", "b"], {"street": "Lange Straße 12b"}),
        (["moved", 7], {"street": facts.street(7, turn=1)}),
        (["post_box", 44], {"street": "Postfach 44", "postcode": ""}),
        (["postcode_in_town"], {"town": "00999 Ahausen-Bedorf", "postcode": ""}),
        (["district_only"], {"town": "Bedorf"}),
        (["district_dropped"], {"town": "Ahausen"}),
        (["district_named", "Nord"], {"town": "Ahausen-Bedorf-Nord"}),
        (["phone_style", "+49 (0) {code} / {first} {last}"], {"phone": "+49 (0) 211 / 555 0000"}),
        (["extension", "12"], {"phone": "0211 5550000-12"}),
        (["web_style", "https://www.{host}/"], {"web": "https://www.kaese.example/"}),
        (["mail_box", "post"], {"mail": "post@kaese.example"}),
        (["mail_of_person"], {"mail": "petra.ahlenau@kaese.example"}),
        (["register_style", "AG {court} {kind} {digits}"],
         {"register_number": "AG Bestadt HRA 77", "register_court": ""}),
        (["other_register", "HRB", 8], {"register_number": "HRB 8"}),
        (["person_style", "{last}, {first}"], {"person": "Ahlenau, Petra"}),
        (["respell", "town", "upper"], {"town": "AHAUSEN-BEDORF"}),
        (["drop", "phone", "web"], {"phone": "", "web": ""}),
        (["from_row", 0, "town"], {"town": "Zedorf"}),
    ],
)  # fmt: skip
def test_an_operation_on_a_fact_changes_that_fact(operation, changed):
    other = Entry("9", "Anderswo", town="Zedorf")

    assert disturbed(FIRM, [operation], [other]) == replace(FIRM, **changed)


def test_only_keeps_the_name_and_the_facts_it_lists():
    kept = disturbed(FIRM, [["only", "town"]])

    assert kept == Entry("0", FIRM.name, town=FIRM.town)


def test_neighbours_may_share_the_host_of_their_mail():
    other = Entry("1", "Zett e.V.", mail="zett@anders.example")

    assert disturbing.shared(other, FIRM, ["mail_host", "person"]) == replace(
        other, mail="zett-e-v@kaese.example", person=FIRM.person
    )


def test_the_records_name_known_operations_and_no_pair_twice():
    known = {*spelling.OPERATIONS, *disturbing.OPERATIONS, "from_row"}
    used = {
        operation[0]
        for name in ("pairs", "siblings")
        for record in loading.records(name)
        for operation in record["operations"]
    }
    rows = {name: [tuple(sorted(record["rows"])) for record in loading.records(name)]
            for name in ("pairs", "siblings", "neighbours")}  # fmt: skip

    assert used - known == set()
    assert {name: len(set(all_rows)) for name, all_rows in rows.items()} == {
        "pairs": 804, "siblings": 198, "neighbours": 305,
    }  # fmt: skip


def test_all_records_of_a_row_stand_in_one_third():
    thirds = {}
    for name in ("pairs", "siblings", "neighbours"):
        for record in loading.records(name):
            for row in record["rows"]:
                thirds.setdefault(row, set()).add(record["third"])

    assert {row for row, of_row in thirds.items() if len(of_row) > 1} == set()


def test_the_set_has_the_size_it_promises():
    pairs = loading.records("pairs")
    apart = [*loading.records("siblings"), *loading.records("neighbours")]
    doubtful = sum(record["kind"] == "doubtful" for record in pairs)

    assert Counter(record["third"] for record in pairs) == dict.fromkeys(loading.THIRDS, 268)
    assert (doubtful, len(pairs) - doubtful, len(apart)) == (39, 765, 503)
    assert doubtful <= 0.05 * len(pairs)


@real
@pytest.mark.parametrize("third", loading.THIRDS)
def test_a_list_holds_each_key_once_and_one_twentieth_of_second_entries(third):
    lists = loading.listings(third)

    for one in lists:
        keys = [entry.key for entry in one.entries]
        pairs = {*one.same, *one.doubtful, *one.different}
        assert len(set(keys)) == len(keys)
        assert {key for both in pairs for key in both} <= set(keys)
        assert not set(one.same) & set(one.different)
        assert not one.doubtful & (set(one.same) | set(one.different))
        assert round((len(one.same) + len(one.doubtful)) / len(keys), 2) == 0.05
    assert sum(len(one.same) + len(one.doubtful) for one in lists) == 268


@real
def test_what_is_put_aside_is_in_no_other_list():
    aside = {str(row) for row, third in loading.thirds_of_rows().items() if third == "aside"}

    seen = {
        entry.key.rstrip("+~")
        for third in ("learning", "checking")
        for one in loading.listings(third)
        for entry in one.entries
    }

    assert aside & seen == set()
    assert len(aside | seen) == 2_500


@real
def test_every_second_entry_differs_from_the_first():
    same = [
        record["rows"]
        for name in ("pairs", "siblings")
        for record in loading.records(name)
        if replace(loading.derived(record, ""), key="")
        == replace(loading.originals()[record["rows"][0]], key="")
    ]

    assert same == []


def names_of_the_register_in(texts):
    def letters(text):
        return re.sub(r"[\W_]+", "", text).lower()

    names = [row["name"] for row in loading.source_rows()]
    cores = {letters(spelling.drop_form(name)) for name in names}
    wanted = {*map(letters, names), *(core for core in cores if len(core) >= 9)}
    written = [letters(text) for text in texts]
    return {name for name in wanted if any(name in text for text in written)}


@real
def test_no_file_here_holds_a_name_of_the_register():
    texts = [file.read_text("utf-8") for file in loading.HERE.iterdir() if file.is_file()]
    slip = loading.source_rows()[0]["name"].lower().replace(" ", "-")

    assert names_of_the_register_in(texts) == set()
    assert (
        len(names_of_the_register_in([*texts, f"see {slip}."])) == 2
    )  # with its form, and without


@real
def test_another_edition_of_the_register_is_refused(monkeypatch, tmp_path):
    other = tmp_path / loading.SOURCE.name
    other.write_bytes(loading.SOURCE.read_bytes() + b"\n")
    monkeypatch.setattr(loading, "SOURCE", other)
    loading.source_rows.cache_clear()

    with pytest.raises(ValueError, match="not the edition"):
        loading.source_rows()
