"""``python -m benchmarks``: every measurement, printed as a ratio."""

from benchmarks import inprocess, process

process.measure()
inprocess.measure()
