"""The operator's language model: off, a folder, or an address that gets what is said here."""

import socket

import pytest

from kurzweg.core import embeddings, ledger, search
from kurzweg.core.embeddings import Address, configured, from_settings
from kurzweg.core.findings import Mark
from kurzweg.core.health import examine
from kurzweg.engine.index.embeddings import EmbeddingFailed
from tests.language_model import Service, write_model

ORGANISATIONS = frozenset({"organisation"})


@pytest.fixture
def service():
    with Service() as started:
        yield started


@pytest.fixture
def model(service):
    return Address(service.url, model="tiny", key="secret")


def names(viewer, text):
    return [shown.row.name for shown in search.find(viewer, text, kinds=ORGANISATIONS)]


def said(mark):
    return [each.says for each in examine() if each.mark is mark and each.what == "language model"]


# An address -------------------------------------------------------------------------------------


def test_an_address_gets_the_texts_the_model_and_the_key(service, model):
    found = model.embed(["welding", "advice"])

    assert found.tolist() == [[1, 0, 0, 0], [0, 0, 1, 0]]
    wanted = {"model": "tiny", "input": ["welding", "advice"]}
    assert service.requests == [("/v1/embeddings", wanted, "Bearer secret")]
    assert model.model == f"{service.url} tiny"


def test_without_a_key_none_is_sent(service):
    Address(f"{service.url}/", model="").embed(["welding"])

    assert [(path, key) for path, _body, key in service.requests] == [("/v1/embeddings", "")]


def test_many_texts_go_in_several_requests_and_long_ones_are_cut(service, model, monkeypatch):
    monkeypatch.setattr(embeddings, "AT_ONCE", 2)
    monkeypatch.setattr(embeddings, "LONGEST", 7)

    found = model.embed(["welding advice", "advice", "welding"])

    assert found.argmax(axis=1).tolist() == [0, 2, 0]
    assert [body["input"] for _, body, _ in service.requests] == [
        ["welding", "advice"],
        ["welding"],
    ]


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        ((401, "no"), "answers 401 Unauthorized"),
        ((302, ""), "answers 302 Found"),
        ((200, "nonsense"), "answers something else than vectors"),
        ((200, "[]"), "answers something else than vectors"),
        ((200, '{"data": [{"index": 1, "embedding": [1]}]}'), "something else than vectors"),
        ((200, '{"data": [{"index": 0, "embedding": ["x"]}]}'), "something else than vectors"),
        ((200, '{"data": [{"embedding": [1]}]}'), "answers something else than vectors"),
    ],
)
def test_an_answer_without_vectors_is_one_sentence(service, model, answer, says):
    service.answers.append(answer)

    with pytest.raises(EmbeddingFailed, match=says) as failure:
        model.embed(["Vertraulich"])
    assert "Vertraulich" not in str(failure.value)
    assert "secret" not in str(failure.value)
    assert len(service.requests) == 1  # the key goes nowhere else


def test_an_address_that_failed_is_left_alone_for_a_minute(service):
    now = 1000.0
    model = Address(service.url, model="tiny", clock=lambda: now)
    service.answers.append((500, ""))
    with pytest.raises(EmbeddingFailed, match="500"):
        model.embed(["welding"])

    now += 59
    with pytest.raises(EmbeddingFailed, match="failed less than a minute ago"):
        model.embed(["welding"])
    assert len(service.requests) == 1

    now += 2
    assert model.embed(["welding"]).shape == (1, 4)


def test_an_address_that_is_silent_is_not_waited_for(monkeypatch):
    monkeypatch.setattr(embeddings, "TIMEOUT", 0.05)
    with socket.create_server(("127.0.0.1", 0)) as silent:
        model = Address(f"http://127.0.0.1:{silent.getsockname()[1]}", model="")

        with pytest.raises(EmbeddingFailed, match=r"does not answer \(TimeoutError\)"):
            model.embed(["welding"])


# Settings ---------------------------------------------------------------------------------------


def test_nothing_is_asked_unless_the_operator_sets_it_up():
    assert from_settings() is None
    assert configured() is None


def test_a_folder_is_loaded_once(settings, tmp_path):
    settings.EMBEDDINGS = str(write_model(tmp_path / "tiny"))

    model = configured()

    assert model.embed(["welding"]).tolist() == [[1, 0, 0, 0]]
    assert configured() is model


def test_a_folder_that_cannot_be_used_is_off_and_logged(settings, tmp_path, monkeypatch):
    logged = []
    monkeypatch.setattr(embeddings.logger, "warning", lambda line, *_: logged.append(line))
    settings.EMBEDDINGS = str(tmp_path)

    assert configured() is None
    assert logged == ["no language model is asked: %s"]


def test_only_web_addresses_are_asked(settings):
    settings.EMBEDDINGS = "file:///etc"

    with pytest.raises(EmbeddingFailed, match="must be a folder or an address"):
        from_settings()


@pytest.mark.parametrize(
    ("where", "leaves"),
    [
        ("/srv/model", False),
        ("http://localhost:8080/v1", False),
        ("http://[::1]:8080", False),
        ("https://embeddings.example/v1", True),
        ("http://127.0.0.1.example", True),
    ],
)
def test_it_is_told_what_leaves_this_machine(where, leaves):
    assert embeddings.leaves_this_machine(where) is leaves


# In the house -----------------------------------------------------------------------------------


@pytest.mark.django_db
def test_what_shares_no_word_is_found_and_the_page_stands_when_the_model_falls(
    bakery, sawmill, viewer_of, settings, service, caplog
):
    bakery.name = "Fügetechnik"
    bakery.save()
    search.rebuild()
    assert names(viewer_of(), "welding") == []

    settings.EMBEDDINGS, settings.EMBEDDINGS_MODEL = service.url, "tiny"
    search.forget()
    search.rebuild()

    assert names(viewer_of(), "welding") == ["Fügetechnik"]
    service.answers.append((500, ""))
    assert names(viewer_of(), "Fügetechnik") == ["Fügetechnik"]
    assert "answered without its meaning" in caplog.text


@pytest.mark.django_db
def test_a_change_counts_at_once(bakery, viewer_of, settings, tmp_path):
    settings.EMBEDDINGS = str(write_model(tmp_path / "tiny"))
    search.rebuild()
    bakery.name = "Fügetechnik"
    bakery.save()
    ledger.changed(bakery)

    assert names(viewer_of(), "welding") == ["Fügetechnik"]


@pytest.mark.django_db
def test_doctor_says_whether_it_is_on_and_what_leaves_the_house(
    settings, tmp_path, service, monkeypatch
):
    assert said(Mark.WELL) == ["off"]
    assert said(Mark.WARNING) == []
    search.rebuild()

    settings.EMBEDDINGS = service.url
    assert said(Mark.WELL) == [f"{service.url} answers with 4 numbers"]
    assert said(Mark.WARNING) == ["the index lacks it: run `kurzweg index`"]

    search.rebuild()
    assert said(Mark.WARNING) == []

    monkeypatch.setattr(embeddings, "LOOPBACK", set())
    assert said(Mark.WARNING) == [
        f"every text that can be found and every search is sent to {service.url}"
    ]

    settings.EMBEDDINGS = str(tmp_path)
    assert said(Mark.ILL) == [f"{tmp_path} holds no model.onnx with a tokenizer.json"]
