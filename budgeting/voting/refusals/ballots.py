"""What may be wrong with a ballot."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class InvalidBallot(Refusal):
    code = "voting.invalid_ballot"
    sentence = _("This ballot cannot be taken.")
    forward = _("Go back to the projects and correct it. Nothing has been cast.")
    status = 422


class NothingOnBallot(InvalidBallot):
    code = "voting.nothing_on_ballot"
    sentence = _("No project stands on your ballot.")
    forward = _("What is only for another district is voted on by its residents.")


class NotOnBallot(InvalidBallot):
    code = "voting.not_on_ballot"
    sentence = _("A project or an envelope is not on this ballot.")


class NamedTwice(InvalidBallot):
    code = "voting.named_twice"
    sentence = _("A project is named twice on this ballot.")


class PointsDoNotFit(InvalidBallot):
    code = "voting.points_do_not_fit"
    sentence = _("Points and projects of this ballot do not belong together.")
    forward = _("Give whole points from 1 upwards to each chosen project, and only where points are given.")


class TooManyProjects(InvalidBallot):
    code = "voting.too_many_projects"
    sentence = _("“%(name)s”: at most %(most)s projects, you chose %(chosen)s.")


class TooFewProjects(InvalidBallot):
    code = "voting.too_few_projects"
    sentence = _("“%(name)s”: at least %(least)s projects, you chose %(chosen)s.")
    forward = _("Choose more, or none at all: a blank vote is allowed. Nothing has been cast.")


class TooManyOfOneTopic(InvalidBallot):
    code = "voting.too_many_of_one_topic"
    sentence = _("“%(name)s”: at most %(most)s projects of one policy field, you chose %(chosen)s.")


class OverBudget(InvalidBallot):
    code = "voting.over_budget"
    sentence = _("“%(name)s”: over the budget by %(over)s.")


class TooManyPoints(InvalidBallot):
    code = "voting.too_many_points"
    sentence = _("“%(name)s”: %(most)s points to share out, you gave %(given)s.")


class TooManyPointsForOne(InvalidBallot):
    code = "voting.too_many_points_for_one"
    sentence = _("“%(name)s”: one project can get at most %(most)s points, you gave %(given)s.")
