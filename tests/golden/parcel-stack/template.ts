// lib/parcel-stack.ts
import * as cdk from 'aws-cdk-lib';
import * as dynamodb from 'aws-cdk-lib/aws-dynamodb';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import { SqsEventSource } from 'aws-cdk-lib/aws-lambda-event-sources';
import * as s3 from 'aws-cdk-lib/aws-s3';
import * as sqs from 'aws-cdk-lib/aws-sqs';
import { Construct } from 'constructs';

export interface ParcelStackProps extends cdk.StackProps {
  stage: string;
}

export class ParcelStack extends cdk.Stack {
  constructor(scope: Construct, id: string, props: ParcelStackProps) {
    super(scope, id, props);

    // Where each parcel was seen last
    const parcels = new dynamodb.Table(this, 'Parcels', {
      partitionKey: { name: 'parcelId', type: dynamodb.AttributeType.STRING },
      billingMode: dynamodb.BillingMode.PAY_PER_REQUEST,
      pointInTimeRecoverySpecification: { pointInTimeRecoveryEnabled: true },
      removalPolicy: cdk.RemovalPolicy.RETAIN, // keep it simple
    });

    const labels = new s3.Bucket(this, 'Labels', {
      bucketName: `parcel-labels-${props.stage}`,
      encryption: s3.BucketEncryption.S3_MANAGED,
      blockPublicAccess: s3.BlockPublicAccess.BLOCK_ALL,
      enforceSSL: true,
      removalPolicy: cdk.RemovalPolicy.RETAIN,
    });

    const failedReports = new sqs.Queue(this, 'FailedReports', {
      retentionPeriod: cdk.Duration.days(14),
    });

    const reports = new sqs.Queue(this, 'Reports', {
      visibilityTimeout: cdk.Duration.minutes(3),
      deadLetterQueue: {
        queue: failedReports,
        maxReceiveCount: 5,
      },
    });

    const track = new lambda.Function(this, 'Track', {
      runtime: lambda.Runtime.NODEJS_22_X,
      handler: 'index.handler',
      code: lambda.Code.fromAsset('track'),
      timeout: cdk.Duration.seconds(30),
      tracing: lambda.Tracing.ACTIVE,
      environment: {
        TABLE: parcels.tableName,
        LABELS: labels.bucketName,
      },
    });
    labels.grantRead(track);
    track.addEventSource(new SqsEventSource(reports, {
      batchSize: 10,
      reportBatchItemFailures: true,
    }));
    parcels.grantWriteData(track);
  }
}
