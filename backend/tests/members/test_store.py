"""Tokens, consents, rate limits and the index of accounts, in a real site."""

from datetime import datetime
from datetime import timedelta
from datetime import UTC
from hypothesis import given
from hypothesis import strategies as st
from plone import api
from zukunftsraum.members import consents
from zukunftsraum.members import tokens
from zukunftsraum.members.accounts import AddressTaken
from zukunftsraum.members.accounts import create_account
from zukunftsraum.members.accounts import user_id_of
from zukunftsraum.members.index import Account
from zukunftsraum.members.index import AccountIndex
from zukunftsraum.members.ratelimits import RateLog
from zukunftsraum.members.rules import Signup
from zukunftsraum.members.setup import rebuild
from zukunftsraum.members.store import get_members_store

import pytest


NOW = datetime(2026, 11, 22, 12, tzinfo=UTC)
SIGNUP = Signup(
    email="eva@example.org",
    fullname="Eva Beispiel",
    municipality="990000000001",
    category="administration",
    function="Leitung",
    newsletter=True,
    privacy_version="1",
    privacy_hash="abc",
    accepted=NOW.isoformat(),
)


class TestTokens:
    def test_single_use(self, portal):
        token = tokens.issue("signup", {"email": "a@example.org"}, now=NOW, days=7)
        assert tokens.peek("signup", token, now=NOW) == {"email": "a@example.org"}
        assert tokens.redeem("signup", token, now=NOW) == {"email": "a@example.org"}
        with pytest.raises(tokens.TokenGone):
            tokens.redeem("signup", token, now=NOW)

    def test_128_bit_and_only_the_hash_is_stored(self, portal):
        token = tokens.issue("signup", {"email": "a@example.org"}, now=NOW, days=7)
        assert len(token) * 6 >= 128
        assert token not in repr(list(get_members_store().tokens._tokens.items()))

    @pytest.mark.parametrize("days", [0, -1, 7])
    def test_ends(self, portal, days):
        token = tokens.issue("signup", {}, now=NOW, days=days)
        with pytest.raises(tokens.TokenGone):
            tokens.redeem("signup", token, now=NOW + timedelta(days=max(days, 0)))

    @pytest.mark.parametrize("bad", ["", "x", "ä" * 43, None, 7, ["x"], "x" * 43, "x" * 5000])
    def test_unknown(self, portal, bad):
        with pytest.raises(tokens.TokenGone):
            tokens.redeem("signup", bad, now=NOW)

    def test_cut_or_for_something_else(self, portal):
        token = tokens.issue("signup", {}, now=NOW, days=7)
        for purpose, tried in (("signup", token[:-1]), ("password-reset", token)):
            with pytest.raises(tokens.TokenGone):
                tokens.redeem(purpose, tried, now=NOW)

    def test_revoke(self, portal):
        mine = tokens.issue("signup", {"email": "a@example.org"}, now=NOW, days=7)
        other = tokens.issue("signup", {"email": "b@example.org"}, now=NOW, days=7)
        assert tokens.revoke("a@example.org") == 1
        with pytest.raises(tokens.TokenGone):
            tokens.peek("signup", mine, now=NOW)
        assert tokens.peek("signup", other, now=NOW)

    def test_purge(self, portal):
        tokens.issue("signup", {"email": "a@example.org"}, now=NOW, days=1)
        kept = tokens.issue("signup", {"email": "b@example.org"}, now=NOW, days=3)
        assert tokens.purge(NOW + timedelta(days=2)) == 1
        assert tokens.purge(NOW + timedelta(days=2)) == 0
        assert tokens.peek("signup", kept, now=NOW)
        assert "a@example.org" not in repr(list(get_members_store().tokens._tokens.items()))


class TestAccounts:
    @pytest.fixture
    def eva(self, portal):
        return create_account(SIGNUP, "Blaue-Giraffe-tanzt-7", now=NOW)

    def test_login_name_is_the_address_and_the_id_tells_nothing(self, portal, eva):
        assert len(eva) == 32 and "eva" not in eva
        source = portal.acl_users.source_users
        credentials = {"login": "eva@example.org", "password": "Blaue-Giraffe-tanzt-7"}
        assert source.authenticateCredentials(credentials) == (eva, "eva@example.org")

    def test_properties(self, eva):
        member = api.user.get(userid=eva)
        assert member.getProperty("fullname") == "Eva Beispiel"
        assert member.getProperty("category") == "administration"
        assert member.getProperty("function") == "Leitung"
        assert member.getProperty("newsletter") is True
        assert member.getProperty("visible_in_directory") is False
        assert "Member" in member.getRoles()

    def test_is_found_by_address(self, eva):
        assert user_id_of("eva@example.org") == eva
        assert user_id_of("max@example.org") is None

    def test_one_account_per_address(self, eva):
        with pytest.raises(AddressTaken):
            create_account(SIGNUP, "Blaue-Giraffe-tanzt-8", now=NOW)

    def test_consents(self, eva):
        given_ = [(c.subject, c.version, c.text_hash) for c in consents.consents_of(eva)]
        assert sorted(given_) == [("newsletter", "1", "abc"), ("privacy", "1", "abc")]

    def test_consents_lose_the_person_and_stay(self, eva):
        before = len(get_members_store().consents.all())
        consents.forget(eva)
        log = get_members_store().consents.all()
        assert consents.consents_of(eva) == []
        assert len(log) == before
        assert {c.time for c in log if c.text_hash == "abc"} == {NOW.isoformat()}
        assert eva not in repr(log)

    def test_index_follows_the_address(self, eva):
        with api.env.adopt_roles(["Manager"]):
            api.user.get(userid=eva).setMemberProperties({"email": "Eva.Neu@example.org"})
        assert user_id_of("eva.neu@example.org") == eva
        assert user_id_of("eva@example.org") is None

    def test_index_follows_deletion(self, eva):
        with api.env.adopt_roles(["Manager"]):
            api.user.delete(user=api.user.get(userid=eva))
        assert user_id_of("eva@example.org") is None
        assert eva not in get_members_store().accounts

    def test_index_knows_accounts_made_by_stock(self, portal):
        user = api.user.create(
            username="max", email="max@example.org", password="Blaue-Giraffe-tanzt-7"
        )
        assert user_id_of("max@example.org") == user.getId()

    def test_rebuilt_index_is_the_same(self, portal, eva):
        index = get_members_store().accounts
        before = [index.get(user_id) for user_id in index.by_name()]
        get_members_store().accounts = AccountIndex()
        rebuild(portal)
        index = get_members_store().accounts
        assert [index.get(user_id) for user_id in index.by_name()] == before
        assert user_id_of("eva@example.org") == eva


class TestIndex:
    @pytest.fixture
    def index(self):
        index = AccountIndex()
        index.put(Account("1", "eva", "eva@stadt.example", "Eva Müller"))
        index.put(Account("2", "max", "max@dorf.example", "Max Muster"))
        index.put(Account("3", "anna", "anna@stadt.example", "Anna Muster"))
        return index

    @pytest.mark.parametrize(
        ("query", "ids"),
        [
            ("", ["3", "1", "2"]),
            ("must", ["3", "2"]),
            ("MULLER", ["1"]),
            ("Muster max", ["2"]),
            ("stadt", ["3", "1"]),
            ("eva@stadt.example", ["1"]),
            ("nobody", []),
        ],
    )
    def test_search(self, index, query, ids):
        assert index.page(0, 25, query) == (len(ids), ids)

    def test_two_accounts_with_one_address(self, index):
        index.put(Account("0", "eve", "EVA@stadt.example", "Eve"))
        assert index.by_email("eva@stadt.example") == "0"
        index.remove("0")
        assert index.by_email("eva@stadt.example") == "1"

    names = st.text("abcäß -", max_size=6)

    @given(
        st.lists(
            st.tuples(
                st.sampled_from("1234"), names, st.sampled_from(["", "a@b.de", "c@d.de", "x"])
            )
        )
    )
    def test_last_state_counts(self, changes):
        """Whatever was put and removed: the index is as if only the last state had been put."""
        index, last = AccountIndex(), {}
        for user_id, name, email in changes:
            if name == "":
                index.remove(user_id)
                last.pop(user_id, None)
            else:
                last[user_id] = Account(user_id, user_id, email, name)
                index.put(last[user_id])
        fresh = AccountIndex()
        for account in last.values():
            fresh.put(account)
        for tree in ("_by_email", "_by_name", "_words"):
            assert list(getattr(index, tree)) == list(getattr(fresh, tree))
        assert dict(index._accounts) == dict(fresh._accounts)


class TestRates:
    def test_counts_the_last_hour(self):
        log = RateLog(b"secret")
        for minutes in (0, 10, 20):
            log.note("signup", "a@example.org", NOW + timedelta(minutes=minutes))
        log.note("signup", "b@example.org", NOW)
        at = NOW + timedelta(minutes=20)
        assert log.of_address("signup", "a@example.org", at) == 3
        assert log.of_all("signup", at, timedelta(minutes=1)) == 1
        assert log.of_address("signup", "a@example.org", NOW + timedelta(minutes=65)) == 2
        assert log.of_address("reset", "a@example.org", at) == 0

    def test_keeps_no_address_and_nothing_old(self):
        log = RateLog(b"secret")
        log.note("signup", "a@example.org", NOW)
        assert "example" not in repr([*log._by_time, *log._by_address])
        log.note("signup", "b@example.org", NOW + timedelta(hours=2))
        assert len(log._by_time) == len(log._by_address) == 1
