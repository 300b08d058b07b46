"""Models of the room, by what people do: write, give their share, adopt, review."""

from .adopting import (
    Adoption,
    Confirmation,
    DissentDraft,
    DissentingOpinion,
    HandedRecommendation,
    HandOver,
    VotedContent,
)
from .opinion import Opinion, ResponsibilityVariant
from .removing import Removal
from .review import RemarkAnswer, Review, ReviewRemark
from .together import (
    Circulation,
    CirculationExtension,
    CirculationRemark,
    Contradiction,
    Contribution,
    ContributionEvidence,
    ContributionRound,
    Stance,
)
from .writing import Citation, Comment, Finding, Recommendation, Section, SectionAuthor

__all__ = [
    "Adoption",
    "Circulation",
    "CirculationExtension",
    "CirculationRemark",
    "Citation",
    "Comment",
    "Confirmation",
    "Contradiction",
    "Contribution",
    "ContributionEvidence",
    "ContributionRound",
    "DissentDraft",
    "DissentingOpinion",
    "Finding",
    "HandOver",
    "HandedRecommendation",
    "Opinion",
    "Recommendation",
    "RemarkAnswer",
    "Removal",
    "ResponsibilityVariant",
    "Review",
    "ReviewRemark",
    "Section",
    "SectionAuthor",
    "Stance",
    "VotedContent",
]
