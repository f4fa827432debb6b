"""The page of collective.easyform with what people have sent: its download is our table."""

from collective.easyform.api import get_context
from collective.easyform.browser.actions import SavedDataForm
from collective.easyform.browser.actions import SavedDataFormWrapper
from plone import api
from plone.z3cform import layout
from zukunftsraum.forms.captcha import IQuestionCaptcha
from zukunftsraum.forms.saved_rows import table_of
from zukunftsraum.tables import CSV_TYPE
from zukunftsraum.tables import XLSX_TYPE


#: Format of a saver → media type.
FORMATS = {"csv": CSV_TYPE, "tsv": "text/tab-separated-values", "xlsx": XLSX_TYPE}


def delimiter_of(asked: object, known: str) -> str | None:
    """What stands between the columns of CSV: one character, or None where what is asked for cannot stand there.

    :param asked: in the request, None where nothing is said. known: the setting of the site, which counts then.
    """
    said = known if asked is None else asked
    return said if isinstance(said, str) and len(said) == 1 and said not in '\r\n"\0' else None


def known_delimiter() -> str:
    """The setting of the site."""
    return api.portal.get_registry_record("easyform.csv_delimiter", default=None) or ";"


class Saved(SavedDataForm):
    """Questions against robots are no columns: nothing is saved of them, and they can be shown in forms only."""

    @property
    def update_schema(self):
        fields = super().update_schema
        asked = [name for name in fields if IQuestionCaptcha.providedBy(fields[name].field)]
        return fields.omit(*asked)

    @property
    def csv_delimiter(self):
        """What the page offers; stock shows bytes where nothing was asked for."""
        asked = self.request.form.get("csv_delimiter")
        return asked if isinstance(asked, str) else known_delimiter()


class Downloads(SavedDataFormWrapper):
    """Stock writes formulas as they were sent, and fails where the request names no delimiter."""

    def __call__(self):
        if "form.buttons.download" not in self.request.form:
            return super().__call__()
        saver = self.context.field
        format = saver.DownloadFormat if saver.DownloadFormat in FORMATS else "csv"
        delimiter = "\t"
        if format == "csv":
            delimiter = delimiter_of(self.request.form.get("csv_delimiter"), known_delimiter())
        if delimiter is None:
            self.form_instance._delimiter_missing = True
            return layout.FormWrapper.__call__(self)
        form = get_context(saver)
        response = self.request.response
        response.setHeader("Content-Type", FORMATS[format])
        filename = f"{form.getId()}-{saver.__name__}.{format}"
        response.setHeader("Content-Disposition", f'attachment; filename="{filename}"')
        response.setHeader("Cache-Control", "private, no-store")
        kind = "xlsx" if format == "xlsx" else "csv"
        return table_of(form, saver.__name__, saver, self.request, kind, delimiter)


SavedDataPage = layout.wrap_form(Saved, __wrapper_class=Downloads)
