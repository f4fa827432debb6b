"""Through a proxy nobody reaches the management of Zope, nor what is above the site."""

from pathlib import Path
from webtest import TestApp
from zukunftsraum.closed import make_filter

import pytest


ZOPE_INI = (
    Path(__file__).parents[1]
    / "instance-template"
    / "{{cookiecutter.instance_name}}"
    / "etc"
    / "zope.ini"
)
PROXY = "/VirtualHostBase/https/www.example.org:443/Plone"


def zope(environ, start_response):
    """Stands for what comes after it: answers with the path."""
    body = environ["PATH_INFO"].encode()
    start_response("200 OK", [("Content-Type", "text/plain"), ("Content-Length", str(len(body)))])
    return [body]


@pytest.fixture
def ask():
    app = TestApp(make_filter({})(zope))

    def ask(path, method="GET"):
        return app.request(path, method=method, status="*")

    return ask


@pytest.mark.parametrize(
    "path",
    [
        f"{PROXY}/VirtualHostRoot/",
        f"{PROXY}/VirtualHostRoot/wissen/@@images/image",
        f"{PROXY}/++api++/VirtualHostRoot/@search",
        f"{PROXY}/VirtualHostRoot/_vh_klassisch/formulare/a/fields",
        f"{PROXY}/VirtualHostRoot/management/manager",
        f"{PROXY}/VirtualHostRoot/portal_flyer.pdf",
        f"{PROXY}/VirtualHostRoot/a..b/.well-known",
        # who asks Zope itself
        "/manage",
        "/Plone/manage_main",
        "/@@alive",
    ],
)
def test_lets_pass(ask, path):
    answer = ask(path)
    assert (answer.status_int, answer.text) == (200, path)


@pytest.mark.parametrize("api", ["", "/++api++"])
@pytest.mark.parametrize(
    "asked",
    [
        "manage",
        "MANAGE_main",
        "%6danage_main",
        "wissen/manage_workspace",
        "@@manage-viewlets",
        "++view++manage-viewlets",
        "acl_users",
        "portal_setup",
        "Control_Panel/Database",
        "../manage",
        "../../../manage",
        "../../..",
        "%2e%2e/%2e%2e/wissen",
        "..%2f..%2fmanage",
        "./x",
        "x%00y",
        "VirtualHostBase/http/evil.example:80/Plone/VirtualHostRoot/",
    ],
)
def test_is_not_there(ask, asked, api):
    answer = ask(f"{PROXY}{api}/VirtualHostRoot/{asked}")
    assert (answer.status_int, answer.text) == (404, "Not Found\n")


@pytest.mark.parametrize("method", ["PROPFIND", "MKCOL", "LOCK", "COPY", "PURGE", "TRACE"])
def test_takes_no_methods_of_webdav(ask, method):
    answer = ask("/Plone/wissen", method)
    assert answer.status_int == 405
    assert "GET" in answer.headers["Allow"]


def test_every_instance_has_it_before_zope():
    text = ZOPE_INI.read_text()
    assert "paste.filter_factory = zukunftsraum.closed:make_filter" in text
    pipeline = text.partition("pipeline =")[2].split("[")[0].split()
    assert pipeline.index("closed") < pipeline.index("zope")
