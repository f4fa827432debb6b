"""What content provides, remembered for one request.

Dexterity adds to what an object provides the schema of its type and the markers of its behaviors. It remembers the result at the object, and asks
each time whether it still holds: for the type, its time of change, and that of the object. Reading one article asks about 170 times, writing one
about 600 times, which was an eighth of the time of both.
"""

from plone.dexterity.content import _recursion_detection
from plone.dexterity.schema import FTI_CACHE_KEY
from plone.dexterity.schema import SCHEMA_CACHE
from zope.globalrequest import getRequest


#: Attribute of an object, never stored: what the answer depends on, and the answer.
REMEMBERED = "_v_provided_in_request"
#: Beside the types of a request, by their names: a mark that is as old as they are.
MARK = None


def provided_in_request(self, content, cls=None):
    """`FTIAwareSpecification.__get__`: as the original, which is asked again where the request is another one, a type was changed in it, or the object is of another type or provides something else itself.

    Types of a request are a dictionary that dexterity makes for each request and takes away when a type is changed.
    """
    if content is None:
        return self._old___get__(content, cls)
    types = getattr(getRequest(), FTI_CACHE_KEY, None)
    state = content.__dict__
    if types is None:
        return self._old___get__(content, cls)
    mark = types.get(MARK)
    known = state.get(REMEMBERED)
    if (
        known is not None
        and known[0] is mark
        and known[1] is state.get("__provides__")
        and known[2] == state.get("portal_type")
        and known[3] is cls
    ):
        return known[4]
    provided = self._old___get__(content, cls)
    if SCHEMA_CACHE.cache_enabled and not getattr(_recursion_detection, "blocked", False):
        if mark is None:
            mark = types[MARK] = object()
        depends = mark, state.get("__provides__"), state.get("portal_type"), cls
        state[REMEMBERED] = *depends, provided
    return provided
