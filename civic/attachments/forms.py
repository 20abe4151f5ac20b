"""What a browser may send."""

from typing import Any, ClassVar

from django import forms
from django.utils.translation import gettext_lazy as _

from civic.attachments.models import Attachment


class AddForm(forms.Form):
    """A file and its words. ``kept`` is the file that was sent before, when something else in the form was wrong."""

    kind_of: ClassVar[str]
    kept: Attachment | None = None

    kind = forms.CharField(widget=forms.HiddenInput)

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        kwargs.setdefault("auto_id", f"{self.kind_of}_%s")
        kwargs["initial"] = {"kind": self.kind_of, **(kwargs.get("initial") or {})}
        super().__init__(*args, **kwargs)


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


FORMS: dict[str, type[AddForm]] = {form.kind_of: form for form in (PhotoForm, DocumentForm)}


class WordsForm(forms.Form):
    """Other words for a file that is there."""

    words = forms.CharField(max_length=300)

    def __init__(self, *args: Any, attachment: Attachment, **kwargs: Any) -> None:
        kwargs["initial"] = {"words": attachment.name}
        super().__init__(*args, **kwargs)
        like = FORMS[attachment.kind].base_fields["words"]
        self.fields["words"] = like.__deepcopy__({})
