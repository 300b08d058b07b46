"""Who may read and who keeps the structure of a centre."""

from django.db.models import Q, QuerySet

from apps.accounts.models import Centre, Role, User

from .models import KeyPost

KEEPERS = "Strukturę organizacyjną prowadzą kadry ośrodka."


def may_see_structure(user: User) -> bool:
    """Everybody of a centre."""
    return user.centre_id is not None


def may_keep_structure(user: User, centre: Centre | None) -> bool:
    """Kadry of this very centre."""
    own = centre is not None and user.centre_id == centre.pk
    return user.is_active and own and user.has_role(Role.HR)


def key_posts(centre: Centre) -> QuerySet[KeyPost]:
    """Those of the model, then the centre's own."""
    return KeyPost.objects.filter(Q(centre=None) | Q(centre=centre), withdrawn_at=None)


def is_own_key_post(post: KeyPost, centre: Centre) -> bool:
    return post.centre_id == centre.pk
