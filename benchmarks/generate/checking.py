"""Whether all is there, a hash of it, and the list of what others use of it (accounts, paths)."""

from collections import defaultdict
from generate import content
from generate import people

import hashlib
import json
import os


#: Kind → type of content.
TYPES = {
    "spaces": "MunicipalSpace",
    "documents": "Document",
    "articles": "WikiArticle",
    "practices": "BestPractice",
    "seminars": "Seminar",
    "applications": "GrantApplication",
}
#: Where content of a kind lies; the others are in spaces.
SECTIONS = {"articles": "wissen", "practices": "praxis", "seminars": "veranstaltungen"}


def wrong_counts(portal, filling) -> list[str]:
    """Where the catalog, the accounts or the groups have others than planned, a line each."""
    wrong = []
    for stage in filling.stages():
        if stage.name in TYPES:
            folder = "/".join((*portal.getPhysicalPath(), SECTIONS.get(stage.name, "raeume")))
            found = portal.portal_catalog.unrestrictedSearchResults(
                portal_type=TYPES[stage.name], path={"query": folder}
            )
            if len(found) < stage.count:
                wrong.append(f"{len(found):,} of {stage.count:,} {stage.name} in the catalog")
    source = portal.acl_users.source_groups
    for number in range(filling.plan.count("members")):
        person = people.member(filling.plan, number, filling.towns)
        if person.id not in source._group_principal_map.get(f"kommune-{person.ars}", ()):
            wrong.append(f"member {number} is not in the group of the municipality")
            break
    return wrong


def write_said(file, portal, filling) -> None:
    """Write who and what is there, as others use it: nothing of it is looked up."""
    plan = filling.plan
    persons = [people.member(plan, number, filling.towns) for number in range(plan.count("members"))]
    for team in people.TEAMS:
        persons += people.team(plan, team.role)
    said = {
        "seed": plan.seed,
        "size": plan.size,
        "counts": {stage.name: stage.count for stage in filling.stages()},
        "accounts": [vars(person) for person in persons],
        "paths": {
            "spaces": [f"/raeume/{content.space_id(town)}" for town in filling.towns],
            **{kind: _open_paths(portal, kind) for kind in SECTIONS},
        },
    }
    part = file.with_name(f"{file.name}.part")
    part.write_text(json.dumps(said))
    os.replace(part, file)


def _open_paths(portal, kind: str) -> list[str]:
    """Paths of what everybody sees of a kind, in the order of their numbers."""
    root = "/".join(portal.getPhysicalPath())
    found = portal.portal_catalog.unrestrictedSearchResults(
        portal_type=TYPES[kind],
        path={"query": f"{root}/{SECTIONS[kind]}", "depth": 1},
        allowedRolesAndUsers="Anonymous",
    )
    paths = [brain.getPath().removeprefix(root) for brain in found]
    return sorted(paths, key=lambda path: int(path.rpartition("-")[2]))


def fingerprint(portal) -> dict[str, str]:
    """A hash by type of content, and of accounts and groups: the same for sites that say the same.

    What differs between two sites that say the same is left out: ids of relations, moments at which Plone itself noted something, sealed account numbers.
    """
    lines: dict[str, list[str]] = defaultdict(list)
    types = [*TYPES.values(), "GrantCall"]
    found = portal.portal_catalog.unrestrictedSearchResults(portal_type=types)
    root = "/".join(portal.getPhysicalPath())
    for brain in sorted(found, key=lambda brain: brain.getPath()):
        if brain.portal_type == "Document" and not brain.getPath().startswith(f"{root}/raeume/"):
            continue  # sections and fixed pages, which each site has of its own
        lines[brain.portal_type].append(_row(brain))
    source, groups = portal.acl_users.source_users, portal.acl_users.source_groups
    properties = portal.acl_users.mutable_properties._storage
    for user_id, login in sorted(source._userid_to_login.items()):
        said = {k: v for k, v in sorted(dict(properties.get(user_id) or {}).items()) if k not in LEFT_OUT}
        lines["accounts"].append(f"{user_id} {login} {said} {sorted(groups._principal_groups.get(user_id, ()))}")
    lines["registrations"] = _registrations()
    lines["grants"] = _grants()
    hashes = {name: hashlib.sha256("\n".join(rows).encode()).hexdigest() for name, rows in lines.items()}
    return {name: f"{len(lines[name])} {hashes[name][:16]}" for name in sorted(lines)}


def _registrations() -> list[str]:
    from zukunftsraum.seminars.store import get_store

    return [f"{uid} {one}" for uid, registrations in get_store().items() for one in registrations]


def _grants() -> list[str]:
    """The bookings, and the steps and documents of each application."""
    from zukunftsraum.grants import ledger
    from zukunftsraum.grants import papers_store
    from zukunftsraum.grants.records import get_records

    steps = [f"{uid} {step}" for uid, record in get_records().items() for step in record.steps]
    papers = [f"{uid} {paper}" for uid, found in papers_store.get_store().items() for paper in found]
    return [*map(str, ledger.bookings()), *steps, *papers]


#: What Plone itself notes of an account.
LEFT_OUT = ("login_time", "last_login_time")


def _row(brain) -> str:
    from plone.dexterity.utils import iterSchemata

    made = brain._unrestrictedGetObject()
    fields = {}
    for schema in iterSchemata(made):
        for name in schema:
            value = getattr(made.aq_base, name, None)
            fields[name] = getattr(value, "raw", value) if name != "iban" else bool(value)
    columns = ("UID", "review_state", "created", "modified", "effective", "Creator", "Title", "Subject")
    said = [brain.getPath(), *(str(getattr(brain, name)) for name in columns), repr(sorted(fields.items()))]
    said += [repr(sorted(made.__ac_local_roles__.items())), repr(made.getOwnerTuple()), repr(_history(made))]
    return "|".join(said)


def _history(made) -> list:
    history = getattr(made, "workflow_history", None) or {}
    return [
        (name, step["action"], step["actor"], step["review_state"], str(step["time"]))
        for name, steps in sorted(history.items())
        for step in steps
    ]
