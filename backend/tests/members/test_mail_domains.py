"""The list of mail domains of a municipality over REST."""

from tests.world import ARS_A
from tests.world import ARS_B
from zukunftsraum.members.mail_domains import domains_of

import pytest


PATH = f"@mail-domains/{ARS_A}"


def test_the_coordinator_keeps_the_list(as_):
    rest = as_("coordinator-a")
    answer = rest.get(PATH)
    assert answer.json()["domains"] == []
    assert answer.json()["name"] == "Musterstadt"
    body = {"domains": ["Müsterstadt.de", "@bauamt-musterstadt.de ", "müsterstadt.de"]}
    answer = rest.patch(PATH, body)
    assert answer.status_code == 200, answer.text
    expected = ["bauamt-musterstadt.de", "xn--msterstadt-9db.de"]
    assert answer.json()["domains"] == expected
    assert as_("office").get(PATH).json()["domains"] == expected
    assert rest.patch(PATH, {"domains": []}).json()["domains"] == []
    assert domains_of(ARS_A) == ()


@pytest.mark.parametrize(
    ("domains", "said"),
    [
        (["gmx.de"], "Eine Adresse bei „gmx.de“ kann jeder bekommen."),
        (["stadt.de", "mail.T-Online.de"], "Eine Adresse bei „mail.T-Online.de“"),
        (["de"], "„de“ gehört nicht zu einer einzelnen Kommune."),
        (["co.uk"], "„co.uk“ gehört nicht"),
        (["bürgermeister@stadt.de"], "ist keine Domain"),
        (["stadt.de\r\nX: y"], "ist keine Domain"),
        ([""], "ist keine Domain"),
        ([1], "Liste von Domains"),
        ("stadt.de", "Liste von Domains"),
        (None, "Liste von Domains"),
        ([f"stadt{n}.de" for n in range(21)], "höchstens 20"),
    ],
)
def test_what_cannot_stand_on_the_list(as_, domains, said):
    rest = as_("coordinator-a")
    rest.patch(PATH, {"domains": ["musterstadt.example"]})
    answer = rest.patch(PATH, {"domains": domains})
    assert answer.status_code == 400, answer.text
    (error,) = answer.json()["errors"]
    assert error["field"] == "domains"
    assert said in error["message"]
    assert rest.get(PATH).json()["domains"] == ["musterstadt.example"]


@pytest.mark.parametrize(
    ("who", "status"),
    [
        ("anonymous", 401),
        ("stranger", 403),
        ("network-member", 403),
        ("member-a", 403),
        ("coordinator-b", 403),
        ("editor", 403),
        ("examiner", 403),
        ("coordinator-a", 200),
        ("office", 200),
        ("admin", 200),
    ],
)
def test_who_reads_and_changes_the_list(as_, who, status):
    assert as_(who).get(PATH).status_code == status
    assert as_(who).patch(PATH, {"domains": ["a.example"]}).status_code == status
    assert domains_of(ARS_A) == (("a.example",) if status == 200 else ())
    assert domains_of(ARS_B) == ()


@pytest.mark.parametrize("key", ["999999999999", "99", "99000001", "x"])
def test_a_key_that_names_no_municipality(as_, key):
    assert as_("office").get(f"@mail-domains/{key}").status_code == 404
    assert as_("coordinator-a").get(f"@mail-domains/{key}").status_code == 403
