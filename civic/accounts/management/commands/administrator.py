"""``manage.py administrator EMAIL --name NAME``: the first administrator, or one more when none can sign in."""

from typing import Any

from django.core.exceptions import ValidationError
from django.core.management.base import BaseCommand, CommandError, CommandParser

from civic.accounts.actors import System
from civic.accounts.domain.operating import make_administrator
from civic.accounts.models import User
from civic.common.clock import now


class Command(BaseCommand):
    help = "Make somebody an administrator: the first one, who then grants all other roles on the pages."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email", help="an account that is there, or the address of a new one")
        parser.add_argument("--name", default="", help="the name shown to others; needed for a new account")
        parser.add_argument(
            "--language", choices=User.Language.values, default=User.Language.KOREAN, help="of a new account"
        )

    def handle(self, *args: Any, **options: Any) -> None:
        email, name = options["email"], options["name"]
        if not name and not User.objects.filter(email__iexact=email.strip()).exists():
            raise CommandError(f"There is no account with the address {email}. Give --name to make one.")
        try:
            person = make_administrator(
                System("administrator"), email, name=name, language=options["language"], at=now()
            )
        except ValidationError as error:
            raise CommandError(f"{email}: {' '.join(error.messages)}") from error
        self.stdout.write(
            f"{person.email} is an administrator. They sign in at /account/login/ (without a password: by a code by mail), "
            "set up a second factor, and grant roles at /account/desk/roles/."
        )
