"""Distributions of CloudFront, their policies and origins, that CloudFront refuses."""

from __future__ import annotations

import re
from collections.abc import Iterator

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Stack
from fixer.cfn.detectors.view import Faults, View, each

DISTRIBUTION = "AWS::CloudFront::Distribution"
_QUALIFIED = re.compile(r"arn:aws[a-z-]*:lambda:us-east-1:\d{12}:function:[\w-]+:\d+")
# Attributes that are addresses with a scheme, where a bare host name is wanted.
_ADDRESSES = {
    "AWS::ApiGatewayV2::Api": "ApiEndpoint", "AWS::Lambda::Url": "FunctionUrl", "AWS::S3::Bucket": "WebsiteURL",
}  # fmt: skip


def distribution_settings_refused(stack: Stack) -> list[Place]:
    """Distributions with pages, restrictions, origins or functions at the edge that CloudFront refuses."""
    return each(stack, (DISTRIBUTION, _distribution))


def _distribution(one: View) -> Faults:
    config = one.view("DistributionConfig")
    for page in config.views("CustomErrorResponses"):
        if len(page.has("ResponseCode", "ResponsePagePath")) == 1 and page.lacks("ResponseCode", "ResponsePagePath"):
            words = "CustomErrorResponse: Both or neither of ResponseCode and ResponsePagePath must be specified"
            yield page.place(f"Invalid request provided: {words}")
    limits = config.view("Restrictions").view("GeoRestriction")
    kind = limits.text("RestrictionType")
    if kind in ("whitelist", "blacklist") and limits.lacks("Locations"):
        yield limits.place(f"Invalid request provided: a {kind} of countries needs Locations")
    elif kind == "none" and limits.has("Locations") and limits.body.get("Locations"):
        yield limits.place("Invalid request provided: Locations with RestrictionType none", "Locations")
    for origin in config.views("Origins"):
        yield from _origin(origin)
    for behaviour in _behaviours(config):
        for function in behaviour.views("LambdaFunctionAssociations"):
            yield from _edge(function)


def _behaviours(config: View) -> Iterator[View]:
    yield config.view("DefaultCacheBehavior")
    yield from config.views("CacheBehaviors")


def _origin(origin: View) -> Faults:
    value = origin.body.get("DomainName")
    text = origin.text("DomainName")
    target = origin.target("DomainName", *_ADDRESSES)
    asked = value.get("Fn::GetAtt") if isinstance(value, dict) else None
    name = asked[1] if isinstance(asked, list) and len(asked) == 2 else str(asked).partition(".")[2]
    if text is not None and re.search(r"[:/]", text) and "{{" not in text:
        yield origin.place(_colon(text[:60]), "DomainName")
    elif target is not None and asked is not None and name == _ADDRESSES[target.type]:
        yield origin.place(_colon(f"{target.name}.{name} begins with https://"), "DomainName")
    identity = origin.view("S3OriginConfig")
    text = "x".join(identity.pieces("OriginAccessIdentity"))
    bare = identity.target("OriginAccessIdentity", "AWS::CloudFront::CloudFrontOriginAccessIdentity")
    named = bare is not None and "Fn::Sub" not in str(identity.body.get("OriginAccessIdentity"))
    if (named and "Fn::Join" not in str(identity.body)) or (
        text and not text.startswith(("origin-access-identity/", "x"))
    ):
        words = "The parameter Origin Access Identity is invalid: it is written origin-access-identity/cloudfront/ID"
        yield identity.place(f"Invalid request provided: {words}", "OriginAccessIdentity")
    path = origin.text("OriginPath")
    if path and (not path.startswith("/") or path.endswith("/")):
        words = "Your origin path must begin with / and must not end with it"
        yield origin.place(f"Invalid request provided: {words}: '{path[:40]}'", "OriginPath")


def _colon(text: str) -> str:
    return f"Invalid request provided: The parameter origin name cannot contain a colon: {text}"


def _edge(function: View) -> Faults:
    target = function.target("LambdaFunctionARN", "AWS::Lambda::Function", "AWS::Lambda::Alias")
    text = function.text("LambdaFunctionARN")
    if target is not None or (text is not None and ":lambda:" in text and not _QUALIFIED.fullmatch(text)):
        words = (
            "The function ARN must reference a specific function version. (The ARN must end with the version number.)"
        )
        yield function.place(f"{words} ARN: {target.name if target else (text or '')[:120]}", "LambdaFunctionARN")


def cache_policy_refused(stack: Stack) -> list[Place]:
    """Cache policies that tell requests apart although nothing is kept, and access controls with too long a name."""
    return each(stack, ("AWS::CloudFront::CachePolicy", _policy), ("AWS::CloudFront::OriginAccessControl", _access))


def _policy(one: View) -> Faults:
    config = one.view("CachePolicyConfig")
    key = config.view("ParametersInCacheKeyAndForwardedToOrigin")
    if config.number("MaxTTL") == 0:
        for part, name in (
            ("HeadersConfig", "HeaderBehavior"), ("CookiesConfig", "CookieBehavior"),
            ("QueryStringsConfig", "QueryStringBehavior"),
        ):  # fmt: skip
            value = key.view(part).text(name)
            if value not in (None, "none"):
                words = f"The parameter {name} is invalid for policy with caching disabled."
                yield key.view(part).place(words, name)
        for name in ("EnableAcceptEncodingGzip", "EnableAcceptEncodingBrotli"):
            if key.true(name):
                yield key.place(f"The parameter {name} is invalid for policy with caching disabled.", name)
    low, usual, high = (config.number(name) for name in ("MinTTL", "DefaultTTL", "MaxTTL"))
    if low is not None and high is not None and (low > high or (usual is not None and not low <= usual <= high)):
        yield config.place("The parameter MinTTL, DefaultTTL and MaxTTL must not decrease", "DefaultTTL")


def _access(one: View) -> Faults:
    config = one.view("OriginAccessControlConfig")
    name = config.text("Name")
    if name is not None and len(name) > 64:
        words = "Invalid request provided: AWS::CloudFront::OriginAccessControl: the name has"
        yield config.place(f"{words} {len(name)} characters, at most 64 are allowed", "Name")
