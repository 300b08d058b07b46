import base64
import hashlib
import secrets
from io import BytesIO

import segno
from allauth.mfa.adapter import DefaultMFAAdapter
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

LOST = "Ten kod jest nieprawidłowy albo był już użyty. Poczekaj na następny i wpisz go."


class FactorAdapter(DefaultMFAAdapter):
    """Secrets are kept encrypted, so that a copy of the database alone opens no account."""

    error_messages = DefaultMFAAdapter.error_messages | {
        "incorrect_code": LOST,
        "cannot_generate_recovery_codes": "Kody zapasowe można mieć dopiero po włączeniu logowania dwuetapowego.",
    }

    def encrypt(self, text: str) -> str:
        return _cipher().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """After a lost SECRET_KEY no code fits, neither one that follows from an empty secret; it is then taken away as
        after a lost phone."""
        try:
            return _cipher().decrypt(encrypted_text.encode()).decode()
        except InvalidToken:
            return base64.b32encode(secrets.token_bytes(20)).decode()

    def build_totp_svg(self, url: str) -> str:
        svg, drawing = BytesIO(), segno.make(url, error="m", micro=False)
        drawing.save(svg, kind="svg", scale=5, border=4, dark="#000", light="#fff")
        return svg.getvalue().decode()


def _cipher() -> MultiFernet:
    keys = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(_derived(key))) for key in keys])


def _derived(key: str) -> bytes:
    return hashlib.sha256(b"mops_pilot second factor " + key.encode()).digest()
