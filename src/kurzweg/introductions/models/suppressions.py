"""Who wants no questions any more."""

from __future__ import annotations

from django.db import models
from django.utils import timezone

from kurzweg.core.addresses import hash_of
from kurzweg.core.tenancy import NetworkQuerySet
from kurzweg.networks.models import Network


class Suppression(models.Model):
    """An address at which nobody wants to be asked by a network; only its hash is kept."""

    network = models.ForeignKey(Network, on_delete=models.CASCADE, related_name="suppressions")
    address_hash = models.CharField(max_length=64)
    created_at = models.DateTimeField(default=timezone.now, editable=False)

    objects = NetworkQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["network", "address_hash"], name="address_is_suppressed_once"
            )
        ]

    def __str__(self) -> str:
        return f"suppression {self.pk}"

    @classmethod
    def covers(cls, address: str, *, network: Network) -> bool:
        """Whether the network may not ask at this address."""
        return cls.objects.in_network(network).filter(address_hash=hash_of(address)).exists()
