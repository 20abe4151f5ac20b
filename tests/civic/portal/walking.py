"""Walks the city as a person does: every link on every page that they come to, page by page."""

import os
import re
from collections import Counter, deque
from collections.abc import Collection, Iterator
from html import unescape
from typing import Any

from django.test import Client

LINK = re.compile(r'href="(/[^"#?]*)"')
NUMBERED = re.compile(r"(?<=/)[^/]*\d[^/]*(?=/|$)|(?<=/)[A-Z]{6}(?=/)")
ELSEWHERE = ("/static/", "/media/", "/api/", "/source/", "/demo/")
FILE = re.compile(r"\.(?:atom|csv|ics|json|jsonl|pb|pdf|pem|png|py|svg|xlsx|zip)$")
TRIES = int(os.environ.get("CIVIC_PROVE_TRIES", "1"))  # pages of one kind: projects, proposals, workshops


def shape(path: str) -> str:
    """The kind of a page: its address without what is numbered."""
    return NUMBERED.sub("N", path)


def astray(client: Client, *doors: str) -> list[str]:
    """Links that lead to a no from which nothing helps: "page -> where it leads: status"."""
    return [
        f"{stood_on} -> {path} ({response.request['PATH_INFO']}): {response.status_code}"
        for stood_on, path, response, page in _walk(client, doors)
        if response.status_code >= 400 and "data-remedy" not in page
    ]


def walked(client: Client, *doors: str) -> Iterator[tuple[str, str]]:
    """The address and the text of every page on the way."""
    for _stood_on, _path, response, page in _walk(client, doors):
        yield response.request["PATH_INFO"], page


def _walk(client: Client, doors: Collection[str]) -> Iterator[tuple[str, str, Any, str]]:
    """Where one stood, what link one took, what came, and its text where it is a page."""
    waiting: deque[tuple[str, str]] = deque((door, "") for door in doors)
    seen, tried = set(doors), Counter[str]()
    while waiting:
        path, stood_on = waiting.popleft()
        response = client.get(path, follow=True, headers={"referer": f"http://testserver{stood_on}"})
        html = response["Content-Type"].startswith("text/html")
        page = response.content.decode() if html else ""
        yield stood_on, path, response, page
        for link in map(unescape, LINK.findall(page)):
            kind = shape(link)
            if link in seen or tried[kind] >= TRIES or link.startswith(ELSEWHERE) or FILE.search(link):
                continue
            seen.add(link)
            tried[kind] += 1
            waiting.append((link, path))
