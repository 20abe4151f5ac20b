from django.urls import URLPattern, URLResolver, path

from civic.attachments.views import files, pages

app_name = "attachments"
urlpatterns: list[URLPattern | URLResolver] = [
    path("of/<str:subject>/", pages.folder, name="folder"),
    path("<uuid:file>/describe/", pages.describe, name="describe"),
    path("<uuid:file>/remove/", pages.remove, name="remove"),
    path("<uuid:file>/download/", files.document, name="document"),
    path("<uuid:file>/<slug:part>.jpg", files.photo, name="photo"),
]
