"""What the tests hold against the contracts is seen."""

from tests import conformity
from typing_extensions import TypedDict
from zukunftsraum.contract import Contract
from zukunftsraum.register.services.municipalities import MunicipalitiesGet

import pytest


class Other(TypedDict):
    ars: str


class TestConformity:
    @pytest.mark.parametrize(
        "contract, problem",
        [
            (Contract(answers={200: Other}), '"ars" is a required property'),
            (Contract(answers={201: Other}), "this status is not described"),
            (Contract(answers={200: None}), "a body"),
            (Contract(path="/{key}", answers={200: Other}), "no contract for"),
        ],
    )
    def test_answers(self, as_, monkeypatch, contract, problem):
        monkeypatch.setattr(MunicipalitiesGet, "contract", contract)
        with fresh():
            as_("anonymous").get("@municipalities")
            assert problem in " ".join(conformity.take())

    def test_more_than_is_described(self, as_, monkeypatch):
        reply = MunicipalitiesGet.reply
        monkeypatch.setattr(MunicipalitiesGet, "reply", lambda self: {**reply(self), "new": 1})
        as_("anonymous").get("@municipalities")
        assert "'new' was unexpected" in " ".join(conformity.take())

    def test_parameters(self, as_):
        as_("anonymous").get("@municipalities?colour=red")
        assert "the parameter colour is not described" in " ".join(conformity.take())

    def test_what_is_described_is_no_problem(self, as_):
        as_("anonymous").get("@municipalities?q=a&b_size=2")
        assert conformity.take() == []


class fresh:
    """Contracts as they are now, and afterwards as they were."""

    def __enter__(self):
        self._forget()

    def __exit__(self, *error):
        self._forget()

    def _forget(self):
        conformity._schemas.cache_clear()
        conformity._validator.cache_clear()
