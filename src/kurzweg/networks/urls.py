"""Networks and the organisations that belong to them."""

from django.urls import path

from kurzweg.networks.models import LegalKind
from kurzweg.networks.views import (
    acting,
    applying,
    approving,
    bodies,
    classes,
    declarations,
    handing_over,
    inviting,
    joining,
    labels,
    legal,
    mandates,
    memberships,
    mistakes,
    networks,
    organisations,
    own_membership,
    parts,
    persons,
    rules,
    showing,
    silence,
    sites,
    trial,
    us,
    welcoming,
)

app_name = "networks"
urlpatterns = [
    # Networks
    path("", networks.installation_home, name="installation"),
    path("activities/", organisations.activity_names, name="activity-names"),
    path("n/<slug:network>/theme.css", networks.theme, name="theme"),
    path("n/<slug:network>/me/", networks.standing, name="standing"),
    path("n/<slug:network>/settings/", networks.settings, name="settings"),
    path("n/<slug:network>/settings/presentation/", networks.presentation, name="presentation"),
    path("n/<slug:network>/settings/release/", trial.release, name="release"),
    path("n/<slug:network>/settings/rules/", rules.rules, name="rules"),
    path(
        "n/<slug:network>/settings/rules/<slug:public_id>/withdraw/",
        rules.rule_withdraw,
        name="rule-withdraw",
    ),
    path("n/<slug:network>/settings/processing/", persons.processing, name="processing"),
    # What the law wants to be read
    path("imprint/", legal.installation_imprint, name="installation-imprint"),
    path("n/<slug:network>/imprint/", legal.imprint, name="imprint"),
    path("n/<slug:network>/privacy/", legal.privacy, name="privacy"),
    path("n/<slug:network>/contact/", legal.contact, name="contact"),
    path("n/<slug:network>/settings/legal/", legal.notice, name="legal"),
    *(
        path(
            f"n/<slug:network>/settings/legal/{kind}/{way}",
            view,
            {"kind": kind},
            name=f"legal-{name}-{kind}",
        )
        for kind in LegalKind
        for name, view, way in (("text", legal.text_edit, ""), ("check", legal.check, "check/"))
    ),
    # Parts of the network
    path("n/<slug:network>/settings/area/", parts.area, name="area"),
    path("n/<slug:network>/settings/subregions/new/", parts.subregion_new, name="subregion-new"),
    path(
        "n/<slug:network>/settings/subregions/<slug:public_id>/",
        parts.subregion_edit,
        name="subregion-edit",
    ),
    path(
        "n/<slug:network>/settings/subregions/<slug:public_id>/remove/",
        parts.subregion_remove,
        name="subregion-remove",
    ),
    path("n/<slug:network>/settings/sections/", parts.section_list, name="section-list"),
    path(
        "n/<slug:network>/settings/sections/<slug:public_id>/",
        parts.section_edit,
        name="section-edit",
    ),
    path(
        "n/<slug:network>/settings/sections/<slug:public_id>/join/",
        parts.section_join,
        name="section-join",
    ),
    path(
        "n/<slug:network>/settings/sections/<slug:public_id>/leave/",
        parts.section_leave,
        name="section-leave",
    ),
    path("n/<slug:network>/settings/classes/", classes.class_list, name="class-list"),
    path(
        "n/<slug:network>/settings/classes/<slug:public_id>/", classes.class_edit, name="class-edit"
    ),
    path(
        "n/<slug:network>/settings/classes/<slug:public_id>/remove/",
        classes.class_remove,
        name="class-remove",
    ),
    path("n/<slug:network>/settings/bodies/", bodies.body_list, name="body-list"),
    path("n/<slug:network>/settings/bodies/<slug:public_id>/", bodies.body_edit, name="body-edit"),
    path("n/<slug:network>/settings/funders/", bodies.funder_list, name="funder-list"),
    path(
        "n/<slug:network>/settings/funders/<slug:public_id>/",
        bodies.funder_edit,
        name="funder-edit",
    ),
    # Tasks
    path("n/<slug:network>/settings/tasks/", mandates.mandate_list, name="mandate-list"),
    path("n/<slug:network>/settings/tasks/new/", mandates.mandate_new, name="mandate-new"),
    path(
        "n/<slug:network>/settings/tasks/<slug:public_id>/",
        mandates.mandate_edit,
        name="mandate-edit",
    ),
    path(
        "n/<slug:network>/settings/tasks/<slug:public_id>/end/",
        mandates.mandate_end,
        name="mandate-end",
    ),
    path(
        "n/<slug:network>/settings/tasks/<slug:public_id>/hand-over/",
        handing_over.hand_over,
        name="hand-over",
    ),
    path(
        "n/<slug:network>/settings/tasks/<slug:public_id>/take-back/",
        handing_over.take_back,
        name="hand-over-take-back",
    ),
    path("n/<slug:network>/labels/", labels.label_sheets, name="label-sheets"),
    # Persons
    path("n/<slug:network>/persons/", persons.person_list, name="person-list"),
    path("n/<slug:network>/persons/<slug:public_id>/", persons.person_detail, name="person-detail"),
    path(
        "n/<slug:network>/persons/<slug:public_id>/edit/", persons.person_edit, name="person-edit"
    ),
    path(
        "n/<slug:network>/persons/<slug:public_id>/export/",
        persons.person_export,
        name="person-export",
    ),
    path(
        "n/<slug:network>/persons/<slug:public_id>/erase/",
        persons.person_erase,
        name="person-erase",
    ),
    path(
        "n/<slug:network>/erasures/<slug:public_id>/",
        persons.erasure_detail,
        name="erasure-detail",
    ),
    # Organisations
    path(
        "n/<slug:network>/organisations/",
        organisations.organisation_list,
        name="organisation-list",
    ),
    path(
        "n/<slug:network>/organisations/own/",
        organisations.own_organisation,
        name="own-organisation",
    ),
    path(
        "n/<slug:network>/settings/declarations/",
        declarations.declaration_list,
        name="declaration-list",
    ),
    path("n/<slug:network>/organisations/silent/", silence.silent_list, name="silent-list"),
    path("n/<slug:network>/organisations/new/", organisations.member_new, name="member-new"),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/",
        organisations.organisation_detail,
        name="organisation-detail",
    ),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/edit/",
        organisations.organisation_edit,
        name="organisation-edit",
    ),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/known/",
        us.organisation_known,
        name="organisation-known",
    ),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/known/export/",
        us.organisation_known_export,
        name="organisation-known-export",
    ),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/leave/",
        us.organisation_leave,
        name="organisation-leave",
    ),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/membership/",
        own_membership.organisation_membership,
        name="organisation-membership",
    ),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/membership/take-back/",
        own_membership.organisation_notice_take_back,
        name="organisation-notice-take-back",
    ),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/shown/",
        showing.organisation_shown,
        name="organisation-shown",
    ),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/shown/<slug:who>/",
        showing.organisation_shown_to,
        name="organisation-shown-to",
    ),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/take-out/",
        mistakes.organisation_take_out,
        name="organisation-take-out",
    ),
    # Who acts for them
    path(
        "n/<slug:network>/organisations/<slug:public_id>/persons/",
        acting.acting_list,
        name="acting-list",
    ),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/persons/new/",
        acting.acting_new,
        name="acting-new",
    ),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/persons/invite/",
        inviting.acting_invite,
        name="acting-invite",
    ),
    path(
        "n/<slug:network>/invitations/<slug:public_id>/withdraw/",
        inviting.invitation_withdraw,
        name="invitation-withdraw",
    ),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/persons/<slug:person_id>/",
        acting.acting_edit,
        name="acting-edit",
    ),
    # Where they work
    path(
        "n/<slug:network>/organisations/<slug:public_id>/sites/",
        sites.site_list,
        name="site-list",
    ),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/sites/new/",
        sites.site_new,
        name="site-new",
    ),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/sites/<slug:site_id>/",
        sites.site_edit,
        name="site-edit",
    ),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/sites/<slug:site_id>/point/",
        sites.site_point,
        name="site-point",
    ),
    path(
        "n/<slug:network>/organisations/<slug:public_id>/sites/<slug:site_id>/take-out/",
        sites.site_take_out,
        name="site-take-out",
    ),
    # The way in
    path("n/<slug:network>/join/", applying.apply, name="apply"),
    path("n/<slug:network>/joining/", joining.joining, name="joining"),
    path("n/<slug:network>/prospects/new/", joining.prospect_new, name="prospect-new"),
    *(
        path(f"n/<slug:network>/prospects/<slug:public_id>/{way}", view, name=f"prospect-{name}")
        for way, view, name in (
            ("", joining.prospect_edit, "edit"),
            ("invite/", joining.prospect_invite, "invite"),
            ("close/", joining.prospect_close, "close"),
            ("reopen/", joining.prospect_reopen, "reopen"),
        )
    ),
    *(
        path(
            f"n/<slug:network>/applications/<slug:public_id>/{way}",
            view,
            name=f"application-{name}",
        )
        for way, view, name in (
            ("", joining.application_detail, "detail"),
            ("ask/", joining.application_ask, "ask"),
            ("withdraw/", joining.application_withdraw, "withdraw"),
            ("reopen/", joining.application_reopen, "reopen"),
            ("answer/", joining.application_answer, "answer"),
        )
    ),
    path(
        "n/<slug:network>/approvals/<slug:public_id>/",
        approving.approval_answer,
        name="approval-answer",
    ),
    path("n/<slug:network>/settings/welcome/", welcoming.step_list, name="step-list"),
    path(
        "n/<slug:network>/settings/welcome/<slug:public_id>/", welcoming.step_edit, name="step-edit"
    ),
    path(
        "n/<slug:network>/settings/welcome/<slug:public_id>/remove/",
        welcoming.step_remove,
        name="step-remove",
    ),
    path(
        "n/<slug:network>/welcome/<slug:public_id>/done/",
        welcoming.welcome_done,
        name="welcome-done",
    ),
    path("n/<slug:network>/welcome/<slug:public_id>/", welcoming.welcome_tick, name="welcome-tick"),
    # Memberships
    path(
        "n/<slug:network>/memberships/<slug:public_id>/",
        memberships.membership_edit,
        name="membership-edit",
    ),
    path(
        "n/<slug:network>/memberships/<slug:public_id>/end/",
        memberships.membership_end,
        name="membership-end",
    ),
    path(
        "n/<slug:network>/memberships/<slug:public_id>/class/",
        memberships.membership_class,
        name="membership-class",
    ),
    path(
        "n/<slug:network>/memberships/<slug:public_id>/go-on/",
        memberships.membership_go_on,
        name="membership-go-on",
    ),
    path(
        "n/<slug:network>/memberships/<slug:public_id>/admit/",
        memberships.membership_admit,
        name="membership-admit",
    ),
]
