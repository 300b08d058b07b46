"""Is a password good enough, and if not, why, in Polish that can be read."""

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError

from .models import User

SAID = {
    "password_too_short": "Hasło jest za krótkie: musi mieć co najmniej 12 znaków.",
    "password_too_similar": "Hasło jest zbyt podobne do adresu e-mail albo do imienia i nazwiska.",
    "password_too_common": "To hasło jest zbyt popularne, łatwo je odgadnąć.",
}
ONLY_DIGITS = "Hasło nie może składać się z samych cyfr."
HINT = "Co najmniej 12 znaków. Dobre hasło to kilka niezwiązanych ze sobą słów."


def check(password: str, account: User | None) -> None:
    """Raise ValidationError with every reason."""
    reasons = [ONLY_DIGITS] if password.isdigit() else []
    try:
        validate_password(password, account)
    except ValidationError as mistakes:
        reasons += [SAID.get(mistake.code, mistake.messages[0]) for mistake in mistakes.error_list]
    if reasons:
        raise ValidationError(reasons)
