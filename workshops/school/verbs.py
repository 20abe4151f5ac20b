"""Acts of office on courses. Who enrolled or attended is nobody's business."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("school.save_course", _("Planned or changed a course"))
public_verb("school.announce", _("Opened a course for enrolment"))
public_verb("school.cancel", _("Cancelled a course"))
public_verb("school.finish", _("Ended a course"))
