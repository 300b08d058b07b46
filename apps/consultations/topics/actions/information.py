"""Information on existing solutions, handed over to the experts of a document."""

from apps.accounts.models import User
from apps.consultations.models import Attachment, Information, Topic
from apps.core import audit, clock
from apps.core.deeds import deed
from apps.core.errors import DomainError
from apps.teams.models import ExpertDocument
from apps.texts import rich

from .. import notifications, rules
from ..files import Upload, kept


@deed
def give_information(
    document: ExpertDocument, title: str, body: str, uploads: list[Upload], *, by: User, topic: Topic | None = None
) -> Information:
    """Hand it over, for good, with its files, to the document or to one of its topics; the experts are told."""
    if not rules.may_inform(by, document):
        raise DomainError(rules.INFORMERS)
    if topic and (topic.document_id != document.pk or topic.withdrawn_at):
        raise DomainError("Wybierz zagadnienie tego dokumentu, które nie zostało wycofane.")
    body = rich.clean(body)
    if not body and not uploads:
        raise DomainError("Napisz, co eksperci mają wiedzieć, albo dołącz plik.")
    ready = [kept(one, by=by) for one in uploads]
    now = clock.now()
    information = Information.objects.create(
        document=document,
        topic=topic,
        team=rules.team_that_informs(by, document),
        title=title,
        body=body,
        given_by=by,
        given_by_name=by.full_name,
        given_at=now,
        files=len(ready),
    )
    said = {"information": information, "added_by": by, "added_at": now}
    Attachment.objects.bulk_create(Attachment(file_name=name, blob_id=sha256, **said) for name, sha256 in ready)
    notifications.tell_experts_of_information(information, by=by)
    files = [{"name": name, "sha256": sha256} for name, sha256 in ready]
    audit.record("information.give", information, by=by, document=document.pk, files=files)
    return information
