"""Content from JSON: what has the wrong shape is refused, naming the fields, before stock sees it."""

from AccessControl import getSecurityManager
from plone import api
from plone.dexterity.interfaces import IDexterityContent
from plone.dexterity.utils import iterSchemata
from plone.restapi.deserializer.blocks import BlocksJSONFieldDeserializer
from plone.restapi.deserializer.dxcontent import DeserializeFromJson
from plone.restapi.interfaces import IDeserializeFromJson
from plone.restapi.interfaces import IFieldDeserializer
from plone.schema import IJSONField
from zope.component import adapter
from zope.i18n import translate
from zope.interface import implementer
from zope.schema import getFields
from zukunftsraum import _
from zukunftsraum.content.shapes import BLOCKS
from zukunftsraum.content.shapes import problem_with
from zukunftsraum.interfaces import IBrowserLayer


#: Who may name others as authors.
EDITORS = frozenset({"Editor", "Manager", "Site Administrator"})

OTHERS = _("error_creators", default="Only editors may name others as authors.")


@adapter(IDexterityContent, IBrowserLayer)
@implementer(IDeserializeFromJson)
class CheckedDeserializer(DeserializeFromJson):
    """As stock; a value of a shape that the field cannot have is an error of the caller (400)."""

    def problems_of(self, data) -> dict:
        """The fields of `data` that stock must not see: name → message."""
        bad = {
            name: message
            for schema in iterSchemata(self.context)
            for name, field in getFields(schema).items()
            if name in data and not field.readonly
            if (message := problem_with(field, data[name]))
        }
        if (
            "creators" in data
            and "creators" not in bad
            and names_others(self.context, data["creators"])
        ):
            bad["creators"] = OTHERS
        return bad

    def get_schema_data(self, data, validate_all, create=False):
        bad = self.problems_of(data)
        rest = {name: value for name, value in data.items() if name not in bad}
        schema_data, errors = super().get_schema_data(rest, validate_all, create)
        errors = [error for error in errors if error.get("field") not in bad]
        errors += [{"field": name, "message": message} for name, message in bad.items()]
        return schema_data, errors


def names_others(content, creators) -> bool:
    """Whether this would name somebody as author whom the caller may not name: editors name anybody, others only themselves.

    Who is named already may stay.
    """
    if may_name_others(content):
        return False
    named = {creators} if isinstance(creators, str) else set(creators or ())
    return bool(named - set(content.listCreators()) - {api.user.get_current().getId()})


def may_name_others(content) -> bool:
    return bool(EDITORS.intersection(getSecurityManager().getUser().getRolesInContext(content)))


@implementer(IFieldDeserializer)
@adapter(IJSONField, IDexterityContent, IBrowserLayer)
class BlocksDeserializer(BlocksJSONFieldDeserializer):
    """As stock. Transformers of blocks take parts of a block for granted, and fail with any error where they are otherwise."""

    def __call__(self, value):
        try:
            return super().__call__(value)
        except (AttributeError, IndexError, KeyError, TypeError, SyntaxError):
            raise ValueError(translate(BLOCKS, context=self.request)) from None
