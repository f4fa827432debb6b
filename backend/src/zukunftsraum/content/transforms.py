"""How rich text becomes HTML that is safe: the way from one type of text to another, remembered.

Products.PortalTransforms searches its table of transforms anew for each rich text that is shown, which was two fifths of the time of reading a practice example.
"""

from Acquisition import aq_base
from collections.abc import Hashable
from itertools import chain


#: Attribute of the tool, never stored: the state of the table, and the ways found in it.
REMEMBERED = "_v_ways"
#: Stands for the states of tables in what a transaction remembers.
STATES = object()


def remembered_way(self, orig, target, required_transforms=()):
    """`TransformTool._findPath`: as the original, which is asked again when the table of transforms was changed, here or by another process."""
    state = _state_in_transaction(self._mtmap)
    if state is None:
        return self._old__findPath(orig, target, required_transforms)
    tool = aq_base(self)
    known = getattr(tool, REMEMBERED, None)
    if known is None or known[0] != state:
        known = (state, {})
        setattr(tool, REMEMBERED, known)
    asked = (str(orig), str(target), tuple(required_transforms))
    if asked not in known[1]:
        known[1][asked] = self._old__findPath(orig, target, list(required_transforms))
    way = known[1][asked]
    return None if way is None else list(way)


def _state_in_transaction(table) -> Hashable | None:
    """As `_state`, found out once for each transaction that changes nothing: in it the table stays as it is."""
    jar = table._p_jar
    if jar is None or not jar._needs_to_join:
        return _state(table)
    current = jar.transaction_manager.get()
    try:
        states = current.data(STATES)
    except KeyError:
        states = {}
        current.set_data(STATES, states)
    which = id(jar), table._p_oid
    if which not in states:
        states[which] = _state(table)
    return states[which]


def _state(table) -> Hashable | None:
    """Changes with the table of transforms; None while it may have changes that are not stored: a savepoint hides them."""
    if table._p_jar is None or table._p_jar._savepoint_storage is not None:
        return None
    serials = []
    outputs = list(
        table.data.values()
    )  # their own dictionaries: views of persistent mappings are slow
    for part in chain((table,), outputs, *(each.data.values() for each in outputs)):
        if part._p_jar is None or part._p_changed:
            return None
        part._p_activate()
        serials.append(part._p_serial)
    return tuple(serials)
