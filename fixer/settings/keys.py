"""The table of keys: what each is called, what it takes, and what it is for.

What reads a file, what writes the schema for editors and the page of documentation all go by it.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from fixer.catalogue.policy import ANY, POLICIES
from fixer.catalogue.rule import SEVERITIES
from fixer.frozen import frozen
from fixer.settings.profiles import PROFILES

Form = Literal[
    "selectors", "selectors by glob", "severity by selector", "choice", "text", "parameter", "folders", "table", "tags",
    "number", "regions", "numbers by type",
]  # fmt: skip

NEVER = "never"
REGION = r"[a-z]{2}(-[a-z]+)+-[0-9]"
TYPE = r"[A-Za-z0-9]+(::[A-Za-z0-9]+)+"
PARAMETER = r"[A-Za-z0-9]+"
MAX_NUMBER = 1_000_000_000


@frozen
class Key:
    """A key: the form of its value, what is said of it, the words that it takes, the keys of its table."""

    form: Form
    says: str
    choices: tuple[str, ...] = ()
    members: Mapping[str, Key] | None = None
    default: Any = None

    @property
    def named(self) -> bool:
        """Whether it is a table whose names are the user's own."""
        return self.form in ("selectors by glob", "severity by selector", "numbers by type")


_POLICIES = {
    name: Key(
        "choice",
        f"{policy.asks}. " + "; ".join(f"{answer}: {means}" for answer, means in policy.answers.items()),
        (*policy.answers, ANY),
        default=ANY,
    )
    for name, policy in POLICIES.items()
}
_FACTS = {
    "account-concurrency": Key("number", "How many functions may run at once in the account, all together."),
    "quotas": Key("numbers by type", "How many resources of a type the account may still make."),
    "regions": Key("regions", "The regions that the account uses."),
}

KEYS: Mapping[str, Key] = {
    "select": Key(
        "selectors",
        "What is reported, and nothing else. Naming a rule by its id or a glob also switches it on in check.",
    ),
    "extend-select": Key("selectors", "What is reported as well as what select names, or on top of the defaults."),
    "ignore": Key("selectors", "What is not reported. Of two selectors the more precise one decides."),
    "per-file-ignores": Key(
        "selectors by glob", "What is not reported on files whose path, from this folder on, matches a glob."
    ),
    "severities": Key("severity by selector", "Other severities, for rules or globs of rules.", SEVERITIES),
    "profile": Key("choice", "The kind of project, which takes a side in all policies.", tuple(PROFILES)),
    "policies": Key("table", "Sides in single questions, over the profile's.", members=_POLICIES),
    "facts": Key("table", "What is known of the account.", members=_FACTS),
    "suffix-parameter": Key("parameter", "The parameter that names carry to be told apart between copies of a stack."),
    "required-tags": Key(
        "tags", "Tags that every resource must have: a list of keys, or a table of keys and values."
    ),
    "style": Key("text", "The layout of Markdown reports, as with --style.", default="analysis"),
    "fixes": Key("folders", "Folders of rules of your own, from this folder on, as with --fixes."),
    "fail-on": Key("choice", "The least severity that makes the exit status 1, as with --fail-on.",
                   (*SEVERITIES, NEVER), default="low"),
}  # fmt: skip
