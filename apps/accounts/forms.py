from typing import Any

from django import forms

from apps.core import clock
from apps.core.forms import Form, ModelForm, PolishDateField, Section

from . import passwords, rules
from .models import Centre, Gender, Person, Role, User

ROLE_HINTS = {
    Role.DIRECTOR: "wydaje zarządzenia, przekazuje opinie do WRZOS",
    Role.HR: "przygotowuje zarządzenia, dopisuje osoby",
    Role.EXPERT: "przygotowuje dokumenty ekspertów",
    Role.COORDINATOR: "koordynuje usługi pomocy społecznej",
    Role.EMPLOYEE: "czyta zarządzenia i opinie, pracuje w zespołach",
    Role.ADMIN: "prowadzi osoby, konta i ustawienia ośrodka",
    Role.LEGAL: "uzgadnia projekty zarządzeń pod względem prawnym",
}


class CentreForm(ModelForm):
    layout = [
        Section(
            "Nazwa ośrodka",
            "name",
            "name_genitive",
            "name_locative",
            "short_name",
            hint="Odmienione nazwy trafiają do zarządzeń i opinii dokładnie tak, jak je tu wpiszesz.",
        ),
        Section("Miasto", "city", "city_genitive", "city_locative"),
        Section(
            "Kierujący ośrodkiem",
            "director_title",
            "director_title_genitive",
            "director_title_dative",
            "director_title_instrumental",
        ),
        Section(
            "Zarządzenia",
            "legal_basis",
            "order_formula",
            "order_number_pattern",
            "order_class_symbol",
            "order_archival_category",
            "legal_review",
        ),
        Section("Finansowanie", "financing_line"),
        Section("Bezpieczeństwo", "second_factor"),
    ]

    class Meta:
        model = Centre
        fields = [
            "name",
            "name_genitive",
            "name_locative",
            "short_name",
            "city",
            "city_genitive",
            "city_locative",
            "director_title",
            "director_title_genitive",
            "director_title_dative",
            "director_title_instrumental",
            "legal_basis",
            "order_formula",
            "order_number_pattern",
            "order_class_symbol",
            "order_archival_category",
            "legal_review",
            "financing_line",
            "second_factor",
        ]
        help_texts = {
            "name": "Mianownik, np. Miejski Ośrodek Pomocy Społecznej w Mieście.",
            "name_genitive": "Kogo, czego? np. Miejskiego Ośrodka Pomocy Społecznej w Mieście.",
            "name_locative": "W czym? np. Miejskim Ośrodku Pomocy Społecznej w Mieście – bez „w” na początku.",
            "short_name": "Widoczna na każdej stronie, np. MOPS w Mieście.",
            "city": "Mianownik, np. Częstochowa.",
            "city_genitive": "Kogo, czego? np. Częstochowy.",
            "city_locative": "W czym? np. Częstochowie – bez „w” na początku.",
            "director_title": "Kto wydaje zarządzenie? np. Dyrektor albo Kierownik.",
            "director_title_genitive": "Zarządzenie kogo? np. Dyrektora.",
            "director_title_dative": "Powierza się komu? np. Dyrektorowi.",
            "director_title_instrumental": "Uzgodniono z kim? np. Dyrektorem.",
            "legal_basis": "Od „§ …”, bez „Na podstawie” i bez przecinka na końcu, "
            "np. § 7 ust. 2 Statutu Miejskiego Ośrodka Pomocy Społecznej w Mieście.",
            "order_formula": "Słowa między podstawą prawną a § 1, np. zarządzam, co następuje:",
            "order_number_pattern": "{n} – kolejny numer, {yyyy} – rok, {yy} – dwie cyfry roku; "
            "np. {n}/{yyyy} daje 15/2018.",
            "order_class_symbol": "Z jednolitego rzeczowego wykazu akt ośrodka, np. 021. Formularz zarządzenia "
            "otworzy się z tym symbolem.",
            "order_archival_category": "Z tego samego wykazu, np. A. Formularz zarządzenia otworzy się z tą kategorią.",
            "legal_review": "Wtedy zarządzenie można wydać dopiero, gdy radca prawny uzgodni jego treść. Rolę radcy "
            "nadaje się w „Osobach”.",
            "financing_line": "Drukowana na dokumentach, gdy pilotaż nie ma własnej, "
            "np. Projekt współfinansowany ze środków Unii Europejskiej.",
            "second_factor": "Logowanie hasłem i kodem z telefonu. Kto ma je włączyć, dowie się przy najbliższym "
            "logowaniu i będzie mieć na to 14 dni.",
        }
        widgets = {"legal_basis": forms.Textarea({"rows": 3}), "financing_line": forms.Textarea({"rows": 3})}

    def clean_legal_basis(self) -> str:
        text = self.cleaned_data["legal_basis"].rstrip(" ,")
        if text.lower().startswith("na podstawie"):
            raise forms.ValidationError("Zacznij od „§ …” albo „art. …” – słowa „Na podstawie” dopisze program.")
        return text

    def clean_order_number_pattern(self) -> str:
        pattern = self.cleaned_data["order_number_pattern"]
        if not rules.is_number_pattern(pattern):
            raise forms.ValidationError(rules.BAD_NUMBER_PATTERN)
        return pattern


class PersonForm(ModelForm):
    class Meta:
        model = Person
        fields = ["first_name", "last_name", "gender", "job_title", "email"]
        labels = {"job_title": "Stanowisko w zarządzeniach"}
        widgets = {"gender": forms.RadioSelect, "email": forms.EmailInput({"autocomplete": "off"})}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["gender"].choices = Gender.choices

    def clean(self) -> dict:
        """Names and job titles are one line: they go into the sentences of orders and into subjects of letters."""
        for name in {"first_name", "last_name", "job_title"} & set(self.cleaned_data):
            self.cleaned_data[name] = " ".join(self.cleaned_data[name].split())
        return super().clean()


class AdministratorForm(PersonForm):
    """A person who gets the administrator's role and a letter at once."""

    class Meta(PersonForm.Meta):
        help_texts = {"email": "Na ten adres wyślemy zaproszenie; będzie też służył do logowania."}

    def __init__(self, *args: Any, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.fields["email"].required = True

    def clean_email(self) -> str:
        return _free_email(self.cleaned_data["email"])


class NewCentreForm(CentreForm):
    layout = [Section("Skrót", "slug"), *CentreForm.layout]

    class Meta(CentreForm.Meta):
        fields = ["slug", *CentreForm.Meta.fields]
        help_texts = CentreForm.Meta.help_texts | {
            "slug": "Małe litery bez polskich znaków i łączniki, np. mops-miasto. Później się nie zmienia."
        }


class RolesForm(Form):
    roles = forms.MultipleChoiceField(
        label="Role w ośrodku",
        required=False,
        widget=forms.CheckboxSelectMultiple,
        choices=[(role.value, f"{role.label} – {ROLE_HINTS[role]}") for role in Role],
        help_text="Członkostwa w zespole nie nadaje się tutaj: wynika ono z zarządzeń.",
    )


class InvitationForm(Form):
    email = forms.EmailField(
        label="Adres e-mail",
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off"}),
        help_text="Na ten adres wyślemy odnośnik ważny 7 dni; będzie też służył do logowania.",
    )


class EmailForm(Form):
    email = forms.EmailField(
        label="Nowy adres do logowania",
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off"}),
        help_text="Otwarte sesje się zakończą. O zmianie napiszemy na oba adresy, dotychczasowy i nowy.",
    )


class ReviewerForm(Form):
    full_name = forms.CharField(label="Imię i nazwisko", max_length=200)
    email = forms.EmailField(
        label="Adres e-mail",
        max_length=254,
        widget=forms.EmailInput({"autocomplete": "off"}),
        help_text="Na ten adres wyślemy odnośnik ważny 7 dni; będzie też służył do logowania.",
    )

    def clean_full_name(self) -> str:
        return " ".join(self.cleaned_data["full_name"].split())

    def clean_email(self) -> str:
        return _free_email(self.cleaned_data["email"])


class WithdrawalForm(Form):
    left_on = PolishDateField(
        label="Ostatni dzień pracy", help_text="Dzisiejszy albo wcześniejszy. Konto i role wygasną od razu."
    )

    def clean_left_on(self) -> Any:
        if self.cleaned_data["left_on"] > clock.today():
            raise forms.ValidationError("Podaj dzień nie późniejszy niż dzisiejszy.")
        return self.cleaned_data["left_on"]


class NewPasswordForm(Form):
    """The first password, typed twice."""

    password1 = forms.CharField(
        label="Hasło",
        strip=False,
        widget=forms.PasswordInput({"autocomplete": "new-password"}),
        help_text=passwords.HINT,
    )
    password2 = forms.CharField(
        label="Powtórz hasło", strip=False, widget=forms.PasswordInput({"autocomplete": "new-password"})
    )

    def __init__(self, *args: Any, account: User, **kwargs: Any):
        super().__init__(*args, **kwargs)
        self.account = account

    def clean_password1(self) -> str:
        passwords.check(self.cleaned_data["password1"], self.account)
        return self.cleaned_data["password1"]

    def clean_password2(self) -> str:
        again = self.cleaned_data["password2"]
        if again != self.cleaned_data.get("password1", again):
            raise forms.ValidationError("Hasła różnią się od siebie. Wpisz dwa razy to samo.")
        return again


class PeopleFilter(Form):
    szukaj = forms.CharField(label="Imię lub nazwisko", required=False, max_length=80)
    rola = forms.ChoiceField(label="Rola", required=False, choices=[("", "każda"), *Role.choices])
    byli = forms.BooleanField(label="Pokaż także osoby, które odeszły", required=False)


def _free_email(email: str) -> str:
    email = email.lower()
    if User.objects.filter(email=email).exists():
        raise forms.ValidationError("Tego adresu nie można użyć: należy już do innego konta.")
    return email
