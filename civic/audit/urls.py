from django.urls import URLPattern, URLResolver, path

from civic.audit.views import public

app_name = "audit"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.record, name="record"),
]
