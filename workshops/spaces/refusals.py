"""How rooms say no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class Taken(Refusal):
    code = "spaces.taken"
    sentence = _("The room is taken at this time.")
    forward = _("The page of the room shows when it is free. Choose another time or another room.")


class RoomTakenThen(Refusal):
    code = "spaces.room_taken_then"
    sentence = _("The room that is booked for this workshop is taken at the new time: %(room)s")
    forward = _("Choose another time, or give the room back under your bookings and book another one.")


class RoomShutThen(Refusal):
    code = "spaces.room_shut_then"
    sentence = _("The room that is booked for this workshop is not open at the new time: %(room)s")
    forward = _("Choose another time, or give the room back under your bookings and book another one.")
    status = 422


class OutsideHours(Refusal):
    code = "spaces.outside_hours"
    sentence = _("The room is not open for the whole of this time.")
    forward = _("The page of the room shows its opening hours.")
    status = 422


class TooLong(Refusal):
    code = "spaces.too_long"
    sentence = _("A booking lasts from 30 minutes to %(hours)s hours.")
    status = 422


class NotAhead(Refusal):
    code = "spaces.not_ahead"
    sentence = _("A booking begins in the future, at most %(days)s days ahead.")
    status = 422


class TooMany(Refusal):
    code = "spaces.too_many"
    sentence = _("You have %(n)s bookings ahead already.")
    forward = _("When one of them is over or cancelled you can book again.")


class NotForGroups(Refusal):
    code = "spaces.not_for_groups"
    sentence = _("This room cannot be booked by groups.")
    forward = _("The list shows the rooms that can.")


class NotResident(Refusal):
    code = "spaces.not_resident"
    sentence = _("Rooms are for residents whose residence has been checked.")
    forward = _("Have your residence checked on your account page first.")
    status = 403


class NotBooked(Refusal):
    code = "spaces.not_booked"
    sentence = _("This booking is cancelled or has begun already.")
