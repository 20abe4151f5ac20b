"""``manage.py forget_second_factor EMAIL``: for somebody who has lost their device and their recovery codes."""

from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from civic.accounts.actors import System
from civic.accounts.domain.operating import forget_second_factor
from civic.accounts.models import User


class Command(BaseCommand):
    help = (
        "Take off the second factors of somebody who has lost them. Make sure first that it is they who ask."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("email")

    def handle(self, *args: Any, **options: Any) -> None:
        user = User.objects.filter(email__iexact=options["email"].strip()).first()
        if user is None:
            raise CommandError(f"There is no account with the address {options['email']}.")
        gone = forget_second_factor(System("forget_second_factor"), user)
        if not gone:
            raise CommandError(f"{user.email} has no second factor.")
        self.stdout.write(f"{user.email}: {gone} taken off. Staff set up a new one when they next sign in.")
