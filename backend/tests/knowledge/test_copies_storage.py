"""Two editors take one working copy over in the same moment: threads of a served site on a FileStorage."""

from pathlib import Path
from tests.instance import run
from tests.instance import ZOPE_CONF

import json
import shutil


ROUNDS = 5

PROGRAM = """
import json, pathlib, sys, transaction
from concurrent.futures import ThreadPoolExecutor
from plone import api
from tests.world import COMPLETE, PASSWORD, Rest
from threading import Barrier, Thread
from waitress.server import create_server
from Zope2.Startup.run import make_wsgi_app
from zukunftsraum.console import entered_site
from zukunftsraum.sections.setup import create_structure

rounds = int(sys.argv[2])
server = create_server(make_wsgi_app({}, sys.argv[1]), host="127.0.0.1", port=0, threads=4)
Thread(target=server.run, daemon=True).start()
with entered_site("Plone") as portal:
    create_structure(portal)
    for name in ("first", "second"):
        api.user.create(username=name, email=f"{name}@example.org", password=PASSWORD)
        api.group.add_user(groupname="team-redaktion", username=name)
    transaction.commit()
site = f"http://127.0.0.1:{server.effective_port}/Plone"
people = [Rest(site, (name, PASSWORD)) for name in ("first", "second")]
barrier = Barrier(2)


def check_in(rest):
    barrier.wait(60)
    return rest.patch(f"{copy}/@workingcopy", {"comment": rest.session.auth[0]}).status_code


found = []
for number in range(rounds):
    rest = people[0]
    made = rest.post("wissen", {"@type": "WikiArticle", "title": "Alt", **COMPLETE})
    text = made.json()["@id"]
    assert rest.post(f"{text}/@workflow/publish", {}).status_code == 200
    copy = rest.post(f"{text}/@workingcopy", {}).json()["@id"]
    assert rest.patch(copy, {"title": f"Neu {number}"}).status_code == 204
    with ThreadPoolExecutor(2) as pool:
        codes = list(pool.map(check_in, people))
    seen = Rest(site).get(text).json()
    life = rest.get(f"{text}/@review-life").json()
    taken = [each["comment"] for each in life["history"] if each["action"] == "check_in"]
    found.append([codes, seen["title"], life["working_copy"], taken, rest.get(copy).status_code])
print(json.dumps(found))
server.close()
"""


def test_one_wins_and_nothing_is_lost(instance_conf, tmp_path):
    home = tmp_path / "instance"
    shutil.copytree(instance_conf.parent.parent, home)
    conf = home / "etc" / "zope.conf"
    conf.write_text(ZOPE_CONF.format(home=home))
    backend = str(Path(__file__).parents[2])
    done = run("-c", PROGRAM, conf, ROUNDS, PYTHONPATH=backend)
    assert done.returncode == 0, done.stderr[-2000:]
    rounds = json.loads(done.stdout)
    assert any(409 in codes for codes, *_rest in rounds)  # else they never met
    for number, (codes, title, copy, taken, code) in enumerate(rounds):
        assert sorted(codes) in ([204, 409], [204, 404])  # it waited, or the copy was gone already
        assert title == f"Neu {number}"
        assert taken == [("first", "second")[codes.index(204)]]
        assert copy is None and code == 404
