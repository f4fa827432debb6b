"""The example of alerts, and the documentation: they name metrics that exist."""

from operate.settings import ROOT
from prometheus_client.parser import text_string_to_metric_families

import pytest
import re
import requests
import yaml


FOLDER = ROOT / "devops" / "monitoring"
GUIDE = ROOT / "docs" / "operators" / "monitor.md"
NAME = re.compile(r"\b(?:zukunftsraum|process)_\w+")

#: Told on PostgreSQL, or on a file storage after a while; not by the storage of tests.
OF_STORAGES = {
    "zukunftsraum_archive_failing_seconds",
    "zukunftsraum_blob_bytes",
    "zukunftsraum_storage_cache_hits_total",
    "zukunftsraum_storage_cache_misses_total",
}


def rules() -> list[dict]:
    told = yaml.safe_load((FOLDER / "alerts.yml").read_text())
    return [rule for group in told["groups"] for rule in group["rules"]]


@pytest.fixture
def exported(functional_portal) -> set[str]:
    root = functional_portal.aq_parent.absolute_url()
    requests.get(f"{root}/@@nothing")  # names that come with a first request
    text = requests.get(f"{root}/@@metrics").text
    families = list(text_string_to_metric_families(text))
    return {family.name for family in families} | {
        sample.name for family in families for sample in family.samples
    }


def test_alerts_name_what_is_exported(exported):
    for rule in rules():
        assert set(NAME.findall(rule["expr"])) <= exported | OF_STORAGES, rule["alert"]


def test_the_guide_names_what_is_exported_and_every_alert(exported):
    text = GUIDE.read_text()
    assert set(NAME.findall(text)) <= exported | OF_STORAGES
    assert [rule["alert"] for rule in rules() if f"`{rule['alert']}`" not in text] == []


def test_alerts_say_how_grave_they_are():
    for rule in rules():
        assert rule["labels"]["severity"] in ("critical", "warning")
        assert rule["annotations"]["summary"]
    assert len({rule["alert"] for rule in rules()}) == len(rules())


def test_what_prometheus_asks_are_the_ports_of_a_cluster():
    told = yaml.safe_load((FOLDER / "prometheus.yml").read_text())
    zope, haproxy = told["scrape_configs"]
    assert zope["metrics_path"] == "/@@metrics"
    assert zope["static_configs"][0]["targets"] == ["127.0.0.1:8001", "127.0.0.1:8002"]
    assert haproxy["static_configs"][0]["targets"] == ["127.0.0.1:8044"]
    assert told["rule_files"] == ["alerts.yml"]
