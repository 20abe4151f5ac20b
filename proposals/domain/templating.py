"""Templates of answers: kept for the writer's department, thrown away by its officers."""

from django.db import transaction

from civic.accounts.actors import Actor, roles_of
from civic.audit.domain.recording import record
from civic.common.korean import nfc
from proposals import actions
from proposals.models import AnswerTemplate


@transaction.atomic
def keep(actor: Actor, *, name: str, text: str, disposition: str = "") -> AnswerTemplate:
    """Keep words for the department whose officer the actor is (for all, from an administrator).

    Raises what `actions.keep_templates` refuses.
    """
    actions.keep_templates.require(actor)
    department = next((role.department for role in roles_of(actor) if role.department is not None), None)
    template = AnswerTemplate.objects.create(
        department=department, name=nfc(name).strip(), text=nfc(text).strip(), disposition=disposition
    )
    record(actor, "proposals.template_kept", template)
    return template


@transaction.atomic
def drop(actor: Actor, template: AnswerTemplate) -> None:
    """Throw a template away; answers that were written with it stay. Raises what `actions.keep_templates` refuses."""
    actions.keep_templates.require(actor)
    record(actor, "proposals.template_dropped", template, name=template.name)
    template.delete()
