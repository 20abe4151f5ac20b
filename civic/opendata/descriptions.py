"""The catalogue for machines: DCAT 3 as JSON-LD, and the columns of a table as CSV on the Web metadata."""

from typing import Any

from django.conf import settings
from django.urls import reverse
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.utils.translation import override

from civic.opendata.catalogue import Dataset, registry
from civic.opendata.licences import licence

CONTEXT = {
    "dcat": "http://www.w3.org/ns/dcat#",
    "dct": "http://purl.org/dc/terms/",
    "foaf": "http://xmlns.com/foaf/0.1/",
    "vcard": "http://www.w3.org/2006/vcard/ns#",
}
LANGUAGES = [
    {"@id": f"http://publications.europa.eu/resource/authority/language/{code}"} for code in ("KOR", "ENG")
]
PUBLIC = {"@id": "http://publications.europa.eu/resource/authority/access-right/PUBLIC"}
GOVERNMENT = {"@id": "http://publications.europa.eu/resource/authority/data-theme/GOVE"}
MEDIA_TYPES = {
    "csv": "https://www.iana.org/assignments/media-types/text/csv",
    "jsonl": "https://www.iana.org/assignments/media-types/application/jsonl",
}


def address(name: str, *args: str) -> str:
    """The full address of a page of this app."""
    return str(settings.SITE_URL) + reverse(f"opendata:{name}", args=args)


def catalogue() -> dict[str, Any]:
    """Every dataset with its distributions."""
    home = address("catalogue")
    return {
        "@context": CONTEXT,
        "@id": home,
        "@type": "dcat:Catalog",
        "dct:title": [{"@language": code, "@value": name} for code, name in settings.SITE_NAME.items()],
        "dct:description": in_both(
            _(
                "Everything that is public here, as tables: to check, to count again, to build on. Personal data is never in it."
            )
        ),
        "dct:language": LANGUAGES,
        "dct:license": {"@id": licence().url},
        "dct:publisher": _publisher(),
        "foaf:homepage": {"@id": str(settings.SITE_URL) + "/"},
        "dcat:dataset": [_dataset(one) for one in registry],
    }


def _dataset(dataset: Dataset) -> dict[str, Any]:
    page = address("dataset", dataset.name)
    return {
        "@id": page,
        "@type": "dcat:Dataset",
        "dct:identifier": dataset.name,
        "dct:title": in_both(dataset.title),
        "dct:description": in_both(dataset.description),
        "dct:license": {"@id": licence().url},
        "dct:accessRights": PUBLIC,
        "dct:language": LANGUAGES,
        "dct:publisher": _publisher(),
        "dcat:contactPoint": _contact(),
        "dcat:theme": GOVERNMENT,
        "dct:accrualPeriodicity": {
            "@id": "http://publications.europa.eu/resource/authority/frequency/UPDATE_CONT"
        },
        "dcat:landingPage": {"@id": page},
        "dcat:distribution": [_distribution(dataset, format_) for format_ in MEDIA_TYPES],
    }


def _distribution(dataset: Dataset, format_: str) -> dict[str, Any]:
    file = address(format_, dataset.name)
    found: dict[str, Any] = {
        "@id": file,
        "@type": "dcat:Distribution",
        "dct:title": [{"@language": "en", "@value": format_.upper()}],
        "dcat:downloadURL": {"@id": file},
        "dcat:accessURL": {"@id": address("dataset", dataset.name)},
        "dcat:mediaType": {"@id": MEDIA_TYPES[format_]},
        "dct:license": {"@id": licence().url},
    }
    if format_ == "csv":
        found["dct:conformsTo"] = {"@id": address("columns", dataset.name)}
    return found


def columns(dataset: Dataset) -> dict[str, Any]:
    """CSV on the Web (W3C): what each column of the CSV file means."""
    return {
        "@context": "http://www.w3.org/ns/csvw",
        "url": address("csv", dataset.name),
        "dc:license": {"@id": licence().url},
        "dialect": {"encoding": "utf-8", "header": True, "delimiter": ","},
        "tableSchema": {
            "columns": [
                {
                    "name": one.name,
                    "titles": one.name,
                    "datatype": one.type,
                    "dc:description": in_both(one.help),
                }
                for one in dataset.columns
            ]
        },
    }


def in_both(text: str | Promise) -> list[dict[str, str]]:
    """A sentence in Korean and English, as JSON-LD writes it."""
    return [{"@language": code, "@value": said} for code, said in _by_language(text).items()]


def _by_language(text: str | Promise) -> dict[str, str]:
    said = {}
    for code in ("ko", "en"):
        with override(code):
            said[code] = str(text)
    return said


def _publisher() -> dict[str, Any]:
    return {
        "@type": "foaf:Agent",
        "foaf:name": settings.SITE_NAME["ko"],
        "foaf:mbox": {"@id": f"mailto:{settings.CONTACT_EMAIL}"},
    }


def _contact() -> dict[str, Any]:
    """Whom to ask."""
    return {
        "@type": "vcard:Organization",
        "vcard:fn": settings.SITE_NAME["ko"],
        "vcard:hasEmail": {"@id": f"mailto:{settings.CONTACT_EMAIL}"},
    }
