import logging

from django.core.management.base import BaseCommand, CommandError

from apps.core import clock
from apps.desk.matters import collected
from apps.desk.reminders.actions import send_digest
from apps.desk.reminders.reading import readers
from apps.teams.calendar import is_working_day

logger = logging.getLogger(__name__)


class Command(BaseCommand):
    help = "Write to people about what waits for them (every morning; does nothing on days off, nor twice a day)."

    def handle(self, **options):
        day = clock.today()
        if not is_working_day(day):
            return
        sent, failed = 0, 0
        for user in readers().iterator(chunk_size=200):
            try:
                sent += send_digest(user, collected(user).mine, day, by=None)
            except Exception:  # one account's trouble must not silence the rest
                logger.exception("reminders of account %s", user.pk)
                failed += 1
        self.stdout.write(f"Przypomnienia: {sent}.")
        if failed:
            raise CommandError(f"Nie udało się napisać do kont: {failed}. Szczegóły są w dzienniku.")
