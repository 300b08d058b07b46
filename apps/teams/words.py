"""Words for what people do in a team: by the gender of the person, and of the chair where the chair is named."""

from apps.accounts.models import Gender
from apps.core.polish import NBSP

from .models import Function

FEMININE = Gender.FEMININE

_CHAIR = {
    "nominative": ("przewodnicząca", "przewodniczący"),
    "genitive": ("przewodniczącej", "przewodniczącego"),
    "dative": ("przewodniczącej", "przewodniczącemu"),
    "accusative": ("przewodniczącą", "przewodniczącego"),
    "instrumental": ("przewodniczącą", "przewodniczącym"),
}


def by_gender(gender: str, feminine: str, masculine: str) -> str:
    return feminine if gender == FEMININE else masculine


def chair_word(gender: str, case: str = "nominative") -> str:
    """„przewodnicząca”, „przewodniczącemu” …"""
    return by_gender(gender, *_CHAIR[case])


def function_word(function: str, gender: str, chair_gender: str = Gender.MASCULINE) -> str:
    """„zastępca przewodniczącej”, „członkini”: as it stands in an order."""
    if function == Function.CHAIR:
        return chair_word(gender)
    if function == Function.DEPUTY:
        return f"zastępca {chair_word(chair_gender, 'genitive')}"
    return "sekretarz" if function == Function.SECRETARY else by_gender(gender, "członkini", "członek")


def unbroken(provision: str) -> str:
    """„§ 2 pkt 1 zarządzenia nr 1/2026” breaks before „zarządzenia” and after a comma, and nowhere else."""
    return provision.replace(" ", NBSP).replace(f"{NBSP}zarządzenia", " zarządzenia").replace(f",{NBSP}", ", ")


def members_word(genders: list[str]) -> str:
    """„członkowie”, or „członkinie” when there are only women."""
    return "członkinie" if all(gender == FEMININE for gender in genders) else "członkowie"
