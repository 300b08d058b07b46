from django.db import migrations

from apps.core.guards import belongs_together

VOTED = """EXISTS (
        SELECT FROM teams_ballot b JOIN opinions_opinion o ON o.id = NEW.opinion_id
        WHERE b.id = NEW.ballot_id AND b.team_id = o.team_id AND b.content_hash = NEW.content_hash
    )"""
ADOPTED = """EXISTS (
        SELECT FROM opinions_votedcontent v JOIN teams_ballotresult r ON r.ballot_id = v.ballot_id
        WHERE v.id = NEW.voted_id AND v.opinion_id = NEW.opinion_id AND r.outcome = 'adopted'
    )"""
# FOR SHARE: a dissent that comes while the opinion is being confirmed waits, then sees the new state.
DISSENTED = """EXISTS (
        SELECT FROM opinions_opinion o JOIN opinions_adoption a ON a.opinion_id = o.id
        WHERE a.id = NEW.adoption_id AND o.status NOT IN ('confirmed', 'handed_over') FOR SHARE OF o
    ) AND EXISTS (
        SELECT FROM opinions_adoption a JOIN opinions_votedcontent v ON v.id = a.voted_id
        JOIN teams_elector e ON e.ballot_id = v.ballot_id
        WHERE a.id = NEW.adoption_id AND e.person_id = NEW.person_id
    )"""
CONFIRMED = """EXISTS (
        SELECT FROM opinions_adoption a JOIN opinions_opinion o ON o.id = a.opinion_id
        JOIN projects_pilot p ON p.id = o.pilot_id JOIN documents_frozendocument d ON d.id = NEW.document_id
        WHERE a.id = NEW.adoption_id AND a.opinion_id = NEW.opinion_id
          AND d.kind = 'opinion' AND d.centre_id = p.centre_id
    )"""
HANDED_OVER = """EXISTS (
        SELECT FROM opinions_confirmation c WHERE c.id = NEW.confirmation_id AND c.opinion_id = NEW.opinion_id
    )"""


class Migration(migrations.Migration):
    """What was voted on, adopted, confirmed and handed over is one and the same opinion."""

    dependencies = [("opinions", "0005_status_has_its_proof")]
    operations = [
        *belongs_together(
            "opinions_votedcontent", VOTED, "To głosowanie nie dotyczy tej treści albo nie jest głosowaniem jej zespołu."
        ),
        *belongs_together(
            "opinions_adoption", ADOPTED, "Przyjęcie opinii nie wynika z zamkniętego głosowania nad jej treścią."
        ),
        *belongs_together(
            "opinions_dissentingopinion",
            DISSENTED,
            "Zdanie odrębne zgłasza uprawniony do głosowania, zanim opinia zostanie potwierdzona.",
        ),
        *belongs_together(
            "opinions_confirmation", CONFIRMED, "Potwierdzenie wskazuje przyjęcie albo dokument innej opinii."
        ),
        *belongs_together("opinions_handover", HANDED_OVER, "Przekazanie wskazuje potwierdzenie innej opinii."),
    ]
