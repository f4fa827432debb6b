"""What is read in less time is what stock reads."""

from plone import api
from plone.app.testing import TEST_USER_NAME
from plone.dexterity.utils import createContentInContainer
from plone.dexterity.utils import iterSchemata
from plone.restapi.serializer.dxcontent import DexterityObjectPrimaryFieldTarget
from plone.restapi.serializer.schema import SerializeSchemaToJson
from plone.restapi.serializer.summary import DefaultJSONSummarySerializer
from Products.CMFPlone.image_scales.adapters import ImageScales as StockScales
from tests.isolation import image
from zope.interface import alsoProvides
from zukunftsraum.content.fields import described
from zukunftsraum.content.fields import ImageScales
from zukunftsraum.content.fields import ObjectSummary
from zukunftsraum.content.fields import PrimaryFieldTarget
from zukunftsraum.content.fields import SchemaSerializer
from zukunftsraum.content.fields import stored
from zukunftsraum.interfaces import IBrowserLayer

import pytest


#: Type → what is said of it beside the title; the first of each is as empty as it can be.
CONTENTS = [
    ("WikiArticle", {}),
    (
        "WikiArticle",
        {
            "description": "Kurz",
            "topics": ["housing", "mobility"],
            "kind": "glossary",
            "target_groups": ["Rat"],
            "subjects": ("Wohnen",),
            "effort_time": "ein Tag",
            "image": "bild",
        },
    ),
    ("BestPractice", {}),
    ("BestPractice", {"topics": ["housing"], "municipality": "990000000001"}),
    ("Seminar", {}),
    ("Document", {"description": "Text", "preview_image": "vorschau"}),
    ("File", {}),
    ("GrantCall", {}),
    ("EasyForm", {}),
]


def with_images(fields: dict) -> dict:
    """Names of images made into images."""
    return {
        name: image(value) if name in ("image", "preview_image") else value
        for name, value in fields.items()
    }


class TestSameAsStock:
    @pytest.fixture(scope="class")
    def contents(self, portal_class):
        portal = portal_class
        alsoProvides(portal.REQUEST, IBrowserLayer)
        with api.env.adopt_roles(["Manager"]):
            return [
                createContentInContainer(
                    portal,
                    kind,
                    checkConstraints=False,
                    id=f"c{n}",
                    title=f"Titel {n}",
                    **with_images(more),
                )
                for n, (kind, more) in enumerate(CONTENTS)
            ]

    @pytest.mark.parametrize("roles", [["Manager"], ["Anonymous"], ["Member"]])
    @pytest.mark.parametrize("number", range(len(CONTENTS)))
    def test_fields(self, contents, number, roles):
        content = contents[number]
        request = content.REQUEST
        told = {}
        with api.env.adopt_roles(roles):
            for schema in iterSchemata(content):
                expected = SerializeSchemaToJson(schema, content, request)()
                assert SchemaSerializer(schema, content, request)() == expected
                told.update(expected)
        assert len(told) > 5

    @pytest.mark.parametrize("number", range(len(CONTENTS)))
    @pytest.mark.parametrize("asked", [[], ["_all"], ["UID", "topics", "head_title"]])
    def test_summaries(self, contents, number, asked):
        content = contents[number]
        request = content.REQUEST
        request.form["metadata_fields"] = asked
        request.other.pop("_summary_fields_cache", None)
        try:
            with api.env.adopt_roles(["Manager"]):
                expected = DefaultJSONSummarySerializer(content, request)()
                assert ObjectSummary(content, request)() == expected
        finally:
            del request.form["metadata_fields"]
        assert expected["title"] == f"Titel {number}"

    @pytest.mark.parametrize("number", range(len(CONTENTS)))
    def test_scales(self, contents, number):
        content = contents[number]
        with api.env.adopt_roles(["Manager"]):
            assert (
                ImageScales(content, content.REQUEST)() == StockScales(content, content.REQUEST)()
            )

    @pytest.mark.parametrize("number", range(len(CONTENTS)))
    def test_primary_fields(self, contents, number):
        content = contents[number]
        for roles in (["Manager"], ["Anonymous"]):
            with api.env.adopt_roles(roles):
                expected = DexterityObjectPrimaryFieldTarget(content, content.REQUEST)()
                assert PrimaryFieldTarget(content, content.REQUEST)() == expected

    def test_reading_makes_nobody_an_author(self, contents):
        article = contents[0]
        article.creators = ()
        with api.env.adopt_user(username=TEST_USER_NAME):
            for schema in iterSchemata(article):
                told = SchemaSerializer(schema, article, article.REQUEST)()
                assert told.get("creators", []) == []
        assert article.creators == ()

    def test_some_have_images(self, contents):
        with api.env.adopt_roles(["Manager"]):
            assert any(ImageScales(content, content.REQUEST)() for content in contents)

    @pytest.mark.parametrize("name", ["relatedItems", "successor", "topics", "kind"])
    def test_nothing_where_something_may_be(self, contents, name):
        """`PATCH` stores null where somebody empties a field."""
        article = contents[0]
        (schema,) = (one for one in iterSchemata(article) if name in one)
        setattr(article, name, None)
        expected = SerializeSchemaToJson(schema, article, article.REQUEST)()
        assert SchemaSerializer(schema, article, article.REQUEST)() == expected

    def test_a_default_is_a_copy(self, contents):
        """Who changes what was read changes no default."""
        article = contents[0]
        (field,) = (
            field
            for schema in iterSchemata(article)
            for name, field, *_ in described(schema).fields
            if name == "target_groups"
        )
        article.__dict__.pop("target_groups", None)
        stored(article, field).append("Rat")
        assert stored(article, field) == []
