from django.db import migrations, models

from apps.core.guards import belongs_together, function, trigger_at_commit

CENTRE = """SELECT p.centre_id FROM consultations_documentversion v JOIN teams_expertdocument d ON d.id = v.document_id
        JOIN projects_pilot p ON p.id = d.pilot_id WHERE v.id = NEW.of_version_id"""
IS_ACCEPTED = "SELECT FROM consultations_documentversion WHERE id = NEW.of_version_id AND status = 'accepted'"
BY_ITS_DIRECTOR = f"""EXISTS ({IS_ACCEPTED}) AND ({CENTRE}) = (
        SELECT a.centre_id FROM accounts_user u JOIN accounts_person a ON a.id = u.person_id WHERE u.id = NEW.accepted_by_id)"""
TO_THE_MAYOR = f"""EXISTS ({IS_ACCEPTED}) AND EXISTS (
        SELECT FROM consultations_documentversion v JOIN teams_expertdocument d ON d.id = v.document_id
        WHERE v.id = NEW.of_version_id AND d.authority = 'mayor')"""
OF_ITS_CENTRE = f"""EXISTS ({IS_ACCEPTED}) AND ({CENTRE}) IN (
        SELECT centre_id FROM orders_issuedorder WHERE id = NEW.issued_order_id AND origin = 'recorded'
        UNION ALL SELECT centre_id FROM orders_externalact WHERE id = NEW.external_act_id)"""
A_DRAFT_OF_ITS_CENTRE = """EXISTS (
        SELECT FROM teams_expertdocument d JOIN projects_pilot p ON p.id = d.pilot_id
        JOIN orders_order o ON o.centre_id = p.centre_id
        WHERE d.id = NEW.document_id AND d.kind = 'order_draft' AND o.id = NEW.order_id AND o.status = 'draft')"""
HAS_ITS_ACCEPTANCE = """
    IF NEW.status = 'accepted' AND NOT EXISTS (
        SELECT FROM consultations_acceptance WHERE of_version_id = NEW.id) THEN
        RAISE EXCEPTION 'Zatwierdzona wersja mówi, kto ją zatwierdził (wersja %).', NEW.id;
    END IF;
    RETURN NULL;"""
VERSION, ACCEPTED = "consultations_documentversion", "consultations_documentversion_has_its_acceptance"


class Migration(migrations.Migration):
    dependencies = [
        ("consultations", "0007_guard_opinions_on_documents"),
        ("orders", "0013_relations_of_one_centre"),
    ]

    operations = [
        migrations.AddConstraint(
            "resultingact",
            models.UniqueConstraint(fields=["of_version", "issued_order"], name="an_order_is_recorded_once"),
        ),
        migrations.AddConstraint(
            "resultingact",
            models.UniqueConstraint(fields=["of_version", "external_act"], name="an_act_is_recorded_once"),
        ),
        *belongs_together(
            "consultations_acceptance", BY_ITS_DIRECTOR, "Zatwierdza się wersję z rozpatrzonymi uwagami."
        ),
        *belongs_together(
            "consultations_forwarding", TO_THE_MAYOR, "Przekazuje się zatwierdzoną wersję dokumentu dla prezydenta."
        ),
        *belongs_together(
            "consultations_resultingact", OF_ITS_CENTRE, "Akt i zatwierdzona wersja należą do jednego ośrodka."
        ),
        *belongs_together(
            "consultations_orderdraft",
            A_DRAFT_OF_ITS_CENTRE,
            "Do uwag otwiera się projekt zarządzenia swojego ośrodka.",
        ),
        function(ACCEPTED, HAS_ITS_ACCEPTANCE),
        trigger_at_commit("has_its_acceptance", VERSION, "AFTER INSERT OR UPDATE", ACCEPTED),
    ]
