"""Experts' documents: contracts, topics, versions, remarks, opinions of teams, and the acts that came of them. The
documents themselves (`ExpertDocument`) stand in apps.teams, since orders name them."""

from .asking import AskedTeam, Consultation, DeadlineExtension
from .contracts import Contract
from .judging import (
    DocumentAdoption,
    DocumentConfirmation,
    DocumentDissent,
    DocumentDissentDraft,
    DocumentOpinion,
    VotedDocumentOpinion,
)
from .outcome import Acceptance, Forwarding, OrderDraft, ResultingAct
from .remarks import Answer, Disposition, Remark, Settlement
from .topics import Attachment, Concept, ConceptAnswer, Information, Topic, TopicTeam
from .versions import DocumentVersion, UploadedFile

__all__ = [
    "Acceptance", "Answer", "AskedTeam", "Attachment", "Concept", "ConceptAnswer", "Consultation", "Contract",
    "DeadlineExtension", "Disposition", "DocumentAdoption", "DocumentConfirmation", "DocumentDissent",
    "DocumentDissentDraft", "DocumentOpinion", "DocumentVersion", "Forwarding", "Information", "OrderDraft", "Remark",
    "ResultingAct", "Settlement", "Topic", "TopicTeam", "UploadedFile", "VotedDocumentOpinion",
]  # fmt: skip
