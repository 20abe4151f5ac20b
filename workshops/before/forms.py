"""What a browser may send before a workshop."""

from django import forms
from django.utils.translation import gettext_lazy as _

from workshops.models import Series


class SeriesForm(forms.ModelForm[Series]):
    class Meta:
        model = Series
        fields = [
            "title", "title_en", "kind", "rhythm", "audience", "summary", "summary_en", "department", "topic", "is_public",
        ]  # fmt: skip
        labels = {"department": _("Lead department"), "topic": _("Topic")}
        widgets = {
            "summary": forms.Textarea(attrs={"rows": 4}),
            "summary_en": forms.Textarea(attrs={"rows": 4}),
        }
        help_texts = {"is_public": _("Without this only the staff see the series.")}

    def _post_clean(self) -> None:
        """The domain writes the row."""
