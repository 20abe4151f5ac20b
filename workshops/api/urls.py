"""Addresses under /api/v1/workshops/."""

from django.urls import URLPattern, URLResolver, path

from workshops.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.WorkshopList.as_view(), name="workshops"),
    path("series/", views.SeriesList.as_view(), name="workshop-series-list"),
    path("series/<str:code>/", views.SeriesDetail.as_view(), name="workshop-series"),
    path("<str:code>/", views.WorkshopDetail.as_view(), name="workshop"),
    path("<str:code>/registration/", views.OwnRegistration.as_view(), name="workshop-registration"),
    path("<str:code>/waiting/", views.OwnWaiting.as_view(), name="workshop-waiting"),
    path("<str:code>/waiting/take/", views.TakePlace.as_view(), name="workshop-take-place"),
    path("<str:code>/themes/", views.Themes.as_view(), name="workshop-themes"),
    path("<str:code>/reports/", views.Reports.as_view(), name="workshop-reports"),
    path("<str:code>/opinions/", views.OpinionList.as_view(), name="workshop-opinions"),
]
