"""What a browser may send."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from civic.attachments.models import Attachment

ENGLISH = _("Shown to those who read the site in English; without it they see the Korean words.")


class AddForm(forms.Form):
    """A file and its words. ``kept`` is the file that was sent before, when something else in the form was wrong."""

    kind_of: ClassVar[str]
    kept: Attachment | None = None

    kind = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, bilingual: bool = False, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.kind_of}_%s")
        kwargs["initial"] = {"kind": self.kind_of, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)
        if not bilingual:
            del self.fields["words_en"]


class PhotoForm(AddForm):
    kind_of = Attachment.Kind.PHOTO

    file = forms.FileField(
        label=_("Photo"),
        required=False,
        widget=forms.FileInput(attrs={"accept": "image/jpeg,image/png,image/webp,image/heic,image/heif"}),
        help_text=_("JPEG, PNG, WebP or HEIC, up to 15 MB."),
    )
    words = forms.CharField(
        label=_("What can be seen on the photo?"),
        max_length=300,
        help_text=_("One sentence, read aloud to people who do not see the photo."),
        error_messages={"required": _("Describe in one sentence what can be seen.")},
    )
    words_en = forms.CharField(
        label=_("What can be seen on the photo, in English"),
        max_length=300,
        required=False,
        help_text=ENGLISH,
    )


class DocumentForm(AddForm):
    kind_of = Attachment.Kind.DOCUMENT

    file = forms.FileField(
        label=_("Document"),
        required=False,
        help_text=_("PDF, HWP, HWPX, DOCX, XLSX, PPTX, ODT, ODS or ODP, up to 15 MB."),
    )
    words = forms.CharField(
        label=_("Title of the document"),
        max_length=150,
        error_messages={"required": _("Give the document a title.")},
    )
    words_en = forms.CharField(label=_("Title in English"), max_length=150, required=False, help_text=ENGLISH)


FORMS: dict[str, type[AddForm]] = {form.kind_of: form for form in (PhotoForm, DocumentForm)}


class WordsForm(forms.Form):
    """Other words for a file that is there."""

    words = forms.CharField(max_length=300)
    words_en = forms.CharField(max_length=300, required=False)

    def __init__(self, *args: Any, attachment: Attachment, bilingual: bool = False, **kwargs: Any) -> None:
        column = attachment.column
        there = {"words": getattr(attachment, column), "words_en": getattr(attachment, f"{column}_en")}
        kwargs["initial"] = there
        super().__init__(*args, **kwargs)
        for name in there:
            self.fields[name] = FORMS[attachment.kind].base_fields[name].__deepcopy__({})
        if not bilingual:
            del self.fields["words_en"]
