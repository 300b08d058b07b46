from django.core.management.base import BaseCommand, CommandError

from apps.core.audit import broken_links
from apps.core.models import AuditEvent


class Command(BaseCommand):
    help = "Walk the audit chain of every centre; exits 1 and names the entries when a link does not hold."

    def handle(self, **options):
        broken = {}
        for centre_id in AuditEvent.objects.order_by().values_list("centre_id", flat=True).distinct():
            if links := broken_links(centre_id):
                broken[centre_id] = links
        if broken:
            raise CommandError(f"Naruszony rejestr zdarzeń (ośrodek: wpisy): {broken}")
        self.stdout.write("Rejestr zdarzeń jest nienaruszony.")
