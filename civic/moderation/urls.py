from django.urls import URLPattern, URLResolver, path

from civic.moderation.views import desk, public

app_name = "moderation"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.log, name="log"),
    path("report/<str:subject>/", public.report, name="report"),
    path("appeal/<str:subject>/", public.appeal, name="appeal"),
    path("queue/", desk.queue, name="queue"),
    path("queue/<str:subject>/", desk.decide, name="decide"),
]
