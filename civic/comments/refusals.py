"""Every way this app says no."""

from django.utils.translation import gettext_lazy as _

from civic.common.refusals import Refusal


class ThreadClosed(Refusal):
    code = "comments.thread_closed"
    sentence = _("No more comments are taken here.")
    forward = _("What was written stays to be read.")


class CannotReplyHere(Refusal):
    code = "comments.cannot_reply_here"
    sentence = _("A reply can only be written to a comment that is shown here and is not itself a reply.")
    forward = _("Write a comment of your own instead.")
    status = 422


class TooManyComments(Refusal):
    code = "comments.too_many"
    sentence = _("You have written %(count)s comments within an hour: more are not taken at once.")
    forward = _("Please go on in a while. Your text is kept until then if you leave this page open.")
    status = 429


class KeyUsedForAnother(Refusal):
    code = "comments.key_used"
    sentence = _("This form has already been sent with another text.")
    forward = _("Open the page again and write there.")
    status = 422


class CommentEmpty(Refusal):
    code = "comments.empty"
    sentence = _("Please write a comment of 1 to %(limit)s characters.")
    status = 422


class OwnComment(Refusal):
    code = "comments.own_comment"
    sentence = _("You cannot mark your own comment as helpful.")
    status = 403
