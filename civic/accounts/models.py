"""People, the roles they hold, and what is verified about them."""

import uuid
from datetime import datetime
from typing import Any, ClassVar

from django.contrib.auth.models import AbstractBaseUser, BaseUserManager, PermissionsMixin
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Lower
from django.utils import timezone
from django.utils.translation import gettext_lazy as _

from civic.areas.models import Area, Department


class UserManager(BaseUserManager["User"]):
    def create_user(self, email: str, password: str | None = None, **fields: Any) -> "User":
        """A person with an e-mail address; without a password they sign in by code or passkey."""
        user = self.model(email=self.normalize_email(email).lower(), **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **fields: Any) -> "User":
        return self.create_user(email, password, is_staff=True, is_superuser=True, **fields)

    def get_by_natural_key(self, username: str | None) -> "User":
        return self.get(email__iexact=username)


class User(AbstractBaseUser, PermissionsMixin):
    """A person. One display name (no first and last), and the language they read."""

    class Language(models.TextChoices):
        KOREAN = "ko", "한국어"
        ENGLISH = "en", "English"

    uuid = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    email = models.EmailField(_("e-mail address"), unique=True)
    display_name = models.CharField(_("name shown to others"), max_length=40)
    language = models.CharField(
        _("language"), max_length=2, choices=Language.choices, default=Language.KOREAN
    )
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(_("may open the Django admin"), default=False)
    date_joined = models.DateTimeField(default=timezone.now)
    age_confirmed_at = models.DateTimeField(_("declared to be 14 or older"), null=True, blank=True)

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["display_name"]
    objects = UserManager()

    class Meta:
        constraints = [models.UniqueConstraint(Lower("email"), name="user_email_once_whatever_its_case")]

    def __str__(self) -> str:
        return self.display_name


class RoleQuerySet(models.QuerySet["Role"]):
    def in_force(self, at: datetime | None = None) -> "RoleQuerySet":
        at = at or timezone.now()
        return self.filter(
            models.Q(starts_at__lte=at), models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=at)
        )

    def officers_of(self, *departments: int | None) -> "RoleQuerySet":
        """Officers of one of these departments, or of one that has come after it."""
        known = [one for one in departments if one]
        here = models.Q(department__in=known) | models.Q(department__stands_for__overlap=known)
        return self.filter(here, kind=Role.Kind.OFFICER)


class Role(models.Model):
    """A role is a row: who, what, where, from when until when, and who granted it."""

    class Kind(models.TextChoices):
        MODERATOR = "moderator", _("moderator")
        OFFICER = "officer", _("department officer")
        HOST = "host", _("workshop host")
        SECRETARY = "secretary", _("committee secretary")
        BUDGET = "budget", _("budget officer")
        PUBLISHER = "publisher", _("second officer (publishes results)")
        REGISTRAR = "registrar", _("registrar (verifies residents)")
        STATION = "station", _("polling clerk")
        ADMINISTRATOR = "administrator", _("administrator")

    user = models.ForeignKey(User, models.CASCADE, related_name="roles")
    kind = models.CharField(_("role"), max_length=20, choices=Kind.choices)
    area = models.ForeignKey(Area, models.PROTECT, null=True, blank=True, related_name="+")
    department = models.ForeignKey(Department, models.PROTECT, null=True, blank=True, related_name="roles")
    starts_at = models.DateTimeField(_("from"), default=timezone.now)
    ends_at = models.DateTimeField(_("until"), null=True, blank=True)
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")

    objects = RoleQuerySet.as_manager()

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(ends_at__isnull=True) | models.Q(ends_at__gt=models.F("starts_at")),
                name="role_ends_after_it_starts",
            ),
            models.CheckConstraint(
                condition=~models.Q(kind="officer") | models.Q(department__isnull=False),
                name="role_officer_has_a_department",
            ),
        ]
        indexes = [models.Index(fields=["user", "kind"])]

    def __str__(self) -> str:
        return f"{self.user}: {self.get_kind_display()}"


class AgeBand(models.TextChoices):
    """Ten years of life, all that is ever kept of an age; a year of birth is not. Empty: nobody asked, or nobody said."""

    TEENS = "10", _("10 to 19")
    TWENTIES = "20", _("20 to 29")
    THIRTIES = "30", _("30 to 39")
    FORTIES = "40", _("40 to 49")
    FIFTIES = "50", _("50 to 59")
    SIXTIES = "60", _("60 to 69")
    SEVENTIES = "70", _("70 or older")


DECLARED_AGE = 14  # declared at sign-up; anything above needs a statement


class ProvenAge(models.IntegerChoices):
    """What a statement of age may say, and all it says: "so many years or older". These are the ages that Korean law
    and cities ask for; a date of birth is neither asked nor kept."""

    FOURTEEN = 14, _("14 or older")
    SIXTEEN = 16, _("16 or older")
    EIGHTEEN = 18, _("18 or older")
    NINETEEN = 19, _("19 or older")

    @classmethod
    def shows(cls, age: int) -> bool:
        """Whether anybody could show this age: by the declaration, or by a statement of just this age."""
        return age <= DECLARED_AGE or age in cls.values


class Residency(models.Model):
    """What is verified about a person's tie to the city. One natural person, one row: ``identity_hash`` is unique.

    ``identity_hash`` is HMAC-SHA256 under a pepper kept outside the database; no identity number is ever stored.
    ``proven_age`` is the greatest age that a statement has shown, with the day of the statement; it never falls.
    """

    class Basis(models.TextChoices):
        RESIDENT = "resident", _("lives here")
        WORKS = "works", _("works here")
        STUDIES = "studies", _("studies here")
        ORGANISATION = "organisation", _("has a business here")

    user = models.OneToOneField(User, models.CASCADE, related_name="residency")
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    basis = models.CharField(_("basis"), max_length=12, choices=Basis.choices, default=Basis.RESIDENT)
    age_band = models.CharField(_("age band"), max_length=2, choices=AgeBand.choices, blank=True)
    proven_age = models.PositiveSmallIntegerField(
        _("age shown by a statement"), choices=ProvenAge.choices, null=True, blank=True
    )
    age_proven_on = models.DateField(null=True, blank=True)
    identity_hash = models.BinaryField(max_length=32, unique=True)
    method = models.CharField(_("how it was verified"), max_length=30)
    verified_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(proven_age__isnull=True, age_proven_on__isnull=True)
                | models.Q(proven_age__in=ProvenAge.values, age_proven_on__isnull=False),
                name="residency_proven_age_is_one_of_few_and_has_a_day",
            )
        ]

    def __str__(self) -> str:
        return f"{self.user}: {self.area}"


class VerificationCode(models.Model):
    """A code that the city hands to one known person (by letter or at the desk); using it verifies where they belong."""

    code_hash = models.BinaryField(max_length=32, unique=True)
    identity_hash = models.BinaryField(max_length=32)
    area = models.ForeignKey(Area, models.PROTECT, related_name="+")
    basis = models.CharField(max_length=12, choices=Residency.Basis.choices, default=Residency.Basis.RESIDENT)
    age_band = models.CharField(max_length=2, choices=AgeBand.choices, blank=True)
    proven_age = models.PositiveSmallIntegerField(choices=ProvenAge.choices, null=True, blank=True)
    issued_by = models.ForeignKey(User, models.PROTECT, null=True, blank=True, related_name="+")
    issued_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    used_by = models.ForeignKey(User, models.SET_NULL, null=True, blank=True, related_name="+")
    used_at = models.DateTimeField(null=True, blank=True)

    def __str__(self) -> str:
        return f"{self.area} ({self.get_basis_display()})"


class ApiToken(models.Model):
    """A personal token for the API; only its hash is kept.

    ``scopes`` say what it may be used for (civic/api/scopes.py); whoever makes one says so: there is no default.
    """

    READ, TAKE_PART, VOTE, OFFICE = SCOPES = ("read", "take_part", "vote", "office")

    user = models.ForeignKey(User, models.CASCADE, related_name="api_tokens")
    name = models.CharField(_("what it is for"), max_length=60)
    token_hash = models.BinaryField(max_length=32, unique=True)
    created_at = models.DateTimeField(default=timezone.now)
    expires_at = models.DateTimeField()
    last_used_on = models.DateField(null=True, blank=True)
    scopes = ArrayField(models.CharField(max_length=12))

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=models.Q(
                    scopes__contained_by=["read", "take_part", "vote", "office"], scopes__len__gt=0
                ),
                name="api_token_has_known_scopes",
            )
        ]

    def __str__(self) -> str:
        return self.name
