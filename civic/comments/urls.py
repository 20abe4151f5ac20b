from django.urls import URLPattern, URLResolver, path

from civic.comments.views import public

app_name = "comments"
urlpatterns: list[URLPattern | URLResolver] = [
    path("<int:pk>/", public.thread, name="thread"),
    path("<int:pk>/write/", public.write, name="write"),
    path("<int:pk>/like/<int:comment>/", public.like, name="like"),
    path("<int:pk>/follow/", public.follow, name="follow"),
]
