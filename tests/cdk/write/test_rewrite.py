"""A stack's text after its data changed: what is meant, in the file's own style, and no other byte."""

from __future__ import annotations

from typing import Any

import pytest

from fixer.cdk.renaming import rename
from fixer.remedy.splice import Refused
from tests.cdk.write.stacks import STACK, changed, data, read, write


def properties(new: dict[str, Any], name: str) -> dict[str, Any]:
    found: dict[str, Any] = new["Resources"][name]["Properties"]
    return found


def test_equal_data_changes_no_byte() -> None:
    assert write(STACK, data()) == STACK


def test_a_property_is_replaced_where_it_stands() -> None:
    new = data()
    properties(new, "Worker")["timeout"] = {"$call": ["aws-cdk-lib.Duration.seconds", 60]}
    assert changed(STACK, write(STACK, new)) == (
        ["      timeout: cdk.Duration.seconds(30),"],
        ["      timeout: cdk.Duration.seconds(60),"],
    )


def test_a_property_comes_with_the_import_that_it_needs() -> None:
    new = data()
    properties(new, "Bucket")["encryptionKey"] = {
        "$call": ["aws-cdk-lib/aws-kms.Key.fromLookup", {"$ref": "this"}, "Key", {"aliasName": "alias/orders"}]
    }
    assert changed(STACK, write(STACK, new)) == (
        [],
        [
            "import * as kms from 'aws-cdk-lib/aws-kms';",
            "      encryptionKey: kms.Key.fromLookup(this, 'Key', {",
            "        aliasName: 'alias/orders',",
            "      }),",
        ],
    )


def test_a_property_goes_with_the_comment_on_its_line() -> None:
    new = data()
    del properties(new, "Bucket")["bucketName"]
    assert changed(STACK, write(STACK, new)) == (["      bucketName: `orders-${stage}`, // one for each stage"], [])


def test_a_part_of_a_template_string_changes_alone() -> None:
    new = data()
    properties(new, "Bucket")["bucketName"]["$template"][0] = "all-orders-"
    assert changed(STACK, write(STACK, new))[1] == ["      bucketName: `all-orders-${stage}`, // one for each stage"]


def test_a_member_comes_into_an_object_on_one_line() -> None:
    new = data()
    properties(new, "Worker")["environment"]["STAGE"] = {"$name": "stage"}
    assert changed(STACK, write(STACK, new))[1] == ["      environment: { BUCKET: bucket.bucketName, STAGE: stage },"]


def test_a_construct_stands_after_what_it_mentions_and_before_who_mentions_it() -> None:
    new = data()
    new["Resources"]["Queue"] = {
        "Type": "aws-cdk-lib/aws-sqs.Queue",
        "Properties": {"queueName": {"$template": ["orders-", {"$name": "stage"}]}, "fifo": True},
    }
    properties(new, "Worker")["deadLetterQueue"] = {"$ref": "Queue"}
    text = write(STACK, new)
    assert changed(STACK, text) == (
        [],
        [
            "import * as sqs from 'aws-cdk-lib/aws-sqs';",
            "    const queue = new sqs.Queue(this, 'Queue', {",
            "      queueName: `orders-${stage}`,",
            "      fifo: true,",
            "    });",
            "",
            "      deadLetterQueue: queue,",
        ],
    )
    assert text.index("new s3.Bucket") < text.index("new sqs.Queue") < text.index("new lambda.Function")


def test_a_construct_goes_with_its_comment_and_its_calls() -> None:
    new = data()
    del new["Resources"]["Bucket"]
    del new["Resources"]["BucketArn"]
    del properties(new, "Worker")["environment"]
    text = write(STACK, new)
    assert "Where orders are kept" not in text
    assert "bucket" not in text
    assert "if (props.stage" not in text


def test_a_call_follows_its_construct() -> None:
    new = data()
    new["Resources"]["Bucket"]["Calls"]["grantRead"].append([{"$ref": "Worker"}, "in/*"])
    assert changed(STACK, write(STACK, new)) == ([], ["    bucket.grantRead(worker, 'in/*');"])


def test_a_construct_gets_a_variable_when_it_needs_one() -> None:
    new = data()
    new["Resources"]["BucketArn"]["Calls"] = {"overrideLogicalId": [["Arn"]]}
    assert changed(STACK, write(STACK, new)) == (
        ["      new cdk.CfnOutput(this, 'BucketArn', { value: bucket.bucketArn });"],
        [
            "      const bucketArn = new cdk.CfnOutput(this, 'BucketArn', { value: bucket.bucketArn });",
            "      bucketArn.overrideLogicalId('Arn');",
        ],
    )


def test_another_class_and_another_id() -> None:
    new = data()
    new = rename(new, {("construct", "Bucket"): "Files"})
    new["Resources"] = {"Files" if name == "Bucket" else name: entry for name, entry in new["Resources"].items()}
    new["Resources"]["Files"]["Type"] = "aws-cdk-lib/aws-s3.CfnBucket"
    text = write(STACK, new, {"/Resources/Bucket": "Files"})
    assert changed(STACK, text) == (
        ["    const bucket = new s3.Bucket(this, 'Bucket', {"],
        ["    const bucket = new s3.CfnBucket(this, 'Files', {"],
    )


def test_line_ends_stay_as_they_are() -> None:
    text = STACK.replace("\n", "\r\n")
    new = data(text)
    new["Resources"]["Topic"] = {"Type": "aws-cdk-lib/aws-sns.Topic", "Properties": {"fifo": True, "topicName": "t"}}
    result = write(text, new)
    assert result.count("\n") == result.count("\r\n")
    assert read(result).data == new


def test_what_cannot_be_written_is_refused_with_its_place() -> None:
    new = data()
    properties(new, "Worker")["timeout"] = {"$ref": "Nowhere"}
    with pytest.raises(Refused) as refused:
        write(STACK, new)
    assert refused.value.pointer == "/Resources/Worker/Properties/timeout/$ref"


def test_tags_of_an_object_are_added_in_a_loop() -> None:
    wanted = data()
    wanted["Stacks"]["OrdersStack"]["Tags"]["...1"] = {"$path": [{"$name": "props"}, "tags"]}
    text = write(STACK, wanted)
    assert changed(STACK, text) == (
        [],
        ["    Object.entries(props.tags).forEach(([key, value]) => { cdk.Tags.of(this).add(key, value); });"],
    )


def test_a_member_by_its_index_is_replaced_with_its_bracket() -> None:
    text = STACK.replace("grantRead(worker)", "grantRead(props.roles[0])")
    new = data(text)
    new["Resources"]["Bucket"]["Calls"]["grantRead"][0] = [{"$ref": "Worker"}]
    assert write(text, new) == STACK


def test_a_number_in_a_choice_stands_without_parentheses() -> None:
    text = STACK.replace("cdk.Duration.seconds(30)", "props ? 10 : 5", 1)
    assert text != STACK
    new = read(text).data
    properties(new, "Worker")["timeout"]["$if"][1] = 100
    assert changed(text, write(text, new)) == (
        ["      timeout: props ? 10 : 5,"],
        ["      timeout: props ? 100 : 5,"],
    )


ALIKE = """\
import * as sqs from 'aws-cdk-lib/aws-sqs'; import { Construct } from 'constructs';
import { Stack } from 'aws-cdk-lib';

export class OrdersStack extends Stack {
  constructor(scope: Construct, id: string) {
    super(scope, id);
    new sqs.Queue(this, 'Queue');
  }
}
"""


def test_an_import_leaves_the_others_of_its_line_alone() -> None:
    new = data(ALIKE)
    new["Resources"].clear()
    text = write(ALIKE, new)
    assert "aws-sqs" not in text
    assert "import { Construct } from 'constructs';" in text


def test_a_list_of_imports_that_nothing_uses_goes_with_its_comma() -> None:
    head = "import queues, { Queue } from 'aws-cdk-lib/aws-sqs';\nimport { Construct } from 'constructs';\n"
    body = ALIKE.split("\n", 1)[1].replace("new sqs.Queue(this, 'Queue');", "new Queue(this, 'Queue'); queues();")
    new = data(head + body)
    new["Resources"].clear()
    assert "import queues from 'aws-cdk-lib/aws-sqs';" in write(head + body, new)
