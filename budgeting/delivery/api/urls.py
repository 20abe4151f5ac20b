"""Addresses under /api/v1/delivery/."""

from django.urls import URLPattern, URLResolver, path

from budgeting.delivery.api import views

urlpatterns: list[URLPattern | URLResolver] = [
    path("", views.DeliveryList.as_view(), name="deliveries"),
    path("<int:pk>/", views.DeliveryDetail.as_view(), name="delivery"),
    path("<int:pk>/spending/", views.SpendingList.as_view(), name="delivery-spending"),
    path("milestones/<int:pk>/reach/", views.MilestoneReach.as_view(), name="milestone-reach"),
    path("milestones/<int:pk>/move/", views.MilestoneMove.as_view(), name="milestone-move"),
]
