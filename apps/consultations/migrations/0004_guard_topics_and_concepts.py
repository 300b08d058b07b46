import django.db.models.deletion
from django.conf import settings
from django.db import migrations, models
from django.db.models import Q

from apps.core.guards import belongs_together, function, guard, stays, trigger_at_commit

TOPIC, ASKED = "consultations_topic", "consultations_topicteam"
CONCEPT, ANSWER = "consultations_concept", "consultations_conceptanswer"
INFORMATION, ATTACHMENT = "consultations_information", "consultations_attachment"

TEAM_OF_THE_CENTRE = """EXISTS (
    SELECT FROM consultations_topic t JOIN teams_expertdocument d ON d.id = t.document_id
    JOIN projects_pilot p ON p.id = d.pilot_id JOIN teams_team team ON team.centre_id = p.centre_id
    WHERE t.id = NEW.topic_id AND t.withdrawn_at IS NULL AND team.id = NEW.team_id)"""

IS_ASKED = """EXISTS (
    SELECT FROM consultations_topicteam a JOIN consultations_topic t ON t.id = a.topic_id
    WHERE a.topic_id = NEW.topic_id AND a.team_id = NEW.team_id AND t.withdrawn_at IS NULL)"""

OF_WHAT_WAS_HANDED_OVER = """EXISTS (
    SELECT FROM consultations_concept c
    WHERE c.id = NEW.concept_id AND c.status = 'handed_over' AND c.body = NEW.body)"""

INFORMATION_OF_THE_DOCUMENT = """EXISTS (
    SELECT FROM teams_expertdocument d JOIN projects_pilot p ON p.id = d.pilot_id
    WHERE d.id = NEW.document_id
    AND (NEW.topic_id IS NULL OR EXISTS (
        SELECT FROM consultations_topic t WHERE t.id = NEW.topic_id AND t.document_id = d.id))
    AND (NEW.team_id IS NULL OR EXISTS (
        SELECT FROM teams_team team WHERE team.id = NEW.team_id AND team.centre_id = p.centre_id)))"""

IS_NUMBERED_IN_ORDER = """
    IF NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM consultations_topic
                      WHERE document_id = NEW.document_id) THEN
        RAISE EXCEPTION 'Zagadnienia do dokumentu numeruje się kolejno, bez przerw.';
    END IF;
    RETURN NEW;"""

WITHDRAWN_STAYS = """
    IF OLD.withdrawn_at IS NOT NULL THEN
        RAISE EXCEPTION 'Wycofanego zagadnienia nie zmienia się (nr %).', OLD.number;
    END IF;
    RETURN NEW;"""

HAS_NOT_BEGUN = """
    IF EXISTS (SELECT FROM consultations_concept c WHERE c.topic_id = OLD.topic_id AND c.team_id = OLD.team_id) THEN
        RAISE EXCEPTION 'Zespół, który zaczął koncepcję, zostaje przy zagadnieniu.';
    END IF;
    RETURN OLD;"""

KEEPS_ITS_WORDS = """
    IF OLD.status IN ('handed_over', 'taken') AND ROW(OLD.body, OLD.version, OLD.handed_by_id, OLD.handed_at)
        IS DISTINCT FROM ROW(NEW.body, NEW.version, NEW.handed_by_id, NEW.handed_at) THEN
        RAISE EXCEPTION 'Koncepcja przekazana ekspertowi zostaje taka, jaka była (%).', OLD.id;
    END IF;
    RETURN NEW;"""

HAS_ITS_ANSWER = """
    IF NEW.status IN ('returned', 'taken') AND NEW.status <> OLD.status AND NOT EXISTS (
        SELECT FROM consultations_conceptanswer a
        WHERE a.concept_id = NEW.id AND a.taken = (NEW.status = 'taken') AND a.body = NEW.body
        AND a.answered_at >= NEW.handed_at) THEN
        RAISE EXCEPTION 'Stan „%” koncepcji % nie ma odpowiedzi eksperta.', NEW.status, NEW.id;
    END IF;
    RETURN NULL;"""

IS_ENCLOSED_IN_TIME = """
    IF NEW.concept_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM consultations_concept c
        WHERE c.id = NEW.concept_id AND c.status IN ('working', 'returned') FOR SHARE) THEN
        RAISE EXCEPTION 'Załączniki koncepcji przekazanej ekspertowi zostają takie, jakie były.';
    END IF;
    IF TG_OP = 'UPDATE' AND (OLD.removed_at IS NOT NULL OR NEW.concept_id IS NULL) THEN
        RAISE EXCEPTION 'Tego załącznika już się nie zmienia.';
    END IF;
    RETURN NEW;"""

COMES_WITH_ITS_INFORMATION = """
    IF NEW.information_id IS NOT NULL THEN
        SELECT i.files, (SELECT count(*) FROM consultations_attachment a WHERE a.information_id = i.id)
        INTO said, found FROM consultations_information i WHERE i.id = NEW.information_id;
        IF found <> said THEN
            RAISE EXCEPTION 'Informacja przekazana ekspertom ma tyle plików, z iloma ją przekazano.';
        END IF;
    END IF;
    RETURN NULL;"""

HAS_ITS_FILES = """
    IF NEW.files <> (SELECT count(*) FROM consultations_attachment a WHERE a.information_id = NEW.id) THEN
        RAISE EXCEPTION 'Informacja przekazana ekspertom ma tyle plików, z iloma ją przekazano.';
    END IF;
    RETURN NULL;"""


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0003_guard_the_remarks"),
        ("documents", "0003_opinions_on_documents_and_duties"),
        ("teams", "0011_documents_say_what_they_are"),
        migrations.swappable_dependency(settings.AUTH_USER_MODEL),
    ]

    operations = [
        migrations.AddField(
            "topic",
            "withdrawn_why",
            models.TextField("dlaczego wycofano", blank=True, default=""),
            preserve_default=False,
        ),
        migrations.AddField("information", "files", models.PositiveSmallIntegerField("plików", default=0)),
        migrations.AddField("attachment", "removed_at", models.DateTimeField("usunięto", null=True)),
        migrations.AddField(
            "attachment",
            "removed_by",
            models.ForeignKey(
                settings.AUTH_USER_MODEL,
                django.db.models.deletion.PROTECT,
                null=True,
                related_name="+",
                verbose_name="usunął(-ęła)",
            ),
        ),
        migrations.AddConstraint(
            "topic",
            models.CheckConstraint(
                condition=Q(withdrawn_at=None, withdrawn_why="")
                | (Q(withdrawn_at__isnull=False) & ~Q(withdrawn_why="")),
                name="a_withdrawn_topic_says_why",
            ),
        ),
        migrations.AddConstraint(
            "attachment",
            models.CheckConstraint(
                condition=Q(removed_by=None, removed_at=None)
                | Q(removed_by__isnull=False, removed_at__isnull=False, concept__isnull=False),
                name="an_attachment_taken_out_says_who_and_when",
            ),
        ),
        *guard("is_numbered_in_order", TOPIC, "BEFORE INSERT", IS_NUMBERED_IN_ORDER),
        *guard("stays_withdrawn", TOPIC, "BEFORE UPDATE", WITHDRAWN_STAYS),
        *belongs_together(ASKED, TEAM_OF_THE_CENTRE, "Zagadnienie opracowuje zespół tego samego ośrodka."),
        *stays(ASKED, "topic_id", "team_id"),
        *guard("has_not_begun", ASKED, "BEFORE DELETE", HAS_NOT_BEGUN),
        *belongs_together(CONCEPT, IS_ASKED, "Koncepcję pisze zespół, któremu wskazano zagadnienie."),
        *guard("keeps_its_words", CONCEPT, "BEFORE UPDATE", KEEPS_ITS_WORDS),
        function(f"{CONCEPT}_has_its_answer", HAS_ITS_ANSWER),
        trigger_at_commit("has_its_answer", CONCEPT, "AFTER UPDATE", f"{CONCEPT}_has_its_answer"),
        *belongs_together(ANSWER, OF_WHAT_WAS_HANDED_OVER, "Ekspert odpowiada na treść, którą mu przekazano."),
        *belongs_together(
            INFORMATION, INFORMATION_OF_THE_DOCUMENT, "Informacja dotyczy zagadnienia tego samego dokumentu."
        ),
        function(f"{INFORMATION}_has_its_files", HAS_ITS_FILES),
        trigger_at_commit("has_its_files", INFORMATION, "AFTER INSERT", f"{INFORMATION}_has_its_files"),
        *stays(ATTACHMENT, "concept_id", "information_id", "file_name", "blob_id", "added_by_id", "added_at"),
        *guard("is_enclosed_in_time", ATTACHMENT, "BEFORE INSERT OR UPDATE", IS_ENCLOSED_IN_TIME),
        function(
            f"{ATTACHMENT}_comes_with_its_information",
            COMES_WITH_ITS_INFORMATION,
            declare="said integer; found integer;",
        ),
        trigger_at_commit(
            "comes_with_its_information", ATTACHMENT, "AFTER INSERT", f"{ATTACHMENT}_comes_with_its_information"
        ),
    ]
