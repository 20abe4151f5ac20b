"""Every way the results say no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class NotClosedYet(Refusal):
    code = "results.not_closed"
    sentence = _("The vote is not closed yet.")
    forward = _("Close the vote first; then it can be counted.")


class AlreadyCounted(Refusal):
    code = "results.already_counted"
    sentence = _("This vote has been counted already.")
    forward = _("A second officer publishes the result.")


class NoWorker(Refusal):
    code = "results.no_worker"
    sentence = _("The count could not be started: the background service does not answer.")
    forward = _(
        "Nothing was changed. Try again in a few minutes; if it stays so, call whoever runs the system."
    )
    status = 503


class NotCounted(Refusal):
    code = "results.not_counted"
    sentence = _("This vote has not been counted yet.")
    forward = _("The budget officer counts first.")


class AlreadyPublished(Refusal):
    code = "results.already_published"
    sentence = _("This result is published already.")
    forward = _("Look at the result page.")


class SameOfficer(Refusal):
    code = "results.same_officer"
    sentence = _("Whoever counted cannot publish: a second person has to look.")
    forward = _("Ask the officer who publishes results.")
    status = 403


class OverriderCannotPublish(Refusal):
    code = "results.overrider_cannot_publish"
    sentence = _("Whoever decided otherwise than counted cannot publish: a second person has to look.")
    forward = _("Ask another officer who publishes results.")
    status = 403


class AsCounted(Refusal):
    code = "results.as_counted"
    sentence = _("The count says the same; there is nothing to decide otherwise.")
    forward = _("Choose another project.")


class AlreadyOverridden(Refusal):
    code = "results.already_overridden"
    sentence = _("About this project it was decided already.")
    forward = _("The decision stands beside the count on the result page.")


class OverrideReasonMissing(Refusal):
    code = "results.override_reason_missing"
    sentence = _("A decision that departs from the count needs a reason that people can read.")
    forward = _("Write in a sentence what speaks against the counted result.")
    status = 422


class NothingToCount(Refusal):
    code = "results.nothing_to_count"
    sentence = _("There is no project on the ballot, so there is nothing to count.")
    forward = _("Look at the committee's decisions.")


class CannotBeCounted(Refusal):
    code = "results.cannot_be_counted"
    sentence = _("The rule set cannot be counted: %(reason)s")
    forward = _("Ask the operator; nothing was written.")


class NotPublished(Refusal):
    code = "results.not_published"
    sentence = _("This result is not published yet.")
    forward = _("A second officer publishes it; the time for appeals begins then.")


class AppealsOpen(Refusal):
    code = "results.appeals_open"
    sentence = _("The time for appeals is not over yet.")
    forward = _("It ends: %(until)s.")


class CertifiedByYou(Refusal):
    code = "results.certified_by_you"
    sentence = _("You have certified this result already; a second officer must look as well.")
    forward = _("Ask the other officer.")
    status = 403


class AlreadyCertified(Refusal):
    code = "results.already_certified"
    sentence = _("This result is certified by two officers already.")
    forward = _("Now the keys of the vote can be destroyed.")


class NotCertified(Refusal):
    code = "results.not_certified"
    sentence = _("This result is not certified by two officers yet.")
    forward = _("Certify it first, after the time for appeals.")


class KeysDestroyed(Refusal):
    code = "results.keys_destroyed"
    sentence = _("The keys of this vote are destroyed already.")
    forward = _("There is nothing left to do.")
