"""Acts of office on workshops. Who registered, came or spoke is nobody's business."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("workshops.create", _("Created a workshop"))
public_verb("workshops.begin_series", _("Began a series of workshops"))
public_verb("workshops.change_series", _("Changed a series of workshops"))
public_verb("workshops.answer_application", _("Answered an application to plan a workshop"))
public_verb("workshops.set_agenda", _("Wrote the agenda of a workshop"))
public_verb("workshops.set_access", _("Said who may come to a workshop"))
public_verb("workshops.keep_places", _("Kept places of a workshop for some"))
public_verb("workshops.ask", _("Wrote the questions of a registration"))
public_verb("workshops.announce", _("Announced a workshop"))
public_verb("workshops.change", _("Changed a workshop"))
public_verb("workshops.cancel", _("Cancelled a workshop"))
public_verb("workshops.hold", _("Noted that a workshop was held"))
public_verb("workshops.record_opinion", _("Recorded an opinion"))
public_verb("workshops.route_opinion", _("Sent an opinion to a department"))
public_verb("workshops.answer_opinion", _("Answered an opinion"))
public_verb("workshops.propose_from_opinion", _("Made a proposal of an opinion"))
public_verb("workshops.publish_record", _("Published the record of a workshop"))
public_verb("workshops.report", _("Published the report of a workshop"))
public_verb("workshops.import_polis", _("Took a conversation in from a file"))
public_verb("workshops.sort_opinions", _("Sorted opinions into themes"))
public_verb("workshops.undo_sorting", _("Took a step of sorting back"))
public_verb("workshops.route_theme", _("Sent a theme to a department"))
public_verb("workshops.answer_theme", _("Answered a theme"))
public_verb("workshops.write_minutes", _("Wrote the minutes of a workshop"))
public_verb("workshops.publish_follow_up", _("Published a follow-up report"))
