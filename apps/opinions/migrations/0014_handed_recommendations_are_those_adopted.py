from django.db import migrations

from apps.core.guards import belongs_together

# Every word of the row stands in the frozen content that was handed over, in the centre that handed it over.
HANDED = """EXISTS (
        SELECT FROM opinions_handover h
        JOIN opinions_opinion o ON o.id = h.opinion_id
        JOIN projects_pilot p ON p.id = o.pilot_id
        JOIN catalogue_finalproduct f ON f.id = o.product_id
        JOIN opinions_confirmation c ON c.id = h.confirmation_id
        JOIN opinions_adoption a ON a.id = c.adoption_id
        JOIN opinions_votedcontent v ON v.id = a.voted_id
        CROSS JOIN LATERAL jsonb_array_elements(v.content -> 'recommendations') r
        WHERE h.id = NEW.hand_over_id AND p.centre_id = NEW.centre_id AND f.code = NEW.product_code
          AND ROW(NEW.number, NEW.kind, NEW.body, NEW.addressee, NEW.justification, NEW.legal_act, NEW.article,
                  NEW.proposed_wording)
            = ROW(r ->> 'number', r ->> 'kind', r ->> 'body', r ->> 'addressee', r ->> 'justification',
                  r ->> 'legal_act', r ->> 'article', r ->> 'proposed_wording')
    )"""
EXTENDED = """EXISTS (
        SELECT FROM opinions_circulation c
        WHERE c.id = NEW.circulation_id AND c.closed_at IS NULL
    )"""


class Migration(migrations.Migration):
    """The register across centres says what the centres adopted; only a circulation that runs is extended."""

    dependencies = [("opinions", "0013_find_what_waits_for_wrzos")]
    operations = [
        *belongs_together(
            "opinions_handedrecommendation", HANDED, "Takiej rekomendacji nie ma w przekazanym dokumencie."
        ),
        *belongs_together("opinions_circulationextension", EXTENDED, "Przedłuża się uzgodnienia, które trwają."),
    ]
