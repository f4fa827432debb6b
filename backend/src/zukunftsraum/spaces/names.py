"""Names of what is added to a space."""

from plone.app.content.namechooser import NormalizingNameChooser


#: Pages of the website at `<space>/<name>`: content of that name could not be reached.
PAGES = frozenset({"mitglieder"})


class SpaceNameChooser(NormalizingNameChooser):
    """Chooses as everywhere, but leaves out names at which the website has pages of its own."""

    def _getCheckId(self, obj):
        check = super()._getCheckId(obj)

        def check_name(name, required):
            return "reserved" if name in PAGES else check(name, required=required)

        return check_name
