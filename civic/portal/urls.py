from django.urls import URLPattern, URLResolver, path

from civic.portal import views

app_name = "portal"
urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.home, name="home"),
    path("me/", views.me, name="me"),
    path("desk/", views.desk, name="desk"),
    path("thread/<str:number>/", views.thread_page, name="thread"),
    path("search/", views.search, name="search"),
    path("accessibility/", views.accessibility, name="accessibility"),
    path("privacy/", views.privacy, name="privacy"),
    path("source/", views.source, name="source"),
    path("styleguide/", views.styleguide, name="styleguide"),
    path("healthz", views.healthz, name="healthz"),
    path("readyz", views.readyz, name="readyz"),
]
