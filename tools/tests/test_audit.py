"""Known vulnerabilities: found, accepted for a time, or honestly not looked up."""

from datetime import date
from operate import audit
from operate.audit import Acceptance
from operate.audit import Finding
from operate.audit import Result
from operate.failure import Failure

import pytest


TODAY = date(2026, 12, 1)
FOUND = Finding("jinja2", "2.10", ("PYSEC-2019-217", "CVE-2019-10906"), "2.10.1", "Sandbox escape")


def judged(*results, accepted=()):
    """Lines and exit code for results of registers."""
    named = {f"register {n}": result for n, result in enumerate(results)}
    return audit.report(named, accepted, TODAY)


def acceptance(name="CVE-2019-10906", until=TODAY, package="jinja2"):
    return Acceptance(name, package, "templates are ours", until)


def test_nothing_found():
    lines, code = judged(Result(2, [], []), Result(3, [], []))
    assert code == audit.CLEAN
    assert lines[-1].startswith("Nothing is known")


def test_a_finding_fails():
    lines, code = judged(Result(1, [FOUND], []))
    assert code == audit.VULNERABLE
    assert any(line.startswith("! jinja2 2.10  PYSEC-2019-217") for line in lines)


def test_a_finding_is_accepted_by_any_of_its_names_until_its_day():
    assert judged(Result(1, [FOUND], []), accepted=[acceptance()])[1] == audit.CLEAN
    past = acceptance(until=date(2026, 11, 30))
    assert judged(Result(1, [FOUND], []), accepted=[past])[1] == audit.VULNERABLE
    other = acceptance(package="werkzeug")
    assert judged(Result(1, [FOUND], []), accepted=[other])[1] == audit.VULNERABLE


def test_an_acceptance_of_nothing_is_told():
    lines, code = judged(Result(1, [], []), accepted=[acceptance()])
    assert code == audit.CLEAN
    assert any("no longer found" in line and "CVE-2019-10906" in line for line in lines)


def test_a_register_that_does_not_answer_is_not_none():
    lines, code = judged(Result(0, [], ["no answer"]), Result(3, [], []))
    assert code == audit.UNKNOWN
    assert "! not looked up: no answer" in lines
    assert "Nothing is known" not in lines[-1]
    assert judged(Result(0, [], ["no answer"]), Result(1, [FOUND], []))[1] == audit.VULNERABLE


def test_reads_pip_audit():
    vulnerability = {
        "id": "PYSEC-2019-217",
        "fix_versions": ["2.10.1"],
        "aliases": ["CVE-2019-10906"],
        "description": "Sandbox escape\nmore",
    }
    answer = {
        "dependencies": [
            {"name": "jinja2", "version": "2.10", "vulns": [vulnerability]},
            {"name": "zope", "version": "5", "vulns": []},
            {"name": "ours", "skip_reason": "not found"},
        ]
    }
    assert audit.of_pip_audit(answer) == Result(2, [FOUND], ["ours: not found"])


def test_reads_pnpm():
    advisory = {
        "module_name": "lodash",
        "findings": [{"version": "4.17.4"}, {"version": "4.17.4"}],
        "id": 1,
        "github_advisory_id": "GHSA-jf85-cpcp-j695",
        "cves": ["CVE-2019-10744"],
        "patched_versions": ">=4.17.12",
        "title": "Prototype pollution",
    }
    answer = {"advisories": {"1": advisory}, "metadata": {"totalDependencies": 7}}
    names = ("GHSA-jf85-cpcp-j695", "CVE-2019-10744")
    found = Finding("lodash", "4.17.4", names, ">=4.17.12", "Prototype pollution")
    assert audit.of_pnpm(answer) == Result(7, [found], [])
    refused = {"error": {"code": "X", "message": "responded with 405: "}}
    assert audit.of_pnpm(refused) == Result(0, [], ["responded with 405"])


def test_no_acceptance_without_reason_and_day():
    with pytest.raises(Failure):
        audit.read_acceptances('[[accepted]]\nid = "x"\npackage = "y"\nuntil = 2027-01-01\n')
    with pytest.raises(Failure):
        audit.read_acceptances('[[accepted]]\nid = "x"\npackage = "y"\nreason = "z"\n')


def test_the_list_of_the_project_can_be_read():
    audit.read_acceptances(audit.ACCEPTED.read_text())
