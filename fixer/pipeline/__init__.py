"""The steps of the pipeline, a file each; ``fixer.api`` puts them one after the other."""
