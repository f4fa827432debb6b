"""Jobs over REST."""

from zope.component import provideUtility
from zope.component.globalregistry import getGlobalSiteManager
from zukunftsraum.jobs.interfaces import IJob

import pytest


class Sample:
    title = "A sample"

    def __init__(self):
        self.runs = []

    def run(self, now):
        self.runs.append(now)
        return f"run {len(self.runs)}"


@pytest.fixture
def job():
    job = Sample()
    provideUtility(job, IJob, "sample")
    yield job
    getGlobalSiteManager().unregisterUtility(job, IJob, "sample")


def test_the_administrator_runs_a_job(job, as_):
    answer = as_("admin").post("@jobs/sample")
    assert answer.status_code == 200
    assert answer.json() == {"job": "sample", "result": "run 1"}
    assert job.runs[0].tzinfo is not None


def test_the_list(job, as_):
    items = as_("admin").get("@jobs").json()["items"]
    assert {"id": "sample", "title": "A sample"} in items


@pytest.mark.parametrize("person", ["anonymous", "member-a", "office", "editor"])
def test_nobody_else(job, as_, person):
    assert as_(person).post("@jobs/sample").status_code == 401
    assert as_(person).get("@jobs").status_code == 401
    assert job.runs == []


def test_unknown_jobs(job, as_):
    rest = as_("admin")
    assert rest.post("@jobs/other").status_code == 404
    assert rest.post("@jobs").status_code == 404
    assert rest.post("@jobs/sample/more").status_code == 404
    assert job.runs == []
