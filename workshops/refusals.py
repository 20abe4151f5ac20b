"""Every way in which workshops say no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class RegistrationNotOpen(Refusal):
    code = "workshops.registration_not_open"
    sentence = _("Registration for this workshop is not open.")
    forward = _("The list of workshops shows where there are places now.")


class WorkshopCancelled(Refusal):
    code = "workshops.cancelled"
    sentence = _("This workshop has been cancelled.")
    forward = _("The list of workshops shows where there are places now.")


class WorkshopBegan(Refusal):
    code = "workshops.began"
    sentence = _("This workshop has begun or is over.")
    forward = _(
        "At the door the staff can still let you in while there are places. The record is published here."
    )


class WorkshopOver(WorkshopBegan):
    code = "workshops.over"
    sentence = _("This workshop is over.")
    forward = _("The record is published here. The list of workshops shows where there are places now.")


class WorkshopFull(Refusal):
    code = "workshops.full"
    sentence = _("All %(capacity)s places are taken.")
    forward = _(
        "Join the waiting list: when somebody cancels, the place is held for whoever has waited longest. You can also "
        "choose another workshop from the list."
    )


class NotEnoughPlaces(Refusal):
    code = "workshops.not_enough_places"
    sentence = _("Only %(left)s places are left: not enough for you and your companions.")
    forward = _("Come with fewer companions, or join the waiting list for all of you.")


class PlacesLeft(Refusal):
    code = "workshops.places_left"
    sentence = _("There are places left, so there is no waiting list.")
    forward = _("Register on the page of the workshop.")


class AlreadyWaiting(Refusal):
    code = "workshops.already_waiting"
    sentence = _("You are on the waiting list already.")
    forward = _("When a place becomes free for you, you are told by notice and e-mail.")


class OfferWaits(Refusal):
    code = "workshops.offer_waits"
    sentence = _("A place is being held for you.")
    forward = _("Take it on the page of your place in line.")


class NoOffer(Refusal):
    code = "workshops.no_offer"
    sentence = _("No place is being held for you at the moment.")
    forward = _("An offer ends at the time that it names; then the place goes to the next in line.")


class NotWaiting(Refusal):
    code = "workshops.not_waiting"
    sentence = _("You are not on this waiting list.")


class AlreadyRegistered(Refusal):
    code = "workshops.already_registered"
    sentence = _("You are registered for this workshop already.")
    forward = _("Your code and the way to cancel are on your registration page.")


class NotRegistered(Refusal):
    code = "workshops.not_registered"
    sentence = _("There is no registration in force here.")
    forward = _("If you want to take part, register on the page of the workshop.")


class AlreadyCheckedIn(Refusal):
    code = "workshops.already_checked_in"
    sentence = _("Somebody who has been checked in cannot cancel any more.")
    forward = _("If the check-in was a mistake, the staff at the door can undo it.")


class CheckInNotOpen(Refusal):
    code = "workshops.check_in_not_open"
    sentence = _("People can be checked in from the day of the workshop until its record is published.")
    forward = _("Come back to this page on the day.")


class UnknownCode(Refusal):
    code = "workshops.unknown_code"
    sentence = _("No registration of this workshop has this code.")
    forward = _("Look for the person by name, or let them in as a walk-in.")
    status = 422


class NotCheckedIn(Refusal):
    code = "workshops.not_checked_in"
    sentence = _("This person is not checked in.")


class NotBegun(Refusal):
    code = "workshops.not_begun"
    sentence = _("The workshop has not begun yet.")
    forward = _("Opinions are recorded from its beginning on.")


class BeginsInThePast(Refusal):
    code = "workshops.begins_in_the_past"
    sentence = _("The beginning lies in the past, so nobody could register.")
    forward = _("Change the date first.")


class EndsBeforeItBegins(Refusal):
    code = "workshops.ends_before_it_begins"
    sentence = _("The workshop would end before it begins.")
    forward = _("Somebody may have moved it meanwhile: open the page anew and look at the times.")
    status = 422


class CapacityBelowRegistered(Refusal):
    code = "workshops.capacity_below_registered"
    sentence = _("%(registered)s people are registered: there cannot be fewer places.")
    forward = _("Choose a larger number.")
    status = 422


class ReasonMissing(Refusal):
    code = "workshops.reason_missing"
    sentence = _("Say why: everybody who is registered reads it.")
    status = 422


class RecordEmpty(Refusal):
    code = "workshops.record_empty"
    sentence = _("No opinion has been recorded yet.")
    forward = _("Record what was said at the tables, then publish.")


class RecordNotPublished(Refusal):
    code = "workshops.record_not_published"
    sentence = _("The record of this workshop is not published yet.")
    forward = _("Opinions are answered and taken further once they are public.")


class OpinionTooLong(Refusal):
    code = "workshops.opinion_too_long"
    sentence = _("An opinion has 1 to 1,000 characters.")
    forward = _("Write two opinions if there are two thoughts.")
    status = 422


class SpeakerNotRegistered(Refusal):
    code = "workshops.speaker_not_registered"
    sentence = _("The speaker is not registered for this workshop.")
    forward = _("Record the opinion without a name and hand out the receipt code.")
    status = 422


class OpinionNotRouted(Refusal):
    code = "workshops.opinion_not_routed"
    sentence = _("This opinion has no department yet.")
    forward = _("The workshop host gives it to a department first.")


class OpinionHidden(Refusal):
    code = "workshops.opinion_hidden"
    sentence = _("This opinion has been hidden by a moderator.")
    forward = _("Whoever said it can ask another moderator for a second look.")


class OpinionSettled(Refusal):
    code = "workshops.opinion_settled"
    sentence = _("This opinion has its final answer.")
    forward = _("A new idea about it can become a proposal.")


class DueDatePassed(Refusal):
    code = "workshops.due_date_passed"
    sentence = _("The due date must lie in the future.")
    status = 422


class AnswerIncomplete(Refusal):
    code = "workshops.answer_incomplete"
    sentence = _("The answer is not complete: %(missing)s")
    status = 422


class AlreadyAProposal(Refusal):
    code = "workshops.already_a_proposal"
    sentence = _("This opinion has become a proposal already.")
    forward = _("Support that proposal, or comment on it.")
