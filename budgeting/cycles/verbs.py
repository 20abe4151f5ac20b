"""Acts of office on budget cycles."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("cycles.make", _("Made a budget cycle"))
public_verb("cycles.change_rules", _("Changed the rules"))
public_verb("cycles.save_envelope", _("Changed an envelope"))
public_verb("cycles.publish", _("Published a budget cycle"))
public_verb("cycles.take_project", _("Took a project in"))
public_verb("cycles.review_project", _("Reviewed a project"))
public_verb("cycles.withdraw_project", _("Withdrew a project"))
public_verb("cycles.leave_behind", _("Left a project behind that was not ready when the vote opened"))
public_verb("cycles.revise_project", _("Changed the text of a project"))
public_verb("cycles.hand_on", _("Gave a project to another department"))
public_verb("cycles.merge_projects", _("Merged a project into another"))
public_verb("cycles.divide_project", _("Divided a project"))
public_verb("cycles.hold_apart", _("Said that two projects exclude one another"))
public_verb("cycles.join_again", _("Took back that two projects exclude one another"))
public_verb("cycles.ask_partner", _("Asked another department"))
public_verb("cycles.give_opinion", _("Gave a department's opinion"))
public_verb("cycles.answer_objection", _("Answered an objection to a review"))
