from django.urls import URLPattern, URLResolver, path

from civic.departments import views

app_name = "departments"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.desk, name="desk"),
    path("<slug:code>/rename/", views.rename, name="rename"),
    path("<slug:code>/end/", views.end, name="end"),
]
