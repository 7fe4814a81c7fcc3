"""Edits to a template's text that touch nothing else."""

from fixer.remedy.splice.patch import splice
from fixer.remedy.splice.refused import Refused
from fixer.remedy.splice.rewrite import rewrite

__all__ = ["Refused", "rewrite", "splice"]
