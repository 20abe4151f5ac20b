"""How the Community Innovation Plan says no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class PlanExists(Refusal):
    code = "committee.plan_exists"
    sentence = _("This borough has a plan for this year already.")
    forward = _("Go on with that plan.")


class NotABoroughCommittee(Refusal):
    code = "committee.not_a_borough_committee"
    sentence = _("A Community Innovation Plan is made by a borough's committee.")
    forward = _("Set up the borough's committee first.")


class PlanAgreed(Refusal):
    code = "committee.plan_agreed"
    sentence = _("The plan is agreed; its projects and ranks stand.")
    forward = _("What changes comes into next year's plan.")


class PlanEmpty(Refusal):
    code = "committee.plan_empty"
    sentence = _("The plan has no project yet.")
    forward = _("Add the projects in their ranks first.")


class RemarksOpen(Refusal):
    code = "committee.remarks_open"
    sentence = _("Not every remark of the city has been answered.")
    forward = _("Answer the remarks first.")


class NotInConsultation(Refusal):
    code = "committee.not_in_consultation"
    sentence = _("The plan is not in consultation with the city.")
    forward = _("Remarks are taken from the opening of the consultation until the plan is agreed.")


class NotEvaluatedYet(Refusal):
    code = "committee.not_evaluated_yet"
    sentence = _("A plan is evaluated when it is agreed.")
    forward = _("Agree it first.")


class UnknownQuestion(Refusal):
    code = "committee.unknown_question"
    sentence = _("The evaluation form has no such question.")
    status = 422
