from django.urls import URLPattern, URLResolver, path

from civic.areas import views

app_name = "areas"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.index, name="index"),
    path("departments/<slug:code>/", views.department, name="department"),
]
