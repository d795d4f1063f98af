"""Signing in: ask for the address, then for the code that was mailed there."""

from __future__ import annotations

import secrets

from allauth.account.utils import perform_login
from django.contrib import messages
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.debug import sensitive_post_parameters

from kurzweg.core.pages import PageRequest, own_address, render_page
from kurzweg.core.policy import PUBLIC, policy
from kurzweg.people import sign_in
from kurzweg.people.forms import CodeForm, SignInForm

SESSION_ASKED = "sign-in"  # the address that asked, and a name for what this browser tries


@policy(read=PUBLIC, write=PUBLIC, scope="installation")
def request_code(request: PageRequest) -> HttpResponse:
    """Ask for the address; what follows is the same whether somebody is known there or not."""
    back = _back(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(back)
    form = SignInForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        address = form.cleaned_data["email"]
        try:
            is_new = sign_in.ask(address, place=sign_in.place_of(request))
        except sign_in.TooOften as refusal:
            form.add_error(None, str(refusal.sentence))
        else:
            browser = secrets.token_urlsafe(12)
            request.session[SESSION_ASKED] = [address, browser, is_new]
            return _lead_to("account_confirm_login_code", back)
    status = 422 if form.is_bound else 200
    context = {"form": form, "back": back, "is_printed": sign_in.is_printed_for(request)}
    return render_page(request, "account/request_login_code.html", context, status=status)


@sensitive_post_parameters("code")
@policy(read=PUBLIC, write=PUBLIC, scope="installation")
def enter_code(request: PageRequest) -> HttpResponse:
    """Ask for the code, three times at most, and sign in whoever has it."""
    back = _back(request)
    if request.user.is_authenticated:
        return HttpResponseRedirect(back)
    if SESSION_ASKED not in request.session:
        return _lead_to("account_login", back)
    address, browser, is_new = request.session[SESSION_ASKED]
    form = CodeForm(request.POST or None)
    if request.method == "POST" and form.is_valid():
        try:
            account = sign_in.enter(
                form.cleaned_data["code"],
                address=address,
                browser=browser,
                place=sign_in.place_of(request),
            )
        except sign_in.TooOften as refusal:
            del request.session[SESSION_ASKED]
            messages.error(request, str(refusal.sentence))
            return _lead_to("account_login", back)
        if account is not None:
            del request.session[SESSION_ASKED]
            return perform_login(request, account, email_verification="none", redirect_url=back)
        form.add_error("code", _("This code is not right. Please look at the mail again."))
    status = 422 if form.is_bound else 200
    context = {"form": form, "back": back, "email": address, "is_new": is_new}
    context["is_printed"] = sign_in.is_printed_for(request)
    return render_page(request, "account/confirm_login_code.html", context, status=status)


def _back(request: HttpRequest) -> str:
    return own_address(request.POST.get("next") or request.GET.get("next"), request)


def _lead_to(name: str, back: str) -> HttpResponse:
    query = "" if back == "/" else f"?{urlencode({'next': back})}"
    return HttpResponseRedirect(f"{reverse(name)}{query}")
