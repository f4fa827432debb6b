"""What the forms of the classic UI check as REST does."""

from plone.app.dexterity.behaviors.metadata import IOwnership
from z3c.form.validator import SimpleFieldValidator
from z3c.form.validator import WidgetValidatorDiscriminators
from zope.interface import Interface
from zope.interface import Invalid
from zukunftsraum.content.deserializers import names_others
from zukunftsraum.content.deserializers import OTHERS
from zukunftsraum.interfaces import IBrowserLayer


class CreatorsValidator(SimpleFieldValidator):
    """Only editors name others as authors."""

    def validate(self, value, force=False):
        super().validate(value, force)
        if hasattr(self.context, "listCreators") and names_others(self.context, value):
            raise Invalid(OTHERS)


WidgetValidatorDiscriminators(
    CreatorsValidator, context=Interface, request=IBrowserLayer, field=IOwnership["creators"]
)
