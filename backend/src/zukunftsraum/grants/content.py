"""Content types of the micro grants: the call of a year, and the application."""

from decimal import Decimal
from plone.autoform import directives
from plone.dexterity.content import Container
from plone.supermodel import model
from zope import schema
from zope.interface import implementer
from zope.interface import Invalid
from zope.interface import invariant
from zukunftsraum import _
from zukunftsraum.grants.fields import Amount
from zukunftsraum.grants.fields import Iban
from zukunftsraum.grants.fields import in_utc
from zukunftsraum.grants.fields import Moment
from zukunftsraum.grants.fields import Rows
from zukunftsraum.register.fields import MunicipalityKeys
from zukunftsraum.spaces.interfaces import IOwnWorkflowInSpace


def texts(longest: int, **about) -> schema.List:
    """A list of short texts."""
    return schema.List(
        value_type=schema.TextLine(max_length=longest),
        required=False,
        max_length=40,
        defaultFactory=list,
        missing_value=[],
        **about,
    )


def letter_text(**about) -> schema.Text:
    """A text for letters, plain."""
    return schema.Text(required=False, max_length=5000, **about)


class IGrantCall(model.Schema):
    """The call of one year: every amount, day, text and list that may change from year to year."""

    year = schema.Int(
        title=_("label_grant_year", default="Year"),
        description=_("help_grant_year", default="There is one call for each year."),
        required=True,
        min=2000,
        max=2199,
    )
    open_from = Moment(
        title=_("label_grant_open_from", default="Applications from"), required=True
    )
    open_to = Moment(
        title=_("label_grant_open_to", default="Applications until"),
        description=_(
            "help_grant_open_to", default="The last moment at which an application is taken."
        ),
        required=True,
    )
    period_from = schema.Date(
        title=_("label_grant_period_from", default="Measures from"),
        description=_("help_grant_period_from", default="Empty: 1 January of the year."),
        required=False,
    )
    period_to = schema.Date(
        title=_("label_grant_period_to", default="Measures until"),
        description=_("help_grant_period_to", default="Empty: 31 December of the year."),
        required=False,
    )
    return_days = schema.Int(
        title=_("label_grant_return_days", default="Days for answering a request for more"),
        required=True,
        min=1,
        max=365,
        default=14,
    )
    invoice_deadline = schema.Date(
        title=_("label_grant_invoice_deadline", default="Deadline for invoices"), required=False
    )
    proof_deadline = schema.Date(
        title=_("label_grant_proof_deadline", default="Deadline for the proof of use"),
        required=False,
    )

    model.fieldset(
        "money",
        label=_("fieldset_grant_money", default="Money"),
        fields=[
            "cap",
            "project_cap",
            "project_years",
            "project_first_year",
            "total_budget",
            "own_share",
            "day_rate_limit",
            "day_rate_categories",
            "cost_categories",
            "weak_first",
            "funding_form",
        ],
    )
    cap = Amount(
        title=_("label_grant_cap", default="Cap for each municipality and year (EUR)"),
        required=True,
    )
    project_cap = Amount(
        title=_("label_grant_project_cap", default="Cap over the whole project (EUR)"),
        description=_(
            "help_grant_project_cap",
            default="What a municipality can get in several years together. Empty: no such cap.",
        ),
    )
    project_years = schema.Int(
        title=_("label_grant_project_years", default="Years of the project"),
        description=_(
            "help_grant_project_years",
            default="So many years count together for the cap over the project.",
        ),
        required=False,
        min=1,
        max=20,
    )
    project_first_year = schema.Int(
        title=_("label_grant_project_first_year", default="First year of the project"),
        description=_(
            "help_grant_project_first_year",
            default="The same in all calls of a project. Empty: the year of this call is the last one of the project.",
        ),
        required=False,
        min=2000,
        max=2199,
    )
    total_budget = Amount(
        title=_("label_grant_total_budget", default="Total budget of the year (EUR)"),
        description=_("help_grant_total_budget", default="Empty: no limit."),
    )
    own_share = schema.Int(
        title=_("label_grant_own_share", default="Own share (percent)"),
        required=False,
        min=0,
        max=99,
        default=0,
    )
    day_rate_limit = Amount(
        title=_("label_grant_day_rate", default="Highest rate for a day (EUR, gross)"),
        description=_("help_grant_day_rate", default="Empty: no limit."),
    )
    day_rate_categories = texts(
        40,
        title=_("label_grant_day_rate_categories", default="Categories with a limited rate"),
        description=_(
            "help_grant_day_rate_categories",
            default="Keys of the categories whose rate is that of a day. Empty: all of them.",
        ),
    )
    cost_categories = Rows(
        table="cost_categories",
        title=_("label_grant_categories", default="Categories of costs"),
        description=_("help_grant_categories", default="A key that stays, and a title for each."),
        required=True,
        least=1,
    )
    weak_first = schema.Bool(
        title=_(
            "label_grant_weak_first", default="Structurally weak regions come first in work lists"
        ),
        required=False,
        default=False,
    )
    funding_form = schema.Choice(
        title=_("label_grant_funding_form", default="Form of funding"),
        vocabulary="zukunftsraum.grant-funding-forms",
        required=True,
        default="notice",
    )

    model.fieldset(
        "demands",
        label=_("fieldset_grant_demands", default="What is demanded"),
        fields=[
            "declarations",
            "quotes_above",
            "quotes",
            "signed_form",
            "formal_checklist",
            "content_checklist",
        ],
    )
    declarations = texts(
        1000,
        title=_("label_grant_declarations", default="Declarations"),
        description=_(
            "help_grant_declarations", default="Each has to be accepted before submission."
        ),
    )
    quotes_above = Amount(
        title=_("label_grant_quotes_above", default="Quotes are demanded above (EUR)"),
        description=_(
            "help_grant_quotes_above",
            default="When an item of the cost plan is higher. Empty: never.",
        ),
    )
    quotes = schema.Int(
        title=_("label_grant_quotes", default="How many quotes"),
        required=False,
        min=0,
        max=10,
        default=0,
    )
    signed_form = schema.Bool(
        title=_("label_grant_signed_form", default="A signed form is demanded"),
        required=False,
        default=False,
    )
    formal_checklist = texts(
        500, title=_("label_grant_formal_checklist", default="Formal examination")
    )
    content_checklist = texts(
        500, title=_("label_grant_content_checklist", default="Examination of the contents")
    )

    model.fieldset(
        "letters",
        label=_("fieldset_grant_letters", default="Letters"),
        fields=[
            "number_prefix",
            "letter_sender",
            "letter_application",
            "letter_approval",
            "letter_conditions",
            "letter_rejection",
            "letter_request",
            "letter_proof",
            "letter_settlement",
            "letter_reclaim",
            "letter_remedy",
        ],
    )
    number_prefix = schema.TextLine(
        title=_("label_grant_prefix", default="Beginning of the numbers"),
        description=_(
            "help_grant_prefix",
            default="Letters and digits; “ZkD” makes ZkD-2026-0001.",
        ),
        required=True,
        default="ZkD",
        max_length=12,
        constraint=lambda value: value.isascii() and value.isalnum(),
    )
    letter_sender = letter_text(
        title=_("label_grant_sender", default="Sender"),
        description=_("help_grant_sender", default="Name and address, a line each."),
    )
    letter_application = letter_text(
        title=_("label_grant_letter_application", default="Text of the application form")
    )
    letter_approval = letter_text(
        title=_("label_grant_letter_approval", default="Text of the approval")
    )
    letter_conditions = letter_text(
        title=_("label_grant_letter_conditions", default="Conditions of every approval")
    )
    letter_rejection = letter_text(
        title=_("label_grant_letter_rejection", default="Text of the rejection")
    )
    letter_request = letter_text(
        title=_("label_grant_letter_request", default="Text of the request for more")
    )
    letter_proof = letter_text(
        title=_("label_grant_letter_proof", default="Text of the form for the proof of use")
    )
    letter_settlement = letter_text(
        title=_("label_grant_letter_settlement", default="Text of the settlement")
    )
    letter_reclaim = letter_text(
        title=_("label_grant_letter_reclaim", default="Text of the reclaim")
    )
    letter_remedy = letter_text(
        title=_("label_grant_letter_remedy", default="Instruction on legal remedies")
    )

    model.fieldset(
        "retention",
        label=_("fieldset_grant_retention", default="Retention"),
        fields=["retention_rejected", "retention_settled"],
    )
    retention_rejected = schema.Int(
        title=_(
            "label_grant_retention_rejected",
            default="Rejected and withdrawn applications are kept so many years",
        ),
        required=True,
        min=1,
        max=50,
        default=2,
    )
    retention_settled = schema.Int(
        title=_(
            "label_grant_retention_settled",
            default="Settled applications are kept so many years",
        ),
        required=True,
        min=1,
        max=50,
        default=10,
    )

    @invariant
    def in_order(data):
        """Moments and days that belong together are in order, and the cap over the project comes with its years."""
        start, end = (
            in_utc(getattr(data, "open_from", None)),
            in_utc(getattr(data, "open_to", None)),
        )
        if start and end and end <= start:
            raise Invalid(_("error_grant_open", default="Applications end before they begin."))
        first, last = getattr(data, "period_from", None), getattr(data, "period_to", None)
        if first and last and last < first:
            raise Invalid(
                _(
                    "error_period_ends_before_start",
                    default="End: the period ends before it starts.",
                )
            )
        if getattr(data, "project_cap", None) is not None and not getattr(
            data, "project_years", None
        ):
            raise Invalid(
                _(
                    "error_grant_project_years",
                    default="Please say over how many years the cap of the project counts.",
                )
            )
        year, first = getattr(data, "year", None), getattr(data, "project_first_year", None)
        years = getattr(data, "project_years", None)
        if year and first and years and not first <= year < first + years:
            raise Invalid(
                _(
                    "error_grant_project_first_year",
                    default="The year of the call is not one of the project.",
                )
            )


@implementer(IGrantCall)
class GrantCall(Container):
    """The call of a year; forms and leaflets lie inside it."""


class IGrantApplication(model.Schema):
    """An application for a micro grant, written together in the municipality's space."""

    year = schema.Int(
        title=_("label_grant_application_year", default="Year of the call"),
        required=False,
        min=2000,
        max=2199,
    )
    relation_to_demography = schema.Text(
        title=_("label_relation_to_demography", default="Relation to demographic change"),
        required=False,
        max_length=5000,
    )
    target_groups = texts(120, title=_("label_target_groups", default="Target groups"))
    goals = Rows(
        table="goals",
        title=_("label_goals", default="Goals"),
        description=_(
            "help_grant_goals", default="Each with what shows that it has been reached."
        ),
    )
    measures = schema.Text(
        title=_("label_measures", default="Measures"), required=False, max_length=5000
    )
    dates = Rows(table="dates", title=_("label_grant_dates", default="Dates"))
    partners = MunicipalityKeys(
        title=_("label_grant_partners", default="Partner municipalities"),
        required=False,
        max_length=30,
        defaultFactory=list,
        missing_value=[],
    )
    adviser = schema.TextLine(
        title=_("label_grant_adviser", default="Adviser"), required=False, max_length=250
    )
    adviser_reason = schema.Text(
        title=_("label_grant_adviser_reason", default="Why this adviser"),
        required=False,
        max_length=3000,
    )

    model.fieldset(
        "people",
        label=_("fieldset_grant_people", default="Who applies"),
        fields=[
            "carriers",
            "office",
            "contact_name",
            "contact_email",
            "contact_phone",
            "signatories",
        ],
    )
    carriers = Rows(
        table="carriers",
        title=_("label_grant_carriers", default="Budget carriers"),
        description=_(
            "help_grant_carriers",
            default="The municipalities whose cap counts, with their share. Empty: your own with the whole amount.",
        ),
    )
    office = schema.TextLine(
        title=_("label_grant_office", default="Department"), required=False, max_length=250
    )
    contact_name = schema.TextLine(
        title=_("label_grant_contact_name", default="Contact"), required=False, max_length=120
    )
    contact_email = schema.TextLine(
        title=_("label_grant_contact_email", default="Mail address of the contact"),
        required=False,
        max_length=254,
    )
    contact_phone = schema.TextLine(
        title=_("label_grant_contact_phone", default="Telephone of the contact"),
        required=False,
        max_length=60,
    )
    signatories = Rows(
        table="signatories",
        title=_("label_grant_signatories", default="Authorised signatories"),
    )

    model.fieldset(
        "costs",
        label=_("fieldset_grant_costs", default="Costs"),
        fields=[
            "cost_plan",
            "own_funds",
            "other_funds",
            "amount_requested",
            "payee",
            "iban",
        ],
    )
    cost_plan = Rows(table="cost_plan", title=_("label_grant_cost_plan", default="Cost plan"))
    own_funds = Amount(title=_("label_grant_own_funds", default="Own funds (EUR)"))
    other_funds = Rows(
        table="other_funds", title=_("label_grant_other_funds", default="Other funds")
    )
    amount_requested = Amount(
        title=_("label_amount_requested", default="Amount asked for (EUR)"),
        max=Decimal(10_000_000),
    )
    payee = schema.TextLine(
        title=_("label_grant_payee", default="Payee"), required=False, max_length=140
    )
    # No form of stock seals what is entered.
    directives.omitted("iban")
    directives.read_permission(iban="zukunftsraum.ViewGrantAccount")
    iban = Iban(title=_("label_grant_iban", default="IBAN"), required=False)

    model.fieldset(
        "declarations",
        label=_("fieldset_grant_declarations", default="Declarations"),
        fields=[
            "declarations",
            "early_start",
            "early_start_from",
            "early_start_reason",
            "attachments",
        ],
    )
    declarations = texts(
        1000,
        title=_("label_grant_accepted", default="Accepted declarations"),
        description=_("help_grant_accepted", default="In the words of the call."),
    )
    early_start = schema.Bool(
        title=_("label_grant_early_start", default="We ask to begin before the decision"),
        required=False,
        default=False,
    )
    early_start_from = schema.Date(
        title=_("label_grant_early_start_from", default="Begin on"), required=False
    )
    early_start_reason = schema.Text(
        title=_("label_grant_early_start_reason", default="Why it cannot wait"),
        required=False,
        max_length=3000,
    )
    attachments = Rows(
        table="attachments",
        title=_("label_grant_attachments", default="What the files are"),
        description=_(
            "help_grant_attachments", default="Name of a file of the application, and its kind."
        ),
    )

    model.fieldset(
        "proof",
        label=_("fieldset_grant_proof", default="Proof of use"),
        fields=["proof_report", "proof_goals", "receipts", "repayment"],
    )
    directives.write_permission(
        proof_report="zukunftsraum.WriteGrantProof",
        proof_goals="zukunftsraum.WriteGrantProof",
        receipts="zukunftsraum.WriteGrantProof",
        repayment="zukunftsraum.WriteGrantProof",
    )
    proof_report = schema.Text(
        title=_("label_grant_proof_report", default="Report"), required=False, max_length=20000
    )
    proof_goals = Rows(
        table="proof_goals", title=_("label_grant_proof_goals", default="What became of the goals")
    )
    receipts = Rows(table="receipts", title=_("label_grant_receipts", default="Receipts"))
    repayment = Amount(title=_("label_grant_repayment", default="Amount paid back (EUR)"))


#: What the municipality writes in the proof of use, and only there.
PROOF_FIELDS = frozenset({"proof_report", "proof_goals", "receipts", "repayment"})


@implementer(IGrantApplication, IOwnWorkflowInSpace)
class GrantApplication(Container):
    """An application; its attachments lie inside it. It belongs to the space it lies in."""

    @property
    def municipality(self):
        """Key (ARS) of the municipality in whose space the application lies."""
        parent = self.__parent__
        return getattr(parent, "municipality", None)
