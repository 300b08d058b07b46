from django.db import models
from django.db.models import Q

from apps.accounts.models import Person, User
from apps.catalogue.models import RecommendationKind, RequiredPart
from apps.implementation.models import Evidence

from .opinion import Opinion


class Section(models.Model):
    """Część opinii: rich text under one descriptive part that the catalogue requires."""

    class State(models.TextChoices):
        TO_DO = "to_do", "niezaczęta"
        IN_WORK = "in_work", "w pracy"
        READY = "ready", "gotowa do uzgodnień"

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="sections", verbose_name="opinia")
    part = models.ForeignKey(RequiredPart, models.PROTECT, related_name="+", verbose_name="wymagana część")
    body = models.TextField("treść", blank=True)
    version = models.PositiveIntegerField("wersja", default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="zmienił(a)")
    edited_at = models.DateTimeField("zmieniono", null=True)
    state = models.CharField("stan", max_length=10, choices=State.choices, default=State.TO_DO)
    due_on = models.DateField("do kiedy", null=True, blank=True)

    class Meta:
        verbose_name, verbose_name_plural = "część opinii", "części opinii"
        ordering = ["part__rank"]
        constraints = [models.UniqueConstraint(fields=["opinion", "part"], name="one_section_a_part")]

    def __str__(self):
        return self.part.title

    @property
    def centre_id(self):
        return self.opinion.centre_id


class Finding(models.Model):
    """Plus albo minus (zaleta albo wada) of the tested solution."""

    DELETABLE = True

    class Sign(models.TextChoices):
        ADVANTAGE = "advantage", "plus"
        DISADVANTAGE = "disadvantage", "minus"

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="findings", verbose_name="opinia")
    sign = models.CharField("rodzaj", max_length=20, choices=Sign.choices)
    rank = models.PositiveSmallIntegerField("kolejność")
    body = models.TextField("treść")
    version = models.PositiveIntegerField("wersja", default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zmienił(a)")
    edited_at = models.DateTimeField("zmieniono")

    class Meta:
        verbose_name, verbose_name_plural = "plus albo minus", "plusy i minusy"
        ordering = ["sign", "rank", "pk"]

    def __str__(self):
        return self.body[:80]

    @property
    def centre_id(self):
        return self.opinion.centre_id


class Recommendation(models.Model):
    """Rekomendacja: what should change, for whom and why; for a change of law also act, article and wording."""

    DELETABLE = True

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="recommendations", verbose_name="opinia")
    kind = models.CharField("rodzaj", max_length=20, choices=RecommendationKind.choices)
    rank = models.PositiveSmallIntegerField("kolejność")
    body = models.TextField("treść rekomendacji")
    addressee = models.CharField(
        "adresat",
        max_length=200,
        blank=True,
        help_text="np. WRZOS, minister właściwy do spraw zabezpieczenia społecznego, prezydent miasta",
    )
    justification = models.TextField("uzasadnienie", blank=True)
    legal_act = models.CharField("akt prawny", max_length=300, blank=True)
    article = models.CharField("przepis", max_length=100, blank=True, help_text="np. art. 107 ust. 4")
    proposed_wording = models.TextField("proponowane brzmienie", blank=True)
    version = models.PositiveIntegerField("wersja", default=1)
    edited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="zmienił(a)")
    edited_at = models.DateTimeField("zmieniono")

    class Meta:
        verbose_name, verbose_name_plural = "rekomendacja", "rekomendacje"
        ordering = ["kind", "rank", "pk"]

    def __str__(self):
        return self.body[:80]

    @property
    def centre_id(self):
        return self.opinion.centre_id


class SectionAuthor(models.Model):
    """Who writes a section."""

    DELETABLE = True

    section = models.ForeignKey(Section, models.CASCADE, related_name="authors", verbose_name="część")
    person = models.ForeignKey(Person, models.PROTECT, related_name="+", verbose_name="osoba")
    assigned_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="przydzielił(a)")
    assigned_at = models.DateTimeField("przydzielono")

    class Meta:
        verbose_name, verbose_name_plural = "autor części", "autorzy części"
        ordering = ["pk"]
        constraints = [models.UniqueConstraint(fields=["section", "person"], name="an_author_of_a_section_once")]

    def __str__(self):
        return f"{self.person} – {self.section}"


class Comment(models.Model):
    """Komentarz to a section or to a passage of it, as the team works. It never leaves the centre.

    `quote` with `prefix` and `suffix` (plain text around it) anchors it; empty: the whole section."""

    section = models.ForeignKey(Section, models.PROTECT, related_name="comments", verbose_name="część")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, blank=True, related_name="replies", verbose_name="odpowiedź na"
    )
    quote = models.TextField("fragment", blank=True)
    prefix = models.CharField(max_length=200, blank=True)
    suffix = models.CharField(max_length=200, blank=True)
    body = models.TextField("treść")
    written_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="napisał(a)")
    written_at = models.DateTimeField("napisano")
    resolved_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="załatwił(a)")
    resolved_at = models.DateTimeField("załatwiono", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "komentarz", "komentarze"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(resolved_by=None, resolved_at=None)
                | Q(resolved_by__isnull=False, resolved_at__isnull=False),
                name="a_resolved_comment_says_who_and_when",
            )
        ]

    def __str__(self):
        return self.body[:80]

    @property
    def centre_id(self):
        return self.section.centre_id


class Citation(models.Model):
    """A piece of the evidence register on which a section, a plus or minus, or a recommendation stands. What is put
    to the vote freezes the version cited (apps.opinions.content); replacing the piece changes nothing adopted."""

    DELETABLE = True

    opinion = models.ForeignKey(Opinion, models.PROTECT, related_name="citations", verbose_name="opinia")
    evidence = models.ForeignKey(Evidence, models.PROTECT, related_name="citations", verbose_name="dowód")
    section = models.ForeignKey(Section, models.CASCADE, null=True, related_name="citations", verbose_name="część")
    finding = models.ForeignKey(
        Finding, models.CASCADE, null=True, related_name="citations", verbose_name="plus albo minus"
    )
    recommendation = models.ForeignKey(
        Recommendation, models.CASCADE, null=True, related_name="citations", verbose_name="rekomendacja"
    )
    cited_by = models.ForeignKey(User, models.PROTECT, related_name="+", verbose_name="powołał(a)")
    cited_at = models.DateTimeField("powołano")

    class Meta:
        verbose_name, verbose_name_plural = "powołanie dowodu", "powołania dowodów"
        ordering = ["pk"]
        constraints = [
            models.CheckConstraint(
                condition=Q(section__isnull=False, finding=None, recommendation=None)
                | Q(section=None, finding__isnull=False, recommendation=None)
                | Q(section=None, finding=None, recommendation__isnull=False),
                name="a_citation_supports_one_thing",
            ),
            models.UniqueConstraint(
                fields=["evidence", "section", "finding", "recommendation"],
                name="a_thing_cites_evidence_once",
                nulls_distinct=False,
            ),
        ]

    def __str__(self):
        return f"{self.evidence} → {self.section or self.finding or self.recommendation}"

    @property
    def centre_id(self):
        return self.opinion.centre_id
