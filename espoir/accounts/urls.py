from django.urls import path

from espoir.accounts.views import entering, inviting, leaving, means, shown

app_name = "accounts"
urlpatterns = [
    path("", entering.front, name="front"),
    # in
    path("x/e/", entering.enter, name="enter"),
    path("x/f/", entering.second, name="second"),
    path("x/q/", entering.ask_passkey, name="ask_passkey"),
    path("x/p/", entering.enter_with_passkey, name="enter_with_passkey"),
    path("x/u/", entering.enter_with_backup, name="enter_with_backup"),
    path("x/w/", entering.way_out, name="way_out"),
    path("x/y/", entering.renewed, name="renewed"),
    # out
    path("x/m/", leaving.exit_now, name="exit"),
    path("x/m.css", leaving.hush, name="hush"),
    path("x/o/", leaving.sign_out, name="sign_out"),
    path("x/b/", leaving.bye, name="bye"),
    path("x/z/<int:minutes>/", leaving.closed, name="closed"),
    path("x/t/", leaving.still_here, name="still_here"),
    path("x/l/", leaving.language, name="language"),
    # invitations
    path("x/v/<str:token>/", inviting.open_invitation_page, name="open"),
    path("x/v/<str:token>/j/", inviting.join, name="join"),
    path("<slug:org>/i/<id:guest>/", inviting.invitation, name="invitation"),
    path("<slug:org>/i/<id:guest>/q.svg", inviting.invitation_square, name="invitation_square"),
    # what opens the account
    path("x/d/", means.devices, name="devices"),
    path("x/i/", means.prove, name="prove"),
    path("x/n/", means.factor, name="factor"),
    path("x/h/", means.passphrase, name="passphrase"),
    path("x/k/", means.new_passkey, name="new_passkey"),
    path("x/k/q/", means.ask_new_passkey, name="ask_new_passkey"),
    path("x/k/<int:key>/", means.remove_passkey, name="remove_passkey"),
    path("x/k/<int:key>/n/", means.rename_passkey, name="rename_passkey"),
    path("x/a/", means.app, name="app"),
    path("x/a.svg", means.app_square, name="app_square"),
    path("x/a/d/", means.remove_app, name="remove_app"),
    path("x/c/", means.codes, name="codes"),
    path("x/s/", means.close_all, name="close_all"),
    path("x/s/n/", means.name_session, name="name_session"),
    path("x/s/<str:mark>/", means.close_session, name="close_session"),
    path("x/g/", means.share_device, name="share_device"),
    path("x/g/d/", means.unshare_device, name="unshare_device"),
    path("x/ui/", shown.components, name="components"),
]
