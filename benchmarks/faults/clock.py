"""A clock of all programs of a cluster that can jump, without touching that of the machine."""

from pathlib import Path

import shutil
import struct
import subprocess


SOURCE = Path(__file__).with_name("clock.c")


class Clock:
    """A library that programs are started with (LD_PRELOAD), made by the C compiler of the machine, and the file that says by how much their time of day is off."""

    def __init__(self, folder: Path):
        """folder: which the accounts of all programs may read."""
        self._library, self._offset = folder / "clock.so", folder / "clock-offset"

    def make(self) -> bool:
        """Whether there is a C compiler to make it."""
        compiler = shutil.which("cc")
        if compiler is None:
            return False
        self.jump(0)
        self._offset.chmod(0o644)
        command = [compiler, "-O2", "-Wall", "-shared", "-fPIC", "-o", self._library, SOURCE, "-ldl"]
        subprocess.run(command, check=True)
        return True

    @property
    def environment(self) -> dict[str, str]:
        """Of the programs whose clock it is."""
        return {"LD_PRELOAD": str(self._library), "CLOCK_OFFSET": str(self._offset)}

    def jump(self, seconds: int) -> None:
        """Their time of day is so many seconds ahead of the machine's from now on."""
        with self._offset.open("r+b" if self._offset.exists() else "wb", buffering=0) as file:
            file.write(struct.pack("=q", seconds))
