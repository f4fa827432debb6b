"""The fields of content as JSON: as plone.restapi gives them, in less time.

Stock looks up for every field of every object what is the same for all of them: which fields a schema has, what reads them, and the terms of a
vocabulary where nothing is chosen. Here the fields of a schema are looked up once, an object is adapted once for each schema, and what is
empty asks no vocabulary.
"""

from Acquisition import aq_base
from Acquisition import aq_inner
from copy import deepcopy
from dataclasses import dataclass
from functools import cache
from plone.app.contentlisting.interfaces import IContentListingObject
from plone.app.dexterity.behaviors.metadata import DublinCore
from plone.app.dexterity.behaviors.metadata import IDublinCore
from plone.app.dexterity.behaviors.metadata import IOwnership
from plone.app.dexterity.behaviors.metadata import MetadataBase
from plone.autoform.interfaces import READ_PERMISSIONS_KEY
from plone.base.interfaces import IImageScalesAdapter
from plone.base.interfaces import IImageScalesFieldAdapter
from plone.dexterity.interfaces import IDexterityContent
from plone.dexterity.utils import iterSchemata
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.interfaces import IObjectPrimaryFieldTarget
from plone.restapi.interfaces import ISchemaSerializer
from plone.restapi.interfaces import ISerializeToJsonSummary
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.serializer.dxcontent import DexterityObjectPrimaryFieldTarget
from plone.restapi.serializer.dxfields import ChoiceFieldSerializer
from plone.restapi.serializer.dxfields import CollectionFieldSerializer
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from plone.restapi.serializer.schema import _check_permission
from plone.restapi.serializer.schema import SerializeSchemaToJson
from plone.restapi.serializer.summary import DefaultJSONSummarySerializer
from plone.restapi.serializer.utils import get_portal_type_title
from plone.rfc822.interfaces import IPrimaryField
from plone.supermodel.utils import mergedTaggedValueDict
from Products.CMFCore.WorkflowCore import WorkflowException
from typing import NamedTuple
from weakref import WeakKeyDictionary
from zope.component import adapter
from zope.component import getSiteManager
from zope.interface import implementer
from zope.interface import Interface
from zope.interface import providedBy
from zope.interface.interface import Specification
from zope.interface.interfaces import IInterface
from zope.schema import getFields
from zope.schema.interfaces import IContextAwareDefaultFactory
from zope.schema.interfaces import IField
from zukunftsraum.content.summary import PLAIN
from zukunftsraum.interfaces import IBrowserLayer


#: Serializers for which nothing chosen is nothing to look up.
CHOOSING = (ChoiceFieldSerializer, CollectionFieldSerializer)

#: Where dexterity keeps the schemas that are edited through the web: they change while Zope runs.
GENERATED = "plone.dexterity.schema.generated"


class Field(NamedTuple):
    """permission: id of the one to read it (None: whoever sees the object). provided: of the field, for looking up adapters."""

    name: str
    field: IField
    permission: str | None
    provided: Specification


@dataclass(frozen=True)
class Schema:
    """What all objects with a schema have in common. has_primary: whether a field is what the object is about, like the file of a file."""

    fields: tuple[Field, ...]
    names: frozenset[str]
    has_primary: bool


_schemas: WeakKeyDictionary = WeakKeyDictionary()


def described(schema) -> Schema:
    """What is known of a schema."""
    found = _schemas.get(schema)
    if found is None:
        permissions = mergedTaggedValueDict(schema, READ_PERMISSIONS_KEY)
        fields = getFields(schema)
        found = Schema(
            tuple(
                Field(name, field, permissions.get(name), providedBy(field))
                for name, field in fields.items()
            ),
            frozenset(fields),
            any(IPrimaryField.providedBy(field) for field in fields.values()),
        )
        if schema.__module__ != GENERATED:
            _schemas[schema] = found
    return found


class DublinCoreOfReaders(DublinCore):
    """Stock's makes whoever reads content without authors its author, and so writes while it reads."""

    def __init__(self, context):
        MetadataBase.__init__(self, context)


#: What reads the fields of such schemas; that of all others is looked up.
READERS_OF = {IDublinCore: DublinCoreOfReaders, IOwnership: DublinCoreOfReaders}


@cache
def reads_as_default(serializer) -> bool:
    """Whether a serializer of a field takes the value from where stock's default one takes it."""
    return (
        isinstance(serializer, type)
        and issubclass(serializer, DefaultFieldSerializer)
        and serializer.get_value is DefaultFieldSerializer.get_value
    )


def stored(content, field):
    """The value of a field that an object itself keeps, or its default, as dexterity gives it, which asks all schemas of the object for it.

    content: without acquisition, and loaded.
    """
    name = field.__name__
    if name in content.__dict__:
        return content.__dict__[name]
    factory = field.defaultFactory
    if factory is not None and IContextAwareDefaultFactory.providedBy(factory):
        return deepcopy(field.bind(content).default)
    default = field.default
    return default if type(default) in PLAIN else deepcopy(default)


@adapter(IInterface, Interface, IBrowserLayer)
@implementer(ISchemaSerializer)
class SchemaSerializer(SerializeSchemaToJson):
    """`{name: value}` of the fields of one schema that the caller may read."""

    def __call__(self) -> dict:
        context, request = self.context, self.request
        lookup = getSiteManager().adapters.lookup
        provided = (providedBy(context), providedBy(request))
        reader = None
        base = aq_base(context)
        base._p_activate()
        kind = type(base)
        result = {}
        for name, field, permission, kinds in described(self.schema).fields:
            if permission is not None and not _check_permission(permission, self):
                continue
            serializer = lookup((kinds, *provided), IFieldSerializer)
            if reads_as_default(serializer):
                if reader is None:
                    reader = READERS_OF.get(self.schema, self.schema)(context)
                if reader is context and not hasattr(kind, name):
                    value = stored(base, field)
                else:
                    value = getattr(reader, name, None)
                if type(value) in PLAIN and (
                    serializer is DefaultFieldSerializer
                    or (value is None and serializer in CHOOSING)
                ):
                    result[name] = value
                    continue
                if serializer is DefaultFieldSerializer or (
                    serializer in CHOOSING and isinstance(value, list | tuple) and not value
                ):
                    result[name] = json_compatible(value)
                    continue
                shown = serializer(field, context, request)
                shown.get_value = lambda default=None, value=value: value
                result[name] = shown()
                continue
            result[name] = serializer(field, context, request)()
        return result


@adapter(IDexterityContent, IBrowserLayer)
@implementer(IImageScalesAdapter)
class ImageScales:
    """`{name of field: scales}` of the images of an object, as stock; only fields that can have an image are asked."""

    def __init__(self, context, request):
        self.context = context
        self.request = request

    def __call__(self) -> dict:
        context, request = aq_inner(self.context), self.request
        lookup = getSiteManager().adapters.lookup
        provided = (providedBy(context), providedBy(request))
        result = {}
        for schema in iterSchemata(self.context):
            for name, field, _permission, kinds in described(schema).fields:
                serializer = lookup((kinds, *provided), IImageScalesFieldAdapter)
                if serializer is not None and (scales := serializer(field, context, request)()):
                    result[name] = scales
        return result


@adapter(IDexterityContent, IBrowserLayer)
@implementer(ISerializeToJsonSummary)
class ObjectSummary(DefaultJSONSummarySerializer):
    """The summary of an object that is at hand, as stock: what neither it nor its type can have is not looked for in all of its schemas."""

    def __call__(self) -> dict:
        listed = IContentListingObject(self.context)
        base = aq_base(self.context)
        base._p_activate()
        has = (type(listed), type(base))
        names = frozenset().union(*(described(each).names for each in iterSchemata(self.context)))
        summary = {}
        for name in self.metadata_fields():
            if name.startswith("_") or name in self.blocklisted_attributes:
                continue
            accessor = self.field_accessors.get(name, name)
            if name == "type_title":
                value = get_portal_type_title(self.context.portal_type)
            elif (
                any(hasattr(kind, accessor) for kind in has)
                or accessor in base.__dict__
                or accessor in names
            ):
                value = getattr(listed, accessor, None)
            else:
                value = None
            try:
                summary[name] = json_compatible(value() if callable(value) else value)
            except WorkflowException:
                summary[name] = None
        return summary


@adapter(IDexterityContent, IBrowserLayer)
@implementer(IObjectPrimaryFieldTarget)
class PrimaryFieldTarget(DexterityObjectPrimaryFieldTarget):
    """As stock; of what has no such field, and that is most content, not each field is asked."""

    def __call__(self):
        if not any(described(schema).has_primary for schema in iterSchemata(self.context)):
            return None
        return super().__call__()
