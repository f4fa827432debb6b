"""The job `verify-ledger`: it says that all is well, or ends with status 1 and says what is not."""

from tests.grants.test_caps import eur
from tests.grants.test_ledger import NOW
from tests.world import rest_of
from zukunftsraum.grants import ledger
from zukunftsraum.grants.caps import Balance
from zukunftsraum.grants.caps import Caps
from zukunftsraum.grants.store import get_store
from zukunftsraum.jobs import commands

import pytest
import transaction


@pytest.fixture
def verify(functional_portal, monkeypatch, capsys):
    """Runs the job as an operator does; status, output and errors."""
    user, password = rest_of(functional_portal, "admin").session.auth
    monkeypatch.setenv("ZUKUNFTSRAUM_PASSWORD", password)
    caps = Caps(eur(5000))
    ledger.reserve("uid", 2026, {"01": eur(100)}, caps, cause="submit", actor="lea", now=NOW)
    transaction.commit()

    def run():
        arguments = ["--url", functional_portal.absolute_url(), "--user", user, "verify-ledger"]
        status = commands.main(arguments)
        return status, *capsys.readouterr()

    return run


def test_all_is_well(verify):
    assert verify() == (0, "the ledger matches: 1 bookings, 1 years\n", "")


def test_something_was_changed(verify):
    get_store()._totals[2026] = (eur(99), eur(0), eur(0))
    transaction.commit()
    status, output, errors = verify()
    assert (status, output) == (1, "")
    assert "total 2026: stored 99.00 0.00 0.00, computed 100.00 0.00 0.00" in errors
    assert "lea" not in errors


def test_in_the_instance_itself(functional_portal, monkeypatch):
    """As where the portal is stopped: the same line, as an error of the command."""
    get_store()._totals[2026] = tuple(vars(Balance(reserved=eur(1))).values())
    monkeypatch.setattr(
        commands, "here_or_there", lambda arguments, here, there: here(functional_portal)
    )
    with pytest.raises(commands.CommandError, match="the ledger does not match: total 2026"):
        commands._run(type("Arguments", (), {"job": "verify-ledger"}))
