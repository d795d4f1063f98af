"""Dues: what members owe, the scale, and lists as they were issued."""

from django.urls import path

from kurzweg.dues import views

HERE = "n/<slug:network>/dues/"
ISSUED = f"{HERE}issued/<slug:public_id>/"

app_name = "dues"
urlpatterns = [
    path(HERE, views.dues, name="dues"),
    path(f"{HERE}scale/", views.scale, name="scale"),
    path(f"{HERE}agreed/<slug:public_id>/", views.agreed, name="agreed"),
    path(f"{HERE}issue/", views.issue, name="issue"),
    path(ISSUED, views.issued, name="issued"),
    path(f"{ISSUED}file/", views.issued_file, name="issued-file"),
]
