"""Making articles over REST, for tests."""

from tests.world import COMPLETE


def article(rest, **fields):
    """A new draft; its address."""
    data = {"@type": "WikiArticle", "title": "Alter Titel", **COMPLETE, **fields}
    answer = rest.post("wissen", data)
    assert answer.status_code == 201, answer.text
    return answer.json()["@id"]


def transition(rest, address, name, **body):
    answer = rest.post(f"{address}/@workflow/{name}", body)
    assert answer.status_code == 200, answer.text
    return answer.json()


def published(rest, **fields):
    """A new article that everybody sees; its address."""
    address = article(rest, **fields)
    transition(rest, address, "publish")
    return address


def proposed(as_, author="member-a", type_id="WikiArticle"):
    """A draft that somebody who is no editor wrote, with all that publishing demands; its address."""
    rest = as_(author)
    page = rest.post("raeume/musterstadt", {"@type": "Document", "title": "Aus dem Raum"}).json()
    proposal = rest.post(f"{page['@id']}/@propose", {"type": type_id}).json()["@id"]
    assert rest.patch(proposal, COMPLETE).status_code == 204
    return proposal


def check_out(rest, address):
    """A working copy; its address."""
    answer = rest.post(f"{address}/@workingcopy", {})
    assert answer.status_code == 201, answer.text
    return answer.json()["@id"]


def fields_of(answer) -> set[str]:
    """The fields that an answer complains about."""
    assert answer.status_code == 400, answer.text
    return {error["field"] for error in answer.json()["errors"]}


def slate(*children):
    """A block with one paragraph."""
    return {"@type": "slate", "value": [{"type": "p", "children": list(children)}]}


def blocks(*several) -> dict:
    """The body of a page."""
    named = {f"b{number}": block for number, block in enumerate(several)}
    return {"blocks": named, "blocks_layout": {"items": list(named)}}
