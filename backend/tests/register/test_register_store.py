"""The register in a site: installed once, replaced whole, never stale."""

from plone import api
from zope.component import getGlobalSiteManager
from zope.component.hooks import setSite
from zukunftsraum.register import store
from zukunftsraum.register.importer import import_register
from zukunftsraum.register.interfaces import IParticipation
from zukunftsraum.register.rules import RegisterError
from zukunftsraum.register.store import get_register

import datetime
import pytest
import threading
import transaction


TODAY = datetime.date(2026, 1, 15)


class Participation:
    """Two municipalities with spaces: one of the demo, one that no register has."""

    keys = ("777777777777", "990000000001")

    def is_participating(self, ars):
        return ars in self.keys

    def participating(self):
        return self.keys

    def space_url(self, ars):
        return None


@pytest.fixture
def participation():
    registry = getGlobalSiteManager()
    before = registry.queryUtility(IParticipation)
    registry.registerUtility(Participation(), IParticipation)
    yield
    registry.unregisterUtility(provided=IParticipation)
    if before is not None:
        registry.registerUtility(before, IParticipation)


@pytest.fixture
def imported(portal, sample):
    def run(data=None, **options):
        options.setdefault("force", True)
        return import_register(portal, data or sample.data(), today=TODAY, **options)

    return run


class TestStarter:
    def test_installed_with_the_package(self, portal):
        register = get_register()
        assert register.get("990000000001").name == "Musterstadt"
        assert register.origin == "starter"
        assert register.status_date == datetime.date(2025, 11, 30)
        assert "Destatis" in register.source_note

    def test_installing_again_changes_nothing(self, portal):
        version = get_register().version
        store.install(portal)
        assert get_register().version == version

    def test_installing_again_never_replaces_an_import(self, portal, imported):
        imported()
        version = get_register().version
        store.install(portal)
        assert get_register().version == version

    def test_uninstalled(self, portal):
        store.uninstall(portal)
        assert len(get_register()) == 0
        assert get_register().version == ""
        assert get_register().get("14") is None
        assert get_register().search("Zwickau") == ()
        store.install(portal)
        assert "99001" in get_register()

    def test_without_a_site(self):
        assert len(get_register(object())) == 0


class TestLookup:
    @pytest.mark.parametrize(
        "key,ars",
        [
            ("145240330330", "145240330330"),
            ("14524330", "145240330330"),
            ("14524", "14524"),
            ("14", "14"),
            ("14612", "146120000000"),
            ("14612000", "146120000000"),
        ],
    )
    def test_by_ars_and_ags(self, portal, key, ars):
        assert get_register().get(key).ars == ars

    @pytest.mark.parametrize("key", ["", "1", "99", "145240330331"])
    def test_unknown(self, portal, key):
        assert get_register().get(key) is None

    def test_search_with_conditions(self, portal):
        register = get_register()
        assert [row.name for row in register.search("zwickau", kinds=["town"])] == ["Zwickau"]
        demo = register.search(states=["99"])
        assert [row.population for row in demo] == sorted(
            (row.population for row in demo), reverse=True
        )
        assert {row.structurally_weak for row in demo} == {"yes", "partial", "no"}
        weak = register.search(states=["99"], structurally_weak=["yes", "no"])
        assert len(weak) == 3

    def test_no_storage_access_once_loaded(self, portal):
        get_register().search("loaded")
        connection = portal._p_jar
        before = connection.getTransferCounts()
        for query in ("dres", "01", "köln"):
            assert get_register().search(query)
        assert connection.getTransferCounts() == before


class TestImport:
    def test_replaces_everything_but_the_demo(self, portal, imported, sample):
        report = imported()
        register = get_register()
        assert len(register) == 66 + 6
        assert register.get("990000000001").name == "Musterstadt"
        assert register.get("14524") is None
        assert register.origin == "imported"
        assert register.status_date == sample.day()
        assert report.counts["municipality"] == 33
        same_keys = 16 + 1
        assert len(report.changes.new) == 66 - same_keys
        assert len(report.changes.gone) == 130 - same_keys - 6
        assert len(report.changes.renamed) == same_keys

    def test_second_import_tells_what_changed(self, portal, imported, sample):
        imported()
        text = sample.text().replace("Oberdorf 7 ", "Kurort 7   ")
        report = imported(text.encode())
        assert [new.name for _old, new in report.changes.renamed] == ["Kurort 7"]
        assert report.changes.new == report.changes.gone == ()
        assert get_register().search("kurort")[0].name == "Kurort 7"

    def test_dry_run_changes_nothing(self, portal, imported):
        before = get_register()
        report = imported(dry_run=True)
        assert report.dry_run
        assert report.counts["municipality"] == 33
        assert get_register() is before

    def test_spaces_of_the_gone_are_told(self, portal, imported, participation):
        assert imported().orphaned_spaces == (("777777777777", ""),)

    def test_weakness_stays_without_a_list(self, portal, imported):
        grw = b"ags,grw_class,coverage\n01051001,C,full\n"
        imported(grw=grw)
        report = imported()
        assert get_register().get("01051001").structurally_weak == "yes"
        assert report.without_weakness == ()

    def test_a_cut_land_is_refused(self, portal, imported, sample):
        imported()
        version = get_register().version
        records = [line for line in sample.records() if "Unterstadt 16" not in line]
        with pytest.raises(RegisterError, match="Land Nummer 16"):
            imported(sample.data(records), force=False)
        assert get_register().version == version

    @pytest.mark.parametrize(
        "change",
        [
            lambda sample: sample.data()[:-10],
            lambda sample: sample.data(sample.records()[:-1]),
            lambda sample: sample.data(sample.records() + sample.records()[-1:]),
            lambda sample: sample.data(sample.records(status="20270101")),
            lambda sample: sample.text().encode("cp850"),
        ],
    )
    def test_refusals_change_nothing(self, portal, imported, sample, change):
        before = get_register()
        with pytest.raises(RegisterError):
            imported(change(sample))
        assert get_register() is before

    def test_an_older_file_needs_force(self, portal, imported, sample):
        imported()
        older = sample.data(sample.records(status="20241231"))
        with pytest.raises(RegisterError):
            imported(older, force=False)
        imported(older, force=True)
        assert get_register().status_date == datetime.date(2024, 12, 31)

    def test_an_older_file_may_follow_the_starter(self, portal, imported, sample):
        """The starter's date does not stand for a file somebody chose."""
        with pytest.raises(RegisterError, match="inhabitants"):
            imported(sample.data(sample.records(status="20241231")), force=False)


class TestConsistency:
    def test_rollback(self, functional_portal, sample):
        before = get_register(functional_portal)
        import_register(functional_portal, sample.data(), today=TODAY, force=True)
        assert get_register(functional_portal).version != before.version
        transaction.abort()
        assert get_register(functional_portal) is before

    def test_other_connections_see_the_commit_and_only_the_commit(self, functional_portal, sample):
        """What an import in another process or thread looks like from here, and from there."""
        transaction.commit()
        before = get_register(functional_portal)
        path = functional_portal.getPhysicalPath()
        database = functional_portal._p_jar.db()
        seen = []

        def other_thread():
            manager = transaction.TransactionManager()
            connection = database.open(manager)
            manager.begin()
            portal = connection.root()["Application"].unrestrictedTraverse(path)
            setSite(portal)
            seen.append(get_register().version)
            import_register(portal, sample.data(), today=TODAY, force=True)
            manager.commit()
            seen.append(get_register().version)
            setSite(None)
            connection.close()

        thread = threading.Thread(target=other_thread)
        thread.start()
        thread.join()
        assert seen[0] == before.version
        assert get_register(functional_portal).version == before.version
        transaction.begin()
        assert get_register(functional_portal).version == seen[1] != before.version
        assert "01051" in get_register(functional_portal)

    def test_many_threads_get_the_same_register(self, functional_portal):
        store._registers.clear()
        transaction.commit()
        path = functional_portal.getPhysicalPath()
        database = functional_portal._p_jar.db()
        seen = []

        def look():
            manager = transaction.TransactionManager()
            connection = database.open(manager)
            manager.begin()
            portal = connection.root()["Application"].unrestrictedTraverse(path)
            seen.append(get_register(portal))
            assert seen[-1].search("zwickau")
            connection.close()

        threads = [threading.Thread(target=look) for _number in range(6)]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert len(seen) == 6
        assert len({id(register) for register in seen}) == 1


def test_current_site_is_the_default(portal):
    assert get_register() is get_register(portal)
    assert get_register() is get_register(api.portal.get())
