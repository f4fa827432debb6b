"""Lists of accounts: pages of those that match, in the order of the names."""

from random import Random
from zukunftsraum.members.index import Account
from zukunftsraum.members.index import AccountIndex

import pytest


COUNT = 600


@pytest.fixture(scope="module")
def accounts() -> list[Account]:
    chance, first, last = (
        Random(1),
        ("Änne", "Anton", "Öz", "Bo"),
        ("Müller", "Ott", "Straß", "Ön"),
    )
    found = []
    for number in range(COUNT):
        name = f"{chance.choice(first)} {chance.choice(last)} {chance.randrange(COUNT)}"
        rare = "selten" if number % 200 == 7 else "oft"
        found.append(
            Account(f"id{number}", f"login{number}", f"{rare}-{number}@example.org", name)
        )
    return found


@pytest.fixture(scope="module")
def index(accounts) -> AccountIndex:
    made = AccountIndex()
    for account in accounts:
        made.put(account)
    return made


def in_order(accounts) -> list[str]:
    return [one.user_id for one in sorted(accounts, key=lambda one: (one.sort_key(), one.user_id))]


QUERIES = {
    "": lambda account: True,
    "example": lambda account: True,  # everybody has it
    "an": lambda account: account.fullname.startswith(("Änne", "Anton")),
    "AN mull": lambda account: account.fullname.startswith(("Änne Müller", "Anton Müller")),
    "selten": lambda account: account.email.startswith("selten"),
    "nobody": lambda account: False,
}


@pytest.mark.parametrize("query", QUERIES)
@pytest.mark.parametrize("share", [None, 1, 2, 250])
@pytest.mark.parametrize(("start", "size"), [(0, 25), (3, 1), (100, 100), (COUNT, 25)])
def test_a_page_is_a_part_of_all_that_match(index, accounts, query, share, start, size):
    among = None if share is None else {f"id{n}" for n in range(0, COUNT, share)} | {"unknown"}
    matching = [
        one for one in accounts if QUERIES[query](one) and (among is None or one.user_id in among)
    ]
    total, ids = index.page(start, size, query, among)
    assert total == len(matching)
    assert ids == in_order(matching)[start : start + size]


def test_a_page_reads_few_accounts_however_many_match(index, monkeypatch):
    """Of those who match only some are looked at: not each one's name is made comparable."""
    read = []
    get = AccountIndex.get
    monkeypatch.setattr(AccountIndex, "get", lambda self, id: read.append(id) or get(self, id))
    for query in QUERIES:
        read.clear()
        index.page(0, 25, query)
        assert len(read) <= (25 * COUNT) ** 0.5 + 1, query
