"""The map of the product: each app's `urls.py`, in the order of the apps; networks below /n/."""

from importlib import import_module

from django.apps import apps
from django.conf import settings
from django.urls import include, path
from django.utils.module_loading import module_has_submodule

urlpatterns = [
    path("", include(f"{app.name}.urls"))
    for app in apps.get_app_configs()
    if app.name in settings.ROOMS and module_has_submodule(import_module(app.name), "urls")
]
handler400 = "kurzweg.core.views.bad_request"
handler404 = "kurzweg.core.views.not_found"
handler500 = "kurzweg.core.views.server_error"
