"""The fields of content as JSON: as plone.restapi gives them, in less time.

Stock looks up for every field of every object what is the same for all of them: which fields a schema has, what reads them, and the terms of a
vocabulary where nothing is chosen. Here the fields of a schema are looked up once, an object is adapted once for each schema, and what is
empty asks no vocabulary.
"""

from Acquisition import aq_base
from Acquisition import aq_inner
from copy import deepcopy
from plone.app.contentlisting.interfaces import IContentListingObject
from plone.autoform.interfaces import READ_PERMISSIONS_KEY
from plone.base.interfaces import IImageScalesAdapter
from plone.base.interfaces import IImageScalesFieldAdapter
from plone.dexterity.interfaces import IDexterityContent
from plone.dexterity.utils import iterSchemata
from plone.restapi.interfaces import IFieldSerializer
from plone.restapi.interfaces import ISchemaSerializer
from plone.restapi.interfaces import ISerializeToJsonSummary
from plone.restapi.serializer.converters import json_compatible
from plone.restapi.serializer.dxfields import ChoiceFieldSerializer
from plone.restapi.serializer.dxfields import CollectionFieldSerializer
from plone.restapi.serializer.dxfields import DefaultFieldSerializer
from plone.restapi.serializer.schema import _check_permission
from plone.restapi.serializer.schema import SerializeSchemaToJson
from plone.restapi.serializer.summary import DefaultJSONSummarySerializer
from plone.restapi.serializer.utils import get_portal_type_title
from plone.supermodel.utils import mergedTaggedValueDict
from Products.CMFCore.WorkflowCore import WorkflowException
from weakref import WeakKeyDictionary
from zope.component import adapter
from zope.component import getSiteManager
from zope.interface import implementer
from zope.interface import Interface
from zope.interface import providedBy
from zope.interface.interfaces import IInterface
from zope.schema import getFields
from zope.schema.interfaces import IContextAwareDefaultFactory
from zukunftsraum.content.summary import PLAIN
from zukunftsraum.interfaces import IBrowserLayer


#: Those that only read the value, or add the terms of what is chosen.
READERS = (DefaultFieldSerializer, ChoiceFieldSerializer, CollectionFieldSerializer)
#: Those of them for which nothing chosen is nothing to look up.
CHOOSING = (ChoiceFieldSerializer, CollectionFieldSerializer)

#: Where dexterity keeps the schemas that are edited through the web: they change while Zope runs.
GENERATED = "plone.dexterity.schema.generated"

_fields: WeakKeyDictionary = WeakKeyDictionary()


def fields_of(schema) -> tuple:
    """Name, field and id of the permission to read it (None: whoever sees the object) of each field."""
    found = _fields.get(schema)
    if found is None:
        permissions = mergedTaggedValueDict(schema, READ_PERMISSIONS_KEY)
        found = tuple(
            (name, field, permissions.get(name)) for name, field in getFields(schema).items()
        )
        if schema.__module__ != GENERATED:
            _fields[schema] = found
    return found


def stored(content, field):
    """The value of a field that an object itself keeps, or its default, as dexterity gives it, which asks all schemas of the object for it.

    content: without acquisition, and loaded.
    """
    name = field.__name__
    if name in content.__dict__:
        return content.__dict__[name]
    if IContextAwareDefaultFactory.providedBy(field.defaultFactory):
        return deepcopy(field.bind(content).default)
    return deepcopy(field.default)


@adapter(IInterface, Interface, IBrowserLayer)
@implementer(ISchemaSerializer)
class SchemaSerializer(SerializeSchemaToJson):
    """`{name: value}` of the fields of one schema that the caller may read."""

    def __call__(self) -> dict:
        context, request = self.context, self.request
        lookup = getSiteManager().adapters.lookup
        provided = (providedBy(context), providedBy(request))
        adapted: dict = {}
        base = aq_base(context)
        base._p_activate()
        kind = type(base)
        result = {}
        for name, field, permission in fields_of(self.schema):
            if permission is not None and not _check_permission(permission, self):
                continue
            serializer = lookup((providedBy(field), *provided), IFieldSerializer)
            if serializer in READERS:
                schema = field.interface
                reader = adapted.get(schema)
                if reader is None:
                    reader = adapted[schema] = schema(context)
                if reader is context and not hasattr(kind, name):
                    value = stored(base, field)
                else:
                    value = getattr(reader, name, None)
                if type(value) in PLAIN and (
                    value is None or serializer is DefaultFieldSerializer
                ):
                    result[name] = value
                    continue
                if serializer is DefaultFieldSerializer or (
                    serializer in CHOOSING and isinstance(value, list | tuple) and not value
                ):
                    result[name] = json_compatible(value)
                    continue
                chosen = serializer(field, context, request)
                chosen.get_value = lambda default=None, value=value: value
                result[name] = chosen()
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
            for name, field, _permission in fields_of(schema):
                serializer = lookup((providedBy(field), *provided), IImageScalesFieldAdapter)
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
        names = {name for schema in iterSchemata(self.context) for name, *_ in fields_of(schema)}
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
