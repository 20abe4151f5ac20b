"""Every column that names a department is either kept right by a duty, or keeps the name under which something was said."""

from django.apps import apps

from civic.areas.models import Department
from civic.departments.duties import registry

SAID = {
    "proposals.Routing.department",  # who had it when
    "proposals.Answer.department",
    "workshops.OpinionAnswer.department",
    "workshops.OutcomeEntry.department",  # a ledger: what is handed over adds entries
    "cycles.Review.department",
    "cycles.PastReview.department",
    "committee.Relation.department",  # where a member worked: the exclusions follow by themselves
}
BY_THE_END_ITSELF = {"areas.Department.parent", "areas.Department.successor", "accounts.Role.department"}


def columns() -> set[str]:
    return {
        f"{model._meta.label}.{field.name}"
        for model in apps.get_models(include_auto_created=True)
        if not model._meta.proxy
        for field in (*model._meta.fields, *model._meta.many_to_many)
        if field.related_model is Department
    }


def test_no_column_is_forgotten() -> None:
    kept = {name for duty in registry for name in duty.fields}
    assert len(kept) > 15
    assert not kept & (SAID | BY_THE_END_ITSELF)
    assert kept | SAID | BY_THE_END_ITSELF == columns()
