"""One example centre: its people with roles and accounts, its pilot and the experts' documents."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date
from typing import Any

from apps.accounts import actions as accounts
from apps.accounts.models import Centre, Person, Role, User
from apps.catalogue.models import CatalogueVersion
from apps.implementation.models import Evidence
from apps.orders.actions import set_last_number
from apps.projects.actions import make_pilot
from apps.projects.models import Pilot
from apps.publication.notices.actions import announce
from apps.teams.actions import add_expert_document
from apps.teams.models import ExpertDocument, Team

from .source import PASSWORD, email_of

NOTICE_DAYS = ("site_since", "site_changed_on", "prepared_on", "reviewed_on")
FIELDS = ("first_name", "last_name", "gender", "job_title")


@dataclass
class ExampleCentre:
    """A centre under construction; people, documents and teams by the keys of its file."""

    centre: Centre
    administrator: User
    pilot: Pilot | None = None
    people: dict[str, Person] = field(default_factory=dict)
    users: dict[str, User] = field(default_factory=dict)
    documents: dict[str, ExpertDocument] = field(default_factory=dict)
    teams: dict[str, Team] = field(default_factory=dict)
    evidence: dict[str, Evidence] = field(default_factory=dict)

    @classmethod
    def found(cls, at: dict[str, Any], operator: User, version: CatalogueVersion) -> "ExampleCentre":
        """The centre with everybody in it and its pilot, ready for the first order."""
        own = {"slug": at["slug"], "is_example": True, "second_factor": Centre.SecondFactor.NOBODY}
        data = at["centre"] | own  # whoever tries the program has the passwords of the README, and no phones
        centre = accounts.make_centre(data, by=operator)
        first, *others = sorted(at["people"], key=lambda person: Role.ADMIN not in person.get("roles", []))
        made = cls(centre, _administrator(centre, first, operator))
        made._take(first, made.administrator.person, made.administrator)
        for person in others:
            made._add(person)
        made._run_pilot(at, version)
        return made

    @classmethod
    def found_before(cls, at: dict[str, Any]) -> "ExampleCentre | None":
        """The centre as an interrupted build left it: people, accounts and teams are there, opinions perhaps not."""
        centre = Centre.objects.filter(slug=at["slug"], is_example=True).first()
        if centre is None:
            return None
        users = {
            user.email: user for user in User.objects.filter(person__centre=centre).select_related("person__centre")
        }
        keys = {person["key"]: email_of(person) for person in at["people"] if person.get("account", True)}
        made = cls(centre, users[email_of(at["people"][0])], centre.pilots.get())
        made.users = {key: users[email] for key, email in keys.items()}
        people = {(one.first_name, one.last_name): one for one in Person.objects.filter(centre=centre)}
        made.people = {said["key"]: people[said["first_name"], said["last_name"]] for said in at["people"]}
        titles = {document.title: document for document in ExpertDocument.objects.filter(pilot=made.pilot)}
        made.documents = {said["key"]: titles[said["title"]] for said in _every(at["documents"])}
        names = {team.name: team for team in Team.objects.filter(centre=centre)}
        made.teams = {said["key"]: names[said["name"]] for said in at["appointments"] if said["name"] in names}
        return made

    def holding(self, role: str) -> User:
        """Somebody in the role; the roles were just given, so they are asked anew."""
        return next(user for user in self.users.values() if user.has_role(role))

    def _add(self, said: dict[str, Any]) -> None:
        data = {name: said[name] for name in FIELDS} | {"email": email_of(said)}
        person = accounts.add_person(self.centre, data, by=self.administrator)
        user = self._invite(person, said) if said.get("account", True) else None
        self._take(said, person, user)

    def _invite(self, person: Person, said: dict[str, Any]) -> User:
        invitation = accounts.invite(person, email_of(said), by=self.administrator)
        return accounts.accept_invitation(invitation.token, PASSWORD, by=None)

    def _take(self, said: dict[str, Any], person: Person, user: User | None) -> None:
        accounts.set_roles(person, said.get("roles", []), by=self.administrator)
        self.people[said["key"]] = person
        if user:
            self.users[said["key"]] = User.objects.select_related("person__centre").get(pk=user.pk)

    def _run_pilot(self, at: dict[str, Any], version: CatalogueVersion) -> None:
        days = {name: date.fromisoformat(at["pilot"][name]) for name in ("starts_on", "ends_on")}
        data = at["pilot"] | days | {"catalogue_version": version}
        director = self.holding(Role.DIRECTOR)
        self.pilot = make_pilot(self.centre, data, by=director)
        if last := at.get("last_number"):
            set_last_number(self.centre, last["year"], last["last"], by=director)
        self._add_documents(at["documents"], None, director)
        if said := at.get("notice"):
            days = {name: date.fromisoformat(day) for name, day in said.items() if name in NOTICE_DAYS}
            announce(self.centre, said | days, by=self.administrator)

    def _add_documents(self, documents: list[dict[str, Any]], parent: ExpertDocument | None, by: User) -> None:
        for document in documents:
            experts = [self.people[key] for key in document["experts"]]
            said = {name: document[name] for name in ("title", "kind", "authority")}
            made = add_expert_document(self.pilot, **said, parent=parent, experts=experts, by=by)
            self.documents[document["key"]] = made
            self._add_documents(document.get("parts", []), made, by)


def _every(documents: list[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """With the parts of each."""
    for document in documents:
        yield document
        yield from _every(document.get("parts", []))


def _administrator(centre: Centre, said: dict[str, Any], operator: User) -> User:
    data = {name: said[name] for name in FIELDS} | {"email": email_of(said)}
    invitation = accounts.appoint_administrator(centre, data, by=operator)
    return accounts.accept_invitation(invitation.token, PASSWORD, by=None)
