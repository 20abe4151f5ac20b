from django.urls import URLPattern, URLResolver, path

from budgeting.results.views import desk, public

app_name = "results"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", public.index, name="index"),
    path("desk/", desk.index, name="desk_index"),
    path("desk/<slug:slug>/", desk.desk, name="desk"),
    path("desk/<slug:slug>/count/", desk.count, name="count"),
    path("desk/<slug:slug>/override/", desk.override, name="override"),
    path("desk/<slug:slug>/publish/", desk.publish, name="publish"),
    path("desk/<slug:slug>/certify/", desk.certify, name="certify"),
    path("desk/<slug:slug>/destroy-keys/", desk.destroy, name="destroy_keys"),
    path("<slug:slug>/", public.detail, name="detail"),
    path("<slug:slug>/files/<str:name>", public.download, name="download"),
]
