"""What is told of a cluster that runs, without starting one (`make drill` does)."""

from operate import backend
from operate import cluster
from operate.cluster import Cluster
from operate.cluster_plan import fixed_ports
from operate.cluster_plan import Plan
from operate.failure import Failure
from operate.settings import Settings
from Zope2.Startup.options import ZopeWSGIOptions

import json
import os
import pytest
import stat
import subprocess


@pytest.fixture
def told(tmp_path):
    (tmp_path / "run").mkdir()
    made = cluster._describe(Plan(tmp_path, fixed_ports(8000, 2, 1), 2, 1))
    made.write()
    return made


def test_what_is_written_is_read(told):
    read = Cluster.read(told.folder)
    assert read.url == "http://127.0.0.1:8000"
    assert read.programs["zope2"]["port"] == 8002
    assert read.programs["zope1"]["conf"].endswith("zope1/etc/zope.conf")
    assert "password" not in json.dumps(json.loads((told.folder / "cluster.json").read_text()))


def test_no_cluster_is_said_so(tmp_path):
    with pytest.raises(Failure, match="no cluster runs"):
        Cluster.read(tmp_path)


def test_the_number_of_a_program_that_has_ended_is_none(told):
    ended = subprocess.Popen(["true"])
    ended.wait()
    (told.folder / "run" / "zope1.pid").write_text(f"{ended.pid}\n")
    (told.folder / "run" / "zope2.pid").write_text(f"{os.getpid()}\n")
    assert (told.pid("zope1"), told.pid("zope2"), told.pid("mail")) == (0, os.getpid(), 0)
    assert cluster.leftovers(told.folder) == [f"zope2.pid ({os.getpid()})"]


def test_the_same_folder_is_for_one_cluster(tmp_path):
    plan = Plan(tmp_path / "c", fixed_ports(8000, 2, 0))
    with cluster.own(plan), pytest.raises(Failure, match="runs already"), cluster.own(plan):
        pass


def test_a_folder_that_the_configuration_could_not_name_is_refused(tmp_path):
    with pytest.raises(Failure, match="blanks"), cluster.own(Plan(tmp_path / "a b", {})):
        pass


def test_a_folder_with_a_path_too_long_for_a_socket_is_refused(tmp_path):
    plan = Plan(tmp_path / ("x" * 100), fixed_ports(8000, 1, 0), 1, 0)
    with pytest.raises(Failure, match="too long"):
        cluster.lay_out(plan, lambda: None)


def test_the_database_is_made_once_and_is_for_its_account_alone(tmp_path):
    tmp_path.chmod(0o711)
    plan = Plan(tmp_path, fixed_ports(8000, 1, 0), 1, 0)
    for parent in tmp_path.parents[:2]:
        parent.chmod(0o711)
    plan.run.mkdir()
    cluster._make_database_folder(plan)
    data = tmp_path / "postgres"
    assert stat.S_IMODE(data.stat().st_mode) == stat.S_IMODE(plan.socket.stat().st_mode) == 0o700
    made = (data / "PG_VERSION").stat().st_mtime_ns
    cluster._make_database_folder(plan)
    assert (data / "PG_VERSION").stat().st_mtime_ns == made
    assert (data / "postgresql.conf").read_text().count("include 'zukunftsraum.conf'") == 1
    assert "listen_addresses = ''" in (data / "zukunftsraum.conf").read_text()


def test_an_instance_has_a_connection_for_each_thread_and_keeps_copies_of_files_up_to_a_size(
    tmp_path,
):
    settings = Settings(tmp_path / "zope1", 8000, 8001)
    backend.render(settings, database="relstorage", dsn="dbname='none'", threads="8")
    (database,) = ZopeWSGIOptions(str(settings.zope_conf))().configroot.databases
    assert database.config.pool_size > 8
    assert database.config.storage.config.blob_cache_size == 2 * 1024**3
