"""Jobs, workgroups, GraphQL APIs and file servers that Glue, Athena, AppSync and Transfer refuse."""

from __future__ import annotations

import re

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Stack
from fixer.cfn.detectors.view import Faults, Patch, View, each, views

_COMMANDS = ("glueetl", "pythonshell", "gluestreaming", "glueray")
_SCHEMA, _RESOLVER = "AWS::AppSync::GraphQLSchema", "AWS::AppSync::Resolver"
_ROLED = {
    "AMAZON_DYNAMODB": "DynamoDBConfig", "AWS_LAMBDA": "LambdaConfig", "AMAZON_ELASTICSEARCH": "ElasticsearchConfig",
    "AMAZON_OPENSEARCH_SERVICE": "OpenSearchServiceConfig", "AMAZON_EVENTBRIDGE": "EventBridgeConfig",
}  # fmt: skip


def glue_job_refused(stack: Stack) -> list[Place]:
    """Jobs and triggers of Glue that say how large they are in two ways, or not when they start."""
    return each(stack, ("AWS::Glue::Job", _job), ("AWS::Glue::Trigger", _trigger))


def _job(one: View) -> Faults:
    workers = one.has("WorkerType", "NumberOfWorkers")
    if one.has("MaxCapacity") and workers:
        words = "Please do not set Max Capacity if using Worker Type and Number of Workers."
        yield one.place(words, "MaxCapacity")
    elif len(workers) == 1 and one.lacks("WorkerType", "NumberOfWorkers"):
        yield one.place("Worker Type and Number of Workers must be set together.", workers[0])
    name = one.view("Command").text("Name")
    if name is not None and name not in _COMMANDS:
        words = f"Invalid command name {name[:40]}: one of {', '.join(_COMMANDS)}"
        yield one.place(words, "Command", "Name")


def _trigger(one: View) -> Faults:
    kind = one.text("Type")
    if kind == "SCHEDULED" and one.lacks("Schedule"):
        yield one.place("Schedule must be set for a trigger of type SCHEDULED")
    elif kind == "CONDITIONAL" and one.lacks("Predicate"):
        yield one.place("Predicate must be set for a trigger of type CONDITIONAL")
    elif kind == "ON_DEMAND" and one.has("Schedule"):
        yield one.place("A trigger of type ON_DEMAND has no schedule", "Schedule")


def query_output_invalid(stack: Stack) -> list[Place]:
    """Workgroups that write their results to what is no path in S3."""
    places = []
    for one in views(stack, "AWS::Athena::WorkGroup"):
        result = one.view("WorkGroupConfiguration").view("ResultConfiguration")
        text, bucket = result.text("OutputLocation"), result.body.get("OutputLocation")
        named = stack.resource(bucket, "AWS::S3::Bucket") if isinstance(bucket, dict) else None
        bare = named is not None and isinstance(bucket, dict) and "Ref" in bucket
        if bare or (text is not None and not text.startswith(("s3://", "{{"))):
            words = "outputLocation is not a valid S3 path."
            patch: Patch = ()
            if named is not None:
                value = {"Fn::Sub": f"s3://${{{named.name}}}/"}
                patch = ({"op": "replace", "path": result.at("OutputLocation"), "value": value},)
            places.append(result.place(words, "OutputLocation", patch=patch))
    return places


def graph_api_refused(stack: Stack) -> list[Place]:
    """GraphQL APIs, data sources and resolvers that lack what their kind needs."""
    return each(
        stack, ("AWS::AppSync::GraphQLApi", _api), ("AWS::AppSync::DataSource", _source), (_RESOLVER, _resolver)
    )


_AUTHENTICATION = {
    "AMAZON_COGNITO_USER_POOLS": "UserPoolConfig", "OPENID_CONNECT": "OpenIDConnectConfig",
    "AWS_LAMBDA": "LambdaAuthorizerConfig",
}  # fmt: skip


def _api(one: View) -> Faults:
    for entry in (one, *one.views("AdditionalAuthenticationProviders")):
        needed = _AUTHENTICATION.get(entry.text("AuthenticationType") or "")
        if needed and entry.lacks(needed):
            yield entry.place(f"{needed} must be set for the authentication type {entry.text('AuthenticationType')}")


def _source(one: View) -> Faults:
    kind = one.text("Type") or ""
    if kind in _ROLED and one.lacks("ServiceRoleArn"):
        yield one.place(f"A service role is required for data sources of type {kind}")
    if kind in _ROLED and one.lacks(_ROLED[kind]):
        yield one.place(f"{_ROLED[kind]} is required for data sources of type {kind}")


def _resolver(one: View) -> Faults:
    kind = one.text("Kind") if one.has("Kind") else "UNIT" if one.lacks("Kind") else None
    if kind == "UNIT" and one.lacks("DataSourceName"):
        yield one.place("A resolver of kind UNIT must have a data source")
    elif kind == "PIPELINE" and one.lacks("PipelineConfig"):
        yield one.place("A resolver of kind PIPELINE must have a PipelineConfig")
    kind_name, field = one.text("TypeName"), one.text("FieldName")
    for schema in views(one.stack, _SCHEMA):
        text = schema.text("Definition")
        if text is None or one.stack.target(schema.body.get("ApiId")) != one.stack.target(one.body.get("ApiId")):
            continue
        if kind_name and field and len(text) < 100_000 and not _has_field(text, kind_name, field):
            yield one.place(f"No field named {field[:60]} found on type {kind_name[:60]}", "FieldName")


def _has_field(schema: str, kind: str, field: str) -> bool:
    """Whether a type of a schema, or an extension of it, has a field; descriptions and comments are left out."""
    bare = re.sub(r'"""[^"]*"""|#[^\n]*', " ", schema)
    for found in re.finditer(rf"\b(type|interface)\s+{re.escape(kind)}\b[^{{]*\{{([^}}]*)\}}", bare):
        if re.search(rf"\b{re.escape(field)}\s*[(:]", found[2]):
            return True
    return False


def resolver_unordered(stack: Stack) -> list[Place]:
    """Resolvers that may be made before the schema that has their field."""
    places = []
    schemas = {stack.target(one.properties.get("ApiId")): one.name for one in stack.of(_SCHEMA)}
    for one in views(stack, _RESOLVER):
        schema = schemas.get(stack.target(one.body.get("ApiId")))
        if schema is not None and schema not in stack.after(one.resource.name):
            words = "No schema definition exists, or no field named"
            field = one.text("FieldName") or ""
            patch = stack.wait(one.resource, schema)
            message = f"{words} {field[:60]} is found: the resolver does not wait for {schema}"
            places.append(Place(one.resource.pointer, message, patch))
    return places


def file_server_refused(stack: Stack) -> list[Place]:
    """Servers of Transfer Family whose protocol, endpoint or identities do not go together."""
    return each(stack, ("AWS::Transfer::Server", _server))


def _server(one: View) -> Faults:
    protocols = [text for _, text in one.texts("Protocols")]
    provider = one.text("IdentityProviderType") if one.has("IdentityProviderType") else "SERVICE_MANAGED"
    endpoint = one.text("EndpointType") if one.has("EndpointType") else "PUBLIC"
    plain = [name for name in ("FTP", "FTPS") if name in protocols]
    if plain and provider == "SERVICE_MANAGED":
        words = f"{plain[0]} requires an identity provider of type API_GATEWAY, AWS_LAMBDA or AWS_DIRECTORY_SERVICE"
        yield one.place(words, "Protocols")
    if "FTP" in protocols and endpoint == "PUBLIC":
        yield one.place("FTP is not supported on a public endpoint", "Protocols")
    if "FTPS" in protocols and one.lacks("Certificate"):
        yield one.place("Certificate is required for the protocol FTPS")
    if endpoint == "VPC" and one.lacks("EndpointDetails"):
        yield one.place("EndpointDetails is required for an endpoint of type VPC")
