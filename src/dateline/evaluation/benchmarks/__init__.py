"""One module a benchmark; each defines `BENCHMARK`. The module's name is the benchmark's."""
