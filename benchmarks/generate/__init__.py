"""Scale data: the nationwide site, made from a seed. `python benchmarks/generate --help` says how."""
