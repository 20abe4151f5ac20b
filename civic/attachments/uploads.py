"""A ceiling for what one request may bring: a file above it is read no further and reaches no disk, the rest of the form does."""

from typing import Any

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from civic.attachments.judging import papers, pictures

MOST = max(papers.LARGEST, pictures.LARGEST)
FLAG = "civic.attachments.too_large"


class Ceiling(FileUploadHandler):
    """First of the upload handlers (settings): counts, and passes on."""

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes:
        if start + len(raw_data) > MOST and self.request is not None:
            self.request.META[FLAG] = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> Any:
        return None


def was_too_large(request: HttpRequest) -> bool:
    """Was a file of this request left out for its size?"""
    return bool(request.META.get(FLAG))
