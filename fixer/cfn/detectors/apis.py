"""APIs that API Gateway refuses: paths, methods and their answers, authorizers, domains, HTTP APIs."""

from __future__ import annotations

import re

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Resource, Stack, as_map
from fixer.cfn.detectors.view import Faults, View, each, views

REST, HTTP = "AWS::ApiGateway::", "AWS::ApiGatewayV2::"
_VARIABLE = re.compile(r"\{([^{}+]+)\+?\}")
_STATIC = re.compile(r"'[^']*'")
_DYNAMIC = re.compile(r"(integration\.response\.(header|multivalueheader|body)|context|stageVariables)\b.*")
_ROUTE = re.compile(r"\$default|(ANY|GET|POST|PUT|PATCH|DELETE|HEAD|OPTIONS) /\S*")
MOST_MILLISECONDS = 30_000


def path_variable_doubled(stack: Stack) -> list[Place]:
    """Paths with two variables at one level, or one variable at two levels."""
    places = []
    levels: dict[tuple[str, str], tuple[str, str]] = {}
    for one in views(stack, f"{REST}Resource"):
        found = _VARIABLE.fullmatch(one.text("PathPart") or "")
        if not found or "Condition" in one.resource.body:
            continue
        api = stack.target(one.body.get("RestApiId")) or ""
        parent = stack.target(one.body.get("ParentId"))
        if parent is not None:
            name, other = levels.setdefault((api, parent), (one.text("PathPart") or "", one.resource.name))
            if name != one.text("PathPart"):
                words = f"A sibling ({name[:60]}) of this resource already has a variable path part"
                places.append(one.place(f"{words} -- only one is allowed ({other})", "PathPart"))
        if _above(stack, one, found[1]):
            words = "An ancestor of this resource has the same variable name as this one"
            places.append(one.place(f"{words}: {{{found[1][:60]}}}", "PathPart"))
    return places


def _above(stack: Stack, one: View, variable: str) -> bool:
    """Whether a resource above has a variable of this name."""
    seen: set[str] = set()
    parent = one.target("ParentId", f"{REST}Resource")
    while parent is not None and parent.name not in seen:
        seen.add(parent.name)
        found = _VARIABLE.fullmatch(stack.text(parent.properties.get("PathPart")) or "")
        if found and found[1] == variable:
            return True
        parent = stack.resource(parent.properties.get("ParentId"), f"{REST}Resource")
    return False


def method_response_undeclared(stack: Stack) -> list[Place]:
    """Answers of an integration with headers that the method does not declare, or with values of no form."""
    return each(stack, (f"{REST}Method", _method))


def _method(one: View) -> Faults:
    declared: dict[str, set[str]] = {}
    known = True
    for response in one.views("MethodResponses"):
        status = response.text("StatusCode")
        known = known and status is not None
        parameters = response.body.get("ResponseParameters")
        known = known and not one.stack.values.function(parameters)
        declared.setdefault(status or "", set()).update(map(str, as_map(parameters)))
    for answer in one.view("Integration").views("IntegrationResponses"):
        status = answer.text("StatusCode")
        if known and status is not None and status not in declared:
            words = "Invalid Response status code specified"
            yield answer.place(f"{words}: {status[:10]} is none of MethodResponses", "StatusCode")
            continue
        for name, value in as_map(answer.body.get("ResponseParameters")).items():
            text = one.stack.text(value)
            if text is not None and not (_STATIC.fullmatch(text) or _DYNAMIC.fullmatch(text)):
                words = f"Invalid mapping expression specified: {text[:60]} (a static value stands in single quotes)"
                yield answer.place(words, "ResponseParameters", str(name))
            elif known and status is not None and name not in declared.get(status, set()):
                words = "Invalid mapping expression parameter specified"
                yield answer.place(f"{words}: {str(name)[:80]}", "ResponseParameters", str(name))


def authorizer_settings_refused(stack: Stack) -> list[Place]:
    """Authorizers without what their kind needs."""
    return each(stack, (f"{REST}Authorizer", _rest_authorizer), (f"{HTTP}Authorizer", _http_authorizer))


def _rest_authorizer(one: View) -> Faults:
    function = one.target("AuthorizerUri", "AWS::Lambda::Function", "AWS::Lambda::Alias")
    written = one.body.get("AuthorizerUri")
    if function is not None and isinstance(written, dict) and written.keys() & {"Ref", "Fn::GetAtt"}:
        words = (
            f"Invalid Authorizer URI: {function.name} is called by an ARN of API Gateway that ends with /invocations"
        )
        yield one.place(words, "AuthorizerUri")
    seconds = one.number("AuthorizerResultTtlInSeconds")
    if seconds is not None and seconds > 3_600:
        words = "Authorizer result TTL must be between 0 and 3600 seconds"
        yield one.place(words, "AuthorizerResultTtlInSeconds")


def _http_authorizer(one: View) -> Faults:
    kind = one.text("AuthorizerType")
    if kind == "JWT":
        settings = one.view("JwtConfiguration")
        if one.lacks("JwtConfiguration") or settings.lacks("Issuer") or settings.lacks("Audience"):
            yield one.place("JwtConfiguration with Issuer and Audience is required for JWT authorizers")
        if one.lacks("IdentitySource"):
            yield one.place("IdentitySource is required for JWT authorizers")
        for name in one.has("AuthorizerUri", "AuthorizerPayloadFormatVersion"):
            yield one.place(f"{name} is not supported for JWT authorizers", name)
    elif kind == "REQUEST":
        api = one.target("ApiId", f"{HTTP}Api")
        protocol = one.stack.text(api.properties.get("ProtocolType")) if api else None
        if one.lacks("AuthorizerUri"):
            yield one.place("AuthorizerUri is required for REQUEST authorizers")
        if protocol == "HTTP" and one.lacks("AuthorizerPayloadFormatVersion"):
            patch = ({"op": "add", "path": one.at("AuthorizerPayloadFormatVersion"), "value": "2.0"},)
            words = "AuthorizerPayloadFormatVersion is a required parameter for REQUEST authorizer"
            yield one.place(words, patch=patch)


def rest_api_refused(stack: Stack) -> list[Place]:
    """REST APIs that look for keys where none is, and models with names that are refused."""
    return each(stack, (f"{REST}RestApi", _rest), (f"{REST}Model", _model))


def _rest(one: View) -> Faults:
    kind = one.text("ApiKeySourceType")
    if kind is not None and kind not in ("HEADER", "AUTHORIZER"):
        yield one.place(f"Invalid API key source {kind[:30]}: one of HEADER and AUTHORIZER", "ApiKeySourceType")


def _model(one: View) -> Faults:
    name = one.text("Name")
    if name is not None and not re.fullmatch("[A-Za-z0-9]+", name):
        yield one.place(f"Model name must be alphanumeric: {name[:60]}", "Name")


def http_api_refused(stack: Stack) -> list[Place]:
    """Parts of HTTP and WebSocket APIs that lack what they need."""
    return each(stack, (f"{HTTP}Route", _route), (f"{HTTP}Integration", _integration), (f"{HTTP}Api", _api))


def _protocol(one: View) -> str | None:
    api = one.target("ApiId", f"{HTTP}Api")
    return one.stack.text(api.properties.get("ProtocolType")) if api else None


def _route(one: View) -> Faults:
    key = one.text("RouteKey")
    if key is not None and _protocol(one) == "HTTP" and not _ROUTE.fullmatch(key):
        words = 'The provided route key is not formatted properly for HTTP protocol. Format should be "$default", '
        yield one.place(f'{words}or "METHOD /path", not "{key[:60]}"', "RouteKey")
    kind = one.text("AuthorizationType")
    if kind in ("JWT", "CUSTOM") and one.lacks("AuthorizerId"):
        yield one.place(f"AuthorizerId is required for authorization type {kind}")
    authorizer = one.target("AuthorizerId", f"{HTTP}Authorizer")
    of = one.stack.text(authorizer.properties.get("AuthorizerType")) if authorizer else None
    if (kind, of) in (("JWT", "REQUEST"), ("CUSTOM", "JWT")):
        yield one.place(f"Authorization type {kind} does not go with an authorizer of type {of}", "AuthorizationType")


def _integration(one: View) -> Faults:
    kind = one.text("IntegrationType")
    if (
        kind in ("AWS_PROXY", "HTTP_PROXY", "AWS", "HTTP")
        and len(one.lacks("IntegrationUri", "IntegrationSubtype")) == 2
    ):
        yield one.place(f"IntegrationUri is required for integrations of type {kind}")
    if kind == "HTTP_PROXY" and one.lacks("IntegrationMethod"):
        yield one.place("IntegrationMethod is required for integrations of type HTTP_PROXY")
    if _protocol(one) == "HTTP" and kind in ("MOCK", "AWS", "HTTP"):
        yield one.place("HTTP APIs support integrations of type AWS_PROXY and HTTP_PROXY only", "IntegrationType")
    limit = one.number("TimeoutInMillis")
    if limit is not None and not 50 <= limit <= MOST_MILLISECONDS:
        words = f"Timeout should be between 50 ms and {MOST_MILLISECONDS} ms"
        yield one.place(words, "TimeoutInMillis")


def _api(one: View) -> Faults:
    cors = one.view("CorsConfiguration")
    if cors.true("AllowCredentials") and "*" in [text for _, text in cors.texts("AllowOrigins")]:
        words = "allowCredentials cannot be true with allowOrigins *"
        yield cors.place(f"Invalid CORS configuration: {words}", "AllowCredentials")
    if one.text("ProtocolType") == "WEBSOCKET" and cors.body:
        yield one.place("CORS is only supported for HTTP protocol APIs", "CorsConfiguration")


def api_domain_refused(stack: Stack) -> list[Place]:
    """Domain names of APIs with the certificate of another kind of endpoint, or with a dot at the end."""
    return each(stack, (f"{REST}DomainName", _domain), (f"{HTTP}DomainName", _dotted))


def _dotted(one: View) -> Faults:
    if (one.text("DomainName") or "").endswith("."):
        yield one.place("Trailing period should be omitted from domain name", "DomainName")


def _domain(one: View) -> Faults:
    yield from _dotted(one)
    kinds = [text for _, text in one.view("EndpointConfiguration").texts("Types")]
    if kinds == ["REGIONAL"] and one.has("CertificateArn") and one.lacks("RegionalCertificateArn"):
        at = one.at("CertificateArn")
        patch = ({"op": "move", "from": at, "path": one.at("RegionalCertificateArn")},)
        words = (
            "Cannot specify an edge certificate for a REGIONAL endpoint: RegionalCertificateArn names its certificate"
        )
        yield one.place(words, "CertificateArn", patch=patch)
    if (not kinds or kinds == ["EDGE"]) and one.has("RegionalCertificateArn") and one.lacks("CertificateArn"):
        settled = kinds == ["EDGE"] or one.lacks("EndpointConfiguration")
        if settled:
            yield one.place("CertificateArn is required for an EDGE endpoint", "RegionalCertificateArn")


def stage_reference_unordered(stack: Stack) -> list[Place]:
    """What names a stage of an API by its text, and does not wait for it to be made."""
    places = []
    stages: dict[str, list[Resource]] = {}
    for stage in stack.of(f"{REST}Stage"):
        api = stack.target(stage.properties.get("RestApiId"))
        if api is not None:
            stages.setdefault(api, []).append(stage)
    for one in views(stack, "AWS::WAFv2::WebACLAssociation"):
        value = one.body.get("ResourceArn")
        text = "/stages/".join(stack.values.pieces(value) or ()) if isinstance(value, dict) else ""
        named = [api for api in stack.mentioned(value) if api in stages] if "/stages/" in text else []
        waits = stack.after(one.resource.name)
        if named and not any(stage.name in waits for stage in stages[named[0]]):
            stage = stages[named[0]][0]
            words = "AWS WAF couldn't perform the operation because your resource doesn't exist"
            patch = stack.wait(one.resource, stage.name)
            places.append(one.place(f"{words}: it does not wait for {stage.name}", "ResourceArn", patch=patch))
    return places
