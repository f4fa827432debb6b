"""What creating a site from the distribution `zukunftsraum` does beyond its profiles."""

from plone import api
from plone.distribution.handler import post_handler as default_post_handler
from zukunftsraum.sections.setup import create_structure


LANGUAGES = ["de", "en"]

DEFAULTS = {
    "title": "Zukunftsraum Demografie",
    "description": "Das Portal, auf dem Kommunen den demografischen Wandel gemeinsam gestalten",
    "default_language": "de",
    "portal_timezone": "Europe/Berlin",
}


def pre_handler(answers: dict) -> dict:
    """Fill in what the person who creates the site left out."""
    return {**DEFAULTS, **{key: value for key, value in answers.items() if value}}


def post_handler(distribution, site, answers: dict):
    """Languages, sections and pages; with `setup_content` also the demo."""
    site = default_post_handler(distribution, site, answers)
    api.portal.set_registry_record("plone.available_languages", LANGUAGES)
    api.portal.set_registry_record("plone.use_request_negotiation", True)
    create_structure(site)
    if answers.get("setup_content"):
        site.portal_setup.runAllImportStepsFromProfile("profile-zukunftsraum:demo")
    return site
