"""Signing in and out: allauth's views, of which these four are served and no other."""

from allauth.account import views
from django.urls import path

urlpatterns = [
    path("sign-in/", views.request_login_code, name="account_login"),
    path("sign-in/request/", views.request_login_code, name="account_request_login_code"),
    path("sign-in/code/", views.confirm_login_code, name="account_confirm_login_code"),
    path("sign-out/", views.logout, name="account_logout"),
]
