"""Every way this app says no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class AlreadyReported(Refusal):
    code = "moderation.already_reported"
    sentence = _("You have already reported this.")
    forward = _("A moderator looks at it. The decision is published in the moderation log.")


class AlreadySo(Refusal):
    code = "moderation.already_so"
    sentence = _("Somebody else has decided this in the meantime.")
    forward = _("Look at the present state and decide again.")


class ReasonMissing(Refusal):
    code = "moderation.reason_missing"
    sentence = _("A decision needs a rule and a reason in words that the author understands.")
    status = 422


class OwnText(Refusal):
    code = "moderation.own_text"
    sentence = _("Nobody decides on a text of their own.")
    forward = _("Another moderator decides.")
    status = 403


class SameModerator(Refusal):
    code = "moderation.same_moderator"
    sentence = _("The author has appealed: another moderator than the first one decides.")
    forward = _("Leave it in the queue for a colleague.")
    status = 403


class NotTheAuthor(Refusal):
    code = "moderation.not_the_author"
    sentence = _("Only the author of the text can ask for a second look.")
    status = 403


class AlreadyAppealed(Refusal):
    code = "moderation.already_appealed"
    sentence = _("You have already asked for a second look at this decision.")
    forward = _("Another moderator looks at it, and you are told what was decided.")


class Blocked(Refusal):
    code = "moderation.blocked"
    sentence = _("You cannot write here until %(until)s: a text of yours has broken the rules.")
    forward = _("The notice to you names the rule and the reason, and how to ask for a second look.")
    status = 403
