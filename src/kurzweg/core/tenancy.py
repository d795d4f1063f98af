"""Rows that belong to a network cannot be read without saying which one."""

from __future__ import annotations

from typing import Any, Self

from django.db import models

from kurzweg.core.errors import Unscoped
from kurzweg.core.viewer import Viewer


def belongs_to_a_network(row: models.Model) -> bool:
    return hasattr(row, "network_id") or row._meta.label == "networks.Network"


class NetworkQuerySet(models.QuerySet):
    """A queryset that raises `Unscoped` when nobody said whose rows are meant.

    Rows reached from a row of a network (`need.matches`) are scoped by that row; writing new
    rows needs no scope, because each carries its network.
    """

    _is_scoped = False

    def in_network(self, network: Any) -> Self:
        """Keep the rows of one network (a Network, its id or a Viewer)."""
        network_id = network.network_id if isinstance(network, Viewer) else network
        return self.filter(network=network_id)._scoped()

    def across_networks(self, reason: str) -> Self:
        """Open all networks at once; the reason is read in reviews."""
        if not reason:
            raise Unscoped("across_networks needs a reason")
        return self._chain()._scoped()

    def locked(self) -> Self:
        """Lock the rows until the transaction ends (SQLite locks the whole file instead)."""
        return self.select_for_update(of=("self",))

    def __or__(self, other: models.QuerySet) -> Self:
        # What is joined to the rows of a network must itself say whose it is.
        both = super().__or__(other)
        if both is not self and both is not other:
            both._is_scoped = self._is_scoped and getattr(other, "_is_scoped", False)
        return both

    def union(self, *others: models.QuerySet, all: bool = False) -> Self:
        for other in others:
            if isinstance(other, NetworkQuerySet):
                other._require_scope()
        return super().union(*others, all=all)

    def _scoped(self) -> Self:
        self._is_scoped = True
        return self

    def _clone(self) -> Self:
        clone = super()._clone()
        clone._is_scoped = self._is_scoped
        return clone

    def _require_scope(self) -> None:
        origin = self._hints.get("instance")
        if self._is_scoped or (origin is not None and belongs_to_a_network(origin)):
            return
        raise Unscoped(
            f"{self.model.__name__}: say in_network(), visible_to() or across_networks()"
        )

    def _fetch_all(self) -> None:
        if self._result_cache is None:
            self._require_scope()
        super()._fetch_all()

    def iterator(self, *args: Any, **kwargs: Any) -> Any:
        self._require_scope()
        return super().iterator(*args, **kwargs)

    def aggregate(self, *args: Any, **kwargs: Any) -> Any:
        self._require_scope()
        return super().aggregate(*args, **kwargs)

    def count(self) -> int:
        self._require_scope()
        return super().count()

    def exists(self) -> bool:
        self._require_scope()
        return super().exists()

    def update(self, **kwargs: Any) -> int:
        self._require_scope()
        return super().update(**kwargs)

    def delete(self) -> Any:
        self._require_scope()
        return super().delete()
