"""Who decides, who comes in at once, who is reminded, and which mail domains count."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
from zukunftsraum.members.admission_rules import BadDomain
from zukunftsraum.members.admission_rules import decided_at_once
from zukunftsraum.members.admission_rules import Decider
from zukunftsraum.members.admission_rules import due_reminders
from zukunftsraum.members.admission_rules import is_listed
from zukunftsraum.members.admission_rules import listed_domains
from zukunftsraum.members.admission_rules import normal_domain
from zukunftsraum.members.admission_rules import Reminders
from zukunftsraum.members.admission_rules import told_to_office

import pytest


NOW = datetime(2026, 11, 24, 12, tzinfo=UTC)

keys = st.sampled_from(["990000000001", "990000000002", "99001", "990010001"])
deciders = st.builds(Decider, st.booleans(), st.frozensets(keys))
labels = st.from_regex(r"[a-z][a-z0-9]{0,8}", fullmatch=True)
domains = st.builds(lambda a, b: f"{a}-stadt.{b}x", labels, labels)


@given(deciders, st.none() | keys)
def test_only_the_office_and_coordinators_of_that_municipality_decide(decider, ars):
    assert decider.decides(ars) == (decider.office or ars in decider.municipalities)
    if decider.decides(ars):
        assert decider.decides_at_all()


@given(st.frozensets(keys))
def test_coordinators_never_decide_who_comes_into_the_network_without_a_municipality(own):
    assert not Decider(False, own).decides(None)


@given(st.none() | keys, st.lists(st.text(min_size=1), max_size=3))
def test_somebody_is_always_told(ars, coordinators):
    assert told_to_office(ars, coordinators) or (ars is not None and coordinators)


@given(domains, st.sets(domains), st.booleans())
def test_nobody_comes_in_at_once_where_there_is_no_space(domain, listed, invited):
    how = decided_at_once(
        has_space=False, email_domain=domain, domains={*listed, domain}, invited=invited
    )
    assert how is None


@given(domains, st.sets(domains))
def test_without_invitation_the_domain_decides(domain, listed):
    how = decided_at_once(has_space=True, email_domain=domain, domains=listed, invited=False)
    assert how == ("domain" if domain in listed else None)


def test_an_invitation_counts_before_the_domain():
    how = decided_at_once(
        has_space=True, email_domain="stadt.de", domains={"stadt.de"}, invited=True
    )
    assert how == "invitation"


@pytest.mark.parametrize(
    ("days", "reminded", "told", "expected"),
    [
        (2.9, False, False, (False, False)),
        (3, False, False, (True, False)),
        (3, True, False, (False, False)),
        (7, True, False, (False, True)),
        (7, False, False, (True, True)),
        (8, True, True, (False, False)),
    ],
)
def test_reminders_come_once_after_their_days(days, reminded, told, expected):
    due = due_reminders(
        requested=NOW - timedelta(days=days),
        now=NOW,
        coordinators_reminded=reminded,
        office_told=told,
        coordinators_days=3,
        office_days=7,
    )
    assert due == Reminders(*expected)


@pytest.mark.parametrize(
    ("text", "domain"),
    [
        ("musterstadt.example", "musterstadt.example"),
        (" @Musterstadt.EXAMPLE. ", "musterstadt.example"),
        ("müsterstadt.de", "xn--msterstadt-9db.de"),
        ("MÜSTERSTADT.de", "xn--msterstadt-9db.de"),
        ("xn--msterstadt-9db.de", "xn--msterstadt-9db.de"),
        ("straße.de", "xn--strae-oqa.de"),
        ("bauamt.musterstadt.de", "bauamt.musterstadt.de"),
        ("musterstadt。de", "musterstadt.de"),
    ],
)
def test_normal_form(text, domain):
    assert normal_domain(text) == domain


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", "malformed"),
        ("@", "malformed"),
        ("a b.de", "malformed"),
        ("stadt.de\nbcc: x", "malformed"),
        ("stadt..de", "malformed"),
        (".stadt.de", "malformed"),
        ("-stadt.de", "malformed"),
        ("stadt_amt.de", "malformed"),
        ("*.stadt.de", "malformed"),
        ("192.168.1.1", "malformed"),
        ("info@stadt.de", "malformed"),
        ("https://stadt.de", "malformed"),
        ("a" * 64 + ".de", "malformed"),
        ("a." * 150 + "de", "malformed"),
        ("de", "too_general"),
        ("localhost", "too_general"),
        ("co.uk", "too_general"),
        ("De.Com", "too_general"),
    ],
)
def test_what_is_no_domain_of_an_owner(text, reason):
    with pytest.raises(BadDomain) as error:
        normal_domain(text)
    assert error.value.reason == reason


@pytest.mark.parametrize("text", ["gmx.de", "GMX.de", "mail.gmx.de", "@gmx.de"])
def test_free_mail_is_refused_below_as_well(text):
    with pytest.raises(BadDomain) as error:
        listed_domains(["stadt.de", text], {"gmx.de", "web.de"})
    assert error.value.reason == "free_mail"
    assert error.value.domain == text


@given(st.lists(domains))
def test_the_list_is_sorted_and_each_once_and_stays_as_it_is(texts):
    listed = listed_domains(texts, {"gmx.de"})
    assert list(listed) == sorted(set(texts))
    assert listed_domains(listed, {"gmx.de"}) == listed


@given(domains, domains)
def test_a_domain_counts_itself_and_all_below_and_nothing_else(listed, other):
    assert is_listed(listed, {listed})
    assert is_listed(f"bauamt.{listed}", {listed})
    assert not is_listed(f"x{listed}", {listed})
    assert not is_listed(listed.split(".")[-1], {listed})
    assert is_listed(other, {listed}) == (other == listed or other.endswith(f".{listed}"))
