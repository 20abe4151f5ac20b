from django.urls import URLPattern, URLResolver, path

from civic.accounts.views import desk, public

app_name = "accounts"
urlpatterns: list[URLPattern | URLResolver] = [
    path("profile/", public.profile, name="profile"),
    path("data/", public.data, name="data"),
    path("leave/", public.leave, name="leave"),
    path("residency/", public.residency, name="residency"),
    path("desk/codes/", desk.codes, name="codes"),
    path("desk/roles/", desk.roles, name="roles"),
    path("desk/roles/<int:pk>/end/", desk.role_end, name="role_end"),
]
