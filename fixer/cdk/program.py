"""What a stack of the CDK is made of, as values that keep their place in the syntax tree."""

from __future__ import annotations

from dataclasses import field
from typing import Literal

from fixer.cdk.sources import SourceFile
from fixer.cdk.syntax import Syntax
from fixer.frozen import record

Section = Literal["Resources", "Stacks"]
Kind = Literal["stack", "stage", "construct", "other"]

# What stands around a value without changing it.
TRANSPARENT = frozenset(
    {"as_expression", "satisfies_expression", "non_null_expression", "parenthesized_expression", "type_assertion"}
)
FUNCTIONS = frozenset(
    {
        "method_definition",
        "function_declaration",
        "function_expression",
        "arrow_function",
        "generator_function_declaration",
    }
)
CLASSES = frozenset({"class_declaration", "abstract_class_declaration", "class"})
STATEMENTS = frozenset(
    {
        "expression_statement",
        "lexical_declaration",
        "variable_declaration",
        "return_statement",
        "public_field_definition",
    }
)


@record
class Import:
    """One import. ``names``: what is known here as what there; ``*`` is the whole module, ``default`` its default."""

    module: str
    names: dict[str, str]
    node: Syntax


@record
class Class:
    """A class of the document's own. ``base`` is what it extends, with its module; ``constructor`` a body.

    ``fields`` are those that hold constructs, and those that are variables; ``methods`` the names of its methods.
    """

    name: str
    base: str
    kind: Kind
    node: Syntax
    body: Syntax
    file: File
    constructor: Syntax | None = None
    fields: dict[str, Binding] = field(default_factory=dict, repr=False)
    methods: set[str] = field(default_factory=set, repr=False)


@record
class Call:
    """A statement that calls a method: on a construct, a variable or a class.

    ``method`` may lead to it: ``node.addDependency``, ``root.addResource().addMethod``; ``inner`` are the arguments of
    each call on the way. ``within`` is the condition that it stands under, and what it is called on does not.
    """

    method: str
    arguments: Syntax
    node: Syntax
    statement: Syntax
    inner: list[Syntax] = field(default_factory=list, repr=False)
    within: str | None = None


@record
class Assignment:
    """A statement that sets a property of a construct; ``path`` is the property, ``left`` what is assigned to."""

    path: str
    left: Syntax
    right: Syntax
    statement: Syntax


@record
class Tag:
    """``Tags.of(construct).add(key, value)``; ``key`` is the text of a literal, else the expression in brackets.

    ``...1`` where all entries of ``value`` are added one after the other.
    """

    key: str
    name: Syntax
    value: Syntax
    statement: Syntax


@record
class Construct:
    """One ``new X(scope, 'Id', props, …)``; ``entry`` is its key in ``section``.

    ``variable`` is what holds it: ``table``, ``this.table``. ``statement`` is what it stands in, and ``alone`` whether
    that makes nothing else: not so where it is written as a property of another construct, or a link of a chain.
    ``around`` are the loops, conditions and callbacks that it is made in, with their headers, which ``within`` tells.
    ``scope``, ``id``, ``props`` and ``rest`` are its arguments. ``owner`` is the class that makes it.
    """

    entry: str
    section: Section
    type: str
    new: Syntax
    statement: Syntax
    alone: bool
    file: File
    owner: Class | None
    scope: Syntax
    id: Syntax
    props: Syntax | None
    rest: list[Syntax]
    variable: str | None = None
    within: str | None = None
    around: list[tuple[Syntax, str]] = field(default_factory=list, repr=False)
    calls: list[Call] = field(default_factory=list, repr=False)
    assigned: list[Assignment] = field(default_factory=list, repr=False)
    tags: list[Tag] = field(default_factory=list, repr=False)


@record
class Stack:
    """A class of the document's own that constructs stand in, or the app; ``entry`` is its key in Stacks.

    ``new`` is where the app makes it, ``given`` the props that its class hands to ``super()``.
    """

    entry: str
    type: str
    node: Syntax
    owner: Class | None
    new: Construct | None = None
    given: Syntax | None = None
    calls: list[Call] = field(default_factory=list, repr=False)
    assigned: list[Assignment] = field(default_factory=list, repr=False)
    tags: list[Tag] = field(default_factory=list, repr=False)


@record
class Variable:
    """A ``const``, ``let`` or field that is no construct.

    ``steps`` lead from ``value`` to what a name in a pattern stands for: ``const { a, b: [c] } = value``; ``other`` is
    what it is where that is undefined. ``name`` is then the name in the pattern.
    """

    entry: str
    name: Syntax
    value: Syntax
    statement: Syntax
    steps: tuple[Syntax | int, ...] = ()
    other: Syntax | None = None


@record
class Binding:
    """What a name stands for: a construct, a member of one (``path``), a class, a module, or a value.

    ``entry`` is the key of a variable among the variables.
    """

    kind: Literal["construct", "stack", "class", "import", "value"]
    node: Syntax
    construct: Construct | None = None
    path: tuple[str, ...] = ()
    stack: Stack | None = None
    owner: Class | None = None
    module: tuple[str, str] = ("", "")
    entry: str = ""


@record
class File:
    """A file of the stack, its syntax and what it imports."""

    source: SourceFile
    tree: Syntax
    imports: list[Import] = field(default_factory=list)
    classes: list[Class] = field(default_factory=list)


@record
class Loose:
    """Calls on something that is no construct: a variable, or a class that is imported."""

    base: str
    node: Syntax
    calls: list[Call] = field(default_factory=list)


@record
class Code:
    """What is no infrastructure: a helper, a method, the members of an interface."""

    entry: str
    name: Syntax
    node: Syntax


@record
class Program:
    """A whole stack. ``main`` is the class whose name is not part of its constructs' paths."""

    text: str
    files: list[File] = field(default_factory=list)
    classes: dict[str, Class] = field(default_factory=dict)
    main: Class | None = None
    constructs: list[Construct] = field(default_factory=list)
    variables: list[Variable] = field(default_factory=list)
    loose: dict[str, Loose] = field(default_factory=dict)
    code: list[Code] = field(default_factory=list)
    scopes: dict[Syntax, dict[str, Binding]] = field(default_factory=dict, repr=False)
    stacks: dict[str, Stack] = field(default_factory=dict)
    unread: list[Syntax] = field(default_factory=list)
    unimported: dict[str, Syntax] = field(default_factory=dict)

    def source(self, node: Syntax) -> str:
        """The text of a node."""
        return self.text[node.start : node.end]


def simple_name(kind: str) -> str:
    """The name of a class without its module: ``Bucket``."""
    return kind.rpartition("/")[2].rpartition(".")[2]


def bare(node: Syntax) -> Syntax:
    """The value inside brackets, ``as X``, ``satisfies X``, ``<X>`` and ``!``."""
    while node.kind in TRANSPARENT:
        parts = node.parts()
        if not parts:
            break
        node = parts[-1] if node.kind == "type_assertion" else parts[0]
    return node


def comments_before(text: str, node: Syntax) -> int:
    """Where the lines of comment begin that belong to a statement: those above it without a blank line between."""
    if node.parent is None:
        return node.start
    siblings = node.parent.children
    start = node.start
    for sibling in reversed(siblings[: siblings.index(node)]):
        line = text.rfind("\n", 0, sibling.start) + 1
        own_line = not text[line : sibling.start].strip()
        if sibling.kind != "comment" or not own_line or text[sibling.end : start].count("\n") > 1:
            break
        start = sibling.start
    return start
