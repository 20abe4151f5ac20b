"""Every way in which a live room says no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class RoomOpenAlready(Refusal):
    code = "live.room_open_already"
    sentence = _("This workshop has its live room already.")


class NotToday(Refusal):
    code = "live.not_today"
    sentence = _("A live room is opened on the day of its workshop.")
    forward = _("Come back to this page on the day.")


class RoomClosed(Refusal):
    code = "live.room_closed"
    sentence = _("This room is closed.")
    forward = _("Its results stand on its page; the record of the workshop follows within seven days.")


class RoomNotClosed(Refusal):
    code = "live.room_not_closed"
    sentence = _("The room is still open.")
    forward = _("Close it first: then nothing changes any more while you choose.")


class RoomStillOpen(Refusal):
    code = "live.room_still_open"
    sentence = _("The live room of this workshop is still open: what is written there now would be lost.")
    forward = _("Close the room and choose which statements go into the record, then publish it.")


class RoomPrivate(Refusal):
    code = "live.room_private"
    sentence = _("This is the room of a workshop for invited people.")
    forward = _(
        "Enter the code of your registration, or sign in with the account that was invited or registered. If you have "
        "neither, ask at the entrance."
    )
    status = 403


class RoomFull(Refusal):
    code = "live.room_full"
    sentence = _("%(most)s devices take part in this room already.")
    forward = _("Say your opinion at the table: the recorder enters it.")


class UnknownRoom(Refusal):
    code = "live.unknown_room"
    sentence = _("No room has this code.")
    forward = _("Look at the screen or the poster: a code has 6 characters, without O, 0, I, 1, L and U.")
    status = 422


class NotInRoom(Refusal):
    code = "live.not_in_room"
    sentence = _("This device has not joined the room.")
    forward = _("Join it first, on the page of the room.")
    status = 403


class NotWriting(Refusal):
    code = "live.not_writing"
    sentence = _("Nothing can be written at the moment.")
    forward = _("The facilitator says when writing goes on.")


class NotAnswering(Refusal):
    code = "live.not_answering"
    sentence = _("Nothing can be answered at the moment.")
    forward = _("The facilitator says when you choose.")


class StatementWrong(Refusal):
    code = "live.statement_wrong"
    sentence = _("A statement has 2 to %(most)s characters.")
    forward = _("One thought a statement: write two if there are two.")
    status = 422


class WrittenAlready(Refusal):
    code = "live.written_already"
    sentence = _("You have written the same already.")


class EnoughWritten(Refusal):
    code = "live.enough_written"
    sentence = _("You have written %(most)s statements, which is as many as one device may.")
    forward = _("Answer what the others have written.")


class NotShown(Refusal):
    code = "live.not_shown"
    sentence = _("This statement is not there to be answered.")


class OwnStatement(Refusal):
    code = "live.own_statement"
    sentence = _("You wrote this statement yourself.")


class AnsweredAlready(Refusal):
    code = "live.answered_already"
    sentence = _("You have answered this statement already.")


class WrongHeadCount(Refusal):
    code = "live.wrong_head_count"
    sentence = _("The answers of your table must be 1 to %(heads)s people together.")
    status = 422


class TableTaken(Refusal):
    code = "live.table_taken"
    sentence = _("This table has a recorder already.")
    forward = _("If the device has changed, ask the facilitator to free the table.")
    status = 422


class NothingChosen(Refusal):
    code = "live.nothing_chosen"
    sentence = _("Choose at least one statement.")
    status = 422
