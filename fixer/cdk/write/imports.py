"""The imports of one file: how a module's member is called in it, and what must be imported for a new one."""

from __future__ import annotations

import re
from collections import Counter
from functools import cached_property
from itertools import pairwise

from fixer.cdk.expressions import GLOBALS
from fixer.cdk.syntax import Syntax
from fixer.cdk.write.imported import Form, imports_of
from fixer.cdk.write.style import Style
from fixer.remedy.splice.edits import Edits
from fixer.remedy.splice.lines import Lines

_CDK = "aws-cdk-lib"
# Names that programs give to modules whose own names are long or say little.
_ALIASES = {
    _CDK: "cdk",
    f"{_CDK}/aws-applicationautoscaling": "appscaling",
    f"{_CDK}/aws-certificatemanager": "acm",
    f"{_CDK}/aws-cloudfront-origins": "origins",
    f"{_CDK}/aws-elasticloadbalancingv2": "elbv2",
    f"{_CDK}/aws-events-targets": "targets",
    f"{_CDK}/aws-kinesisfirehose": "firehose",
    f"{_CDK}/aws-s3-deployment": "s3deploy",
    f"{_CDK}/aws-s3-notifications": "s3n",
    f"{_CDK}/aws-sns-subscriptions": "subscriptions",
    f"{_CDK}/aws-stepfunctions": "sfn",
    f"{_CDK}/aws-stepfunctions-tasks": "tasks",
}


IDENTIFIERS = frozenset({
    "identifier", "type_identifier", "shorthand_property_identifier", "shorthand_property_identifier_pattern",
})  # fmt: skip


class Imports:
    """What one file imports, and what it will have to."""

    def __init__(self, root: Syntax, lines: Lines, style: Style) -> None:
        self.root = root
        self.lines = lines
        self.text = lines.text
        self.style = style
        self.found = list(imports_of(self.text, root))
        self.locals: dict[str, str] = {}
        for one in self.found:
            if one.whole is not None:
                self.locals[one.whole] = one.module
            for local, name in one.names.items():
                self.locals[local] = _target(one.module, name)
        self.fresh: dict[str, tuple[str, str]] = {}  # local name → module, exported name ("" for the module itself)

    @cached_property
    def taken(self) -> set[str]:
        """The words that mean something in the file."""
        return {self.text[one.start : one.end] for one in self.root.walk() if one.kind in IDENTIFIERS}

    def local(self, dotted: str) -> str:
        """The expression for ``module.Member.member``; an import is planned where there is none."""
        known = self._known(dotted)
        if known is not None:
            return known
        if dotted.startswith("./"):
            return self._beside(dotted[2:])
        module, path = split(dotted)
        if module in ("", ".") or not path or module in GLOBALS or (module in self.taken and "/" not in module):
            return dotted
        if self._namespaced(module):
            local, name, rest = self._free(_alias(module)), "", path
            if self._from_package(module):
                name = module.removeprefix(f"{_CDK}/").replace("-", "_")
                module = _CDK
        else:
            name, _, rest = path.partition(".")
            local = self._free(name)
        self.fresh[local] = (module, name)
        self.locals[local] = _target(module, name) if name else module
        return ".".join(filter(None, (local, rest)))

    def _known(self, dotted: str) -> str | None:
        best: tuple[int, str] | None = None
        for local, target in self.locals.items():
            rest = None
            if dotted == target or dotted.startswith(f"{target}."):
                rest = dotted[len(target) :]
            elif target == _CDK and dotted.startswith(f"{_CDK}/aws-") and self._packages_used(local):
                module, path = split(dotted)
                rest = f".{module.removeprefix(f'{_CDK}/').replace('-', '_')}.{path}"
            if rest is not None and (best is None or len(target) > best[0]):
                best = (len(target), local + rest)
        return None if best is None else best[1]

    def _beside(self, name: str) -> str:
        """A class of a file beside this one: a member of what is imported from there as a whole and used so."""
        own = self.text[self.root.start : self.root.end]
        whole = [one.whole for one in self.found if one.module.startswith(".") and one.whole is not None]
        first = name.partition(".")[0]
        used = next((f"{one}.{name}" for one in whole if re.search(rf"\b{one}\.{re.escape(first)}\b", own)), None)
        return used or (f"{whole[0]}.{name}" if whole and first not in self.taken else name)

    def _packages_used(self, local: str) -> bool:
        """Whether the file takes services from the package as a whole, as ``cdk.aws_sqs``, and from nowhere else."""
        services = sum(one.module.startswith(f"{_CDK}/") for one in self.found)
        return not services and f"{local}.aws_" in self.text[self.root.start : self.root.end]

    def _namespaced(self, module: str) -> bool:
        """Whether a module is imported as a whole."""
        near = [one for one in self.found if one.module.startswith(f"{_CDK}/")]
        if module == _CDK:
            return not any(one.module == _CDK and one.names for one in self.found)
        if not module.startswith(f"{_CDK}/"):
            return False
        if self._from_package(module):
            return True
        kinds = Counter(one.whole is not None for one in near)
        return kinds[True] >= kinds[False]

    def _from_package(self, module: str) -> bool:
        """Whether the file writes ``import { aws_kms as kms } from 'aws-cdk-lib'``."""
        listed = sum(name.startswith("aws_") for one in self.found if one.module == _CDK for name in one.names.values())
        near = sum(one.module.startswith(f"{_CDK}/") for one in self.found)
        return module.startswith(f"{_CDK}/aws-") and listed > near

    def _free(self, name: str) -> str:
        return free_name(name, self.taken | self.locals.keys(), "Module")

    # -- edits

    def edit(self, edits: Edits) -> None:
        """Adds what is missing to the file."""
        listed: dict[str, list[tuple[str, str]]] = {}
        for local, (module, name) in self.fresh.items():
            if name:
                listed.setdefault(module, []).append((name, local))
            else:
                self._statement(module, local, [], edits)
        for module, names in listed.items():
            there = [one for one in self.found if one.module == module and one.listing is not None and not one.types]
            if there and there[0].listing is not None:
                self._extend(there[0].listing, [_listed(*one, there[0].form) for one in names], edits)
            else:
                self._statement(module, "", names, edits)

    def _statement(self, module: str, whole: str, names: list[tuple[str, str]], edits: Edits) -> None:
        style = self.style
        package = module.partition("/")[0]
        near = [one for one in self.found if one.module.partition("/")[0] == package] or self.found
        form = near[-1].form if near else "from"
        form = "from" if names and form == "equals" else form
        what = whole or "{ " + ", ".join(_listed(*one, form) for one in names) + " }"
        source = f"{style.quote}{module}{style.quote}"
        row = {
            "from": f"import {'* as ' if whole else ''}{what} from {source}{style.end}",
            "equals": f"import {what} = require({source}){style.end}",
            "require": f"const {what} = require({source}){style.end}",
        }[form]
        if not near:
            edits.insert(self.root.start, row + style.eol)
            return
        order = [one.module for one in near]
        before = None
        if all(one <= other for one, other in pairwise(order)) and len(order) > 1:
            before = next((one for one in near if one.module > module), None)
        if before is not None:
            edits.insert(before.node.start, row + style.eol)
        else:
            edits.insert(near[-1].node.end, style.eol + row)

    def _extend(self, listing: Syntax, names: list[str], edits: Edits) -> None:
        known = listing.parts()
        rows = [self.text[one.start : one.end] for one in known]
        is_sorted = len(rows) > 1 and rows == sorted(rows)
        gap = ", "
        if known and not self.lines.together(listing.start, known[0].start):
            gap = "," + self.style.eol + self.lines.indent(known[0].start)
        for name in names:
            before = next((one for one, row in zip(known, rows, strict=True) if is_sorted and row > name), None)
            if before is not None:
                edits.insert(before.start, name + gap)
            elif known:
                edits.insert(known[-1].end, gap + name)
            else:
                edits.insert(listing.start + 1, f" {name} ")


def _listed(name: str, local: str, form: Form) -> str:
    """One name in the braces of an import."""
    if name == local:
        return name
    return f"{name}: {local}" if form == "require" else f"{name} as {local}"


def split(dotted: str) -> tuple[str, str]:
    """``aws-cdk-lib/aws-s3.Bucket.fromArn`` → the module and the path in it."""
    slash = dotted.rfind("/") + 1
    dot = dotted.find(".", slash)
    if dot < 0:
        return dotted[: slash - 1 if dotted.startswith("./") else slash], dotted[slash:]
    return dotted[:dot], dotted[dot + 1 :]


def free_name(name: str, taken: set[str], suffix: str) -> str:
    """``name``, or one like it that nothing has yet."""
    candidates = [name, name + suffix, *(f"{name}{number}" for number in range(2, len(taken) + 3))]
    return next(one for one in candidates if one not in taken)


def _alias(module: str) -> str:
    known = _ALIASES.get(module)
    if known is not None:
        return known
    name = module.rsplit("/", 1)[-1].removeprefix("aws-")
    return re.sub(r"\W+(\w)", lambda found: found[1].upper(), name)


def _target(module: str, name: str) -> str:
    """What a name from a module stands for: the packages of the library are modules of their own as well."""
    if module == _CDK and name.startswith("aws_"):
        return f"{_CDK}/{name.replace('_', '-')}"
    return f"./{name}" if module.startswith(".") else f"{module}.{name}"
