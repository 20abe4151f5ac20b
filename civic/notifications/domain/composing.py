"""Writing one e-mail: HTML and plain text from one pair of templates, in the language of the person who gets it."""

from email.utils import parseaddr
from hashlib import sha256
from urllib.parse import urlsplit

import css_inline
from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.translation import override

from civic.notifications.kinds import File, registry
from civic.notifications.models import Mail
from civic.notifications.rendering import rendered
from civic.notifications.unsubscribing import unsubscribe_path

PAGE_STYLE = css_inline.CSSInliner(load_remote_stylesheets=False, keep_style_tags=True)


def compose(mail: Mail) -> EmailMultiAlternatives:
    """The e-mail for one inbox line (its event and person are loaded with it)."""
    event, user = mail.message.event, mail.message.user
    with override(user.language):
        notice = rendered(event)
        unsubscribe = _absolute(unsubscribe_path(user, notice.family)) if notice.family else ""
        context = {
            "notice": notice,
            "subject": notice.title,
            "why": notice.why,
            "link": _absolute(notice.path),
            **_other_link(mail),
            "unsubscribe_url": unsubscribe,
            "preferences_url": _absolute(reverse("notifications:settings")),
            "site_name": settings.SITE_NAME[user.language],
            "contact_phone": settings.CONTACT_PHONE,
        }
        text = render_to_string("notifications/mail.txt", context)
        html = PAGE_STYLE.inline(render_to_string("notifications/mail.html", context))
        subject = notice.line
    message = EmailMultiAlternatives(subject, text, to=[user.email], headers=_headers(mail, unsubscribe))
    message.attach_alternative(html, "text/html")
    for name, content, media_type in _files(mail):
        message.attach(name, content, media_type)
    return message


def _other_link(mail: Mail) -> dict[str, str]:
    """The second link of the mail, where its kind has one and the event carries its address."""
    event = mail.message.event
    path = event.params.get("other_path")
    if not path or event.kind not in registry or not registry[event.kind].other:
        return {}
    return {"other_link": _absolute(str(path)), "other_label": str(registry[event.kind].other)}


def _files(mail: Mail) -> list[File]:
    event = mail.message.event
    files = registry[event.kind].files
    if files is None:
        return []
    with override(mail.message.user.language):
        return files(event)


def message_id(mail: Mail) -> str:
    """The same for every try of the same event to the same person, and nothing to be read from it."""
    name = sha256(f"{mail.message.event.key}\0{mail.message.user.uuid}".encode()).hexdigest()[:40]
    address = parseaddr(settings.DEFAULT_FROM_EMAIL)[1]
    host = address.rpartition("@")[2] or urlsplit(settings.SITE_URL).hostname or "localhost"
    return f"<{name}@{host}>"


def _absolute(path: str) -> str:
    return settings.SITE_URL + path if path.startswith("/") else path


def _headers(mail: Mail, unsubscribe: str) -> dict[str, str]:
    headers = {"Message-ID": message_id(mail), "Auto-Submitted": "auto-generated"}
    if unsubscribe:  # RFC 8058: one click in the mail program, no sign-in
        headers["List-Unsubscribe"] = f"<{unsubscribe}>"
        headers["List-Unsubscribe-Post"] = "List-Unsubscribe=One-Click"
    return headers
