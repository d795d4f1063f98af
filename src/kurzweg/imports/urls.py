"""Lists of members, brought, looked at, taken over and undone."""

from django.urls import path

from kurzweg.imports import views, views_informing

HERE = "n/<slug:network>/lists/"
TOLD = "n/<slug:network>/informing/"

app_name = "imports"
urlpatterns = [
    path(HERE, views.start, name="start"),
    path(f"{HERE}remarks/<slug:public_id>/remove/", views.remark_remove, name="remark-remove"),
    path(f"{HERE}<slug:public_id>/", views.shown, name="shown"),
    path(f"{HERE}<slug:public_id>/columns/", views.columns, name="columns"),
    path(f"{HERE}<slug:public_id>/undo/", views.undo, name="undo"),
    path(f"{HERE}<slug:public_id>/discard/", views.discard, name="discard"),
    path(f"{TOLD}text/", views_informing.wording, name="informing-text"),
    path(f"{TOLD}<slug:which>/", views_informing.arrivals, name="informing"),
    path(f"{TOLD}<slug:which>/letters/", views_informing.letters, name="informing-letters"),
]
