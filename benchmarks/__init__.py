"""Measurements against other tools on the same machine at the same time: ratios, because absolute times say little."""
