"""From one envelope "for each borough" to an envelope a borough: the money, the ballot and the count of each are its own."""

from collections.abc import Iterable
from dataclasses import replace

from budgeting.cycles.presets import EnvelopePreset
from civic.areas.models import Area


def spread(envelopes: Iterable[EnvelopePreset], area: Area) -> list[EnvelopePreset]:
    """The envelopes with each one that is "for each borough" replaced by those of the boroughs of ``area``.

    An area without boroughs (a borough's own cycle) keeps one. Costs a query where there is something to spread.
    """
    found: list[EnvelopePreset] = []
    boroughs: list[Area] | None = None
    for one in envelopes:
        if not one.each_borough:
            found.append(one)
            continue
        if boroughs is None:
            boroughs = list(Area.objects.filter(parent=area, level=Area.Level.BOROUGH).order_by("code"))
        found += [_of(one, borough) for borough in boroughs] or [replace(one, each_borough=False)]
    return found


def _of(one: EnvelopePreset, borough: Area) -> EnvelopePreset:
    english = f"{one.name_en}: {borough.name_en}" if one.name_en and borough.name_en else ""
    return replace(
        one, key=f"{one.key[:19]}-{borough.code}", name=f"{one.name} {borough.name}", name_en=english,
        area=borough, own_borough_only=True, each_borough=False,
    )  # fmt: skip
