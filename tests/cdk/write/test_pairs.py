"""Two programs, all fixes applied: the text becomes what the ideal says, and what it had in common stays as it was."""

from __future__ import annotations

import pytest

from fixer import api
from fixer.dialects import Reading
from fixer.read.document import from_bytes
from fixer.read.pairing import read_template
from fixer.read.template import Template

HEAD = """\
import * as cdk from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export class TapStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props?: cdk.StackProps) {
    super(scope, id, props);

"""
TAIL = "  }\n}\n"


def stack(*lines: str, after: str = "") -> str:
    return HEAD + "".join(f"    {line}\n" for line in lines) + TAIL + after


def template(text: str, name: str = "stack.ts") -> Template:
    return read_template(from_bytes(name, text.encode()), Reading())


def gaps(model: str, ideal: str) -> list[tuple[str, str]]:
    found = api.diff(template(model), template(ideal))
    return [(gap.kind, gap.pointer) for issue in found.issues for gap in issue.gaps]


def mended(model: str, ideal: str, name: str = "stack.ts") -> str:
    """The model's text with everything applied; nothing may be left."""
    found = api.diff(template(model, name), template(ideal, name))
    done = api.apply(found, api.Selection(unsafe=True))
    assert [one.reason for one in done.outcomes if one.status != "applied"] == []
    assert done.left.summary.gaps == 0
    return done.document_text


QUEUE = "new sqs.Queue(this, 'Jobs', { fifo: true });"
APP = "\nconst app = new cdk.App();\n"


# -- stacks in the app


def test_another_id_of_a_stack_is_seen_and_changed_alone() -> None:
    model = stack(QUEUE, after=APP + "new TapStack(app, 'Tap', { description: 'x' });\n")
    ideal = stack(QUEUE, after=APP + "new TapStack(app, `Tap${process.env.STAGE}`, { description: 'x' });\n")
    assert gaps(model, ideal) == [("changed", "/Stacks/TapStack/Id")]
    assert mended(model, ideal) == ideal


def test_a_stack_that_the_app_does_not_make_is_made() -> None:
    model, ideal = stack(QUEUE, after=APP), stack(QUEUE, after=APP + "\nnew TapStack(app, 'Tap');\n")
    assert gaps(model, ideal) == [("missing", "/Stacks/TapStack/Id")]
    assert mended(model, ideal) == ideal


def test_what_a_class_calls_itself_is_the_id_of_its_stack() -> None:
    ideal = stack(QUEUE).replace("super(scope, id, props)", "super(scope, 'Tap', props)")
    model = ideal.replace("'Tap'", "'Top'")
    assert gaps(model, ideal) == [("changed", "/Stacks/TapStack/Id")]
    assert mended(model, ideal) == ideal


PLAIN = """\
import { App, Stack } from 'aws-cdk-lib';
import { Queue } from 'aws-cdk-lib/aws-sqs';

const app = new App();
const stack = new Stack(app, 'jobs', { description: 'x' });
new Queue(stack, 'Jobs');
app.synth();
"""


def test_a_stack_without_a_class_under_another_id() -> None:
    ideal = PLAIN.replace("'jobs'", "'all-jobs'")
    assert gaps(PLAIN, ideal) == [("renamed", "/Stacks/jobs")]
    assert mended(PLAIN, ideal) == ideal


def test_a_stack_without_a_class_comes_in_before_the_app_is_synthesized() -> None:
    more = "const other = new Stack(app, 'other', { description: 'y' });\nnew Queue(other, 'Others');\n"
    text = mended(PLAIN, PLAIN.replace("app.synth();", more + "app.synth();"))
    assert "const other = new Stack(app, 'other', { description: 'y' });\n" in text
    assert text.index("new Queue(other, 'Others')") < text.index("app.synth()")


def test_a_stack_gets_a_variable_when_something_mentions_it() -> None:
    model = PLAIN.replace("app.synth", "new Stack(app, 'late');\napp.synth")
    ideal = model.replace(
        "new Stack(app, 'late');\n", "const late = new Stack(app, 'late');\nlate.addDependency(stack);\n"
    )
    assert mended(model, ideal) == ideal


def test_a_stack_that_is_made_under_a_condition() -> None:
    model = stack(QUEUE, after=APP + "new TapStack(app, 'Tap');\n")
    ideal = stack(QUEUE, after=APP + "\nif (process.env.TAP) {\n  new TapStack(app, 'Tap');\n}\n")
    assert gaps(model, ideal) == [("missing", "/Stacks/TapStack/Within")]
    assert mended(model, ideal) == ideal


def test_a_stage_of_an_api_is_no_stage_of_an_app() -> None:
    text = PLAIN + "new apigateway.Stage(stack, 'prod', { deployment });\n"
    found = template("import * as apigateway from 'aws-cdk-lib/aws-apigateway';\n" + text)
    assert found.resources["prod"]["Type"] == "aws-cdk-lib/aws-apigateway.Stage"


OTHER = """
class OtherStack extends cdk.Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const wait = cdk.Duration.days(1);
    new sqs.Queue(this, 'A');
    new sqs.Queue(this, 'B');
  }
}
"""


def test_which_class_is_the_main_one_does_not_change_between_two_programs() -> None:
    """The second makes more, in another class, than the first: the keys of all else stay."""
    model = stack(QUEUE, "new sqs.Queue(this, 'Two');", after=OTHER)
    ideal = model.replace(
        "    new sqs.Queue(this, 'B');\n", "".join(f"    new sqs.Queue(this, '{n}');\n" for n in "BCDEF")
    )
    assert gaps(model, ideal) == [("missing", f"/Resources/OtherStack~1{name}") for name in "CDEF"]
    mended(model, ideal)


# -- classes and modules of other files


def test_a_class_of_a_file_that_is_not_at_hand_is_not_written() -> None:
    model = "import { Store } from './store';\n" + stack("new Store(this, 'Store', { size: 1 });")
    assert mended(model, model.replace("size: 1", "size: 2")) == model.replace("size: 1", "size: 2")


def test_what_comes_from_a_file_that_is_imported_as_a_whole() -> None:
    model = "import * as own from '../lib';\n" + stack("new own.Store(this, 'Store', { size: 1 });")
    ideal = model.replace("size: 1", "size: 1, kind: own.Kind.LARGE")
    assert "kind: own.Kind.LARGE" in mended(model, ideal)


@pytest.mark.parametrize(
    ("usual", "new"),
    [
        ("import x = require('aws-cdk-lib/aws-x');", "import sns = require('aws-cdk-lib/aws-sns');"),
        ("const x = require('aws-cdk-lib/aws-x');", "const sns = require('aws-cdk-lib/aws-sns');"),
        ("import * as x from 'aws-cdk-lib/aws-x';", "import * as sns from 'aws-cdk-lib/aws-sns';"),
    ],
)
def test_an_import_comes_in_the_form_that_the_file_has(usual: str, new: str) -> None:
    model = stack(QUEUE).replace("import * as sqs from 'aws-cdk-lib/aws-sqs';", f"{usual}\n{usual.replace('x', 'sqs')}")
    text = mended(
        model, model.replace("  }\n}\n", "    new sns.Topic(this, 'T');\n  }\n}\n").replace(usual, f"{usual}\n{new}")
    )
    assert new in text.splitlines()


def test_a_name_joins_those_that_are_taken_out_of_a_module() -> None:
    model = stack("new Queue(this, 'Jobs');").replace(
        "import * as sqs from 'aws-cdk-lib/aws-sqs';", "const { Queue: Line } = require('aws-cdk-lib/aws-sqs');"
    )
    model = model.replace("new Queue", "new Line")
    ideal = model.replace("Queue: Line }", "Queue: Line, QueuePolicy }").replace(
        TAIL, "\n    new QueuePolicy(this, 'P');\n" + TAIL
    )
    assert mended(model, ideal) == ideal


# -- calls


CHAIN = (
    "const api = new apigateway.RestApi(this, 'Api');",
    "api.root.addResource('items').addMethod('GET', run());",
)


def test_a_chain_of_calls_is_compared_call_by_call() -> None:
    model = "import * as apigateway from 'aws-cdk-lib/aws-apigateway';\n" + stack(*CHAIN)
    ideal = model.replace("'items'", "'things'")
    assert gaps(model, ideal) == [("changed", "/Resources/Api/Calls/root.addResource().addMethod/0/0/0")]
    assert mended(model, ideal) == ideal
    assert gaps(model, model.replace("'items'", '"items"')) == []


def test_a_chain_of_calls_is_written() -> None:
    ideal = "import * as apigateway from 'aws-cdk-lib/aws-apigateway';\n" + stack(*CHAIN)
    model = "import * as apigateway from 'aws-cdk-lib/aws-apigateway';\n" + stack(CHAIN[0])
    assert mended(model, ideal) == ideal


def test_a_call_without_arguments_inside_a_value() -> None:
    model = stack("const name = 'x';", "new sqs.Queue(this, 'Jobs', { name });")
    ideal = stack("const name = Lazy.any({}).make().toString();", "new sqs.Queue(this, 'Jobs', { name });")
    assert "Lazy.any({}).make().toString()" in mended(model, ideal)


def test_a_call_on_a_variable_comes_into_the_class_of_the_variable() -> None:
    other = OTHER.replace("    new sqs.Queue(this, 'B');\n", "    new sqs.Queue(this, 'B');\n    wait.plus(1);\n")
    model = stack(QUEUE, "new sqs.Queue(this, 'Two');", after=OTHER)
    text = mended(model, model.replace(OTHER, other))
    assert text.index("wait.plus(1)") > text.index("class OtherStack")


# -- what moves, and what is handed over


def test_a_construct_moves_with_the_statement_that_it_stands_in() -> None:
    inner = (
        "new sqs.Queue(this, 'Jobs', { deadLetterQueue: { queue: new sqs.Queue(this, 'Dead'), maxReceiveCount: 3 } });"
    )
    model, ideal = stack(inner), stack("if (props) {", f"  {inner}", "}")
    assert mended(model, ideal) == ideal


def test_props_that_are_handed_over_are_not_spread() -> None:
    model = stack("new sqs.Queue(this, 'Jobs', { fifo: true, name: run(), wait: run() });")
    ideal = stack("const given = { fifo: true, name: run(), wait: run() };", "new sqs.Queue(this, 'Jobs', given);")
    assert "new sqs.Queue(this, 'Jobs', given);" in mended(model, ideal)


# -- blocks and code


BLOCKS = (
    "if (props.queues) {",
    "  // kept",
    "  new sqs.Queue(this, 'One');",
    "  run();",
    "} else {",
    "  new sqs.Queue(this, 'Two');",
    "}",
    "for (const name of names) {",
    "  new sqs.Queue(this, `Q${name}`);",
    "}",
    "others.forEach((other) => {",
    "  new sqs.Queue(this, `P${other}`);",
    "});",
)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("if (props.queues)", "if (props.queues && !small)"),
        ("of names)", "of props.names)"),
        ("others.forEach((other)", "props.others.forEach((other)"),
    ],
)
def test_another_header_of_a_block_changes_nothing_else(old: str, new: str) -> None:
    model = stack(*BLOCKS)
    assert mended(model, model.replace(old, new)) == model.replace(old, new)


def test_a_construct_that_leaves_a_block_leaves_the_header_alone() -> None:
    model = stack("if (a) {", "  new sqs.Queue(this, 'One');", "  new sqs.Queue(this, 'Two');", "}")
    ideal = stack("if (b) {", "  new sqs.Queue(this, 'One');", "}", "if (a) {", "  new sqs.Queue(this, 'Two');", "}")
    text = mended(model, ideal)
    assert text.index("if (a)") < text.index("'Two'")
    assert text.index("if (b)") < text.index("'One'")


HELPER = """
class Names {
  // how names are made
  static of(name: string,   stage = 'dev'): string {
    const all = [name, stage]; // in this order
    return all.join('-');
  }
}
"""


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("'dev'", "'prod'"),
        ("join('-')", "join('_').toLowerCase()"),
        ("[name, stage]", "[stage, name]"),
        ("    return all", "    all.push('x');\n    return all"),
    ],
)
def test_one_word_of_a_helper_changes_alone(old: str, new: str) -> None:
    model = stack(QUEUE, after=HELPER)
    assert mended(model, model.replace(old, new)) == model.replace(old, new)


def test_a_word_inside_a_callback_changes_alone() -> None:
    model = stack("new sqs.Queue(this, 'A', { names: all.map((x) => {  // each", "  return x + 1;", "}) });")
    assert mended(model, model.replace("x + 1", "x + 2")) == model.replace("x + 1", "x + 2")


def test_a_helper_that_is_quite_another_is_written_anew() -> None:
    model = stack(QUEUE, after=HELPER)
    ideal = stack(QUEUE, after="\nclass Names {\n  constructor(readonly parent: Names) {}\n}\n")
    assert "constructor(readonly parent: Names)" in mended(model, ideal)


# -- statements on stacks


@pytest.mark.parametrize("head", ["this", "cdk.Stack.of(this)"])
def test_what_a_stack_says_of_its_template(head: str) -> None:
    model = stack(QUEUE, f"{head}.templateOptions.description = 'Jobs';")
    ideal = model.replace("'Jobs';", "'All jobs';")
    assert gaps(model, ideal) == [("changed", "/Stacks/TapStack/Assigned/templateOptions.description")]
    assert mended(model, ideal) == ideal
    assert "    this.templateOptions.description = 'All jobs';\n" in mended(stack(QUEUE), ideal)


def test_a_call_on_the_stack_of_a_construct_is_one_on_the_stack() -> None:
    one = stack(QUEUE, "cdk.Stack.of(this).addTransform('AWS::LanguageExtensions');")
    assert gaps(one, stack(QUEUE, "this.addTransform('AWS::LanguageExtensions');")) == []


def test_what_a_tag_takes_from_the_app_is_written_beside_the_app() -> None:
    after = APP + "const team = process.env.TEAM;\nconst tap = new TapStack(app, 'Tap');\n"
    model, ideal = stack(QUEUE, after=after), stack(QUEUE, after=after + "cdk.Tags.of(tap).add('Team', team);\n")
    assert mended(model, ideal) == ideal
    call = after + "cdk.Aspects.of(tap).add(new Checks(team));\n"
    assert mended(model, stack(QUEUE, after=call)) == stack(QUEUE, after=call)


def test_members_of_an_interface_come_in_their_order() -> None:
    model = stack(QUEUE, after="\ninterface Props {\n  a: string;\n  // kept\n  c: number;\n}\n")
    ideal = model.replace("  // kept", "  b?: boolean;\n  // kept")
    assert mended(model, ideal) == ideal


# -- JavaScript

JS = """\
const cdk = require('aws-cdk-lib');
const sqs = require('aws-cdk-lib/aws-sqs');

class TapStack extends cdk.Stack {
  constructor(scope, id, props) {
    super(scope, id, props);
    new sqs.Queue(this, 'Jobs', { fifo: true });
  }
}

module.exports = { TapStack };
"""


def test_a_file_of_javascript_is_read_and_written() -> None:
    ideal = JS.replace("    new sqs", "    new sns.Topic(this, 'News');\n    new sqs").replace("true", "false")
    text = mended(JS, ideal, "stack.js")
    assert "const sns = require('aws-cdk-lib/aws-sns');\n" in text
    assert "new sns.Topic(this, 'News');\n" in text


# -- calls under a condition

CALLED = ("const jobs = new sqs.Queue(this, 'Jobs');", "jobs.grantPurge(role); // kept")


def test_a_condition_around_a_call_is_seen_and_written() -> None:
    model, ideal = stack(*CALLED), stack(CALLED[0], "if (props) {", "  jobs.grantPurge(role); // kept", "}")
    assert gaps(model, ideal) == [("missing", "/Resources/Jobs/Calls/grantPurge/0/1")]
    assert "    if (props) {\n      jobs.grantPurge(role);" in mended(model, ideal)
    assert "    }\n" not in mended(ideal, model).partition("jobs.grantPurge(role);")[2].partition("  }\n")[0]


def test_another_condition_around_a_call_is_changed_in_place() -> None:
    model = stack(CALLED[0], "if (props) {", "  jobs.grantPurge(role); // kept", "  run();", "}")
    ideal = model.replace("if (props)", "if (props && small)")
    assert ("changed", "/Resources/Jobs/Calls/grantPurge/0/1") in gaps(model, ideal)
    assert mended(model, ideal) == ideal


def test_a_new_call_joins_those_under_its_condition() -> None:
    ideal = stack(CALLED[0], "if (props) {", "  jobs.grantPurge(role);", "  jobs.grantSendMessages(role);", "}")
    model = ideal.replace("      jobs.grantSendMessages(role);\n", "")
    assert mended(model, ideal) == ideal


def test_what_both_stand_under_is_no_condition_of_the_call() -> None:
    inner = ("if (props) {", *(f"  {line}" for line in CALLED), "}")
    assert template(stack(*inner)).resources["Jobs"]["Calls"] == {"grantPurge": [[{"$name": "role"}]]}
    assert gaps(stack(*inner), stack(*CALLED)) == [("extra", "/Resources/Jobs/Within")]


def test_a_loop_is_no_condition_and_names_of_constructs_are_the_programs_own() -> None:
    calls = (
        "for (const role of roles) {",
        "  jobs.grantPurge(role);",
        "}",
        "if (jobs.fifo) {",
        "  jobs.grant(role);",
        "}",
    )
    found = template(stack(CALLED[0], *calls)).resources["Jobs"]["Calls"]
    assert found == {"grantPurge": [[{"$name": "role"}]], "grant": [[{"$name": "role"}]]}


def test_a_call_on_a_variable_leaves_its_condition() -> None:
    model = stack(QUEUE, "const all = list();", "if (props) {", "  all.push(1);", "}")
    text = mended(model, stack(QUEUE, "const all = list();", "all.push(1);"))
    assert "    all.push(1);\n" in text and "if (props)" not in text
