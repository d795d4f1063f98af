"""Where places lie: municipalities, postcodes and boundaries that the operator has loaded."""

from django.apps import AppConfig


class PlacesConfig(AppConfig):
    name = "kurzweg.places"
    label = "places"
