"""The CDK in TypeScript as the rooms see it: one ``Dialect`` value."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import Any

from fixer.cdk import meaning, stand_ins
from fixer.cdk.canonical import agreed, canonical, function, is_pure
from fixer.cdk.concerns import concern
from fixer.cdk.counterparts import counterparts
from fixer.cdk.elsewhere import settled
from fixer.cdk.embedded import embedded, wrap
from fixer.cdk.links import link
from fixer.cdk.lists import list_rule
from fixer.cdk.projection import projected
from fixer.cdk.references import references
from fixer.cdk.renaming import rename
from fixer.cdk.secrets import secret
from fixer.cdk.sections import VARIABLES, binds, borrowed, entries, local, namespace, namespace_of
from fixer.cdk.shown import shown
from fixer.cdk.values import Values
from fixer.compare.gaps import Entry
from fixer.dialect import Account, Dialect, Spot

# Tokens of a path that lead to the smallest thing that is taken over as a whole: a property, a tag, a call.
_PARTS = {"Properties": 2, "Assigned": 2, "Tags": 2, "Calls": 3}


def incidental(entry: Entry, value: Any, uses: int) -> bool:
    """Whether an entry is a name for a value that may as well stand where the name is used."""
    return entry.section == VARIABLES and (uses == 1 or is_pure(value))


def _unit(path: Sequence[str]) -> int:
    return _PARTS.get(path[0], 1) if path else 1


def _detect(name: str, program: Mapping[str, Any]) -> Sequence[Spot] | None:
    from fixer.cdk.detectors import detect

    return detect(name, program)


def within(account: Account) -> Dialect:
    """The CDK in an account."""
    return replace(CDK_TYPESCRIPT, context=partial(Values, suffix=account.suffix))


CDK_TYPESCRIPT = Dialect(
    name="cdk-typescript",
    platform="CloudFormation",
    entries=entries,
    namespace=namespace,
    agreed=agreed,
    canonical=canonical,
    plain=meaning.plain,
    scalar=meaning.scalar,
    cosmetic=meaning.cosmetic,
    function=function,
    unit=_unit,
    steps=meaning.steps,
    list_rule=list_rule,
    embedded=embedded,
    wrap=wrap,
    references=references,
    namespace_of=namespace_of,
    local=local,
    binds=binds,
    borrowed=borrowed,
    # Names, and what is written in one of two ways, are the program's own.
    annotated=lambda program: True,
    incidental=incidental,
    settled=settled,
    vanishes=meaning.vanishes,
    rename=rename,
    stands_in=stand_ins.stands_in,
    physical=stand_ins.physical,
    replacement=stand_ins.replacement,
    holds_data=stand_ins.holds_data,
    problem=lambda entry, path, value: None,
    concern=concern,
    context=Values,
    within=within,
    detect=_detect,
    secret=secret,
    link=link,
    shown=shown,
    counterparts=counterparts,
    projected=projected,
)
