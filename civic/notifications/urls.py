from django.urls import URLPattern, URLResolver, path

from civic.notifications.views import desk, inbox, public

app_name = "notifications"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", inbox.inbox, name="inbox"),
    path("<int:pk>/", inbox.open_message, name="open"),
    path("read/", inbox.read, name="read"),
    path("settings/", inbox.mail_settings, name="settings"),
    path("unsubscribe/<str:token>/", public.unsubscribe, name="unsubscribe"),
    path("undelivered/", desk.undelivered, name="undelivered"),
    path("undelivered/event/<int:pk>/", desk.retry_event, name="retry_event"),
    path("undelivered/mail/<int:pk>/", desk.retry_mail, name="retry_mail"),
]
