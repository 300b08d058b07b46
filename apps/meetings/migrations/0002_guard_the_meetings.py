from django.db import migrations

from apps.core.guards import belongs_together, function, guard, moves_by_the_table, stays, trigger_at_commit

WARSAW = "AT TIME ZONE 'Europe/Warsaw')::date"
MOVES = [
    "called:cancelled",
    "called:open",
    "closed:review",
    "open:closed",
    "preparing:called",
    "preparing:cancelled",
    "review:approved",
]
RESTS = """
    IF OLD.status IN ('approved', 'cancelled') THEN
        RAISE EXCEPTION 'Posiedzenie % jest zamknięte na zawsze: ma zatwierdzony protokół albo jest odwołane.', OLD.id;
    END IF;
    IF OLD.opened_at IS NOT NULL AND ROW(OLD.held_on, OLD.starts_at, OLD.mode, OLD.place, OLD.opened_at,
            OLD.presider_id, OLD.recorder_id, OLD.rules)
       IS DISTINCT FROM ROW(NEW.held_on, NEW.starts_at, NEW.mode, NEW.place, NEW.opened_at,
            NEW.presider_id, NEW.recorder_id, NEW.rules) THEN
        RAISE EXCEPTION 'Posiedzenie % jest otwarte: dnia, miejsca, prowadzącego i zasad już się nie zmienia.', OLD.id;
    END IF;
    RETURN NEW;"""
# Nobody left out, nobody brought in: the roster of the day of the meeting, under the rules of that day.
SEATS_ARE_THE_ROSTER = """
    IF TG_TABLE_NAME = 'meetings_meeting' THEN
        IF NEW.status <> 'open' OR OLD.status = 'open' THEN
            RETURN NULL;
        END IF;
    END IF;
    SELECT m.* INTO meeting FROM meetings_meeting m
    WHERE m.id = coalesce(to_jsonb(NEW) ->> 'meeting_id', to_jsonb(NEW) ->> 'id')::bigint;
    IF EXISTS (
        SELECT FROM (
            SELECT r.team_id, r.person_id, r.function FROM teams_rosterinterval r
            WHERE r.centre_id = meeting.centre_id AND r.team_id = meeting.team_id
              AND r.since_on <= meeting.held_on AND (r.until_on IS NULL OR r.until_on > meeting.held_on)
        ) listed FULL JOIN (
            SELECT s.meeting_id, s.person_id, s.function FROM meetings_seat s WHERE s.meeting_id = meeting.id
        ) seat USING (person_id, function)
        WHERE listed.team_id IS NULL OR seat.meeting_id IS NULL
    ) THEN
        RAISE EXCEPTION 'Lista obecności posiedzenia % to nie skład zespołu z jego dnia.', meeting.id;
    END IF;
    IF meeting.rules IS DISTINCT FROM coalesce((
        SELECT d.rules FROM teams_mandate d
        WHERE d.centre_id = meeting.centre_id AND d.team_id = meeting.team_id
          AND d.since_on <= meeting.held_on AND (d.until_on IS NULL OR d.until_on > meeting.held_on)
        ORDER BY d.since_on, d.id LIMIT 1
    ), '{}'::jsonb) THEN
        RAISE EXCEPTION 'Zasady posiedzenia % to nie zasady zarządzeń z jego dnia.', meeting.id;
    END IF;
    RETURN NULL;"""
SITS_IN_IT = """
    IF NEW.opened_at IS NOT NULL AND (
        SELECT count(*) FROM meetings_seat s WHERE s.meeting_id = NEW.id
          AND (s.person_id = NEW.presider_id AND s.function IN ('chair', 'deputy') OR s.person_id = NEW.recorder_id)
    ) <> 2 THEN
        RAISE EXCEPTION 'Posiedzenie % prowadzi przewodniczący albo zastępca, a protokołuje inny członek.', NEW.id;
    END IF;
    RETURN NULL;"""
# FOR SHARE: what is written while the minutes are being approved waits, then sees that they are.
WRITTEN = """
    SELECT m.status INTO state FROM meetings_meeting m WHERE m.id = {meeting} FOR SHARE;
    IF state NOT IN ({states}) THEN
        RAISE EXCEPTION 'W tym stanie posiedzenia (%) nie można tego zmienić.', state
            USING ERRCODE = 'restrict_violation';
    END IF;
    {more}
    RETURN coalesce(NEW, OLD);"""
ROW = "(coalesce(to_jsonb(NEW), to_jsonb(OLD)) ->> '{}')::bigint"
WHILE_WRITTEN = "'preparing', 'called', 'open', 'closed', 'review'"
WHILE_RECORDED = "'open', 'closed', 'review'"
OF_ITEM = f"(SELECT i.meeting_id FROM meetings_agendaitem i WHERE i.id = {ROW.format('item_id')})"
COURSE = """IF TG_OP <> 'DELETE' AND state IN ('preparing', 'called') AND (NEW.course <> '' OR NEW.ballot_id IS NOT NULL)
    THEN
        RAISE EXCEPTION 'Przebieg wpisuje się po otwarciu posiedzenia.' USING ERRCODE = 'restrict_violation';
    END IF;"""
# A draft order may be thrown away also when a frozen agenda has named it: its name stays in the minutes.
ITEM = (
    """
    IF TG_OP = 'UPDATE' AND NEW.order_id IS NULL AND OLD.order_id IS NOT NULL
       AND to_jsonb(NEW) - 'order_id' = to_jsonb(OLD) - 'order_id' THEN
        RETURN NEW;
    END IF;"""
    + WRITTEN
)
KEPT = """
    RAISE EXCEPTION 'Tego się nie usuwa (% %).', TG_TABLE_NAME, OLD.id USING ERRCODE = 'restrict_violation';"""
ITEM_BELONGS = f"""
    IF NEW.ballot_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM teams_ballot b JOIN meetings_meeting m ON m.id = NEW.meeting_id
        WHERE b.id = NEW.ballot_id AND b.team_id = m.team_id AND b.mode = 'meeting'
          AND (b.opened_at {WARSAW} = m.held_on
    ) THEN
        RAISE EXCEPTION 'To głosowanie nie odbyło się na tym posiedzeniu.';
    END IF;
    IF EXISTS (
        SELECT FROM meetings_meeting m
        LEFT JOIN opinions_opinion o ON o.id = NEW.opinion_id
        LEFT JOIN projects_pilot p ON p.id = o.pilot_id
        LEFT JOIN consultations_documentopinion d ON d.id = NEW.document_opinion_id
        LEFT JOIN orders_order r ON r.id = NEW.order_id
        LEFT JOIN consultations_documentversion v ON v.id = NEW.document_version_id
        LEFT JOIN teams_expertdocument e ON e.id = v.document_id
        LEFT JOIN projects_pilot q ON q.id = e.pilot_id
        WHERE m.id = NEW.meeting_id AND (
            p.centre_id <> m.centre_id OR d.team_id <> m.team_id OR r.centre_id <> m.centre_id
            OR q.centre_id <> m.centre_id
        )
    ) THEN
        RAISE EXCEPTION 'Punkt porządku obrad dotyczy sprawy innego ośrodka albo zespołu.';
    END IF;
    RETURN NEW;"""
TEAM = "EXISTS (SELECT FROM teams_team t WHERE t.id = NEW.team_id AND t.centre_id = NEW.centre_id)"
DECISION_BELONGS = """
    IF NEW.person_id IS NOT NULL AND NOT EXISTS (
        SELECT FROM accounts_person p JOIN meetings_agendaitem i ON i.id = NEW.item_id
        JOIN meetings_meeting m ON m.id = i.meeting_id
        WHERE p.id = NEW.person_id AND p.centre_id = m.centre_id
    ) THEN
        RAISE EXCEPTION 'Ustalenie wykonuje osoba tego ośrodka.';
    END IF;
    RETURN NEW;"""
PRESENT = """EXISTS (
        SELECT FROM meetings_seat s WHERE s.meeting_id = NEW.meeting_id AND s.person_id = NEW.person_id
          AND s.presence = 'present'
    ) AND NEW.disposition = ''"""
DONE = """EXISTS (
        SELECT FROM meetings_decision d JOIN meetings_agendaitem i ON i.id = d.item_id
        JOIN meetings_meeting m ON m.id = i.meeting_id
        WHERE d.id = NEW.decision_id AND m.status = 'approved'
    )"""
MINUTES = """EXISTS (
        SELECT FROM meetings_meeting m JOIN documents_frozendocument d ON d.id = NEW.document_id
        JOIN meetings_minutescounter c ON c.team_id = NEW.team_id AND c.year = NEW.year
        WHERE m.id = NEW.meeting_id AND m.team_id = NEW.team_id AND m.centre_id = NEW.centre_id
          AND extract(year FROM m.held_on) = NEW.year AND c.last = NEW.number
          AND d.kind = 'minutes' AND d.centre_id = NEW.centre_id
    )"""
ONE_BY_ONE = """
    IF NEW.last <> (CASE TG_OP WHEN 'INSERT' THEN 0 ELSE OLD.last + 1 END) THEN
        RAISE EXCEPTION 'Numery protokołów rosną po jednym (zespół %, rok %).', NEW.team_id, NEW.year;
    END IF;
    RETURN NEW;"""
PROOF = """
    SELECT m.id, m.status INTO meeting FROM meetings_meeting m
    WHERE m.id = coalesce(to_jsonb(NEW) ->> 'meeting_id', to_jsonb(NEW) ->> 'id')::bigint;
    IF (meeting.status = 'approved') <> EXISTS (SELECT FROM meetings_minutes n WHERE n.meeting_id = meeting.id) THEN
        RAISE EXCEPTION 'Zatwierdzony protokół posiedzenia % i jego utrwalenie nie idą razem.', meeting.id;
    END IF;
    RETURN NULL;"""


def written(name, table, meeting, states, *, when="BEFORE INSERT OR UPDATE OR DELETE", more="", body=WRITTEN):
    """Rows of the table are written only while their meeting is in one of the states."""
    said = body.format(meeting=meeting, states=states, more=more)
    return guard(name, table, when, said, declare="state text;")


MEETING_ID = ROW.format("meeting_id")


class Migration(migrations.Migration):
    """The roster of the day and the approved minutes are frozen; what leads to them is written only in its time."""

    dependencies = [
        ("meetings", "0001_meetings_and_minutes"),
        ("teams", "0012_a_team_is_found_by_its_order"),
    ]
    operations = [
        *moves_by_the_table("meetings_meeting", "preparing", MOVES),
        *stays("meetings_meeting", "centre_id", "team_id", "planned_by_id", "planned_at"),
        *belongs_together("meetings_meeting", TEAM, "Posiedzenie ma zespół innego ośrodka."),
        *guard("rests", "meetings_meeting", "BEFORE UPDATE", RESTS),
        function("meetings_seats_are_the_roster", SEATS_ARE_THE_ROSTER, declare="meeting record;"),
        trigger_at_commit(
            "seats_are_the_roster", "meetings_meeting", "AFTER UPDATE", "meetings_seats_are_the_roster"
        ),
        trigger_at_commit("seats_are_the_roster", "meetings_seat", "AFTER INSERT", "meetings_seats_are_the_roster"),
        function("meetings_presider_sits_in_it", SITS_IN_IT),
        trigger_at_commit("presider_sits_in_it", "meetings_meeting", "AFTER UPDATE", "meetings_presider_sits_in_it"),
        *stays("meetings_seat", "meeting_id", "person_id", "name", "function", "provision", "rank"),
        *written("is_marked_in_time", "meetings_seat", MEETING_ID, WHILE_RECORDED, when="BEFORE UPDATE"),
        *written("sits_from_the_opening", "meetings_seat", MEETING_ID, "'open'", when="BEFORE INSERT"),
        *guard("is_kept", "meetings_seat", "BEFORE DELETE", KEPT),
        *stays("meetings_guest", "meeting_id"),
        *written("is_written_in_time", "meetings_guest", MEETING_ID, WHILE_WRITTEN),
        *stays("meetings_agendaitem", "meeting_id"),
        *written("is_written_in_time", "meetings_agendaitem", MEETING_ID, WHILE_WRITTEN, more=COURSE, body=ITEM),
        *guard("is_ours", "meetings_agendaitem", "BEFORE INSERT OR UPDATE", ITEM_BELONGS),
        *stays("meetings_decision", "item_id"),
        *written("is_written_in_time", "meetings_decision", OF_ITEM, WHILE_RECORDED),
        *guard("is_ours", "meetings_decision", "BEFORE INSERT OR UPDATE", DECISION_BELONGS),
        *stays("meetings_minutesremark", "meeting_id", "person_id", "person_name", "body", "filed_at"),
        *written(
            "is_written_in_time", "meetings_minutesremark", MEETING_ID, "'review'", when="BEFORE INSERT OR UPDATE"
        ),
        *belongs_together(
            "meetings_minutesremark", PRESENT, "Uwagi do protokołu zgłaszają ci, którzy byli na posiedzeniu."
        ),
        *guard("is_kept", "meetings_minutesremark", "BEFORE DELETE", KEPT),
        *belongs_together("meetings_decisiondone", DONE, "Wykonanie odnotowuje się po zatwierdzeniu protokołu."),
        *stays("meetings_minutescounter", "team_id", "year"),
        *guard("counts_one_by_one", "meetings_minutescounter", "BEFORE INSERT OR UPDATE", ONE_BY_ONE),
        *belongs_together(
            "meetings_minutes", MINUTES, "Protokół ma numer, rok, zespół albo dokument, które do siebie nie pasują."
        ),
        function("meetings_minutes_are_approved", PROOF, declare="meeting record;"),
        trigger_at_commit(
            "minutes_are_approved", "meetings_meeting", "AFTER INSERT OR UPDATE", "meetings_minutes_are_approved"
        ),
        trigger_at_commit("minutes_are_approved", "meetings_minutes", "AFTER INSERT", "meetings_minutes_are_approved"),
    ]
