"""The configuration of a cluster, of its containers and of its units, and that all tell the same."""

from operate import cache
from operate import compose
from operate import programs
from operate.cluster_plan import DEVOPS
from operate.cluster_plan import fixed_ports
from operate.cluster_plan import Plan
from operate.failure import Failure
from operate.settings import ROOT
from pathlib import Path

import ast
import pytest
import re
import shutil
import subprocess
import yaml


SYSTEMD = ROOT / "devops" / "systemd"
DOCUMENTATION = ROOT / "docs" / "operators" / "cluster.md"


@pytest.fixture
def plan(tmp_path, monkeypatch):
    monkeypatch.delenv("ZUKUNFTSRAUM_SECRET_KEYS", raising=False)
    for name in ("etc", "run", "log"):
        (tmp_path / name).mkdir()
    return Plan(tmp_path, fixed_ports(8000, 2, 2))


def haproxy(*files: Path, **environment: str) -> subprocess.CompletedProcess:
    command = [programs.path_of("haproxy", ("haproxy",), "HAPROXY"), "-c"]
    for file in files:
        command += ["-f", file]
    return subprocess.run(command, env=environment, capture_output=True, text=True, check=False)


class TestFromTheEnvironment:
    def test_defaults(self):
        plan = Plan.from_environment({})
        assert (plan.zopes, plan.voltos, plan.demo, plan.url) == (
            2,
            2,
            True,
            "http://127.0.0.1:8000",
        )
        assert plan.names == [
            "postgres", "zope1", "zope2", "volto1", "volto2", "varnish", "haproxy", "mail", "jobs",
        ]  # fmt: skip

    @pytest.mark.parametrize(
        "environment",
        [{"ZOPES": "0"}, {"ZOPES": "two"}, {"CLUSTER_PORT": "70000"}, {"TLS_PEM": "/nowhere"}],
    )
    def test_what_makes_no_sense_is_refused(self, environment):
        with pytest.raises(Failure, match=next(iter(environment))):
            Plan.from_environment(environment)

    def test_no_two_programs_have_the_same_port(self):
        ports = fixed_ports(8000, 16, 16)
        assert len(set(ports.values())) == len(ports)


class TestBalancer:
    @pytest.mark.parametrize("voltos", [0, 2])
    def test_haproxy_takes_it(self, tmp_path, voltos):
        for name in ("etc", "run"):
            (tmp_path / name).mkdir()
        plan = Plan(tmp_path, fixed_ports(8000, 3, voltos), 3, voltos)
        plan.write()
        said = haproxy(
            DEVOPS / "guard.cfg", tmp_path / "etc" / "haproxy.cfg", **plan.environment()
        )
        assert said.returncode == 0, said.stderr
        lines = (tmp_path / "etc" / "haproxy.cfg").read_text().splitlines()
        assert not [line for line in lines if line.strip().startswith("# servers:")]

    def test_each_zope_reads_and_writes(self, plan):
        plan.write()
        text = (plan.folder / "etc" / "haproxy.cfg").read_text()
        assert text.count("    server zope2 127.0.0.1:8002") == 3
        assert "server zope2 127.0.0.1:8002 track zope-read/zope2" in text

    def test_the_cache_is_told_where_the_pools_are(self, plan):
        plan.write()
        text = (plan.folder / "etc" / "backends.vcl").read_text()
        assert f'.port = "{plan.ports["zope_pool"]}"' in text
        command = [cache.varnishd(), "-C", "-f", cache.CONFIGURATION / "zukunftsraum.vcl"]
        command += ["-p", f"vcl_path={plan.folder / 'etc'}", "-n", plan.folder / "v", "-j", "none"]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        assert said.returncode == 0, said.stderr[-500:]

    def test_the_website_gets_no_secrets(self):
        lines = (DEVOPS / "Procfile").read_text().splitlines()
        with_secrets = {line.partition(":")[0] for line in lines if "--secrets" in line}
        assert with_secrets == {"zope", "mail", "jobs"}


class TestContainers:
    @pytest.fixture
    def told(self):
        return yaml.safe_load((compose.FOLDER / "compose.yaml").read_text())

    def test_every_program_of_the_cluster_has_one(self, told, plan):
        assert set(told["services"]) == {*plan.names, "site"}

    def test_they_are_closed(self, told):
        for name, service in told["services"].items():
            assert service["read_only"], name
            assert service["cap_drop"] == ["ALL"], name
            assert service["security_opt"] == ["no-new-privileges:true"], name
            published = service.get("ports", [])
            assert not published or name == "haproxy"
        for file in compose.dockerfiles():
            last = re.findall(r"^USER (.+)$", file.read_text(), re.M)[-1]
            assert last.isdecimal() and last != "0", file
            assert "HEALTHCHECK" in file.read_text(), file

    def test_secrets_come_from_outside(self, told):
        for file in compose.FOLDER.iterdir():
            text = file.read_text()
            for value in re.findall(
                r"(?i)(?:password|secret_keys|token)[ \t]*[:=][ \t]*(\S*)", text
            ):
                assert value in ("", '"') or value.startswith("${"), (file, value)

    def test_every_setting_is_in_the_example(self):
        wanted = set(re.findall(r"\$\{([A-Z_]+)", (compose.FOLDER / "compose.yaml").read_text()))
        example = (compose.FOLDER / "env.example").read_text()
        assert wanted == set(re.findall(r"^([A-Z_]+)=", example, re.M))

    def test_the_portal_is_told_what_the_cluster_tells_it(self, told, plan):
        """Each variable that `make cluster` gives to Zope, a container gets too."""
        for name in ("zope1", "zope2", "mail", "jobs"):
            assert set(plan.portal_environment()) <= set(told["services"][name]["environment"])

    def test_files_that_are_copied_are_there_and_not_left_out(self):
        ignored = (ROOT / ".dockerignore").read_text().splitlines()
        kept = [line[1:] for line in ignored if line.startswith("!")]
        for file in compose.dockerfiles():
            for words in re.findall(r"^COPY (?!--from)(.+) \S+$", file.read_text(), re.M):
                for path in words.split():
                    assert (ROOT / path).exists(), (file, path)
                    assert any(path == one or path.startswith(f"{one}/") for one in kept), path

    def test_haproxy_takes_the_balancer_of_the_containers(self, told):
        assert compose.check() == 0, "run: make format"
        page = {"UNAVAILABLE_PAGE": str(DEVOPS / "unavailable.html")}
        environment = page | told["services"]["haproxy"]["environment"]
        environment = {
            name: str(value).partition(":-")[2].rstrip("}") or "x"
            if "${" in str(value)
            else str(value)
            for name, value in environment.items()
        }
        said = haproxy(DEVOPS / "guard.cfg", compose.BALANCER, **environment)
        assert said.returncode == 0, said.stderr


class TestUnits:
    def test_every_program_has_one(self, plan):
        text = (SYSTEMD / "zukunftsraum.target").read_text()
        for name in ("zope@1", "zope@2", "volto@1", "volto@2", "mail", "jobs"):
            assert f"zukunftsraum-{name}.service" in text
            file = re.sub(r"@\d", "@", f"zukunftsraum-{name}.service")
            assert (SYSTEMD / file).exists()

    def test_systemd_takes_them(self, tmp_path):
        if not (analyze := shutil.which("systemd-analyze")):
            pytest.skip("there is no systemd-analyze")
        for file in SYSTEMD.glob("zukunftsraum*"):
            # The programs of a portal that is not installed here.
            text = re.sub(r"^ExecStart=\S+", "ExecStart=/bin/true", file.read_text(), flags=re.M)
            (tmp_path / file.name).write_text(text)
        units = sorted(tmp_path.iterdir())
        instances = [unit.with_name(unit.name.replace("@.", "@1.")) for unit in units]
        for unit, instance in zip(units, instances, strict=True):
            if unit != instance:
                shutil.copyfile(unit, instance)
        command = [analyze, "verify", "--man=no", "--recursive-errors=no", *instances]
        said = subprocess.run(command, capture_output=True, text=True, check=False)
        wrong = [
            line for line in said.stderr.splitlines() if str(tmp_path) in line or "zukunft" in line
        ]
        assert not wrong


# -- settings --------------------------------------------------------------------------------------

#: Variables of the system, of make and of tools, which are no settings of the portal.
NO_SETTINGS = {
    "PATH", "PWD", "TERM", "HOME", "MAKELEVEL", "HONCHO_PROCESS_NAME", "CLUSTER_SUPERVISOR",
    # What one command of the Makefile is told.
    "ARGS", "FILE", "GRW", "JOB", "MAIL", "UPGRADE", "SIZE", "SEED",
    "AT", "BACKUP", "BASE", "CHECK", "DSN", "FORCE", "FULL", "KEYS_TO", "MAILS", "VERIFY", "DRY", "YES", "DAYS",
}  # fmt: skip


def variables_read(folder: Path) -> set[str]:
    """Names of environment variables that Python code below a folder reads: `environ["X"]`, `environ.get("X")`, also by a constant."""
    found: set[str] = set()
    for file in folder.rglob("*.py"):
        tree = ast.parse(file.read_text())
        constants = {
            node.targets[0].id: node.value.value
            for node in ast.walk(tree)
            if isinstance(node, ast.Assign)
            and isinstance(node.targets[0], ast.Name)
            and isinstance(node.value, ast.Constant)
        }
        for node in ast.walk(tree):
            argument = None
            if isinstance(node, ast.Subscript) and _is_environ(node.value):
                argument = node.slice
            elif isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute):
                if node.func.attr == "get" and _is_environ(node.func.value) and node.args:
                    argument = node.args[0]
            elif (
                isinstance(node, ast.Call)
                and _name(node.func) in ("_number", "_port")
                and len(node.args) > 1
            ):
                argument = node.args[1]
            if isinstance(argument, ast.Constant):
                found.add(argument.value)
            elif isinstance(argument, ast.Name) and argument.id in constants:
                found.add(constants[argument.id])
    return {name for name in found if isinstance(name, str) and re.fullmatch(r"[A-Z_0-9]+", name)}


def _name(node: ast.expr) -> str:
    return node.id if isinstance(node, ast.Name) else ""


def _is_environ(node: ast.expr) -> bool:
    """`os.environ`, or a parameter `environ` of ours."""
    if isinstance(node, ast.Attribute):
        return (
            node.attr == "environ" and isinstance(node.value, ast.Name) and node.value.id == "os"
        )
    return isinstance(node, ast.Name) and node.id == "environ"


def test_every_setting_is_documented_in_one_table():
    cells = re.findall(r"^\| (`[A-Z_0-9]+`[^|]*) \|", DOCUMENTATION.read_text(), re.M)
    rows = [name for cell in cells for name in re.findall(r"`([A-Z_0-9]+)`", cell)]
    assert len(rows) == len(set(rows)), "a setting is listed twice"
    read = variables_read(ROOT / "backend" / "src") | variables_read(ROOT / "tools" / "operate")
    guard = (DEVOPS / "guard.cfg").read_text()
    read |= set(re.findall(r"presetenv ([A-Z_]+)", guard))
    request = {
        "QUERY_STRING",
        "SCRIPT_NAME",
        "CONTENT_LENGTH",
        "CONTENT_TYPE",
        "HTTP_REFERER",
        "PATH_INFO",
        "REQUEST_METHOD",
    }
    http = {name for name in read if name.startswith(("HTTP_", "REMOTE_", "REQUEST_", "SERVER_"))}
    assert len(read) > 20
    missing = read - set(rows) - NO_SETTINGS - request - http
    assert not missing, (
        f"give each a row in the table of {DOCUMENTATION.name}, or name it in NO_SETTINGS if it "
        f"is an argument of one command: {sorted(missing)}"
    )
