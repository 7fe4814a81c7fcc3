"""A stack of the CDK that has a little of everything, and documents of real ones where they are at hand."""

from __future__ import annotations

from pathlib import Path

from fixer.cdk import template as cdk
from fixer.read.document import Document
from fixer.read.template import Template
from tests.conftest import CORPUS

STACK = """\
import * as cdk from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as events from 'aws-cdk-lib/aws-events';
import * as targets from 'aws-cdk-lib/aws-events-targets';
import * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { Bucket, BucketEncryption } from 'aws-cdk-lib/aws-s3';
import { Construct } from 'constructs';

interface OrderStackProps extends cdk.StackProps {
  stage: string;
}

export class OrderStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: OrderStackProps) {
    super(scope, id, props);

    const stage = props.stage || 'dev';
    const prefix = `orders-${stage}`;
    const wait = cdk.Duration.minutes(5);

    const table = new dynamodb.Table(this, 'OrderTable', {
      tableName: `${prefix}-table`,
      partitionKey: { name: 'id', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      removalPolicy: cdk.RemovalPolicy.RETAIN,
    });
    table.addGlobalSecondaryIndex({
      indexName: 'by-customer',
      partitionKey: { name: 'customer', type: dynamodb.AttributeType.STRING },
    });

    const bucket = new Bucket(this, 'ReceiptBucket', {
      encryption: BucketEncryption.S3_MANAGED,
      lifecycleRules: [{ id: 'old', expiration: cdk.Duration.days(90) }],
    });

    const handler = new lambda.Function(this, 'OrderHandler', {
      runtime: lambda.Runtime.NODEJS_20_X,
      handler: 'index.handler',
      code: lambda.Code.fromInline(`
        exports.handler = async (event) => {
          const table = process.env.TABLE;
          return table;
        };
      `),
      timeout: wait,
      memorySize: 256,
      environment: { TABLE: table.tableName, BUCKET: bucket.bucketName, STAGE: stage },
    });
    handler.addToRolePolicy(
      new iam.PolicyStatement({
        actions: ['dynamodb:PutItem', 'dynamodb:GetItem'],
        resources: [table.tableArn, `${table.tableArn}/index/*`],
      })
    );
    table.grantReadData(handler);

    for (const hour of ['6', '18']) {
      const rule = new events.Rule(this, `Rule${hour}`, { schedule: events.Schedule.cron({ hour, minute: '0' }) });
      rule.addTarget(new targets.LambdaFunction(handler, { retryAttempts: 2 }));
    }

    cdk.Tags.of(this).add('Team', 'orders');
    new cdk.CfnOutput(this, 'TableName', { value: table.tableName, exportName: `${this.stackName}-table` });
  }
}
"""


def read(text: str, path: str = "stack.ts") -> Template:
    """The stack in a text."""
    found = cdk.candidates(Document(path, text))
    assert found.whole, found.rejected
    return found.whole[0]


def real() -> list[Path]:
    """Documents with stacks beside the repository, in a fixed order; empty where there are none."""
    return sorted(CORPUS.parent.glob("corpus-cdk/*/*_RESPONSE.md"))
