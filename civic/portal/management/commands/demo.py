"""``manage.py demo --city seoul``: a believable city with invented people, once; ``--logins`` lists whom to sign in as."""

from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError, CommandParser

from civic.areas.domain.loading import load_areas, load_departments, load_topics
from civic.areas.models import Area
from civic.common.clock import now
from civic.portal.demo import Stage
from civic.portal.demo_building import build, whole
from civic.portal.demo_people import LOGINS, PASSWORD, address

CITIES = {"seoul": "1100000000", "busan": "2600000000"}


class Command(BaseCommand):
    help = "Load the demo city (invented people, every state once); a second run changes nothing."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--city", choices=sorted(CITIES), default="seoul")
        parser.add_argument("--logins", action="store_true", help="only print whom to sign in as")

    def handle(self, *args: Any, **options: Any) -> None:
        if not settings.DEMO_MODE:
            raise CommandError("Demo mode is off: set CIVIC_DEMO=1, never on a real installation.")
        if options["logins"]:
            self.logins()
        else:
            self.load(options["city"])
            self.stdout.write("Whom to sign in as: manage.py demo --logins")

    @whole()
    def load(self, city: str) -> None:
        load_areas(city=CITIES[city])
        load_departments(city=CITIES[city])
        load_topics()
        stage = Stage(city=Area.objects.get(code=CITIES[city]), now=now())
        if not build(stage, self.stdout.write):
            self.stdout.write(f"The demo city {city} is loaded already; nothing was changed.")

    def logins(self) -> None:
        self.stdout.write(f"One-click sign-in: {settings.SITE_URL}/demo/")
        for key, (name, what) in LOGINS.items():
            self.stdout.write(f"  {address(key):<38} {name}  {what}")
        self.stdout.write(f"  password of each: {PASSWORD}")
