"""A small stack for tests, and how it is read and written."""

from __future__ import annotations

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

from fixer.cdk.sources import SourceFile
from fixer.cdk.template import Reading, read_text
from fixer.cdk.write.rewrite import rewrite_reading

STACK = """\
import * as cdk from 'aws-cdk-lib';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import * as s3 from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

export interface OrdersProps extends cdk.StackProps {
  stage: string;
}

export class OrdersStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: OrdersProps) {
    super(scope, id, props);

    const stage = props.stage;

    // Where orders are kept.
    const bucket = new s3.Bucket(this, 'Bucket', {
      bucketName: `orders-${stage}`, // one for each stage
      versioned: true,
      lifecycleRules: [{ expiration: cdk.Duration.days(30) }],
    });

    const worker = new lambda.Function(this, 'Worker', {
      runtime: lambda.Runtime.NODEJS_18_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline('exports.handler = async () => {};'),
      environment: { BUCKET: bucket.bucketName },
      timeout: cdk.Duration.seconds(30),
    });
    bucket.grantRead(worker);

    if (props.stage === 'prod') {
      new cdk.CfnOutput(this, 'BucketArn', { value: bucket.bucketArn });
    }

    cdk.Tags.of(this).add('stage', stage);
  }
}
"""


def read(text: str) -> Reading:
    return read_text(text, (SourceFile(0, len(text), "lib/orders.ts"),))


def data(text: str = STACK) -> dict[str, Any]:
    return deepcopy(read(text).data)


def write(text: str, new: Mapping[str, Any], renames: Mapping[str, str] | None = None) -> str:
    return rewrite_reading(read(text), dict(new), renames or {}, read)


def changed(before: str, after: str) -> tuple[list[str], list[str]]:
    """The rows that went and the rows that came."""
    from difflib import ndiff

    rows = list(ndiff(before.split("\n"), after.split("\n")))
    return [row[2:] for row in rows if row.startswith("- ")], [row[2:] for row in rows if row.startswith("+ ")]
