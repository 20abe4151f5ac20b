"""Addresses under /api/v1/delivery/."""

from django.urls import URLPattern, URLResolver, path

from budgeting.delivery.api import views
from civic.api.steps import paths

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.DeliveryList.as_view(), name="deliveries"),
    path("<int:pk>/", views.DeliveryDetail.as_view(), name="delivery"),
    *paths(views.STEPS),
]
