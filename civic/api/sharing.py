"""Scripts of other sites may read the API, never write (docs/decisions/0284)."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse

from civic.common.http import for_other_sites

READ = ("/api/v1/", "/api/schema/")


class SharingMiddleware:
    """Marks what is read, errors and refusals included: a program must be able to say why it got nothing."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if request.method in ("GET", "HEAD") and request.path.startswith(READ):
            for_other_sites(response)
        return response
