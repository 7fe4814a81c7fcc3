"""What the rooms need to know about one kind of template, as two values.

``compare``, ``issues`` and ``remedy`` are written against ``Dialect``, which says what templates mean; an ``Adapter``
says how they stand in documents. ``fixer.cfn`` provides both for CloudFormation, and only ``fixer.dialects`` knows who
else provides them. Another kind of infrastructure code is another pair beside these.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Hashable, Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Literal, Protocol

from fixer.compare.gaps import Entry, Gap
from fixer.frozen import frozen

if TYPE_CHECKING:
    from fixer.read.candidates import Candidates
    from fixer.read.document import Document
    from fixer.read.source import Source
    from fixer.read.template import Template

Severity = Literal["critical", "high", "medium", "low", "info"]
REFUSED: tuple[Severity, str] = ("critical", "deployability")
"""The concern of a gap whose model side the platform refuses: no rule weighs it less."""
Tokens = Sequence[str]
Names = Mapping[tuple[str, str], str]
"""New ids by ``(namespace, old id)``; a namespace, such as ``"condition"``, is what ids must be unique in."""


class Reference(Protocol):
    """One mention of an entry's id inside a value."""

    @property
    def pointer(self) -> tuple[str, ...]: ...
    @property
    def target(self) -> str: ...
    @property
    def kind(self) -> str: ...


class Spot(Protocol):
    """Where a detector found its failure: a pointer, what is wrong there, and, where there is a way, how to mend it.

    ``patch``: RFC 6902 operations with pointers into the whole template.
    """

    @property
    def pointer(self) -> str: ...
    @property
    def message(self) -> str: ...
    @property
    def patch(self) -> Sequence[Mapping[str, Any]]: ...


class Rename(Protocol):
    """Other ids in a value; ``path`` is where it stands below its entry."""

    def __call__(self, value: Any, names: Names, path: Tokens = ()) -> Any: ...


UNRESERVED = 100


@frozen
class Account:
    """What no template says: what is known of the account, and what is asked of all that is in it.

    ``concurrency``: how many functions may run at once; ``None``: not known. ``quotas``: how many resources of a type
    may still be made. ``regions``: those in use; none: any. ``suffix``: the parameter that names carry; empty: the one
    that is called so. ``tags``: keys that resources must have, with the value where one is settled.
    """

    concurrency: int | None = None
    quotas: tuple[tuple[str, int], ...] = ()
    regions: tuple[str, ...] = ()
    suffix: str = ""
    tags: tuple[tuple[str, str | None], ...] = ()

    @property
    def reservable(self) -> int | None:
        """How much concurrency functions may reserve; a part of it has to stay free for all others."""
        return None if self.concurrency is None else max(self.concurrency - UNRESERVED, 0)


EXAMPLE = Account(
    quotas=(("AWS::EC2::VPC", 2),), regions=("us-east-1", "us-west-2", "eu-west-1"), tags=(("Team", "orders"),)
)
"""What the examples of rules are tried in."""


@frozen
class ListRule:
    """How the items of a list answer to each other: by position, as a set, or (a set) by the value under ``key``.

    ``opaque``: nothing is known about what stands here. ``key`` may lead deeper: ``properties/title``. ``alike``: how
    much of two items with different keys must be the same for them to be one thing under another key; ``None``: they
    never are. ``settled_by``: members that, where every item has them, say what the position would say, so that the
    list is a set after all. ``repeats``: an item that stands twice counts once.
    """

    kind: Literal["ordered", "set", "opaque"]
    key: str | None = None
    alike: float | None = None
    settled_by: tuple[str, ...] = ()
    repeats: bool = False


@frozen
class Refusal:
    """Why the platform refuses the model's side of a gap: the rule that says so, by id.

    ``instead``: where a name is wrong, the place below the entry that was probably meant; empty if nobody can tell.
    """

    rule: str
    instead: tuple[str, ...] | None = None


@frozen
class Embedded:
    """A JSON document that stands in a string. ``wrapper`` tells how the string is made: ``plain``, ``Fn::Sub`` …"""

    document: Any
    text: str
    wrapper: str


@frozen
class Counterpart:
    """What an entry, or a place of it, is called in CloudFormation's words: ``path`` below an entry of ``type``."""

    type: str | None
    section: str
    path: tuple[str, ...] = ()


@frozen
class Projection:
    """The body of an entry in CloudFormation's words; what of it is not known is so marked.

    ``place``: the tokens in the entry of a place in ``body``, as far as they are known. ``patch``: what operations on
    ``body`` are on the entry, ``None`` where that is not known.
    """

    body: Any
    place: Callable[[Tokens], tuple[str, ...]]
    patch: Callable[[Sequence[Mapping[str, Any]]], tuple[Mapping[str, Any], ...] | None] = lambda operations: None


@frozen
class Dialect:
    """One kind of template. Paths are tokens below the entry: ``("Properties", "Tags", "0")``.

    A template's data is sections of named entries; an entry of the section Resources is a mapping with a ``Type`` and
    ``Properties``. What a dialect says nothing of is taken for what it seems: values are equal where their data is,
    lists are ordered, nothing refers to anything.

    entries      every named thing of a template, in the template's order
    platform     who deploys templates, as sentences say it
    context      what conditions of rules are evaluated in, for one template: a ``catalogue.evaluate.Context``
    namespace    the namespace that a section's ids live in, ``None`` where nothing refers to them
    agreed       what ``canonical`` may rely on, because both templates have it
    canonical    one form for all spellings of the same value, given what is agreed; never written to a file
    plain        a canonical value in the form that its place prefers; ``ABSENT`` where it says as much as its absence
    scalar       what a scalar is read as at its place: equal for all spellings of one value
    cosmetic     whether two texts differ in no more than their layout
    function     whether a mapping is a function call and not a container; then its name
    unit         how many tokens of a path make one property, the smallest thing that is taken over as a whole
    steps        the arguments inside two calls of one function that can be compared one by one: ``(token, …)``
    list_rule    how a list's items pair
    embedded     the JSON document inside a string-like value, given what it is compared with; ``None`` where none is
    wrap         a new text of such a document as a value, in the manner of the old value: ``(old, ideal, text)``
    references   every mention of an id inside an entry
    rename       the same value with other ids; the same object where nothing changes
    namespace_of the namespace that a reference's kind points into
    binds        whether what an entry mentions at a route must be there before it: a circle of these cannot be made
    borrowed     the namespace that a section's ids are taken from, where an entry says more of one that is named so
    local        whether the ids of a section are known inside the template alone, so that other ids are no difference
    incidental   whether an entry only gives a name to what is said where it is used, so often
    settled      the gaps of one pair without those that say on either side the same at two places
    vanishes     whether a part of an entry is not there once nothing is left in it
    stands_in    whether a resource of one type can play the part of another
    physical     the tokens of the property that gives a resource of a type its physical name
    replacement  whether changing a place makes the platform replace the resource
    holds_data   whether resources of a type keep data
    problem      what is wrong with a place by the published schema (an unknown property …), ``None`` if nothing
    refusal      why the published schema refuses what the model has at a gap, ``None`` where it does not
    unstated     whether a gap is a default that one side states and the other leaves out
    concern      how bad a gap of no known class is, and in what respect: ``(severity, category)``
    annotated    whether a template holds something that a tool keeps for itself: no comparison counts it
    detect       the places that the detector of a name finds in a template; ``None`` if there is no such detector
    secret       whether a literal value at a place is a secret
    link         a documentation page about a place
    shown        a value on one line, as templates write it; ``None``: as JSON or YAML
    counterparts what a place is called in CloudFormation's words, the likeliest first; ``None``: in those it is
    projected    the body of an entry as one of a counterpart, for the conditions of its rules; ``None`` if unknown
    within       the same dialect, its conditions and detectors knowing of an account; ``None``: they have no use for it
    """

    name: str
    entries: Callable[[Mapping[str, Any]], list[Entry]]
    context: Callable[[Mapping[str, Any]], Any]
    platform: str = "the platform"
    namespace: Callable[[str], str | None] = lambda section: None
    agreed: Callable[[Mapping[str, Any], Mapping[str, Any], Names], Any] = lambda model, ideal, names: None
    canonical: Callable[..., Any] = lambda value, agreed=None: value
    plain: Callable[[Entry, Tokens, Any], Any] = lambda entry, path, value: value
    scalar: Callable[[Entry, Tokens, Any], Hashable] = lambda entry, path, value: (type(value), value)
    cosmetic: Callable[[Entry, Tokens, Any, Any], bool] = lambda entry, path, model, ideal: False
    function: Callable[[Any], str | None] = lambda value: None
    unit: Callable[[Tokens], int] = lambda path: 2 if path[:1] == ("Properties",) else 1
    steps: Callable[[Any, Any], tuple[str, ...]] = lambda model, ideal: ()
    list_rule: Callable[[Entry, Tokens], ListRule] = lambda entry, path: ListRule("ordered")
    embedded: Callable[[Any, Any], Embedded | None] = lambda value, beside: None
    wrap: Callable[[Any, Any, str], Any] = lambda old, ideal, text: text
    references: Callable[[Any], Iterable[Reference]] = lambda body: ()
    namespace_of: Callable[[str], str] = lambda kind: kind
    local: Callable[[str], bool] = lambda section: False
    binds: Callable[[Entry, Tokens], bool] = lambda entry, route: True
    borrowed: Callable[[str], str | None] = lambda section: None
    incidental: Callable[[Entry, Any, int], bool] = lambda entry, value, uses: False
    settled: Callable[[list[Gap], Any], list[Gap]] = lambda gaps, agreed: gaps
    vanishes: Callable[[Entry, Tokens, Any], bool] = lambda entry, path, value: False
    rename: Rename = lambda value, names, path=(): value
    stands_in: Callable[[str, str], bool] = lambda one, other: one == other
    physical: Callable[[str], str | None] = lambda kind: None
    replacement: Callable[[str, Tokens], Literal["never", "maybe", "always"]] = lambda kind, path: "maybe"
    holds_data: Callable[[str], bool] = lambda kind: False
    problem: Callable[[Entry, Tokens, Any], str | None] = lambda entry, path, value: None
    refusal: Callable[[Gap], Refusal | None] = lambda gap: None
    unstated: Callable[[Gap], bool] = lambda gap: False
    concern: Callable[[Gap], tuple[Severity, str]] = lambda gap: ("medium", "requirement")
    annotated: Callable[[Mapping[str, Any]], bool] = lambda template: False
    detect: Callable[[str, Mapping[str, Any]], Sequence[Spot] | None] = lambda name, template: None
    secret: Callable[[Entry, Tokens, Any], bool] = lambda entry, path, value: False
    link: Callable[[str, Tokens], str | None] = lambda kind, path: None
    shown: Callable[[Any], str] | None = None
    counterparts: Callable[[Entry, Tokens], Sequence[Counterpart]] | None = None
    projected: Callable[[Entry, Any, Counterpart], Projection | None] | None = None
    within: Callable[[Account], Dialect] | None = None


def within(dialect: Dialect, account: Account) -> Dialect:
    """The same dialect in an account; as it is where it has no use for one."""
    return dialect if dialect.within is None else dialect.within(account)


@frozen
class Adapter:
    """How the templates of one dialect are found, read and written.

    name        what people call the dialect: ``CloudFormation``
    suffixes    of files that hold a template and nothing else
    recognises  whether a document may hold such templates, told by its name and text at little cost
    candidates  every template in a document, in order, and what looks like one and cannot be read
    load        one source as a template; raises ``FixerError``
    rewrite     a template's text with the fewest edits after which it reads as other data: ``(template, data,
                renames)``, where ``renames`` maps old pointers to new keys; raises ``remedy.splice.Refused``
    dialect     what the templates mean; asked for when one is compared, so that reading imports no more than it must
    comments    the stretches of a template's text that are comments; without it, no comment suppresses an issue
    remark      what begins a comment that ends with its line
    beside      the ideal's template as it is read beside the model's: ``(model, ideal)``; where the names of a template
                depend on all that is in it, so that what both have goes by one name
    """

    name: str
    suffixes: Collection[str]
    recognises: Callable[[Document], bool]
    candidates: Callable[[Document], Candidates]
    load: Callable[[Source], Template]
    rewrite: Callable[[Template, Any, Mapping[str, str]], str]
    dialect: Callable[[], Dialect]
    comments: Callable[[Template], Iterable[tuple[int, int]]] | None = None
    remark: str = "#"
    beside: Callable[[Template, Template], Template] | None = None
