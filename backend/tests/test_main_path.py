"""The main path over REST: written in a space, proposed, published, found by a stranger."""


def blocks(text):
    """Volto blocks of a page with one paragraph."""
    return {
        "blocks": {
            "t": {"@type": "title"},
            "p": {
                "@type": "slate",
                "value": [{"type": "p", "children": [{"text": text}]}],
                "plaintext": text,
            },
        },
        "blocks_layout": {"items": ["t", "p"]},
    }


def test_from_a_space_to_the_public(as_):
    member, stranger = as_("member-a"), as_("anonymous")
    neighbour, editor = as_("member-b"), as_("editor")

    written = member.post(
        "raeume/musterstadt",
        {
            "@type": "Document",
            "title": "Nachbarschaftshilfe am Lindenplatz",
            **blocks("Unser Quittenkreis hilft beim Einkaufen."),
        },
    )
    assert written.status_code == 201, written.text
    document = written.json()["@id"]
    assert written.json()["review_state"] == "internal"

    for other in (stranger, neighbour, editor):
        assert other.get(document).status_code == 401
        found = other.get("@search?SearchableText=Quittenkreis").json()
        assert found["items_total"] == 0

    proposed = member.post(f"{document}/@propose", {"type": "WikiArticle"})
    assert proposed.status_code == 201, proposed.text
    proposal = proposed.json()["@id"]
    assert member.get(proposal).json()["review_state"] == "draft"
    assert neighbour.get(proposal).status_code == 401
    assert stranger.get(proposal).status_code == 401

    again = member.post(f"{document}/@propose", {"type": "WikiArticle"})
    assert (again.status_code, again.json()["@id"]) == (200, proposal)

    waiting = editor.get("@search?portal_type=WikiArticle&review_state=draft").json()["items"]
    assert [item["@id"] for item in waiting] == [proposal]
    fields = {
        "title": "Nachbarschaftshilfe organisieren",
        "description": "Wie Nachbarn einander helfen.",
        "topics": ["volunteering"],
    }
    edited = editor.patch(proposal, fields)
    assert edited.status_code == 204, edited.text
    published = editor.post(f"{proposal}/@workflow/publish")
    assert published.json()["review_state"] == "published"

    read = stranger.get(proposal)
    assert read.status_code == 200
    assert read.json()["title"] == "Nachbarschaftshilfe organisieren"
    found = stranger.get("@search?SearchableText=Quittenkreis").json()
    assert [item["@id"] for item in found["items"]] == [proposal]

    assert member.get(document).json()["title"] == "Nachbarschaftshilfe am Lindenplatz"
    assert neighbour.get(document).status_code == 401
