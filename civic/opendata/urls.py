from django.urls import URLPattern, URLResolver, path

from civic.opendata import views

app_name = "opendata"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.catalogue, name="catalogue"),
    path("catalog.jsonld", views.dcat, name="dcat"),
    path("<str:name>.csv", views.download, {"format_": "csv"}, name="csv"),
    path("<str:name>.jsonl", views.download, {"format_": "jsonl"}, name="jsonl"),
    path("<str:name>.csv-metadata.json", views.columns, name="columns"),
    path("<str:name>/", views.dataset, name="dataset"),
]
