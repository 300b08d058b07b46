import hashlib
from functools import cached_property

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.sessions.base_session import AbstractBaseSession
from django.db import models
from django.db.models import F, Func, Value
from django.db.models.functions import Concat, Lower
from django.urls import reverse

POLISH = "pl-x-icu"  # so that Ł stands after L, not after Z
DIACRITICS, PLAIN = "ąćęłńóśźż", "acelnoszz"


class Role(models.TextChoices):
    """What a person may be in a centre. „Członek zespołu” is not here: it follows from the orders (apps.teams)."""

    DIRECTOR = "director", "dyrektor"
    HR = "hr", "kadry"
    EXPERT = "expert", "ekspert"
    COORDINATOR = "coordinator", "koordynator usług"
    EMPLOYEE = "employee", "pracownik"
    ADMIN = "admin", "administrator"
    LEGAL = "legal", "radca prawny"


class Gender(models.TextChoices):
    FEMININE = "f", "kobieta"
    MASCULINE = "m", "mężczyzna"


class CentreQuerySet(models.QuerySet):
    def visible_to(self, user):
        if user.is_operator:
            return self
        return self.filter(pk=user.centre_id)


class Centre(models.Model):
    """Ośrodek: the tenant. Its names are stored in the cases that documents need, never derived."""

    class SecondFactor(models.TextChoices):
        LEADERS = "leaders", "dyrekcji, kadr i administratorów"
        EVERYONE = "everyone", "wszystkich"
        NOBODY = "nobody", "nikogo – włącza je, kto chce"

    slug = models.SlugField("skrót w adresie", unique=True)
    name = models.CharField("pełna nazwa", max_length=200, help_text="np. Miejski Ośrodek Pomocy Społecznej w Mieście")
    name_genitive = models.CharField(
        "nazwa w dopełniaczu", max_length=200, help_text="np. Miejskiego Ośrodka Pomocy Społecznej w Mieście"
    )
    name_locative = models.CharField(
        "nazwa w miejscowniku", max_length=200, help_text="np. Miejskim Ośrodku Pomocy Społecznej w Mieście"
    )
    short_name = models.CharField("nazwa skrócona", max_length=80, db_collation=POLISH, help_text="np. MOPS w Mieście")
    city = models.CharField("miasto", max_length=80)
    city_genitive = models.CharField("miasto w dopełniaczu", max_length=80)
    city_locative = models.CharField("miasto w miejscowniku", max_length=80)
    director_title = models.CharField("tytuł kierującego", max_length=80, default="Dyrektor")
    director_title_genitive = models.CharField("tytuł w dopełniaczu", max_length=80, default="Dyrektora")
    director_title_dative = models.CharField("tytuł w celowniku", max_length=80, default="Dyrektorowi")
    director_title_instrumental = models.CharField("tytuł w narzędniku", max_length=80, default="Dyrektorem")
    legal_basis = models.TextField(
        "podstawa prawna zarządzeń",
        blank=True,
        help_text="Przepis statutu albo regulaminu, od „§ …”, bez „Na podstawie” i bez przecinka na końcu.",
    )
    order_formula = models.CharField("formuła zarządzenia", max_length=60, default="zarządzam, co następuje:")
    order_number_pattern = models.CharField(
        "wzór numeru zarządzenia",
        max_length=40,
        default="{n}/{yyyy}",
        help_text="{n} – kolejny numer, {yyyy} – rok, {yy} – dwie cyfry roku",
    )
    order_class_symbol = models.CharField(
        "zwykły symbol klasyfikacyjny zarządzeń (JRWA)", max_length=20, blank=True, default=""
    )
    order_archival_category = models.CharField(
        "zwykła kategoria archiwalna zarządzeń", max_length=10, blank=True, default=""
    )
    financing_line = models.TextField(
        "informacja o finansowaniu", blank=True, help_text="Drukowana na dokumentach, gdy pilotaż nie ma własnej."
    )
    legal_review = models.BooleanField(
        "zarządzenia uzgadnia radca prawny",
        default=False,
        help_text="Zarządzenie można wtedy wydać dopiero po uzgodnieniu jego treści pod względem prawnym.",
    )
    second_factor = models.CharField(
        "logowanie dwuetapowe wymagane od",
        max_length=10,
        choices=SecondFactor.choices,
        default=SecondFactor.LEADERS,
        help_text="Hasło i kod z telefonu.",
    )
    is_example = models.BooleanField("ośrodek przykładowy", default=False, editable=False)

    objects = CentreQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "ośrodek", "ośrodki"
        ordering = ["short_name"]
        constraints = [
            models.CheckConstraint(
                condition=models.Q(second_factor__in=["leaders", "everyone", "nobody"]),
                name="who_logs_in_by_two_steps_is_known",
            )
        ]

    def __str__(self):
        return self.short_name

    @property
    def centre_id(self):
        return self.pk


class PersonQuerySet(models.QuerySet):
    def visible_to(self, user):
        return self.filter(centre_id=user.centre_id) if user.centre_id else self.none()

    def named(self, text):
        """Whose name has every word of `text` in it, whatever the case; „l” finds „ł”."""
        name = Lower(Concat(F("first_name"), Value(" "), F("last_name")))
        people = self.annotate(plain_name=Func(name, Value(DIACRITICS), Value(PLAIN), function="translate"))
        for word in text.lower().translate(str.maketrans(DIACRITICS, PLAIN)).split():
            people = people.filter(plain_name__contains=word)
        return people

    def holding(self, role):
        return self.filter(grants__role=role, grants__revoked_at=None)


class Person(models.Model):
    """A person of a centre: employee, expert or other team member, with or without an account. Never deleted, since
    orders and minutes name people; who has left keeps a `left_on`."""

    centre = models.ForeignKey(Centre, models.PROTECT, related_name="people", verbose_name="ośrodek")
    first_name = models.CharField("imię", max_length=80, db_collation=POLISH)
    last_name = models.CharField("nazwisko", max_length=80, db_collation=POLISH)
    gender = models.CharField(
        "forma w dokumentach",
        max_length=1,
        choices=Gender.choices,
        help_text="Od niej zależy np. „przewodnicząca” albo „przewodniczący”.",
    )
    job_title = models.CharField(
        "stanowisko i komórka",
        max_length=200,
        blank=True,
        help_text="Tak, jak ma stać w zarządzeniu, np. inspektor w Dziale Organizacyjnym.",
    )
    email = models.EmailField("adres e-mail", blank=True)
    left_on = models.DateField("koniec pracy", null=True, blank=True)

    objects = PersonQuerySet.as_manager()

    class Meta:
        verbose_name, verbose_name_plural = "osoba", "osoby"
        ordering = ["last_name", "first_name", "pk"]

    def __str__(self):
        return f"{self.first_name} {self.last_name}"

    def get_absolute_url(self):
        return reverse("accounts:person", args=[self.pk])

    @property
    def account(self):
        """The account, or None."""
        return getattr(self, "user", None)


class UserManager(BaseUserManager):
    def get_by_natural_key(self, email):
        return self.select_related("person__centre").get(email=email.lower())


class User(AbstractBaseUser):
    """An account: of one person in a centre, or (no person) of a WRZOS reviewer or of the installation's operator."""

    email = models.EmailField(
        "adres e-mail", unique=True, error_messages={"unique": "Konto z tym adresem już istnieje."}
    )
    full_name = models.CharField("imię i nazwisko", max_length=200, db_collation=POLISH)
    person = models.OneToOneField(
        Person, models.PROTECT, null=True, blank=True, related_name="user", verbose_name="osoba"
    )
    is_active = models.BooleanField("konto czynne", default=True)
    is_wrzos = models.BooleanField("recenzent WRZOS", default=False)
    is_operator = models.BooleanField("administrator instalacji", default=False)
    created_at = models.DateTimeField("utworzone", auto_now_add=True)
    second_factor_asked_on = models.DateField("poproszono o logowanie dwuetapowe", null=True, editable=False)

    USERNAME_FIELD = EMAIL_FIELD = "email"
    REQUIRED_FIELDS = ["full_name"]
    objects = UserManager()

    class Meta:
        verbose_name, verbose_name_plural = "konto", "konta"
        constraints = [
            models.CheckConstraint(condition=models.Q(email=Lower("email")), name="account_email_is_lower_case"),
            models.CheckConstraint(
                condition=models.Q(person__isnull=True) | models.Q(is_wrzos=False, is_operator=False),
                name="an_account_is_of_a_centre_or_wide",
            ),
        ]

    def __str__(self):
        return self.full_name

    @property
    def centre(self):
        return self.person.centre if self.person_id else None

    @property
    def centre_id(self):
        return self.person.centre_id if self.person_id else None

    @cached_property
    def roles(self):
        """Keys of the roles this person holds now."""
        if not self.person_id:
            return frozenset()
        return frozenset(self.person.grants.filter(revoked_at=None).values_list("role", flat=True))

    def has_role(self, *roles):
        return not self.roles.isdisjoint(roles)


class Session(AbstractBaseSession):
    """One log-in on one browser: Django's own session, and whose it is. Not used for an hour, it ends."""

    DELETABLE = True
    account = models.ForeignKey(User, models.CASCADE, null=True, related_name="sessions", verbose_name="konto")
    seen_at = models.DateTimeField("ostatnio używana")

    class Meta(AbstractBaseSession.Meta):
        verbose_name, verbose_name_plural = "sesja", "sesje"

    @classmethod
    def get_session_store_class(cls):
        from .sessions.store import SessionStore

        return SessionStore


class RoleGrant(models.Model):
    """A role given to a person, since when and by whom, and until when. Withdrawn, never deleted (KRI 2024 § 19)."""

    person = models.ForeignKey(Person, models.PROTECT, related_name="grants", verbose_name="osoba")
    role = models.CharField("rola", max_length=20, choices=Role.choices)
    granted_at = models.DateTimeField("nadana")
    granted_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="nadał(a)")
    revoked_at = models.DateTimeField("odebrana", null=True)
    revoked_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="odebrał(a)")

    class Meta:
        verbose_name, verbose_name_plural = "rola", "role"
        constraints = [
            models.UniqueConstraint(
                fields=["person", "role"], condition=models.Q(revoked_at=None), name="a_role_is_held_once"
            ),
            models.CheckConstraint(condition=models.Q(role__in=Role.values), name="role_is_known"),
        ]

    def __str__(self):
        return f"{self.person}: {self.get_role_display()}"


def token_hash(token):
    """What is kept of the secret in an invitation's link."""
    return hashlib.sha256(token.encode()).hexdigest()


class Invitation(models.Model):
    """A letter with a link that lets one person set a password. Only the token's SHA-256 is kept; it works once."""

    user = models.ForeignKey(User, models.PROTECT, related_name="invitations", verbose_name="konto")
    token_hash = models.CharField(max_length=64, unique=True)
    created_at = models.DateTimeField("wysłane")
    created_by = models.ForeignKey(User, models.PROTECT, null=True, related_name="+", verbose_name="wysłał(a)")
    expires_at = models.DateTimeField("ważne do")
    used_at = models.DateTimeField("przyjęte", null=True)

    class Meta:
        verbose_name, verbose_name_plural = "zaproszenie", "zaproszenia"

    def __str__(self):
        return f"zaproszenie dla {self.user.email}"

    @property
    def centre_id(self):
        return self.user.centre_id


class Reminders(models.Model):
    """How often the program writes to an account about what waits for it, and the secret address of its calendar.
    No row: as usual, no calendar."""

    class Rhythm(models.TextChoices):
        DAILY = "daily", "w dni robocze, gdy czeka coś nowego albo zbliża się termin"
        WEEKLY = "weekly", "raz w tygodniu, wszystko razem"
        NEVER = "never", "wcale – wystarczy mi strona „Moje sprawy”"

    user = models.OneToOneField(User, models.PROTECT, related_name="reminders", verbose_name="konto")
    rhythm = models.CharField("jak często", max_length=10, choices=Rhythm.choices, default=Rhythm.DAILY)
    looked_on = models.DateField("ostatnio sprawdzono", null=True)
    told = models.JSONField("o czym już napisano", default=list)
    calendar_key = models.CharField("klucz kalendarza", max_length=64, blank=True)

    class Meta:
        verbose_name = verbose_name_plural = "przypomnienia"
        constraints = [
            models.CheckConstraint(
                condition=models.Q(rhythm__in=["daily", "weekly", "never"]), name="rhythm_of_reminders_is_known"
            ),
            models.UniqueConstraint(
                fields=["calendar_key"], condition=~models.Q(calendar_key=""), name="a_calendar_has_its_own_address"
            ),
        ]

    def __str__(self):
        return f"przypomnienia: {self.user}"

    @property
    def centre_id(self):
        return self.user.centre_id
