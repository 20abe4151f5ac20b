"""Walks the city as a person does: every link on every page that they come to, page by page."""

import re
from collections import Counter, deque
from html import unescape

from django.test import Client

LINK = re.compile(r'href="(/[^"#?]*)"')
NUMBERED = re.compile(r"(?<=/)[^/]*\d[^/]*(?=/|$)|(?<=/)[A-Z]{6}(?=/)")
ELSEWHERE = ("/static/", "/media/", "/api/", "/source/", "/demo/")
FILE = re.compile(r"\.(?:atom|csv|ics|json|jsonl|pb|pdf|pem|png|py|svg|xlsx|zip)$")
TRIES = 2  # pages of one kind: projects, proposals, workshops


def shape(path: str) -> str:
    """The kind of a page: its address without what is numbered."""
    return NUMBERED.sub("N", path)


def astray(client: Client, *doors: str) -> list[str]:
    """Links that lead to a no from which nothing helps: "page -> where it leads: status"."""
    waiting: deque[tuple[str, str]] = deque((door, "") for door in doors)
    seen, tried, found = set(doors), Counter[str](), []
    while waiting:
        path, stood_on = waiting.popleft()
        response = client.get(path, follow=True, headers={"referer": f"http://testserver{stood_on}"})
        html = response["Content-Type"].startswith("text/html")
        page = response.content.decode() if html else ""
        if response.status_code >= 400 and "data-remedy" not in page:
            found.append(f"{stood_on} -> {path} ({response.request['PATH_INFO']}): {response.status_code}")
        for link in map(unescape, LINK.findall(page)):
            kind = shape(link)
            if link in seen or tried[kind] >= TRIES or link.startswith(ELSEWHERE) or FILE.search(link):
                continue
            seen.add(link)
            tried[kind] += 1
            waiting.append((link, path))
    return found
