"""How what comes after a workshop says no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class NothingChosen(Refusal):
    code = "workshops.nothing_chosen"
    sentence = _("Choose at least one opinion.")
    status = 422


class OtherWorkshop(Refusal):
    code = "workshops.other_workshop"
    sentence = _("A theme holds opinions of one workshop only.")
    forward = _("Choose opinions and themes of the same workshop.")
    status = 422


class ThemeUntitled(Refusal):
    code = "workshops.theme_untitled"
    sentence = _("Give the theme a title that says what the opinions have in common.")
    status = 422


class ThemeEmpty(Refusal):
    code = "workshops.theme_empty"
    sentence = _("There is no opinion in this theme any more.")
    forward = _("Look at the themes as they are now.")


class NothingToUndo(Refusal):
    code = "workshops.nothing_to_undo"
    sentence = _("There is no step to take back.")


class ThemeNotRouted(Refusal):
    code = "workshops.theme_not_routed"
    sentence = _("This theme has no department yet.")
    forward = _("The workshop host gives it to a department first.")


class NothingOpenInTheme(Refusal):
    code = "workshops.nothing_open_in_theme"
    sentence = _("No opinion of this theme waits for an answer of its department.")
    forward = _("Open a single opinion in order to answer it again.")


class ReportPublished(Refusal):
    code = "workshops.report_published"
    sentence = _("This report is published already.")
    forward = _("What happened since then belongs into the next report.")


class ReportTooEarly(Refusal):
    code = "workshops.report_too_early"
    sentence = _("This report can be published from %(day)s on.")
    forward = _("Until then the page of the workshop shows what became of each opinion, day by day.")


class FeedbackClosed(Refusal):
    code = "workshops.feedback_closed"
    sentence = _("The two questions are open for %(days)s days after the workshop.")


class WasNotThere(Refusal):
    code = "workshops.was_not_there"
    sentence = _("This is for people who were checked in at the workshop.")
    forward = _("If you were there and nobody checked you in, tell the staff.")
    status = 403


class FeedbackGiven(Refusal):
    code = "workshops.feedback_given"
    sentence = _("You have answered the two questions already.")
    forward = _("The result appears on the page of the workshop as soon as five people have answered.")


class MinutesChanged(Refusal):
    code = "workshops.minutes_changed"
    sentence = _("A colleague has saved the minutes since you opened this page.")
    forward = _("Their text stands below yours. Put both together and save again.")


class MinutesEmpty(Refusal):
    code = "workshops.minutes_empty"
    sentence = _("The minutes are empty.")
    forward = _("Write what happened, item by item.")
    status = 422
