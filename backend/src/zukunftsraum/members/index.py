"""Which account has which address, and what is searched of accounts; derived, kept by PAS events.

The truth are the login names of `source_users` and the properties of the accounts; `rebuild` makes the index anew.
"""

from BTrees.Length import Length
from BTrees.OOBTree import OOBTree
from BTrees.OOBTree import OOTreeSet
from collections.abc import Collection
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice
from persistent import Persistent
from zukunftsraum.members.rules import email_key
from zukunftsraum.members.rules import InvalidAddress

import re
import unicodedata


@dataclass(frozen=True)
class Account:
    """What the index knows of an account; `email` as the person wrote it."""

    user_id: str
    login: str
    email: str
    fullname: str

    def sort_key(self) -> str:
        return folded(self.fullname or self.login)


class AccountIndex(Persistent):
    """Accounts by id, by address, by name and by the words of name, address and login name."""

    #: How many accounts there are, which else would have to be gone through; None in an index from before the upgrade step 20261204001.
    _length: Length | None = None

    def __init__(self):
        self._accounts = OOBTree()  # user id -> (login, email, fullname)
        self._by_email = OOTreeSet()  # (normal form, user id)
        self._by_name = OOTreeSet()  # (folded name, user id)
        self._words = OOTreeSet()  # (word, user id)
        self._length = Length()

    def count(self) -> None:
        """Note anew how many there are."""
        self._length = Length(len(self._accounts))

    def __len__(self) -> int:
        return len(self._accounts) if self._length is None else self._length()

    def __contains__(self, user_id: str) -> bool:
        return user_id in self._accounts

    def get(self, user_id: str) -> Account | None:
        row = self._accounts.get(user_id)
        return None if row is None else Account(user_id, *row)

    def put(self, account: Account) -> None:
        """Take in an account, or what has changed of it; nothing is written if nothing has."""
        known = self.get(account.user_id)
        if known == account:
            return
        if known is not None:
            self._remove_keys(known)
        elif self._length is not None:
            self._length.change(1)
        self._accounts[account.user_id] = (account.login, account.email, account.fullname)
        for tree, key in self._keys(account):
            tree.insert((key, account.user_id))

    def remove(self, user_id: str) -> None:
        known = self.get(user_id)
        if known is not None:
            self._remove_keys(known)
            del self._accounts[user_id]
            if self._length is not None:
                self._length.change(-1)

    def by_email(self, key: str) -> str | None:
        """The account with this address (normal form); the first by id if several have it."""
        for _key, user_id in self._by_email.keys(min=(key, ""), max=(key, "\U0010ffff")):
            return user_id
        return None

    def by_name(self) -> Iterator[str]:
        """All user ids, in the order of the names."""
        return (user_id for _name, user_id in self._by_name)

    def some_by_name(self, start: int, size: int) -> list[str]:
        """Some of them, skipping whole buckets of the tree."""
        return [user_id for _name, user_id in self._by_name.keys()[start : start + size]]

    def find(self, query: str) -> set[str] | None:
        """Ids of accounts with a word that begins with each word of the query; None: no condition."""
        found: set[str] | None = None
        for word in words(query):
            keys = self._words.keys(min=(word, ""), max=(word + "\U0010ffff", ""))
            ids = {user_id for _word, user_id in keys}
            found = ids if found is None else found & ids
            if not found:
                break
        return found

    def page(
        self, start: int, size: int, query: str = "", among: Collection[str] | None = None
    ) -> tuple[int, list[str]]:
        """How many accounts match, and the ids of some of them in the order of the names. among: ids of whom alone to look at."""
        found = self.find(query)
        if among is not None:
            known = filter(self._accounts.has_key, among) if found is None else among
            found = set(known) if found is None else found.intersection(known)
        if found is None:
            return len(self), self.some_by_name(start, size)
        return len(found), self._some_of(found, start, size)

    def _some_of(self, found: set[str], start: int, size: int) -> list[str]:
        """Some of the accounts that were found. Few are sorted; of many the first ones come soon when all are gone through in their order."""
        end = min(start + size, len(found))
        if len(found) ** 2 > end * len(self):
            return list(islice((id for id in self.by_name() if id in found), start, end))
        ordered = sorted(found, key=lambda user_id: (self.get(user_id).sort_key(), user_id))
        return ordered[start:end]

    def _remove_keys(self, account: Account) -> None:
        for tree, key in self._keys(account):
            tree.remove((key, account.user_id))

    def _keys(self, account: Account) -> list[tuple[OOTreeSet, str]]:
        keys = [(self._by_name, account.sort_key())]
        address = address_key(account.email)
        if address:
            keys.append((self._by_email, address))
        text = f"{account.fullname} {account.email} {account.login}"
        keys.extend((self._words, word) for word in words(text))
        return keys


def folded(text: str) -> str:
    """Lower case, without accents, ß as ss: "Müller" and "Muller" are alike."""
    plain = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in plain if not unicodedata.combining(letter))


def words(text: str) -> list[str]:
    """The words of a text, and addresses as a whole beside their parts; each once, folded."""
    found = dict.fromkeys(re.findall(r"\w+", folded(text)))
    return list(found)


def address_key(email: str) -> str:
    """The normal form of an address in an account, or "" if it has none that is one."""
    try:
        return email_key(email)
    except InvalidAddress:
        return ""
