"""What the programs of a cluster take and tell: memory, and conflicts of their transactions."""

from prometheus_client.parser import text_string_to_metric_families

import psutil
import urllib.request


def memory_of(running) -> dict[str, float]:
    """MB of each program with those that it started; what several share is counted in parts (PSS)."""
    found = {}
    for name in running.programs:
        pid = running.pid(name)
        if pid:
            found[name] = sum(map(_pss, _family(pid))) / 2**20
    return found


def _family(pid: int) -> list[psutil.Process]:
    try:
        program = psutil.Process(pid)
        return [program, *program.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _pss(program: psutil.Process) -> int:
    try:
        return program.memory_full_info().pss
    except psutil.Error:
        return 0


def conflicts_of(running) -> dict[str, float]:
    """Sums over all Zopes of what `/@@metrics` counts of conflicts, since each began."""
    sums: dict[str, float] = {}
    for name, program in running.programs.items():
        if not name.startswith("zope"):
            continue
        with urllib.request.urlopen(
            f"http://127.0.0.1:{program['port']}/@@metrics", timeout=10
        ) as answer:
            text = answer.read().decode()
        for family in text_string_to_metric_families(text):
            for sample in family.samples:
                if "conflict" in sample.name and not sample.name.endswith("_created"):
                    label = ", ".join(sample.labels.values())
                    key = f"{sample.name}{f' ({label})' if label else ''}"
                    sums[key] = sums.get(key, 0) + sample.value
    return sums
