"""Signing in and out, under the names that allauth knows; of its own views only one is served."""

from allauth.account.views import logout
from django.urls import path

from kurzweg.people import views_sign_in as views

urlpatterns = [
    path("sign-in/", views.request_code, name="account_login"),
    path("sign-in/request/", views.request_code, name="account_request_login_code"),
    path("sign-in/code/", views.enter_code, name="account_confirm_login_code"),
    path("sign-out/", logout, name="account_logout"),
]
