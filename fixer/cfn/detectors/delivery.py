"""Pipelines, builds, backups, trails, documents and secrets that their services refuse."""

from __future__ import annotations

import json
import re
from typing import Any

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.policies import statements
from fixer.cfn.detectors.sections import harmless
from fixer.cfn.detectors.stack import Stack
from fixer.cfn.detectors.view import Faults, View, each, views

PIPELINE, PROJECT, TRAIL = "AWS::CodePipeline::Pipeline", "AWS::CodeBuild::Project", "AWS::CloudTrail::Trail"
_ADDRESS = {
    "GITHUB": (re.compile(r"https://([\w.-]+@)?github\.com/[\w.-]+/[\w.-]+|CODEBUILD_DEFAULT_WEBHOOK_SOURCE_LOCATION"),
               "source location must be a valid GitHub repository URL"),
    "BITBUCKET": (re.compile(r"https://([\w.-]+@)?bitbucket\.org/\S+"),
                  "source location must be a valid Bitbucket repository URL"),
    "CODECOMMIT": (re.compile(r"https://git-codecommit\.[a-z0-9-]+\.amazonaws\.com(\.cn)?/v1/repos/\S+"),
                   "source location must be a valid CodeCommit repository URL"),
}  # fmt: skip
_COMPUTE = re.compile(r"BUILD_(GENERAL1|LAMBDA)_[A-Z0-9]+|ATTRIBUTE_BASED_COMPUTE|CUSTOM_INSTANCE_TYPE")
_FREQUENT = re.compile(r"cron\((\*|\d+/\d+|\*/\d+|\d+(,\d+)+|\d+-\d+) ")


def pipeline_structure_refused(stack: Stack) -> list[Place]:
    """Pipelines with stages or actions of one name, sources after the first stage, and settings that are empty."""
    return each(stack, (PIPELINE, _pipeline))


def _pipeline(one: View) -> Faults:
    stages: set[str] = set()
    for number, stage in enumerate(one.views("Stages")):
        name = stage.text("Name")
        if name is not None and name in stages and one.sure("Stages"):
            yield stage.place(
                f"Stage names must be unique within a pipeline. {name[:60]} has been used more than once", "Name"
            )
        stages |= {name} if name is not None else set()
        actions: set[str] = set()
        for action in stage.views("Actions"):
            own = action.text("Name")
            if own is not None and own in actions and stage.sure("Actions"):
                yield action.place(
                    f"Action names must be unique within a stage. {own[:60]} has been used more than once", "Name"
                )
            actions |= {own} if own is not None else set()
            yield from _action(action, number)


def _action(action: View, number: int) -> Faults:
    category = action.view("ActionTypeId").text("Category")
    if category == "Source" and number:
        words = "Source actions are only allowed in the first stage of a pipeline"
        yield action.place(words, "ActionTypeId", "Category")
    elif category is not None and category != "Source" and number == 0:
        words = "Pipeline should start with a stage that only contains source actions"
        yield action.place(words, "ActionTypeId", "Category")
    settings = action.view("Configuration")
    for key in settings.body:
        if settings.text(key) == "":
            words = f"Value at 'pipeline.stages.{number + 1}.member.actions.configuration' failed to satisfy constraint"
            yield settings.place(f"{words}: Map value must have length greater than or equal to 1: {key}", str(key))


def build_project_refused(stack: Stack) -> list[Place]:
    """Projects of CodeBuild with an address, artifacts or a computer that CodeBuild does not know."""
    return each(stack, (PROJECT, _project))


def _project(one: View) -> Faults:
    source, artifacts = one.view("Source"), one.view("Artifacts")
    kind, address = source.text("Type"), source.text("Location")
    if kind in _ADDRESS and address is not None and not _ADDRESS[kind][0].match(address):
        yield source.place(f"Invalid project source: {_ADDRESS[kind][1]}: {address[:80]}", "Location")
    if kind in ("CODECOMMIT", "S3", "GITHUB", "BITBUCKET") and source.lacks("Location"):
        yield source.place(f"Invalid project source: location is required for source type {kind}")
    if kind == "NO_SOURCE" and source.lacks("BuildSpec"):
        yield source.place("Invalid project source: buildspec is required when source type is NO_SOURCE")
    size = one.view("Environment").text("ComputeType")
    if size is not None and not _COMPUTE.fullmatch(size):
        words = f"Invalid compute type: {size[:40]}, like BUILD_GENERAL1_SMALL"
        yield one.place(words, "Environment", "ComputeType")
    if artifacts.text("Type") == "S3" and artifacts.lacks("Location"):
        yield artifacts.place("Invalid artifacts: artifact location is required for artifact type S3")


def backup_schedule_refused(stack: Stack) -> list[Place]:
    """Backup plans that start too often or have too short a window."""
    return each(stack, ("AWS::Backup::BackupPlan", _plan))


def _plan(one: View) -> Faults:
    for rule in one.view("BackupPlan").views("BackupPlanRule"):
        text = rule.text("ScheduleExpression")
        if text is not None and _FREQUENT.match(text) and not re.match(r"cron\(\d+ ", text):
            yield rule.place(
                "The interval between backup jobs shouldn't be less than 60 minutes.", "ScheduleExpression"
            )
        start, end = rule.number("StartWindowMinutes"), rule.number("CompletionWindowMinutes")
        if start is not None and start < 60:
            yield rule.place("Invalid lifecycle. StartWindowMinutes must be at least 60 minutes", "StartWindowMinutes")
        if end is not None and start is not None and end < start + 60:
            words = "Completion window must be at least 60 minutes longer than the start window"
            yield rule.place(words, "CompletionWindowMinutes")


def trail_destination_refused(stack: Stack) -> list[Place]:
    """Trails that write where they are not let in: another prefix, a topic without a policy, a log group misnamed."""
    return each(stack, (TRAIL, _trail))


def _trail(one: View) -> Faults:
    text = "x".join(one.pieces("CloudWatchLogsLogGroupArn"))
    if ":log-group:" in text and not text.endswith(":*"):
        words = "CloudTrail cannot validate the specified log group ARN: it ends with :*"
        yield one.place(f"Invalid request provided: {words}", "CloudWatchLogsLogGroupArn")
    yield from _prefix(one)
    topic = one.target("SnsTopicName", "AWS::SNS::Topic")
    if topic is not None and not _topic_lets(one.stack, topic.name):
        words = "SNS Topic does not exist or the topic policy is incorrect!"
        yield one.place(
            f"Invalid request provided: {words} {topic.name} does not let CloudTrail publish", "SnsTopicName"
        )


def _topic_lets(stack: Stack, name: str) -> bool:
    """Whether a policy of a topic may let CloudTrail in."""
    for policy in stack.of("AWS::SNS::TopicPolicy"):
        if name in stack.mentioned(policy.properties.get("Topics")):
            text = json.dumps(policy.properties.get("PolicyDocument"), default=str)
            if "cloudtrail" in text or '"*"' in text or "Fn::If" in text or "Ref" in text:
                return True
    return False


def _prefix(one: View) -> Faults:
    """The policy of the bucket names the prefix under which the trail writes."""
    prefix = one.text("S3KeyPrefix") if one.has("S3KeyPrefix") else "" if one.lacks("S3KeyPrefix") else None
    bucket = one.target("S3BucketName", "AWS::S3::Bucket")
    if prefix is None or bucket is None:
        return
    granted: list[str] = []
    for statement in one.stack.shared(statements):
        owner = statement.resource
        if owner.type != "AWS::S3::BucketPolicy" or one.stack.target(owner.properties.get("Bucket")) != bucket.name:
            continue
        if "cloudtrail" not in json.dumps(statement.body.get("Principal"), default=str):
            continue
        for _, item in one.stack.items(statement.body.get("Resource")):
            granted.append(_tail(one.stack, item))
    logs = [text for text in granted if "/AWSLogs/" in text]
    wanted = f"/{prefix}/AWSLogs/" if prefix else "/AWSLogs/"
    plain = all(re.match(r"[^/*?]*/([\w.-]+/)*AWSLogs/", text) for text in logs)
    complete = bool(logs) and plain and len(logs) == len([text for text in granted if "/" in text])
    if complete and not any(re.match(rf"[^/]*{re.escape(wanted)}", text) for text in logs):
        words = f"Incorrect S3 bucket policy is detected for bucket: {bucket.name}: the policy lets CloudTrail write"
        yield one.place(f"{words} elsewhere than under '{wanted[1:]}'", "S3KeyPrefix" if prefix else "S3BucketName")


def _tail(stack: Stack, value: Any) -> str:
    """The text of a resource with its unknown parts as ``x``."""
    pieces = [value] if isinstance(value, str) else stack.values.pieces(value) if isinstance(value, dict) else None
    return "x".join(pieces or ()).partition(":::")[2] or "x".join(pieces or ())


def document_content_invalid(stack: Stack) -> list[Place]:
    """Documents, parameters and windows of Systems Manager that it refuses."""
    return each(
        stack,
        ("AWS::SSM::Document", _document),
        ("AWS::SSM::Parameter", _parameter),
        ("AWS::SSM::MaintenanceWindow", _window),
    )


def _document(one: View) -> Faults:
    content = one.view("Content")
    if content.body and content.lacks("schemaVersion") and one.text("DocumentFormat") in (None, "JSON", "YAML"):
        yield content.place("InvalidDocumentContent: null version: schemaVersion is missing")


def _parameter(one: View) -> Faults:
    value, pattern = one.text("Value"), one.text("AllowedPattern")
    tier = one.text("Tier") if one.has("Tier") else "Standard"
    if value is None or "{{resolve:" in value:
        return
    if len(value.encode()) > 4_096 and tier == "Standard":
        words = "Standard tier parameters support a maximum parameter value of 4096 characters."
        yield one.place(f"{words} To create a larger parameter value, use the Advanced tier", "Value")
    if pattern and len(value) <= 500 and harmless(pattern):
        try:
            good = re.search(pattern, value) is not None
        except (re.error, RecursionError, OverflowError):
            return
        if not good:
            words = f"Parameter value, cannot be validated against allowedPattern: {pattern[:60]}"
            yield one.place(words, "Value")


def _window(one: View) -> Faults:
    duration, cutoff = one.number("Duration"), one.number("Cutoff")
    if duration is not None and cutoff is not None and cutoff >= duration:
        yield one.place("Cutoff must be less than Duration", "Cutoff")


def secret_settings_refused(stack: Stack) -> list[Place]:
    """Secrets with names or passwords, and rotations with intervals, that Secrets Manager refuses."""
    return each(
        stack,
        ("AWS::SecretsManager::Secret", _secret),
        ("AWS::SecretsManager::RotationSchedule", _rotation),
        ("AWS::SecretsManager::SecretTargetAttachment", _attachment),
    )


def _secret(one: View) -> Faults:
    if any(re.search(r"[^A-Za-z0-9/_+=.@-]", piece) for piece in one.pieces("Name")):
        words = (
            "Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!"
        )
        yield one.place(words, "Name")
    length = one.view("GenerateSecretString").number("PasswordLength")
    if length is not None and not 1 <= length <= 4_096:
        words = "Password length must be between 1 and 4096"
        yield one.place(f"InvalidParameterValue: {words}", "GenerateSecretString", "PasswordLength")


def _attachment(one: View) -> Faults:
    kind = one.text("TargetType")
    if kind is not None and not re.fullmatch(r"AWS::(RDS|DocDB|Redshift|Neptune|RedshiftServerless)::\w+", kind):
        words = f"Target type {kind[:40]} is not supported: a type of CloudFormation such as AWS::RDS::DBInstance is"
        yield one.place(words, "TargetType")


def _rotation(one: View) -> Faults:
    made = any(name.startswith("AWS::SecretsManager") for name in one.stack.transforms)
    if one.has("HostedRotationLambda") and not made and not one.stack.written_by_macro:
        words = "HostedRotationLambda needs Transform: AWS::SecretsManager-2024-09-16"
        yield one.place(words, "HostedRotationLambda")
    rules = one.view("RotationRules")
    days = rules.number("AutomaticallyAfterDays")
    if days is not None and not 1 <= days <= 1_000:
        words = "AutomaticallyAfterDays must be between 1 and 1000"
        yield rules.place(f"InvalidParameterValue: {words}", "AutomaticallyAfterDays")
    if rules.has("AutomaticallyAfterDays") and rules.has("ScheduleExpression"):
        words = "You cannot specify both rotation frequency and schedule expression together."
        yield rules.place(words, "ScheduleExpression")


def backup_selection_empty(stack: Stack) -> list[Place]:
    """Selections of resources to back up that select nothing."""
    places = []
    for one in views(stack, "AWS::Backup::BackupSelection"):
        selection = one.view("BackupSelection")
        if selection.body and len(selection.lacks("Resources", "ListOfTags", "Conditions")) == 3:
            words = "Invalid parameter: either Resources, ListOfTags or Conditions must be specified"
            places.append(selection.place(words))
    return places
