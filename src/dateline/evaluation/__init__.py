"""Benchmarks on public data, scored by published protocols. The only room that may import all others."""
