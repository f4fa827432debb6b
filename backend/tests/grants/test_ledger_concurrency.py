"""Many submissions at once on a real storage: each in its turn, none above the cap, numbers without gap."""

from concurrent.futures import ThreadPoolExecutor
from tests.grants.test_caps import eur
from tests.grants.test_ledger import NOW
from zukunftsraum.concurrency import run_alone
from zukunftsraum.grants.caps import Caps
from zukunftsraum.grants.caps import OverCap
from zukunftsraum.grants.ledger import Ledger
from zukunftsraum.grants.store import GrantStore

import pytest
import random
import threading
import transaction
import ZODB


CAPS = Caps(eur(5000), total=eur(18_000))
CARRIERS = ("01", "02", "03", "04")
COUNT = 40


@pytest.fixture
def db(tmp_path):
    db = ZODB.DB(str(tmp_path / "Data.fs"))
    with db.transaction() as connection:
        connection.root()["store"] = GrantStore()
    yield db
    db.close()


class Failed(Exception):
    """Something after the booking goes wrong, for example the letter."""


def test_many_submissions_at_once(db):
    chosen = random.Random(5)
    asked = [(CARRIERS[n % 4], eur(chosen.randint(100, 3000))) for n in range(COUNT)]
    together = threading.Barrier(COUNT)

    def submit(number):
        carrier, amount = asked[number]
        connection = db.open()
        try:
            together.wait(30)

            def work():
                ledger = Ledger(connection.root()["store"], {})
                uid = f"uid-{number}"
                shares = {carrier: amount}
                ledger.reserve(uid, 2026, shares, CAPS, cause="submit", actor=uid, now=NOW)
                given = ledger.store.next_number("ZkD", 2026, uid)
                if number % 10 == 3:
                    raise Failed
                return given

            return run_alone("grants", work)
        except (OverCap, Failed) as error:
            return error
        finally:
            transaction.abort()
            connection.close()

    with ThreadPoolExecutor(COUNT) as threads:
        answers = list(threads.map(submit, range(COUNT)))

    with db.transaction() as connection:
        store = connection.root()["store"]
        ledger = Ledger(store, {})
        assert ledger.verify() == []
        given = [answer for answer in answers if isinstance(answer, str)]
        assert sorted(given) == [f"ZkD-2026-{n + 1:04d}" for n in range(len(given))]
        assert len(store) == len(given)
        for carrier in CARRIERS:
            reserved = sum(
                amount
                for (key, amount), answer in zip(asked, answers, strict=True)
                if key == carrier and isinstance(answer, str)
            )
            assert ledger.balance(carrier, 2026).used == reserved <= CAPS.year
        assert ledger.total(2026).used <= CAPS.total
        refused = [
            (amount, answer)
            for (_key, amount), answer in zip(asked, answers, strict=True)
            if isinstance(answer, OverCap)
        ]
        assert refused
        assert all(amount == over.asked > over.available for amount, over in refused)
