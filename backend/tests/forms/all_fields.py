"""A form with every kind of question that collective.easyform offers, as its editors' XML; used to compare both ways of sending it.

Each field is a line of the table in `docs/developers/forms.md`.
"""

HEAD = """<model xmlns="http://namespaces.plone.org/supermodel/schema"
  xmlns:easyform="http://namespaces.plone.org/supermodel/easyform"
  xmlns:form="http://namespaces.plone.org/supermodel/form"
  xmlns:security="http://namespaces.plone.org/supermodel/security">
  <schema>"""
FOOT = "</schema></model>"


def field(name, type_, body="", attributes="", title=None):
    title = name.replace("_", " ").capitalize() if title is None else title
    return f'<field name="{name}" type="{type_}" {attributes}><title>{title}</title>{body}</field>'


OPTIONAL = "<required>False</required>"
ANSWERS = (
    "<values><element>rot</element><element>grün, hell</element><element>blau</element></values>"
)
CHOICE = f'<value_type type="zope.schema.Choice">{ANSWERS}</value_type>'
LIKERT = (
    "<questions><element>Essen</element><element>Ort</element></questions>"
    "<answers><element>gut</element><element>schlecht</element></answers>"
)
RADIO = 'form:widget="z3c.form.browser.radio.RadioFieldWidget"'
BOXES = 'form:widget="z3c.form.browser.checkbox.CheckBoxFieldWidget"'

#: Name → type and the rest of the field.
FIELDS = {
    "text": (
        "zope.schema.TextLine",
        "<max_length>80</max_length><description>Hilfe</description>",
    ),
    "textarea": ("zope.schema.Text", ""),
    "email": ("plone.schema.email.Email", ""),
    "url": ("zope.schema.URI", ""),
    "password": ("zope.schema.Password", ""),
    "ascii": ("zope.schema.ASCIILine", OPTIONAL),
    "json": ("plone.schema.jsonfield.JSONField", OPTIONAL),
    "lines": ("zope.schema.Tuple", '<value_type type="zope.schema.TextLine"/>'),
    "richtext": ("plone.app.textfield.RichText", ""),
    "integer": ("zope.schema.Int", "<min>1</min><max>2000</max>"),
    "float": ("zope.schema.Float", "<min>0.5</min>"),
    "decimal": ("zope.schema.Decimal", ""),
    "date": ("zope.schema.Date", "<min>2026-01-01</min>"),
    "datetime": ("zope.schema.Datetime", ""),
    "yes": ("zope.schema.Bool", ""),
    "no": ("zope.schema.Bool", OPTIONAL),
    "yes_radio": ("zope.schema.Bool", "", RADIO),
    "select": ("zope.schema.Choice", ANSWERS),
    "radio": ("zope.schema.Choice", ANSWERS, RADIO),
    "named": (
        "zope.schema.Choice",
        "<vocabulary>plone.app.vocabularies.SupportedContentLanguages</vocabulary>",
    ),
    "dynamic": (
        "zope.schema.Choice",
        "<vocabulary>plone.app.vocabularies.WorkflowStates</vocabulary>" + OPTIONAL,
    ),
    "multi": ("zope.schema.Set", CHOICE),
    "boxes": ("zope.schema.Set", CHOICE, BOXES),
    "ordered": ("zope.schema.List", CHOICE),
    "file": ("plone.namedfile.field.NamedBlobFile", ""),
    "image": ("plone.namedfile.field.NamedBlobImage", OPTIONAL),
    "plain_file": ("plone.namedfile.field.NamedFile", OPTIONAL),
    "likert": ("collective.easyform.fields.Likert", LIKERT),
    "label": ("collective.easyform.fields.Label", ""),
    "richlabel": (
        "collective.easyform.fields.RichLabel",
        "<rich_label>&lt;b&gt;Fett&lt;/b&gt;</rich_label>",
    ),
    "t_default": ("zope.schema.TextLine", "", "easyform:TDefault=\"python:'heute ' + 'neu'\""),
    "from_request": (
        "zope.schema.TextLine",
        OPTIONAL,
        'easyform:TDefault="request/form/kurs|nothing"',
    ),
    "static_default": ("zope.schema.TextLine", "<default>vorgegeben</default>"),
    "switched_off": ("zope.schema.TextLine", "", 'easyform:TEnabled="python:False"'),
    "hidden": ("zope.schema.TextLine", "<default>versteckt</default>", 'easyform:THidden="True"'),
    "server_side": (
        "zope.schema.TextLine",
        "<default>nur-intern</default>" + OPTIONAL,
        'easyform:serverSide="True"',
    ),
    "read_only": (
        "zope.schema.TextLine",
        "<default>fest</default><readonly>True</readonly>" + OPTIONAL,
    ),
    "validated": (
        "zope.schema.TextLine",
        "",
        "easyform:TValidator=\"python: value != 'eins' and 'Bitte eins' or False\"",
    ),
    "optional": ("zope.schema.TextLine", OPTIONAL),
    "optional_choice": ("zope.schema.Choice", ANSWERS + OPTIONAL),
    "depending": (
        "zope.schema.TextLine",
        OPTIONAL,
        'easyform:depends_on="form-widgets-select=blau"',
    ),
    "ascii_text": ("zope.schema.ASCII", OPTIONAL),
    "source_text": ("zope.schema.SourceText", OPTIONAL),
    "identifier": ("zope.schema.Id", OPTIONAL),
    "dotted_name": ("zope.schema.DottedName", OPTIONAL),
    "frozen": ("zope.schema.FrozenSet", '<value_type type="zope.schema.TextLine"/>' + OPTIONAL),
    "plain_image": ("plone.namedfile.field.NamedImage", OPTIONAL),
    "relation": (
        "z3c.relationfield.schema.RelationChoice",
        "<vocabulary>plone.app.vocabularies.Catalog</vocabulary>" + OPTIONAL,
    ),
}

#: What cannot be answered: it is left empty.
UNSUPPORTED = {
    "bytes": ("zope.schema.Bytes", OPTIONAL),
    "bytes_line": ("zope.schema.BytesLine", OPTIONAL),
    "dict": (
        "zope.schema.Dict",
        '<key_type type="zope.schema.TextLine"/><value_type type="zope.schema.TextLine"/>'
        + OPTIONAL,
    ),
}

IN_FIELDSET = ("grouped", "grouped_choice")


def fields_model(names=None, more=""):
    """The model of a form with these fields; all of them by default, and a fieldset."""
    chosen = FIELDS if names is None else {name: FIELDS[name] for name in names}
    lines = [
        field(name, spec[0], spec[1], spec[2] if len(spec) > 2 else "")
        for name, spec in chosen.items()
    ]
    if names is None:
        lines.append(
            '<fieldset name="more" label="Weiteres" description="Noch mehr">'
            + field("grouped", "zope.schema.TextLine")
            + field("grouped_choice", "zope.schema.Choice", ANSWERS)
            + "</fieldset>"
        )
    return HEAD + "".join(lines) + more + FOOT


SAVER = (
    '<field name="saver" type="collective.easyform.actions.SaveData"><title>Saver</title></field>'
)
MAILER = """<field name="mailer" type="collective.easyform.actions.Mailer"><title>Mailer</title>
  <recipient_email>geheim@example.org</recipient_email><sendXML>True</sendXML>
  <msg_subject>Antwort von ${text}</msg_subject>{shown}</field>"""
#: The classic form does not show them, and a mailer that is to send them fails.
NOT_SHOWN = ("switched_off", "read_only")


def mailer(names=()):
    """A mailer; names of the fields that it attaches, which must all be in the form."""
    shown = "".join(f"<element>{name}</element>" for name in names)
    return MAILER.replace("{shown}", f"<showFields>{shown}</showFields>" if names else "")


#: A mailer for the form with all fields.
WHOLE_MAILER = mailer([name for name in FIELDS if name not in NOT_SHOWN])

#: Notes in the description of the form what a script sees of the request.
SCRIPT = """<field name="noter" type="collective.easyform.actions.CustomScript"><title>Script</title>
  <ProxyRole>Manager</ProxyRole><ScriptBody>
seen = []
for name in fields.keys():
    if name.startswith('form.widgets.') and not name.endswith('.to'):
        seen.append(name + '=' + (getattr(fields[name], 'filename', None) or str(fields[name])))
seen.sort()
easyform.setDescription(' | '.join(seen))
</ScriptBody></field>"""


def actions_model(*actions):
    return HEAD + "".join(actions) + FOOT
