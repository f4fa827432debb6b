"""Faults of a cluster on purpose, amid traffic: `faults.py` makes and mends them, `report.py` says what users saw. `drill.py` beside this folder runs them."""
