"""Where the generator of scale data lies: beside the package, with the measurements."""

from pathlib import Path

import sys


BENCHMARKS = Path(__file__).resolve().parents[3] / "benchmarks"
sys.path.append(str(BENCHMARKS))
