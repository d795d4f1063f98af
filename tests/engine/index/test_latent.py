"""Texts that use words which stand together point the same way."""

import numpy as np
import pytest
import scipy.sparse as sparse
from hypothesis import given
from hypothesis import strategies as st

from kurzweg.engine.index import latent

# Words 0-2 stand together, and words 3-5; no text holds words of both.
TEXTS = sparse.csr_matrix(
    np.array([[1, 1, 0, 0, 0, 0], [0, 1, 1, 0, 0, 0], [0, 0, 0, 1, 1, 0], [0, 0, 0, 0, 1, 1]] * 5),
    dtype=np.float32,
)
FEATURES = sparse.identity(6, dtype=np.float32, format="csr")  # a word is its own feature


def folded(texts, axes):
    return latent.fold_in(sparse.csr_matrix(texts, dtype=np.float32), FEATURES, axes)


@pytest.fixture
def two_axes(monkeypatch):
    monkeypatch.setattr(latent, "DIMENSIONS", 2)
    return latent.axes(TEXTS, FEATURES)


def test_words_that_stand_together_point_the_same_way(two_axes):
    places = folded([[1, 0, 0, 0, 0, 0], [0, 0, 0, 1, 0, 0]], two_axes)
    direction = two_axes[2]  # of a request that holds the third word alone

    like, unlike = places.cosines(np.array([0, 1]), direction / np.linalg.norm(direction))

    assert like == pytest.approx(1, abs=0.02)
    assert unlike == pytest.approx(0, abs=0.02)


def test_axes_are_orthonormal_and_the_best_of_their_number(two_axes):
    assert two_axes.T @ two_axes == pytest.approx(np.eye(2), abs=1e-4)
    lengths = np.linalg.norm(TEXTS.toarray(), axis=1, keepdims=True)
    values = np.linalg.svd(TEXTS.toarray() / lengths, compute_uv=False)
    kept = np.linalg.norm((TEXTS.toarray() / lengths) @ two_axes) ** 2
    assert kept == pytest.approx((values[:2] ** 2).sum(), rel=1e-3)


def test_axes_are_found_again(two_axes):
    assert np.array_equal(latent.axes(TEXTS, FEATURES), two_axes)


def test_of_many_texts_a_sample_is_taken(monkeypatch):
    monkeypatch.setattr(latent, "MOST_SAMPLED", 10)

    axes = latent.axes(TEXTS, FEATURES)

    assert axes.shape[0] == 6
    assert np.array_equal(latent.axes(TEXTS, FEATURES), axes)


def test_a_text_of_unknown_words_points_nowhere(two_axes):
    places = folded([[0, 0, 0, 0, 0, 0]], two_axes)

    assert places.cosines(np.array([0]), two_axes[0]).tolist() == [0.0]


def test_without_texts_there_are_no_axes():
    axes = latent.axes(sparse.csr_matrix((0, 6), dtype=np.float32), FEATURES)

    assert axes.shape == (6, 0)
    assert folded([[1, 0, 0, 0, 0, 0]], axes).cosines(np.array([0]), np.zeros(0)).tolist() == [0]


def test_axes_are_taken_over_by_numbers():
    axes = latent.Axes.of(np.arange(8, dtype=np.float32).reshape(4, 2), grams=3)

    taken = axes.taken(np.array([2, -1]), np.array([0]))

    assert taken.grams.tolist() == [[4, 5], [0, 0]]
    assert taken.terms.tolist() == [[6, 7]]
    assert taken.features().tolist() == [[4, 5], [0, 0], [6, 7]]


@given(st.lists(st.lists(st.integers(0, 3), min_size=6, max_size=6), min_size=2, max_size=20))
def test_a_text_points_the_same_way_in_whatever_company(texts):
    axes = latent.axes(TEXTS, FEATURES)
    direction = np.asarray(axes[0] + axes[4])

    together = folded(texts, axes).cosines(np.arange(len(texts)), direction)

    assert (together >= 0).all()
    places = folded(texts, axes)
    alone = [places.cosines(np.array([row]), direction)[0] for row in range(len(texts))]
    assert together.tolist() == alone
