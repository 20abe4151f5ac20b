from django.urls import URLPattern, URLResolver, path

from civic.accounts.views import demo

app_name = "demo"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", demo.people, name="people"),
    path("<int:pk>/", demo.enter, name="enter"),
]
