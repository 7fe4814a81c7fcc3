"""Small templates, gaps and issues made by hand, and the reports on them."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pytest

from fixer.compare.gaps import ABSENT, Entry, Gap, Pair
from fixer.issues.issue import Evidence, Fix, Issue, ResourceRef
from fixer.pointer import join, resolve, split
from fixer.read.document import from_bytes
from fixer.read.source import Source
from fixer.read.template import Template, load
from fixer.report.build import build
from fixer.report.report import Report, Side

MODEL_YAML = """\
AWSTemplateFormatVersion: "2010-09-09"
Description: Orders
Parameters:
  DatabasePassword:
    Type: String
    NoEcho: true
    Default: correct-horse-battery
Resources:
  # Takes what the shop sends.
  OrderQueue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: orders
      VisibilityTimeout: 30
  DeadLetters:
    Type: AWS::SQS::Queue
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      EngineVersion: "8.0"
      DBInstanceClass: db.t3.micro
      AllocatedStorage: 20
      MasterUsername: admin
      MasterUserPassword: tr0ub4dor-and-3
      PubliclyAccessible: true
      BackupRetentionPeriod: 0
      StorageEncrypted: false
      MultiAZ: false
      Port: 3306
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.12
      Handler: index.handler
      Role: !GetAtt WorkerRole.Arn
      Code:
        ZipFile: |
          import os

          def handler(event, context):
              print(event)
              return None
  WorkerRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
  Flow:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt WorkerRole.Arn
      DefinitionString: '{"StartAt": "Pay", "States": {"Pay": {"Type": "Task", "End": true}}}'
"""
IDEAL_YAML = """\
AWSTemplateFormatVersion: "2010-09-09"
Description: Orders
Resources:
  OrderQueue:
    Type: AWS::SQS::Queue
    Properties:
      QueueName: !Sub orders-${AWS::StackName}
      VisibilityTimeout: 180
      KmsMasterKeyId: alias/aws/sqs
  FailedOrders:
    Type: AWS::SQS::Queue
    Properties:
      KmsMasterKeyId: alias/aws/sqs
  Database:
    Type: AWS::RDS::DBInstance
    Properties:
      Engine: mysql
      EngineVersion: "8.0"
      DBInstanceClass: db.t3.micro
      AllocatedStorage: 20
      MasterUsername: admin
      MasterUserPassword: "{{resolve:secretsmanager:orders:SecretString:password}}"
      PubliclyAccessible: false
      BackupRetentionPeriod: 7
      StorageEncrypted: true
      MultiAZ: false
      Port: 3306
  Worker:
    Type: AWS::Lambda::Function
    Properties:
      Runtime: python3.12
      Handler: index.handler
      Role: !GetAtt WorkerRole.Arn
      Code:
        ZipFile: |
          import os

          def handler(event, context):
              for record in event["Records"]:
                  print(record["body"])
              return None
  WorkerRole:
    Type: AWS::IAM::Role
    Properties:
      AssumeRolePolicyDocument: {}
  Flow:
    Type: AWS::StepFunctions::StateMachine
    Properties:
      RoleArn: !GetAtt WorkerRole.Arn
      DefinitionString: '{"StartAt": "Pay", "States": {"Pay": {"Type": "Task", "End": true,
        "Retry": [{"ErrorEquals": ["States.ALL"]}]}}}'
  QueueDepth:
    Type: AWS::CloudWatch::Alarm
    Properties:
      Namespace: AWS/SQS
      MetricName: ApproximateNumberOfMessagesVisible
      Statistic: Maximum
      Period: 300
      EvaluationPeriods: 1
      Threshold: 100
      ComparisonOperator: GreaterThanThreshold
"""
DOCS = "https://docs.aws.amazon.com/AWSCloudFormation/latest/UserGuide/aws-resource-sqs-queue.html"


def read(text: str, format: str = "yaml", path: str = "template") -> Template:
    document = from_bytes(path, text.encode())
    return load(Source(document, 0, len(document.text), "json" if format == "json" else "yaml"))


def side(template: Template, path: str) -> Side:
    return Side(path, 1, None, template.format, len(template.resources))


class Pairing:
    """Makes gaps between two templates, with their values looked up."""

    def __init__(self, model: Template, ideal: Template) -> None:
        self.model, self.ideal = model, ideal

    def entry(self, template: Template, pointer: str) -> Entry | None:
        section, *rest = split(pointer)
        try:
            body = resolve(template.data, join((section, *rest[:1])))
        except LookupError:
            return None
        kind = body.get("Type") if isinstance(body, dict) else None
        return Entry(section, rest[0] if rest else section, kind, join((section, *rest[:1])))

    def gap(self, kind: Any, pointer: str, ideal_pointer: str | None = None, inner: str | None = None) -> Gap:
        ideal_pointer = pointer if ideal_pointer is None else ideal_pointer
        ours, theirs = self.entry(self.model, pointer), self.entry(self.ideal, ideal_pointer)
        how = "same" if ours and theirs else "added" if theirs else "removed"
        model = ABSENT if kind == "missing" else resolve(self.model.data, pointer)
        ideal = ABSENT if kind == "extra" else resolve(self.ideal.data, ideal_pointer)
        path = split(ideal_pointer if kind == "missing" else pointer)[2:]
        return Gap(kind, pointer, ideal_pointer, inner, model, ideal, Pair(ours, theirs, how), path)


def issue(number: int, gaps: Sequence[Gap] = (), **changes: Any) -> Issue:
    plain = Issue(
        f"rule-{number}", number, f"rule-{number}", f"Title {number}", "medium", "security", (), tuple(gaps), "", ""
    )
    return replace(plain, **changes)


def orders() -> Report:
    """One report that has a bit of everything."""
    model, ideal = read(MODEL_YAML, path="MODEL_RESPONSE.md"), read(IDEAL_YAML, path="IDEAL_RESPONSE.md")
    pairing = Pairing(model, ideal)
    gap = pairing.gap
    retry = replace(
        gap("changed", "/Resources/Flow/Properties/DefinitionString", inner="/States/Pay/Retry"),
        kind="missing", model=ABSENT, ideal=[{"ErrorEquals": ["States.ALL"]}],
        path=("Properties", "DefinitionString", "#", "States", "Pay", "Retry"),
    )  # fmt: skip
    queue, dead = (
        ResourceRef("OrderQueue", "AWS::SQS::Queue", "OrderQueue"),
        ResourceRef("DeadLetters", "AWS::SQS::Queue", "FailedOrders"),
    )
    issues = [
        issue(
            2, [gap("missing", "/Resources/OrderQueue/Properties/KmsMasterKeyId"),
                gap("missing", "/Resources/DeadLetters/Properties", "/Resources/FailedOrders/Properties")],
            title="Queue is not encrypted", severity="high", resources=(queue, dead), references=(DOCS,),
            why="Messages rest in the clear.", impact="Whoever reads the store reads the orders.",
            fix=Fix("safe", ({"op": "add", "path": "/Resources/OrderQueue/Properties/KmsMasterKeyId",
                              "value": "alias/aws/sqs"},)),
        ),
        issue(
            1, [gap("changed", "/Resources/Database/Properties/MasterUserPassword")],
            title="Database password stands in the template", severity="critical",
            resources=(ResourceRef("Database", "AWS::RDS::DBInstance", "Database"),),
            why="A literal password is readable by everyone who can describe the stack.",
            evidence=(Evidence("PROMPT.md", 12, "Credentials come from Secrets Manager."),),
            fix=Fix("unsafe", ({"op": "replace", "path": "/Resources/Database/Properties/MasterUserPassword",
                                "value": "{{resolve:secretsmanager:orders:SecretString:password}}"},),
                    why="The secret has to exist before the stack is updated."),
        ),
        issue(
            3, [gap("renamed", "/Resources/DeadLetters", "/Resources/FailedOrders")], title="Queue has another name",
            severity="low", category="naming", rule=None, resources=(dead,),
        ),
        issue(4, [retry], title="Task does not retry", category="reliability",
              resources=(ResourceRef("Flow", "AWS::StepFunctions::StateMachine", "Flow"),)),
        issue(5, [gap("changed", "/Resources/Worker/Properties/Code/ZipFile")], title="Code differs", category="code",
              resources=(ResourceRef("Worker", "AWS::Lambda::Function", "Worker"),)),
        issue(6, [gap("missing", "/Resources/QueueDepth")], title="No alarm on the queue", category="observability",
              resources=(ResourceRef(None, "AWS::CloudWatch::Alarm", "QueueDepth"),),
              ideal_problem="The alarm notifies nobody."),
        issue(
            7, [gap("changed", f"/Resources/Database/Properties/{name}")
                for name in ("PubliclyAccessible", "BackupRetentionPeriod", "StorageEncrypted")],
            title="Database is exposed and not backed up", severity="critical",
            resources=(ResourceRef("Database", "AWS::RDS::DBInstance", "Database"),),
            fix=Fix("manual", (), why="Encrypting a database means restoring it from a snapshot."),
        ),
        issue(8, [gap("extra", "/Parameters/DatabasePassword")], title="Parameter is not needed", severity="info",
              category="maintainability", resources=(ResourceRef("DatabasePassword", None, None),)),
    ]  # fmt: skip
    return build(
        issues, model, ideal, (side(model, "MODEL_RESPONSE.md"), side(ideal, "IDEAL_RESPONSE.md")), False, never
    )


def checked() -> Report:
    """A report on one template alone, as the catalogue gives it."""
    model = read(MODEL_YAML, path="template.yaml")
    fix = Fix(
        "safe", ({"op": "add", "path": "/Resources/OrderQueue/Properties/KmsMasterKeyId", "value": "alias/aws/sqs"},)
    )
    place = Gap("missing", "/Resources/OrderQueue/Properties/KmsMasterKeyId", "", path=("Properties", "KmsMasterKeyId"))
    issues = [
        issue(1, [place], title="Queue is not encrypted", why="Messages rest in the clear.", fix=fix,
              references=(DOCS,), resources=(ResourceRef("OrderQueue", "AWS::SQS::Queue", None),)),
        issue(2, title="Template has no outputs", severity="info", category="maintainability"),
    ]  # fmt: skip
    return build(issues, model, None, (side(model, "template.yaml"), None), False, never)


def never(gap: Gap) -> bool:
    return False


class Make:
    """The helpers above, for tests (which cannot import one another)."""

    read = staticmethod(read)
    side = staticmethod(side)
    issue = staticmethod(issue)
    never = staticmethod(never)
    Pairing = Pairing

    @staticmethod
    def report(
        issues: Sequence[Issue], model: Template, ideal: Template | None, secret: Callable[[Gap], bool] = never
    ) -> Report:
        sides = (side(model, "MODEL_RESPONSE.md"), side(ideal, "IDEAL_RESPONSE.md") if ideal else None)
        return build(issues, model, ideal, sides, False, secret)


@pytest.fixture(scope="session")
def make() -> type[Make]:
    return Make


@pytest.fixture(scope="session")
def alone() -> Report:
    return checked()


@pytest.fixture(scope="session")
def report() -> Report:
    return orders()
