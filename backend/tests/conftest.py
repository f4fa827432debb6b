"""Fixtures of all tests: sites of the test layers, people, and REST sessions."""

import os


os.environ.setdefault("zope_i18n_compile_mo_files", "true")  # before zope.i18n is loaded
os.environ["ZUKUNFTSRAUM_FILES_BY_JOB"] = "1"  # tests say when files are read
os.environ["ZUKUNFTSRAUM_SECRET_KEYS"] = "bnVyIGZ1ZXIgdGVzdHMsIGJpdHRlIG5pZSBiZW51dC4="
os.environ["ZUKUNFTSRAUM_SEMINAR_MAILS_BY_JOB"] = "1"  # and when the many are told

from hypothesis import HealthCheck
from hypothesis import settings
from operate.postgres import cluster
from operate.postgres import NoPostgres
from pathlib import Path
from pytest_plone import fixtures_factory
from tests import conformity
from tests.instance import create_instance
from tests.layers import WORLD_TESTING
from tests.mailbox import Mailbox
from tests.world import rest_of
from zope.i18n.compile import compile_mo_file
from zukunftsraum.headless.caching.memory import MEMORY
from zukunftsraum.headless.keys.limits import limiter
from zukunftsraum.members.services import answers
from zukunftsraum.testing import FUNCTIONAL_TESTING
from zukunftsraum.testing import INTEGRATION_TESTING

import fcntl
import pytest
import zukunftsraum


pytest_plugins = ["pytest_plone"]

#: Properties are about laws, not about time: a busy machine must not break them.
settings.register_profile(
    "zukunftsraum", deadline=None, suppress_health_check=[HealthCheck.too_slow]
)
settings.load_profile("zukunftsraum")


#: Files that take a minute or more by themselves. They are begun first: where several processes share the tests file by file, one that is begun
#: last would keep one process busy while the others have nothing left to do.
LONG = (
    "generated/test_command.py",
    "headless/test_cache_proxy.py",
    "headless/test_fuzz.py",
    "upkeep/test_point_in_time.py",
    "spaces/test_isolation.py",
    "upgrades/test_first_state.py",
    "jobs/test_jobs_command.py",
    "register/test_register_command.py",
    "search/test_attachments.py",
    "search/test_benchmark.py",
    "demo/test_people.py",
    "demo/test_rest.py",
    "knowledge/test_copies_storage.py",
    "mail/test_deliver.py",
)


def pytest_collection_modifyitems(items):
    folder = Path(__file__).parent
    places = {folder / name: place for place, name in enumerate(LONG)}
    items.sort(key=lambda item: places.get(item.path, len(LONG)))


def compile_translations():
    """Compile the messages of the package one process at a time, so that no other reads half a file."""
    folder = Path(zukunftsraum.__file__).parent / "locales"
    with open(folder / "zukunftsraum.pot") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        for source in folder.glob("*/LC_MESSAGES/*.po"):
            compile_mo_file(source.stem, str(source.parent))


compile_translations()
conformity.install()

globals().update(
    fixtures_factory(
        (
            (FUNCTIONAL_TESTING, "functional"),
            (INTEGRATION_TESTING, "integration"),
        )
    )
)
globals().update(fixtures_factory([(WORLD_TESTING, "world_layer")], keep_session=False))


@pytest.fixture(scope="session")
def package_name():
    return "zukunftsraum"


@pytest.fixture(autouse=True)
def contracts_kept():
    """Services answer and take what their contracts say (`tests/conformity.py`)."""
    yield
    assert conformity.take() == []


@pytest.fixture(autouse=True)
def nothing_in_memory():
    """Tests patch what the answers of others were made with."""
    MEMORY.clear()


@pytest.fixture
def made_up_parameters(contracts_kept):
    """For tests that ask with parameters of no contract: services pass over them."""
    yield
    conformity.problems[:] = [one for one in conformity.problems if "the parameter " not in one]


@pytest.fixture(scope="session", autouse=True)
def world_is_kept(mail_folder, world_layer_session):
    """It is made before any test patches what it is made with."""


@pytest.fixture
def world(world_layer):
    """A site over HTTP with two municipal spaces and all people; each test has its own. No `functional_portal` beside it."""
    return world_layer["portal"]


@pytest.fixture
def as_(world):
    """`as_("member-a")` is the REST client of that person."""
    return lambda name, **kwargs: rest_of(world, name, **kwargs)


@pytest.fixture(scope="session", autouse=True)
def no_limit_of_keys():
    """Tests call as often as they like with the same key; those about the limit set it."""
    limiter.most = 10**9


@pytest.fixture(scope="session", autouse=True)
def no_waiting():
    """Services that do not tell who has an account answer after half a second, whatever they find; how long is no matter here."""
    answers.STEP = 0.01


@pytest.fixture(scope="session", autouse=True)
def mail_folder(tmp_path_factory):
    """Mails of tests never wait in an instance."""
    os.environ["ZUKUNFTSRAUM_MAIL_DIR"] = str(tmp_path_factory.mktemp("mail"))
    for name in ("ZUKUNFTSRAUM_SMTP", "WEBSITE_URL", "MAILHOST_QUEUE_ONLY"):
        os.environ.pop(name, None)


@pytest.fixture
def mailbox():
    """What mails the test sends, from now on."""
    box = Mailbox()
    box.clear()
    yield box
    box.clear()


@pytest.fixture(scope="session")
def instance_conf(tmp_path_factory):
    """zope.conf of an instance on a FileStorage with a site; shared by the tests of console commands."""
    return create_instance(tmp_path_factory.mktemp("instance"))


@pytest.fixture(scope="session")
def postgres():
    """A PostgreSQL of these tests; each makes databases of its own. Where there is none, tests that need it are skipped."""
    try:
        with cluster(durable=False) as made:
            yield made
    except NoPostgres as error:
        pytest.skip(str(error))
