"""CDK TypeScript as data: what is read, and that every part of it is found again in the text."""

from __future__ import annotations

from importlib.util import find_spec
from typing import Any

import pytest

from fixer.cdk.program import comments_before
from fixer.cdk.template import Root
from tests.cdk.reading import HEAD, TAIL, check, read, resources, stack, value

pytestmark = pytest.mark.skipif(
    find_spec("tree_sitter_typescript") is None, reason="the extra fixer[cdk] is not installed"
)


def test_a_construct_has_its_class_its_properties_and_their_places() -> None:
    text = HEAD + "    new s3.Bucket(this, 'Logs', { versioned: true, bucketName: `logs-${id}` });\n" + TAIL
    template = read(text)
    assert template.data["Resources"] == {
        "Logs": {
            "Type": "aws-cdk-lib/aws-s3.Bucket",
            "Properties": {"versioned": True, "bucketName": {"$template": ["logs-", {"$name": "id"}]}},
        }
    }
    check(template)
    assert template.format == "typescript"
    assert template.line("/Resources/Logs") == 9
    span = template.span("/Resources/Logs/Properties/bucketName")
    assert span is not None
    assert (text[span.start : span.end], span.line, span.column) == ("`logs-${id}`", 9, 64)


@pytest.mark.parametrize(
    ("expression", "expected"),
    [
        ("'a\\'b\\n\\u0041'", "a'b\nA"),
        ('"é ✅"', "é ✅"),
        ("`plain`", "plain"),
        ("'a' + 'b' + \"c\"", "abc"),
        ("12", 12),
        ("-1.5", -1.5),
        ("+1", 1),
        ("10_000", 10_000),
        ("0xff", 255),
        ("true", True),
        ("null", None),
        ("[1, 'b', ...c]", [1, "b", {"$spread": {"$name": "c"}}]),
        ("{ 'a-b': 1, c: { d: [] }, 5: 2 }", {"a-b": 1, "c": {"d": []}, "5": 2}),
        ("{ a: 1, a: 2 }", {"a": 2}),
        ("{ a: undefined, b: 1 }", {"b": 1}),
        ("{ ...x, b: 1, ...y.z }", {"...1": {"$name": "x"}, "b": 1, "...2": {"$path": [{"$name": "y"}, "z"]}}),
        ("{ bucket, props }", {"bucket": {"$ref": "Bucket"}, "props": {"$name": "props"}}),
        ("{ [id]: 1 }", {"[id]": 1}),
        ("{ m() { return 1; } }", {"m": {"$code": "m() { return 1; }"}}),
        ("(x as any)!", {"$name": "x"}),
        ("(<any>x)", {"$name": "x"}),
        ("x satisfies Y", {"$name": "x"}),
        ("s3.BucketEncryption.KMS", {"$member": "aws-cdk-lib/aws-s3.BucketEncryption.KMS"}),
        ("cdk.aws_lambda_nodejs.X.Y", {"$member": "aws-cdk-lib/aws-lambda-nodejs.X.Y"}),
        ("cdk.Duration.minutes(5)", {"$call": ["aws-cdk-lib.Duration.minutes", 5]}),
        ("new s3.Filter('a', { b: 1 })", {"$new": ["aws-cdk-lib/aws-s3.Filter", "a", {"b": 1}]}),
        ("JSON.stringify({ a: 1 })", {"$call": ["JSON.stringify", {"a": 1}]}),
        ("bucket", {"$ref": "Bucket"}),
        ("bucket.bucketArn", {"$get": ["Bucket", "bucketArn"]}),
        ("bucket.rules[0].id", {"$get": ["Bucket", "rules", 0, "id"]}),
        ("this.account", {"$get": ["this", "account"]}),
        ("this", {"$ref": "this"}),
        ("bucket.arnForObjects('*')", {"$invoke": [{"$get": ["Bucket", "arnForObjects"]}, "*"]}),
        ("a.b(1).c", {"$path": [{"$invoke": [{"$path": [{"$name": "a"}, "b"]}, 1]}, "c"]}),
        ("props?.env?.['x-y']?.[0]", {"$path": [{"$name": "props"}, "?.env", "x-y", 0]}),
        ("a || 'b'", {"$binary": ["||", {"$name": "a"}, "b"]}),
        ("!a", {"$not": {"$name": "a"}}),
        ("a ? 1 : undefined", {"$if": [{"$name": "a"}, 1, {"$name": "undefined"}]}),
        ("`${id}-x`", {"$template": [{"$name": "id"}, "-x"]}),
        ("/a+/g", {"$code": "/a+/g"}),
        ("tag`x`", {"$code": "tag`x`"}),
        ("(x) =>  x.y", {"$lambda": "(x) => x.y"}),
        ("() => {\n  // why\n  a('x  y');\n  return 1;\n}", {"$lambda": "() => { a('x  y'); return 1; }"}),
        ("() => {\n  a()\n  b()\n}", {"$lambda": "() => { a()\nb()\n}"}),
    ],
)
def test_expressions_are_data(expression: str, expected: Any) -> None:
    found = value(expression)
    assert found == expected
    assert type(found) is type(expected)


@pytest.mark.parametrize(
    ("statement", "used"),
    [
        ("import * as q from 'aws-cdk-lib/aws-sqs';", "q.Queue"),
        ("import q from 'aws-cdk-lib/aws-sqs';", "q.Queue"),
        ("import q = require('aws-cdk-lib/aws-sqs');", "q.Queue"),
        ("import { Queue } from 'aws-cdk-lib/aws-sqs';", "Queue"),
        ("import { Queue as Q, type IQueue } from 'aws-cdk-lib/aws-sqs';", "Q"),
        ("import { aws_sqs as q } from 'aws-cdk-lib';", "q.Queue"),
        ("import { aws_sqs } from 'aws-cdk-lib';", "aws_sqs.Queue"),
        ("import * as lib from 'aws-cdk-lib';", "lib.aws_sqs.Queue"),
        ("const q = require('aws-cdk-lib/aws-sqs');", "q.Queue"),
        ("const { Queue } = require('aws-cdk-lib/aws-sqs');", "Queue"),
        ("const { Queue: Q } = require('aws-cdk-lib/aws-sqs');", "Q"),
    ],
)
def test_classes_are_known_by_their_module_however_it_is_imported(statement: str, used: str) -> None:
    template = read(f"{statement}\n{HEAD}new {used}(this, 'Jobs');\n{TAIL}")
    assert template.data["Resources"] == {"Jobs": {"Type": "aws-cdk-lib/aws-sqs.Queue"}}


def test_a_module_under_its_usual_name_is_known_where_nobody_imports_it_and_said_to_be_missing() -> None:
    template = read(HEAD + "new kms.Key(this, 'Key');\n" + TAIL)
    assert template.data["Resources"] == {"Key": {"Type": "aws-cdk-lib/aws-kms.Key"}}
    assert [str(repair) for repair in template.repairs] == ["line 9: kms is not imported: read as aws-cdk-lib/aws-kms"]


@pytest.mark.parametrize(
    ("written", "key"),
    [
        ("'Subnet'", "Subnet"),
        ("`Subnet`", "Subnet"),
        ("`Subnet-${props.az}`", "Subnet-${}"),
        ("'Subnet' + props.az + 'x'", "Subnet${}x"),
        ("`${id}`", "${id}"),
        ("id", "${id}"),
        ("props.name", "${props.name}"),
    ],
)
def test_an_id_is_known_by_the_parts_of_it_that_are_fixed(written: str, key: str) -> None:
    assert list(resources(f"new s3.Bucket(this, {written});")) == [key]


def test_the_same_id_twice_is_told_apart() -> None:
    assert list(resources("new s3.Bucket(this, 'A');\n" * 3)) == ["A", "A#2", "A#3"]


def test_a_construct_in_a_construct_has_its_path() -> None:
    found = resources("const a = new s3.Bucket(this, 'A');\nconst b = new s3.Bucket(a, 'B');\nnew s3.Bucket(b, 'C');")
    assert list(found) == ["A", "A/B", "A/B/C"]
    assert found["A/B/C"]["Scope"] == {"$ref": "A/B"}
    assert "Scope" not in found["A"]


def test_what_has_no_scope_and_id_is_no_construct() -> None:
    found = resources("new s3.Bucket(this, 'A', { x: new s3.Rule(bucket, { id: 'x' }), y: new s3.Other('a', 'b') });")
    assert list(found) == ["A"]


def test_a_construct_may_stand_in_a_property_or_a_chain() -> None:
    found = stack(
        "const c = new sqs.Queue(this, 'Q', { dlq: new sqs.Queue(this, 'D') }).chain(new s3.Bucket(this, 'B'));"
    )
    assert list(found["Resources"]) == ["Q", "D", "B"]
    assert found["Resources"]["Q"]["Properties"] == {"dlq": {"$ref": "D"}}
    assert found["Variables"] == {"c": {"$invoke": [{"$get": ["Q", "chain"]}, {"$ref": "B"}]}}


def test_props_that_are_no_object_are_what_would_be_spread_in_one() -> None:
    found = resources("new s3.Bucket(this, 'A', props);\nnew s3.Bucket(this, 'B', { a: 1 }, 'more', 2);")
    assert found["A"]["Properties"] == {"...1": {"$name": "props"}}
    assert found["B"]["Arguments"] == ["more", 2]


def test_statements_on_a_construct_are_parts_of_it() -> None:
    found = resources(
        """
    const a = new s3.Bucket(this, 'A');
    const q = new sqs.Queue(this, 'Q');
    a.addToPolicy('x');
    a.addToPolicy('y', 2);
    a.node.addDependency(q);
    q.root.addResource('items').addMethod('GET');
    new s3.Bucket(this, 'B').grantRead(q);
    cdk.Tags.of(a).add('Team', 'core');
    cdk.Tags.of(a).add(id, 'z');
    cdk.Tags.of(a).add('Late', 'z', { priority: 300 });
    cdk.Aspects.of(a).add(new s3.Check());
    console.log(a);
    """
    )
    assert found["A"] == {
        "Type": "aws-cdk-lib/aws-s3.Bucket",
        "Calls": {
            "addToPolicy": [["x"], ["y", 2]],
            "node.addDependency": [[{"$ref": "Q"}]],
            "Tags.add": [["Late", "z", {"priority": 300}]],
            "Aspects.add": [[{"$new": ["aws-cdk-lib/aws-s3.Check"]}]],
        },
        "Tags": {"Team": "core", "[id]": "z"},
    }
    assert found["Q"]["Calls"] == {"root.addResource().addMethod": [[["items"], ["GET"]]]}
    assert found["B"]["Calls"] == {"grantRead": [[{"$ref": "Q"}]]}


@pytest.mark.parametrize(
    "child",
    [
        "const cfn = a.node.defaultChild as s3.CfnBucket;",
        "const cfn = (a.node.defaultChild as any)!;",
        "const cfn = a.node.findChild('Resource') as s3.CfnBucket;",
        "const cfn = <s3.CfnBucket>a.node.defaultChild;",
        "const other = a;\nconst cfn = other.node.defaultChild as s3.CfnBucket;",
    ],
)
def test_what_is_set_on_the_default_child_is_set_on_its_construct(child: str) -> None:
    found = stack(
        f"const a = new s3.Bucket(this, 'A');\n{child}\ncfn.versioning = {{ status: 'Enabled' }};\n"
        "cfn.tags.x = 1;\ncfn.addPropertyOverride('B.C', true);\nconst name = cfn.ref;"
    )
    assert found["Resources"]["A"]["Assigned"] == {"versioning": {"status": "Enabled"}, "tags.x": 1}
    assert found["Resources"]["A"]["Calls"] == {"addPropertyOverride": [["B.C", True]]}
    assert found["Variables"] == {"name": {"$get": ["A", "node", "defaultChild", "ref"]}}


def test_a_default_child_needs_no_variable() -> None:
    found = resources("const a = new s3.Bucket(this, 'A');\n(a.node.defaultChild as s3.CfnBucket).x = 1;")
    assert found["A"]["Assigned"] == {"x": 1}


@pytest.mark.parametrize(
    ("around", "within"),
    [
        ("for (const az of azs) { # }", "for (const az of azs)"),
        ("for (let i = 0; i < 3; i++) { # }", "for (let i = 0; i < 3; i++)"),
        ("if (props.a) { # }", "if (props.a)"),
        ("if (props.a) # else x();", "if (props.a)"),
        ("if (props.a) { x(); } else { # }", "else of if (props.a)"),
        ("for (const az of azs) { if (az) { # } }", "for (const az of azs) > if (az)"),
        ("azs.forEach((az, i) => { # });", "azs.forEach((az, i) =>"),
        ("azs.map(function (az) { # });", "azs.map(function (az)"),
        ("const x = props.a ? # : undefined;", "if (props.a)"),
        ("switch (props.a) { case 'b': # }", "case 'b':"),
        ("{ # }", None),
        ("try { # } catch (e) { throw e; }", None),
    ],
)
def test_loops_conditions_and_callbacks_are_named(around: str, within: str | None) -> None:
    made = "new s3.Bucket(this, 'A')" if "?" in around else "new s3.Bucket(this, 'A');"
    assert resources(around.replace("#", made))["A"].get("Within") == within


def test_a_callback_that_makes_constructs_is_not_told_twice() -> None:
    found = stack(
        "const all = names.map((n) => new s3.Bucket(this, n));\nnames.forEach(n => { new sqs.Queue(this, n); });"
    )
    assert list(found["Resources"]) == ["${n}", "${n}#2"]
    assert found["Variables"] == {"all": {"$invoke": [{"$path": [{"$name": "names"}, "map"]}, {"$lambda": "(n) => …"}]}}
    assert "Calls" not in found


def test_variables_are_data_and_patterns_are_taken_apart() -> None:
    found = stack(
        "const a = 1;\nlet b = a;\nb = 2;\nconst { c, d: e, f = 3, g: { h }, ...rest } = props;\n"
        "const [i, j] = x.y;\nthis.k = 'l';\nnew s3.Bucket(this, 'A', { c, k: this.k, rest });"
    )
    props = {"$name": "props"}
    assert found["Variables"] == {
        "a": 1,
        "b": {"$name": "a"},
        "b#2": 2,
        "c": {"$path": [props, "c"]},
        "e": {"$path": [props, "d"]},
        "f": {"$binary": ["??", {"$path": [props, "f"]}, 3]},
        "h": {"$path": [props, "g", "h"]},
        "rest": {"$path": [props, "...rest"]},
        "i": {"$path": [{"$name": "x"}, "y", 0]},
        "j": {"$path": [{"$name": "x"}, "y", 1]},
        "this.k": "l",
    }
    assert found["Resources"]["A"]["Properties"] == {
        "c": {"$name": "c"},
        "k": {"$name": "this.k"},
        "rest": {"$name": "rest"},
    }


def test_calls_on_variables_and_on_classes_have_a_section() -> None:
    found = stack(
        "const items = api.root.addResource('x');\nitems.addMethod('GET');\nitems.addMethod('PUT');\n"
        "s3.Checks.apply(this, 1);\nnew s3.Bucket(this, 'A');"
    )
    assert found["Calls"] == {
        "items": {"addMethod": [["GET"], ["PUT"]]},
        "aws-cdk-lib/aws-s3.Checks": {"apply": [[{"$ref": "this"}, 1]]},
    }


def test_fields_hold_constructs_too() -> None:
    found = stack(
        "this.a = new s3.Bucket(this, 'A');\nthis.a.grantRead(this.c);\nnew sqs.Queue(this, 'Q', { b: this.b.arn });",
        "class Other {}",
    )
    assert found["Resources"]["A"]["Calls"] == {"grantRead": [[{"$get": ["this", "c"]}]]}
    text = HEAD.replace("  constructor", "  private b = new s3.Bucket(this, 'B');\n  readonly n = 3;\n  constructor")
    found = read(text + "new sqs.Queue(this, 'Q', { b: this.b.arn, n: this.n });\n" + TAIL).data
    assert found["Resources"]["Q"]["Properties"] == {"b": {"$get": ["B", "arn"]}, "n": {"$name": "this.n"}}
    assert found["Variables"] == {"this.n": 3}


def test_methods_that_the_constructor_calls_belong_to_it() -> None:
    text = (
        HEAD
        + "const q = this.makeQueue('x');\nq.grantSend(props.role);\nthis.wire(q, 3);\n  }\n"
        + """
  private makeQueue(name: string): sqs.Queue {
    const dead = new sqs.Queue(this, 'Dead');
    return new sqs.Queue(this, `${name}-queue`, { dead });
  }
  private wire(queue: sqs.Queue, n: number) {
    queue.addToPolicy(n);
  }
  private sum(a: number) { const b = a + 1; return b; }
}
"""
    )
    template = read(text)
    check(template)
    assert template.data["Resources"] == {
        "Dead": {"Type": "aws-cdk-lib/aws-sqs.Queue"},
        "${}-queue": {
            "Type": "aws-cdk-lib/aws-sqs.Queue",
            "Properties": {"dead": {"$ref": "Dead"}},
            "Calls": {"grantSend": [[{"$path": [{"$name": "props"}, "role"]}]], "addToPolicy": [[{"$name": "n"}]]},
        },
    }
    assert template.data["Code"] == {"sum": {"$code": "private sum(a: number) { const b = a + 1; return b; }"}}
    assert "Variables" not in template.data


def test_helpers_and_interfaces_are_code() -> None:
    after = "export interface Props extends cdk.StackProps {\n  readonly stage: string;\n  size?: number;\n}\n"
    after += "function zone(name: string) { return name; }\nenum Stage { DEV = 'dev' }\n"
    found = stack("const label = (n: string) => `x-${n}`;\nnew s3.Bucket(this, 'A', { n: label('b') });", after)
    assert found["Code"] == {
        "label": {"$code": "label = (n: string) => `x-${n}`"},
        "Props": {"stage": {"$code": "string"}, "size?": {"$code": "number"}},
        "zone": {"$code": "function zone(name: string) { return name; }"},
        "Stage": {"$code": "enum Stage { DEV = 'dev' }"},
    }
    assert found["Resources"]["A"]["Properties"] == {"n": {"$invoke": [{"$name": "label"}, "b"]}}


APP = """
class Store extends Construct {
  public readonly bucket: s3.Bucket;
  constructor(scope: Construct, id: string, props: { size: number }) {
    super(scope, id);
    const size = props.size;
    this.bucket = new s3.Bucket(this, 'Bucket', { size });
    cdk.Tags.of(this).add('Part', 'store');
  }
}
const app = new cdk.App();
const one = new TapStack(app, 'One', { env: { region: 'eu-west-1' } });
const two = new TapStack(app, 'Two', { peer: one.bucket });
two.addDependency(one);
cdk.Tags.of(app).add('Project', 'x');
"""


def test_own_classes_stacks_and_the_app() -> None:
    found = stack("const store = new Store(this, 'Store', { size: 3 });\nnew s3.Bucket(store.bucket, 'Inner');", APP)
    assert found["Resources"] == {
        "Store": {"Type": "./Store", "Properties": {"size": 3}},
        "Inner": {"Type": "aws-cdk-lib/aws-s3.Bucket", "Scope": {"$get": ["Store", "bucket"]}},
        "Store/Bucket": {
            "Type": "aws-cdk-lib/aws-s3.Bucket",
            "Properties": {"size": {"$name": "Store/size"}},
        },
    }
    assert found["Variables"] == {"Store/size": {"$path": [{"$name": "props"}, "size"]}}
    assert found["Stacks"] == {
        "TapStack": {"Type": "aws-cdk-lib.Stack", "Id": "One", "Properties": {"env": {"region": "eu-west-1"}}},
        "Store": {"Type": "constructs.Construct", "Tags": {"Part": "store"}},
        "App": {"Type": "aws-cdk-lib.App", "Tags": {"Project": "x"}},
        "TapStack#2": {
            "Type": "aws-cdk-lib.Stack",
            "Id": "Two",
            "Properties": {"peer": {"$get": ["TapStack", "bucket"]}},
            "Calls": {"addDependency": [[{"$ref": "TapStack"}]]},
        },
    }


def test_what_super_is_given_is_the_stacks() -> None:
    text = HEAD.replace("super(scope, id, props)", "super(scope, id, { ...props, description: 'x' })")
    template = read(text + "new s3.Bucket(this, 'A');\n" + TAIL)
    assert template.data["Stacks"]["TapStack"]["Properties"] == {"...1": {"$name": "props"}, "description": "x"}
    both = read(text + "new s3.Bucket(this, 'A');\n" + TAIL + "new TapStack(new cdk.App(), 'T', { a: 1 });")
    assert both.data["Stacks"]["TapStack"]["Properties"] == {"a": 1}
    assert both.data["Stacks"]["TapStack"]["Super"] == {"...1": {"$name": "props"}, "description": "x"}


def test_a_stack_without_a_class_is_one_too() -> None:
    template = read(
        "import { App, Stack, aws_s3 as s3 } from 'aws-cdk-lib';\nconst app = new App();\n"
        "const stack = new Stack(app, 'Main', { a: 1 });\nnew s3.Bucket(stack, 'B');\n"
    )
    check(template)
    assert template.data["Stacks"]["Main"] == {"Type": "aws-cdk-lib.Stack", "Properties": {"a": 1}}
    assert template.data["Resources"] == {"B": {"Type": "aws-cdk-lib/aws-s3.Bucket", "Scope": {"$ref": "Main"}}}


def test_variables_of_two_classes_are_told_apart() -> None:
    other = """
class Store extends Construct {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    const size = 2;
    new s3.Bucket(this, 'B', { size });
  }
}
"""
    found = stack("const size = 1;\nnew s3.Bucket(this, 'A', { size });\nnew s3.Bucket(this, 'C');", other)
    assert found["Variables"] == {"size": 1, "Store/size": 2}
    assert found["Resources"]["A"]["Properties"] == {"size": {"$name": "size"}}
    assert found["Resources"]["Store/B"]["Properties"] == {"size": {"$name": "Store/size"}}


def test_none_of_several_stacks_of_a_size_is_the_main_one() -> None:
    one = HEAD + "new s3.Bucket(this, 'A');\n" + TAIL
    two = "".join(
        f"class {name} extends cdk.Stack {{\n constructor(s: any) {{ super(s, 'x'); new s3.Bucket(this, 'B'); }}\n}}\n"
        for name in ("Second", "Third")
    )
    assert list(read(one + two).data["Resources"]) == ["TapStack/A", "Second/B", "Third/B"]


def test_the_program_keeps_what_a_writer_needs() -> None:
    body = "    // Kept\n\n    // Where logs are kept.\n    // For a year.\n"
    body += "    const logs = new s3.Bucket(this, 'Logs', { a: 1 });\n"
    template = read(HEAD + body + "    logs.grantRead(id);\n" + TAIL)
    assert isinstance(template.root, Root)
    program = template.root.program
    made = program.constructs[0]
    assert (made.entry, made.variable, made.alone) == ("Logs", "logs", True)
    assert program.source(made.statement) == "const logs = new s3.Bucket(this, 'Logs', { a: 1 });"
    assert made.props is not None
    assert program.source(made.props) == "{ a: 1 }"
    start = comments_before(program.text, made.statement)
    assert program.text[start:].startswith("// Where logs are kept.\n")
    assert program.source(made.calls[0].statement) == "logs.grantRead(id);"
    assert made.owner is not None
    assert made.owner.constructor is not None
    assert program.source(made.owner.constructor).startswith("{\n    super(")
    assert [one.module for one in program.files[0].imports] == [
        "aws-cdk-lib",
        "aws-cdk-lib/aws-s3",
        "aws-cdk-lib/aws-sqs",
        "constructs",
    ]


def test_what_another_file_declares_is_what_it_is_there() -> None:
    config = "export const CONFIG = { cidr: '10.0.0.0/16' };\nexport function make(scope: Construct) {\n"
    config += "  return new s3.Bucket(scope, 'Made', { cidr: CONFIG.cidr });\n}\n"
    main = "import { CONFIG, make } from './config';\n" + HEAD
    main += (
        "const made = make(this);\nmade.grantRead(id);\nnew sqs.Queue(this, 'Q', { made, c: CONFIG.cidr });\n" + TAIL
    )
    template = read(f"lib/config.ts\n```ts\n{config}```\n\nlib/tap-stack.ts\n```ts\n{main}```\n", "a.md")
    check(template)
    cidr = {"$path": [{"$name": "CONFIG"}, "cidr"]}
    assert template.source.name == "lib/tap-stack.ts"
    assert template.data["Variables"] == {"CONFIG": {"cidr": "10.0.0.0/16"}}
    assert template.data["Resources"] == {
        "Made": {
            "Type": "aws-cdk-lib/aws-s3.Bucket",
            "Properties": {"cidr": cidr},
            "Calls": {"grantRead": [[{"$name": "id"}]]},
        },
        "Q": {"Type": "aws-cdk-lib/aws-sqs.Queue", "Properties": {"made": {"$ref": "Made"}, "c": cidr}},
    }


@pytest.mark.parametrize(
    ("head", "base", "kind"),
    [
        ("extends CompanyStack", "@company/cdk.CompanyStack", "stack"),
        ("extends s3.Bucket", "aws-cdk-lib/aws-s3.Bucket", "construct"),
        ("extends Base", "./Base", "stack"),
        ("extends Error", "Error", "construct"),
        ("", "", "other"),
    ],
)
def test_a_class_is_what_it_extends(head: str, base: str, kind: str) -> None:
    text = "import { CompanyStack } from '@company/cdk';\n" + HEAD + "new s3.Bucket(this, 'A');\n" + TAIL
    text += "class Base extends cdk.NestedStack {}\n"
    text += f"class One {head} {{ constructor(s: any, i: string) {{ {'super(s, i);' if head else ''} }} }}\n"
    template = read(text)
    assert isinstance(template.root, Root)
    one = template.root.program.classes["One"]
    assert (one.base, one.kind) == (base, kind)


def test_plain_javascript_is_read_as_well() -> None:
    text = "const cdk = require('aws-cdk-lib');\nconst s3 = require('aws-cdk-lib/aws-s3');\n"
    text += "class TapStack extends cdk.Stack {\n  constructor(scope, id) {\n    super(scope, id);\n"
    text += "    new s3.Bucket(this, 'A');\n  }\n}\nmodule.exports = { TapStack };\n"
    template = read(f"```javascript\n{text}```\n", "a.md")
    assert template.data["Resources"] == {"A": {"Type": "aws-cdk-lib/aws-s3.Bucket"}}
    assert template.data["Stacks"] == {"TapStack": {"Type": "aws-cdk-lib.Stack"}}


def test_lines_of_a_template_string_end_alike_however_those_of_the_file_do() -> None:
    text = HEAD + "new s3.Bucket(this, 'A', { code: `a\nb ${id}\nc` });\n" + TAIL
    assert read(text).data == read(text.replace("\n", "\r\n")).data


ONE = "new s3.Bucket(this, 'One');"


@pytest.mark.parametrize(
    "loop",
    [
        "Object.entries(tags).forEach(([k, v]) => { cdk.Tags.of(this).add(k, v); });",
        "Object.entries(tags).forEach(([k, v]) => cdk.Tags.of(this).add(k, v));",
        "for (const [k, v] of Object.entries(tags)) { cdk.Tags.of(this).add(k, v); }",
    ],
)
def test_tags_that_a_loop_adds_are_those_of_what_it_goes_through(loop: str) -> None:
    found = stack(f"const tags = {{ Team: 'core' }};\n{loop}\ncdk.Tags.of(this).add('Own', 'x');\n{ONE}")
    assert found["Stacks"]["TapStack"]["Tags"] == {"...1": {"$name": "tags"}, "Own": "x"}
    assert "Calls" not in found


def test_tags_of_other_loops_keep_what_is_written() -> None:
    found = stack("for (const [k, v] of pairs) { cdk.Tags.of(this).add(k, v); }\n" + ONE)
    assert found["Stacks"]["TapStack"]["Tags"] == {"[k]": {"$name": "v"}}
