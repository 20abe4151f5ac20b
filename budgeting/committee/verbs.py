"""Acts of office on committees. What one member declared or scored stays inside."""

from django.utils.translation import gettext_lazy as _

from civic.audit.verbs import public_verb

public_verb("committee.make", _("Made a committee"))
public_verb("committee.appoint", _("Appointed a member"))
public_verb("committee.shape_round", _("Set the rubric of a round of review"))
public_verb("committee.open_round", _("Opened a round of review"))
public_verb("committee.share_out", _("Shared projects out among the members"))
public_verb("committee.close_item", _("Closed the scoring of a project"))
public_verb("committee.decide_challenge", _("Recorded the decision on a challenge"))
public_verb("committee.reopen", _("Reopened a score sheet"))
public_verb("committee.decide", _("Recorded a decision of the committee"))
public_verb("committee.open_recruitment", _("Opened the recruitment of members"))
public_verb("committee.draw", _("Drew seats by lot"))
public_verb("committee.set_charter", _("Changed the charter"))
public_verb("committee.end_seat", _("Ended a seat"))
public_verb("committee.reappoint", _("Appointed a member for another term"))
public_verb("committee.succeed", _("Gave a seat to a reserve"))
public_verb("committee.call_session", _("Called a session"))
public_verb("committee.cancel_session", _("Called a session off"))
public_verb("committee.open_session", _("Opened a session"))
public_verb("committee.close_session", _("Closed a session"))
public_verb("committee.publish_decisions", _("Published the decisions of a session"))
public_verb("committee.publish_minutes", _("Published minutes"))
public_verb("committee.print_minutes", _("Set minutes as a file"))
public_verb("committee.recommend", _("Recorded a recommendation"))
public_verb("committee.answer_recommendation", _("Answered a recommendation"))
public_verb("committee.answer_objection", _("Answered an objection"))
public_verb("committee.publish_plan", _("Opened the consultation on a plan"))
public_verb("committee.agree_plan", _("Agreed a plan"))
