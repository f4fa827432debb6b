"""Whatever happens in whatever order: no cap is broken, and the ledger is consistent."""

from dataclasses import replace
from decimal import Decimal
from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import initialize
from hypothesis.stateful import invariant
from hypothesis.stateful import precondition
from hypothesis.stateful import rule
from hypothesis.stateful import RuleBasedStateMachine
from tests.grants.letter_examples import CALL
from tests.grants.test_ledger import contents
from tests.grants.test_ledger import NOW
from zukunftsraum.grants.caps import Balance
from zukunftsraum.grants.caps import Caps
from zukunftsraum.grants.caps import NOTHING
from zukunftsraum.grants.caps import OverCap
from zukunftsraum.grants.ledger import Ledger
from zukunftsraum.grants.ledger import NotHeld
from zukunftsraum.grants.ledger import WrongStep
from zukunftsraum.grants.rules import projects_of
from zukunftsraum.grants.store import GrantStore


CARRIERS = ("01", "02", "03", "old")
YEARS = (2025, 2026, 2027)
#: Year of a call → the years of its project, which has two: the last one is that of the call, or calls say the first one.
ROLLING = {2025: {2024, 2025}, 2026: {2025, 2026}, 2027: {2026, 2027}}
FIXED = {2025: {2025, 2026}, 2026: {2025, 2026}, 2027: {2027, 2028}}
#: "old" was merged into "03".
MERGERS = {"old": "03"}


def euros(least, most):
    """Few different amounts, so that they often meet: small against the caps, some with cents."""
    return st.integers(least * 4, most * 4).map(lambda quarters: Decimal(quarters) / 4)


shares_ = st.dictionaries(st.sampled_from(CARRIERS), euros(0, 12), min_size=1, max_size=2)
applications_ = st.integers(0, 5)
WHO = {"cause": "law", "actor": "a", "now": NOW}


class LedgerLaws(RuleBasedStateMachine):
    """Beside the ledger a plain model: application → carrier → (reserved, committed, spent)."""

    @initialize(
        year=euros(5, 25),
        project=st.none() | euros(8, 35),
        total=st.none() | euros(10, 60),
        is_fixed=st.booleans(),
    )
    def begin(self, year, project, total, is_fixed):
        self.caps = Caps(year, total=total)
        self.project = project
        self.windows = FIXED if is_fixed else ROLLING
        self.calls = []
        self.open_call()
        self.ledger = Ledger(GrantStore(), MERGERS)
        self.model = {}
        self.given = 0

    def open_call(self):
        """The call of the next year; those before it are still answered: what was sent back is submitted again."""
        year = YEARS[len(self.calls)]
        first = min(self.windows[year]) if self.windows is FIXED else None
        self.calls.append(
            replace(
                CALL,
                year=year,
                project_cap=self.project,
                project_years=2,
                project_first_year=first,
            )
        )

    @precondition(lambda self: len(self.calls) < len(YEARS))
    @rule()
    def a_year_goes_by(self):
        self.open_call()

    def caps_of(self, year):
        return replace(self.caps, projects=projects_of(year, self.calls))

    def year_of(self, application):
        return YEARS[application % 3]

    def attempt(self, step, application, *arguments):
        """Whether the step was done; where it was refused, nothing has changed."""
        before = contents(self.ledger)
        try:
            getattr(self.ledger, step)(f"uid-{application}", *arguments, **WHO)
        except (OverCap, NotHeld, WrongStep) as error:
            assert contents(self.ledger) == before
            self.error = error
            return False
        return True

    def of(self, application):
        return self.model.setdefault(application, {})

    @rule(application=applications_, shares=shares_)
    def reserve(self, application, shares):
        year = self.year_of(application)
        if YEARS.index(year) >= len(self.calls):
            return
        known = self.of(application)
        was_decided = any(one.committed or one.spent for one in known.values())
        wanted = {carrier: Balance(reserved=amount) for carrier, amount in shares.items()}
        after = {**self.model, application: wanted}
        done = self.attempt("reserve", application, year, shares, self.caps_of(year))
        assert done == (not was_decided and not self.is_over(after, shares, year))
        if done:
            self.model = after

    @rule(application=applications_, shares=shares_)
    def reserve_again(self, application, shares):
        """As often again: most of what happens to a cap happens here."""
        self.reserve(application, shares)

    @rule(application=applications_, shares=shares_)
    def commit(self, application, shares):
        known = self.of(application)
        fits = all(
            amount <= known.get(carrier, NOTHING).reserved for carrier, amount in shares.items()
        )
        assert self.attempt("commit", application, shares) == fits
        if fits:
            for carrier, one in known.items():
                amount = shares.get(carrier, 0) if one.reserved else 0
                known[carrier] = Balance(committed=one.committed + amount, spent=one.spent)

    @rule(application=applications_, data=st.data())
    def commit_what_is_there(self, application, data):
        """As `commit`, with shares that fit: chance alone seldom brings them."""
        known = self.of(application)
        shares = {
            carrier: data.draw(st.integers(0, int(one.reserved * 100))) / Decimal(100)
            for carrier, one in known.items()
        }
        self.commit(application, shares)

    @rule(application=applications_, data=st.data())
    def spend(self, application, data):
        known = self.of(application)
        shares = {
            carrier: data.draw(st.integers(0, int(one.committed * 100) + 1)) / Decimal(100)
            for carrier, one in known.items()
            if one.committed
        }
        fits = all(amount <= known[carrier].committed for carrier, amount in shares.items())
        assert self.attempt("spend", application, shares) == fits
        if fits:
            for carrier, one in known.items():
                spent = one.spent + shares.get(carrier, 0)
                known[carrier] = Balance(reserved=one.reserved, spent=spent)

    @rule(application=applications_)
    def release(self, application):
        assert self.attempt("release", application)
        known = self.of(application)
        for carrier, one in known.items():
            known[carrier] = Balance(spent=one.spent)

    @precondition(lambda self: self.given < 9)
    @rule()
    def number(self):
        self.given += 1
        number = self.ledger.store.next_number("ZkD", 2026, f"uid-{self.given}")
        assert number == f"ZkD-2026-{self.given:04d}"

    def is_over(self, model, shares, year):
        """Whether these shares would break a cap, from the model alone."""
        touched = {MERGERS.get(carrier, carrier) for carrier, amount in shares.items() if amount}
        over_project = self.project is not None and any(
            self.used(model, self.windows[call.year], carrier) > self.project
            for call in self.calls
            if year in self.windows[call.year]
            for carrier in touched
        )
        return (
            any(self.used(model, {year}, carrier) > self.caps.year for carrier in touched)
            or over_project
            or bool(touched)
            and self.caps.total is not None
            and self.used(model, {year}) > self.caps.total
        )

    def used(self, model, years, carrier=None):
        return sum(
            one.used
            for application, shares in model.items()
            if self.year_of(application) in years
            for key, one in shares.items()
            if carrier is None or MERGERS.get(key, key) == carrier
        )

    @invariant()
    def no_cap_is_broken(self):
        for year in YEARS:
            total = self.ledger.total(year)
            assert self.caps.total is None or total.used <= self.caps.total
            for carrier in CARRIERS:
                assert self.ledger.balance(carrier, year).used <= self.caps.year
                if self.project is not None:
                    used = self.ledger.project_balance(carrier, self.windows[year]).used
                    assert used <= self.project

    @invariant()
    def the_sums_are_right(self):
        for year in YEARS:
            assert self.ledger.total(year).used == self.used(self.model, {year})
            for carrier in CARRIERS:
                counts = MERGERS.get(carrier, carrier)
                assert self.ledger.balance(carrier, year).used == self.used(
                    self.model, {year}, counts
                )
        for application, known in self.model.items():
            stored = self.ledger.position(f"uid-{application}")
            for carrier in CARRIERS:
                assert stored.get(carrier, NOTHING) == known.get(carrier, NOTHING)

    @invariant()
    def it_verifies(self):
        assert self.ledger.verify() == []


TestLedgerLaws = LedgerLaws.TestCase
TestLedgerLaws.settings = settings(max_examples=100, stateful_step_count=30, deadline=None)
