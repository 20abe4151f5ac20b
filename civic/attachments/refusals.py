"""Every way this app says no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class TooLarge(Refusal):
    code = "attachments.too_large"
    sentence = _("The file is too large: at most %(limit)s MB are taken.")
    forward = _("Choose a smaller file, or make this one smaller first.")
    status = 422


class NotAPicture(Refusal):
    code = "attachments.not_a_picture"
    sentence = _("This file is not a photo that can be shown here. JPEG, PNG, WebP and HEIC are taken.")
    forward = _("The kind of a file is judged by its content, not by its name.")
    status = 422


class NotADocument(Refusal):
    code = "attachments.not_a_document"
    sentence = _(
        "This file is not a document that is taken here. PDF, HWP, HWPX, DOCX, XLSX, PPTX, ODT, ODS and ODP are taken."
    )
    forward = _("The kind of a file is judged by its content, not by its name.")
    status = 422


class TooManyPixels(Refusal):
    code = "attachments.too_many_pixels"
    sentence = _("The photo is too large: at most %(limit)s million pixels are taken.")
    forward = _("Make the photo smaller, or choose another.")
    status = 422


class CannotBeRead(Refusal):
    code = "attachments.cannot_be_read"
    sentence = _("The file is damaged and cannot be read.")
    forward = _("Try again with the original file.")
    status = 422


class HoldsPrograms(Refusal):
    code = "attachments.holds_programs"
    sentence = _("The document holds macros. Documents with programs in them are not taken.")
    forward = _("Save the document without macros, or as PDF.")
    status = 422


class PackedTooTight(Refusal):
    code = "attachments.packed_too_tight"
    sentence = _("The document would become far larger when it is opened, and is not taken for that reason.")
    forward = _("Save the document as PDF.")
    status = 422


class FolderFull(Refusal):
    code = "attachments.full"
    sentence = _("There is no room for more here: at most %(limit)s of a kind.")
    forward = _("Remove one first.")


class TooManyToday(Refusal):
    code = "attachments.too_many_today"
    sentence = _("You have added %(count)s files within a day: more are not taken at once.")
    forward = _("Please go on tomorrow.")
    status = 429


class NotKept(Refusal):
    code = "attachments.not_kept"
    sentence = _("The file that was kept for you is gone.")
    forward = _("Please choose it again.")
    status = 422


class KeyUsed(Refusal):
    code = "attachments.key_used"
    sentence = _("This key has been used for another file already.")
    forward = _("Send a new key with a new file, and the same key only when you send the same file again.")
    status = 409


class DescriptionMissing(Refusal):
    code = "attachments.description_missing"
    sentence = _("A photo needs a description of what can be seen, and a document a title.")
    status = 422


class NoFilesHere(Refusal):
    code = "attachments.no_files_here"
    sentence = _("Files can no longer be added here.")
    forward = _("What is there stays to be seen.")
