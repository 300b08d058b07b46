import django.db.models.deletion
from django.db import migrations, models
from django.db.models import Q

from apps.core.guards import belongs_together, guard

REMARK, ANSWER, SETTLEMENT = "consultations_remark", "consultations_answer", "consultations_settlement"
WORDS = "number submitted_at unit_key unit_label place quote nature body proposed_wording justification".split()
OLD, NEW = (", ".join(f"{row}.{column}" for column in WORDS) for row in ("OLD", "NEW"))

OF_ITS_VERSION = """EXISTS (
    SELECT FROM consultations_documentversion v JOIN consultations_consultation c ON c.of_version_id = v.id
    JOIN consultations_askedteam a ON a.consultation_id = c.id
    WHERE v.id = NEW.of_version_id AND v.document_id = NEW.document_id AND a.team_id = NEW.team_id)"""

KEEPS_ITS_WORDS = f"""
    IF OLD.submitted_at IS NULL THEN
        IF TG_OP = 'DELETE' THEN
            RETURN OLD;
        END IF;
        RETURN NEW;
    END IF;
    IF TG_OP = 'DELETE' THEN
        RAISE EXCEPTION 'Złożonej uwagi nie usuwa się; można ją wycofać.';
    END IF;
    IF ROW({OLD}) IS DISTINCT FROM ROW({NEW}) THEN
        RAISE EXCEPTION 'Złożona uwaga zostaje taka, jaka była (nr %).', OLD.number;
    END IF;
    RETURN NEW;"""

IS_SUBMITTED_IN_TIME = """
    IF NEW.submitted_at IS NULL OR TG_OP = 'UPDATE' AND OLD.submitted_at IS NOT NULL THEN
        RETURN NEW;
    END IF;
    IF NEW.number <> (SELECT coalesce(max(number), 0) + 1 FROM consultations_remark
                      WHERE document_id = NEW.document_id) THEN
        RAISE EXCEPTION 'Uwagi do dokumentu numeruje się kolejno, bez przerw.';
    END IF;
    IF NOT EXISTS (
        SELECT FROM consultations_documentversion v JOIN consultations_consultation c ON c.of_version_id = v.id
        JOIN consultations_askedteam a ON a.consultation_id = c.id
        WHERE v.id = NEW.of_version_id AND v.status = 'collecting' AND a.team_id = NEW.team_id AND a.closed_at IS NULL
        AND (NEW.submitted_at AT TIME ZONE 'Europe/Warsaw')::date <= c.deadline_on) THEN
        RAISE EXCEPTION 'Uwagi składa się, dopóki trwa opiniowanie wersji, do końca terminu.';
    END IF;
    RETURN NEW;"""

IS_UNDECIDED = """
    IF ROW(NEW.merged_into_id, NEW.withdrawn_at) IS NOT DISTINCT FROM ROW(OLD.merged_into_id, OLD.withdrawn_at) THEN
        RETURN NEW;
    END IF;
    IF OLD.withdrawn_at IS NOT NULL OR NEW.submitted_at IS NULL THEN
        RAISE EXCEPTION 'Łączy się i wycofuje tylko złożone uwagi, a wycofanej się nie zmienia.';
    END IF;
    IF (SELECT status FROM consultations_documentversion WHERE id = NEW.of_version_id)
        NOT IN ('collecting', 'answering') OR EXISTS (
        SELECT FROM consultations_answer
        WHERE remark_id IN (NEW.id, OLD.merged_into_id, NEW.merged_into_id) AND disposition <> '') THEN
        RAISE EXCEPTION 'Uwagi rozpatrzonej nie łączy się ani nie wycofuje.';
    END IF;
    IF NEW.merged_into_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM consultations_remark r
        WHERE r.id = NEW.merged_into_id AND r.of_version_id = NEW.of_version_id AND r.team_id = NEW.team_id
        AND r.submitted_at IS NOT NULL AND r.withdrawn_at IS NULL AND r.merged_into_id IS NULL)
        OR NEW.merged_into_id IS NOT NULL AND EXISTS (
        SELECT FROM consultations_remark r WHERE r.merged_into_id = NEW.id) THEN
        RAISE EXCEPTION 'Uwagę łączy się ze złożoną uwagą tego samego zespołu do tej samej wersji.';
    END IF;
    RETURN NEW;"""

ANSWERS_STAND = """
    IF TG_OP <> 'DELETE' AND EXISTS (
        SELECT FROM consultations_remark r JOIN consultations_documentversion v ON v.id = r.of_version_id
        WHERE r.id = NEW.remark_id AND r.submitted_at IS NOT NULL AND v.status IN ('collecting', 'answering')) THEN
        RETURN NEW;
    END IF;
    RAISE EXCEPTION 'Odpowiedzi na uwagi zostają takie, jakie przekazano zespołom.';"""

IS_IN_A_LATER_VERSION = """
    IF NOT EXISTS (
        SELECT FROM consultations_remark r JOIN consultations_documentversion first ON first.id = r.of_version_id
        JOIN consultations_documentversion later ON later.id = NEW.in_version_id
        WHERE r.id = NEW.remark_id AND later.document_id = first.document_id AND later.number > first.number) THEN
        RAISE EXCEPTION 'Uwagę załatwia się w późniejszej wersji tego samego dokumentu.';
    END IF;
    RETURN NEW;"""


class Migration(migrations.Migration):
    dependencies = [("consultations", "0002_guard_the_workflows")]

    operations = [
        migrations.AlterField(
            "remark",
            "place",
            models.CharField("miejsce w dokumencie", max_length=300, blank=True, db_collation="C"),
        ),
        migrations.AlterField(
            "settlement",
            "in_version",
            models.ForeignKey(
                on_delete=django.db.models.deletion.CASCADE,
                related_name="settlements",
                to="consultations.documentversion",
                verbose_name="w wersji",
            ),
        ),
        migrations.RemoveConstraint("answer", "an_answer_that_does_not_take_it_in_says_why"),
        migrations.AddConstraint(
            "answer",
            models.CheckConstraint(
                condition=Q(disposition__in=["", "accepted", "pointless"]) | ~Q(reason=""),
                name="an_answer_that_does_not_take_it_in_says_why",
                violation_error_message="Przy tym sposobie rozpatrzenia podaj uzasadnienie.",
            ),
        ),
        *belongs_together(REMARK, OF_ITS_VERSION, "Uwagę zgłasza zespół, którego poproszono o opinię o tej wersji."),
        *guard("keeps_its_words", REMARK, "BEFORE UPDATE OR DELETE", KEEPS_ITS_WORDS),
        *guard("is_submitted_in_time", REMARK, "BEFORE INSERT OR UPDATE", IS_SUBMITTED_IN_TIME),
        *guard("is_undecided", REMARK, "BEFORE UPDATE", IS_UNDECIDED),
        *guard("answers_stand", ANSWER, "BEFORE INSERT OR UPDATE OR DELETE", ANSWERS_STAND),
        *guard("is_in_a_later_version", SETTLEMENT, "BEFORE INSERT OR UPDATE", IS_IN_A_LATER_VERSION),
    ]
