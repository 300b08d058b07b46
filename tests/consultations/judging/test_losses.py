"""What „Sprawdź i wydaj” says of opinions on documents when an order ends their team."""

import pytest

from apps.consultations.models import DocumentOpinion
from tests.factories.judged import judged
from tests.orders.test_check_changes import dissolve, visible

pytestmark = pytest.mark.django_db
S = DocumentOpinion.Status
ABOUT = "o dokumencie „Lokalna Polityka Świadczeń”, wersja 1"
NOBODY = f"Opinia {ABOUT}: po rozwiązaniu zespołu nikt jej nie dokończy ani nie podda pod głosowanie."
UNCONFIRMED = (
    f"Opinia {ABOUT}: brakuje potwierdzenia przez przewodniczącego, a po rozwiązaniu zespołu nie będzie miał kto jej "
    "potwierdzić."
)


@pytest.mark.parametrize(
    ("status", "said"),
    [
        (S.WORKING, [True, False, False]),
        (S.VOTING, [False, True, True]),
        (S.ADOPTED, [False, True, False]),
        (S.CONFIRMED, [False, False, False]),
    ],
)
def test_an_order_that_ends_the_team_says_what_nobody_will_finish(client, status, said):
    mine = judged(status=status)

    page = visible(dissolve(client, mine))

    runs = f"Trwa głosowanie: opinia {ABOUT}."
    assert [sentence in page for sentence in (NOBODY, UNCONFIRMED, runs)] == said
