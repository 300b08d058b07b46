"""How an order that introduces a document names it."""

from apps.orders.introduction.content import OTHER
from apps.teams.models import ExpertDocument

K = ExpertDocument.Kind
_KNOWN = {
    K.BENEFITS_POLICY: "benefits_policy",
    K.INSTRUCTION: "circulation_instruction",
    K.PROCEDURE_RULES: "procedure_rules",
    K.DUTIES: "duties",
}
_FORMS = {
    K.REGULATIONS: ("Regulaminu Organizacyjnego", "Regulamin Organizacyjny", "stanowiący"),
    K.CHART: ("schematu organizacyjnego", "schemat organizacyjny", "stanowiący"),
}


def introduced_as(document: ExpertDocument) -> dict[str, str]:
    """The choice of the form and, where it asks for them, the forms of the name; empty ones are left to the person, for
    a title is not inflected by a program."""
    what = _KNOWN.get(document.kind, OTHER)
    genitive, accusative, being = _FORMS.get(document.kind, ("", "", ""))
    return {"what": what, "genitive": genitive, "accusative": accusative, "being": being}
