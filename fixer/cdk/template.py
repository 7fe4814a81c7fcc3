"""A stack of the CDK in the form of a template: sections of named entries, and the place of every part of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from fixer.cdk.chains import CUSTOMARY
from fixer.cdk.expressions import Expressions
from fixer.cdk.names import Names
from fixer.cdk.program import Assignment, Call, Construct, Program, Stack, Tag, bare
from fixer.cdk.reader import UNSETTLED, read
from fixer.cdk.references import SURROUNDED
from fixer.cdk.sources import SourceFile, looks_like, source_files
from fixer.cdk.syntax import Syntax
from fixer.cdk.trees import Placed, key, mapping, scalar, sequence, single
from fixer.errors import FixerError
from fixer.frozen import record
from fixer.read.candidates import Candidates, Rejected
from fixer.read.document import Document
from fixer.read.edits import EditedText
from fixer.read.nodes import Node
from fixer.read.source import Source
from fixer.read.template import Template
from fixer.read.text_error import TextError

__all__ = ["FORMAT", "Reading", "candidates", "load", "looks_like", "read_text"]

FORMAT = "typescript"
NOT_FOUND = "no CDK stack found"
MAX_UNREAD = 20

Pairs = list[tuple[Node, Placed]]


class Root(Node):
    """The root of a stack's tree; it knows the program that it was made from."""

    __slots__ = ("program",)

    program: Program


@record
class Reading:
    """What a text of TypeScript says: plain data, the place of every pointer, and the program behind both."""

    data: dict[str, Any]
    root: Root
    program: Program


def candidates(document: Document) -> Candidates:
    """The stack of a document, all its files as one template, or why it cannot be read."""
    size = len(document.text)
    try:
        source = source_of(document)
    except FixerError as error:
        return Candidates(document, (), (Rejected(0, size, error),))
    try:
        return Candidates(document, (load(source),), ())
    except FixerError as error:
        return Candidates(document, (), (Rejected(source.start, source.end - source.start, error),))


def source_of(document: Document) -> Source:
    """Where the stack of a document stands: from the beginning of its first file to the end of its last."""
    files = source_files(document)
    if not files:
        hint = "give a document that holds TypeScript with a class that extends Stack"
        raise FixerError(NOT_FOUND, document.path, cause="no code block in it imports the CDK", hint=hint)
    main = max(files, key=lambda file: file.end - file.start)
    closed = files[-1].closed
    return Source(document, files[0].start, files[-1].end, FORMAT, main.name, fenced=True, closed=closed)


def load(source: Source) -> Template:
    """Reads the stack that stands in a source; raises ``FixerError`` where there is none that can be read."""
    document = source.document
    try:
        reading = read_text(source.text, _files_in(source))
    except TextError as error:
        what, hint = "the TypeScript cannot be read", "give the stack alone, as it was written"
        raise document.error(source.start + error.offset, what, error.cause, hint) from None
    except FixerError as error:
        raise replace(error, file=document.path) from None
    program = reading.program
    if not program.constructs:
        raise _nothing(source, program)
    source = source.repaired(*_unread(program))
    return Template(source, reading.data, EditedText(source.text), reading.root)


def _files_in(source: Source) -> tuple[SourceFile, ...]:
    files = (file for file in source_files(source.document) if source.start <= file.start and file.end <= source.end)
    return tuple(file.moved(-source.start) for file in files)


def main_of(program: Program) -> str:
    """The name of the main class; empty where none is."""
    return program.main.name if program.main is not None else ""


def beside(model: Template, ideal: Template) -> Template:
    """The ideal's stack, read with the model's main class as its own: what is in it has the same keys on both sides."""
    left, right = model.parsed_root, ideal.parsed_root
    if not isinstance(left, Root) or not isinstance(right, Root):
        return ideal
    one, other = main_of(left.program), main_of(right.program)
    known = right.program.classes.get(one) if one else left.program.classes.get(other)
    if one == other or known is None or known.kind == "other":
        return ideal
    reading = read_text(ideal.source.text, _files_in(ideal.source), one)
    return replace(ideal, data=reading.data, parsed_root=reading.root)


def read_text(text: str, files: Sequence[SourceFile], main: str = UNSETTLED) -> Reading:
    """Reads the files at these places of ``text``; the root node gives the ``program`` that it was made from.

    ``main`` is as for ``reader.read``. Raises ``TextError`` for what takes too much to read.
    """
    program, names = read(text, files, main)
    builder = _Builder(program, names)
    value, node = builder.whole()
    root = Root("map", node.start, node.end)
    root.flow, root.pairs, root.program = True, node.pairs, program
    return Reading(value, root, program)


def _nothing(source: Source, program: Program) -> FixerError:
    document = source.document
    if program.unread:
        first = program.unread[0]
        cause = f"the text at this place is no TypeScript: {_shown(program, first)}"
        place = source.start + first.start
        return document.error(place, "the TypeScript cannot be read", cause, "correct the text at this place")
    cause = "no class in it makes a construct: nothing like new Bucket(this, 'Id', …) is there"
    return document.error(source.start, NOT_FOUND, cause, "give the whole stack")


def _unread(program: Program) -> list[tuple[int, str]]:
    found = []
    for node in program.unread[:MAX_UNREAD]:
        what = f"this could not be read: {_shown(program, node)}"
        if node.missing:
            what = f"{node.kind} is missing here"
        elif node.kind in "([{":
            what = f"what {node.kind} opens here is never closed"
        found.append((node.start, what))
    for name, node in program.unimported.items():
        found.append((node.start, f"{name} is not imported: read as {CUSTOMARY[name]}"))
    if len(program.unread) > MAX_UNREAD:
        rest = len(program.unread) - MAX_UNREAD
        found.append((program.unread[MAX_UNREAD].start, f"{rest} more places could not be read"))
    return found


def _shown(program: Program, node: Syntax) -> str:
    text = " ".join(program.text[node.start : node.start + 200].split("\n", 1)[0].split())
    end = " ".join(program.source(node)[:200].split())
    shown = text if len(text) < len(end) else end
    return repr(shown if len(shown) <= 60 else shown[:57] + "...")


class _Builder:
    """Puts the values of a program, and their places, into the sections of a template."""

    def __init__(self, program: Program, names: Names) -> None:
        self.program = program
        self.expressions = Expressions(names)

    def whole(self) -> Placed:
        program = self.program
        sections = {
            "Stacks": self.stacks(),
            "Variables": [
                (key(one.entry, one.name.start, one.name.end), self.expressions.variable(one))
                for one in program.variables
            ],
            "Resources": [(self.entry_key(one), self.resource(one)) for one in program.constructs],
            "Calls": [
                (key(one.base, one.node.start, one.node.end), self.calls(one.calls)) for one in program.loose.values()
            ],
            "Code": [(key(one.entry, one.name.start, one.name.end), self.code(one.node)) for one in program.code],
        }
        pairs = []
        for name, members in sections.items():
            if members or name == "Resources":
                start = min((node.start for _, (_, node) in members), default=0)
                end = max((node.end for _, (_, node) in members), default=0)
                pairs.append((key(name, start), mapping(members, start, end)))
        return mapping(pairs, 0, len(program.text))

    def entry_key(self, one: Construct) -> Node:
        style = self.program.text[one.id.start]
        return key(one.entry, one.id.start, one.id.end, style if style in "'\"`" else None)

    # Entries

    def stacks(self) -> Pairs:
        pairs = []
        for one in self.program.stacks.values():
            if (
                one.owner is not None
                and one.owner.kind == "construct"
                and not (one.given or one.tags or one.calls or one.assigned)
            ):
                continue
            members = self.stack(one)
            node = one.new.new if one.new is not None else one.node
            placed = mapping(members, node.start, node.end)
            at = one.node.child("name") or node
            pairs.append((key(one.entry, at.start, at.end), placed))
        return pairs

    def stack(self, one: Stack) -> Pairs:
        heritage = one.node.first("class_heritage")
        extends = heritage.first("extends_clause") if heritage is not None else None
        at = (extends.child("value") if extends is not None else one.node.child("constructor")) or one.node
        pairs = [(key("Type", at.start), scalar(one.type, at.start, at.end))]
        named = self.id_of(one)
        if named is not None:
            pairs.append((key("Id", named.start), self.expressions.value(named)))
        if one.new is not None and one.new.props is not None:
            pairs.append((key("Properties", one.new.props.start), self.properties(one.new.props)))
            if one.given is not None:
                pairs.append((key("Super", one.given.start), self.properties(one.given)))
        elif one.given is not None:
            pairs.append((key("Properties", one.given.start), self.properties(one.given)))
        if one.owner is None and one.new is None:
            arguments = one.node.child("arguments")
            parts = arguments.parts() if arguments is not None else []
            if parts:
                pairs.append((key("Properties", parts[0].start), self.properties(parts[0])))
        return [*pairs, *self.statements(one), *self.within(one.new)]

    def id_of(self, one: Stack) -> Syntax | None:
        """What the stack of a class is called: what its class says to ``super()``, else what the app gives it."""
        if one.owner is None or one.owner.kind == "construct":
            return None
        given = self.expressions.names.super_arguments(one.owner)
        if len(given) > 1 and bare(given[1]).kind in ("string", "template_string"):
            return given[1]
        return one.new.id if one.new is not None else None

    def resource(self, one: Construct) -> Placed:
        made = one.new.child("constructor") or one.new
        pairs = [(key("Type", made.start), scalar(one.type, made.start, made.end))]
        if not self.is_own(one.scope):
            pairs.append((key("Scope", one.scope.start), self.expressions.value(one.scope)))
        if one.props is not None:
            pairs.append((key("Properties", one.props.start), self.properties(one.props)))
        if one.rest:
            items = [self.expressions.value(part) for part in one.rest]
            placed = sequence(items, one.rest[0].start, one.rest[-1].end)
            pairs.append((key("Arguments", one.rest[0].start), placed))
        pairs += self.statements(one)
        return mapping([*pairs, *self.within(one)], one.new.start, one.new.end)

    def within(self, one: Construct | None) -> Pairs:
        if one is None or one.within is None:
            return []
        return [(key("Within", one.new.start), scalar(one.within, one.new.start, one.new.start))]

    def is_own(self, scope: Syntax) -> bool:
        """Whether a scope is the class that the construct stands in, be it under the name of a parameter."""
        if bare(scope).kind == "this":
            return True
        found = self.expressions.names.resolve(scope)
        return found is not None and found.stack is not None and found.node.kind == "this"

    def properties(self, node: Syntax) -> Placed:
        """The props of a construct: an object, or else what would be spread in one."""
        inner = bare(node)
        if inner.kind == "object":
            return self.expressions.value(inner)
        return mapping([(key("...1", node.start), self.expressions.value(node))], node.start, node.end)

    # Statements

    def statements(self, one: Construct | Stack) -> Pairs:
        pairs: Pairs = []
        if one.calls:
            pairs.append((key("Calls", one.calls[0].node.start), self.calls(one.calls)))
        if one.assigned:
            pairs.append((key("Assigned", one.assigned[0].left.start), self.assigned(one.assigned)))
        if one.tags:
            pairs.append((key("Tags", one.tags[0].statement.start), self.tags(one.tags)))
        return pairs

    def calls(self, calls: Sequence[Call]) -> Placed:
        methods: dict[str, list[Call]] = {}
        for call in calls:
            methods.setdefault(call.method, []).append(call)
        pairs = []
        for method, several in methods.items():
            lists = [self.call(one) for one in several]
            start, end = several[0].arguments.start, several[-1].arguments.end
            at = several[0].node.start
            pairs.append((key(method, at, several[0].arguments.start), sequence(lists, start, end)))
        return mapping(pairs, calls[0].node.start, calls[-1].node.end)

    def call(self, one: Call) -> Placed:
        """The arguments of one call, or those of each call of a chain; the condition around it comes last."""
        if not one.inner and one.within is None:
            return self.expressions.argument_list(one.arguments)
        lists = [self.expressions.argument_list(part) for part in (*one.inner, one.arguments)]
        items = lists if one.inner else self.expressions.arguments(one.arguments)
        if one.within is not None:
            at = one.node.start
            items = [*items, single(SURROUNDED, scalar(one.within, at, at))]
        node = one.node if one.inner else one.arguments
        return sequence(items, node.start, node.end)

    def assigned(self, several: Sequence[Assignment]) -> Placed:
        last = {one.path: one for one in several}
        pairs = [
            (key(one.path, one.left.start, one.left.end), self.expressions.value(one.right)) for one in last.values()
        ]
        return mapping(pairs, several[0].statement.start, several[-1].statement.end)

    def tags(self, several: Sequence[Tag]) -> Placed:
        last = {one.key: one for one in several}
        pairs = [
            (key(one.key, one.name.start, one.name.end), self.expressions.value(one.value)) for one in last.values()
        ]
        return mapping(pairs, several[0].statement.start, several[-1].statement.end)

    # Code

    def code(self, node: Syntax) -> Placed:
        """The members of an interface one by one; everything else as one text."""
        body = node.child("body")
        if node.kind != "interface_declaration" or body is None:
            return self.expressions.code(node)
        pairs: Pairs = []
        for part in body.parts():
            name, kind = part.child("name"), part.child("type")
            if part.kind == "property_signature" and name is not None and kind is not None:
                end = kind.start
                shown = self.program.text[name.start : end].strip()
                types = kind.parts()
                pairs.append((key(shown, name.start, name.end), self.expressions.code(types[0] if types else kind)))
        return mapping(pairs, body.start, body.end)
