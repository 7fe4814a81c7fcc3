"""Load balancers: actions, conditions and health checks that Elastic Load Balancing refuses."""

from __future__ import annotations

import re

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.stack import Stack
from fixer.cfn.detectors.view import Faults, View, each, views

V2 = "AWS::ElasticLoadBalancingV2::"
LISTENER, RULE, GROUP, BALANCER = f"{V2}Listener", f"{V2}ListenerRule", f"{V2}TargetGroup", f"{V2}LoadBalancer"
_NEEDED = {
    "redirect": "RedirectConfig", "fixed-response": "FixedResponseConfig", "authenticate-cognito":
    "AuthenticateCognitoConfig", "authenticate-oidc": "AuthenticateOidcConfig",
}  # fmt: skip
_VALUES = {
    "path-pattern": "PathPatternConfig", "host-header": "HostHeaderConfig", "http-header": "HttpHeaderConfig",
    "http-request-method": "HttpRequestMethodConfig", "query-string": "QueryStringConfig",
    "source-ip": "SourceIpConfig",
}  # fmt: skip
_APPLICATION, _NETWORK = ("HTTP", "HTTPS"), ("TCP", "TLS", "UDP", "TCP_UDP", "QUIC", "TCP_QUIC")
# https://docs.aws.amazon.com/elasticloadbalancing/latest/APIReference/API_LoadBalancerAttribute.html
_ATTRIBUTES = re.compile(
    r"deletion_protection\.enabled|load_balancing\.cross_zone\.enabled|zonal_shift\.config\.enabled"
    r"|(access|connection|health_check)_logs\.s3\.(enabled|bucket|prefix)|idle_timeout\.timeout_seconds"
    r"|client_keep_alive\.seconds|ipv6\.deny_all_igw_traffic|dns_record\.client_routing_policy"
    r"|secondary_ips\.auto_assigned\.per_subnet|waf\.fail_open\.enabled"
    r"|routing\.http\.(desync_mitigation_mode|drop_invalid_header_fields\.enabled|preserve_host_header\.enabled"
    r"|x_amzn_tls_version_and_cipher_suite\.enabled|xff_client_port\.enabled|xff_header_processing\.mode)"
    r"|routing\.http2\.enabled"
)


def listener_action_refused(stack: Stack) -> list[Place]:
    """Actions of listeners and their rules that lack what they do, and conditions without values."""
    return each(stack, (LISTENER, _listener), (RULE, _rule))


def _listener(one: View) -> Faults:
    for action in one.views("DefaultActions"):
        yield from _action(action)
        if action.text("Type") == "redirect" and _loops(one, action.view("RedirectConfig")):
            yield action.place("The redirect configuration is not valid because it creates a loop.", "RedirectConfig")


def _loops(one: View, config: View) -> bool:
    """Whether a redirect leads to where the request came from."""
    if not config.known or not config.body:
        return False
    same = (("Host", "#{host}"), ("Path", "/#{path}"), ("Query", "#{query}"))
    if any(config.has(name) and config.text(name) != value for name, value in same):
        return False
    protocol, port = one.text("Protocol"), one.text("Port")
    own = config.text("Protocol") if config.has("Protocol") else "#{protocol}"
    to = config.text("Port") if config.has("Port") else "#{port}"
    return own in ("#{protocol}", protocol) and own is not None and to is not None and to in ("#{port}", port)


def _rule(one: View) -> Faults:
    for action in one.views("Actions"):
        yield from _action(action)
    for condition in one.views("Conditions"):
        field = condition.text("Field")
        if field is None:
            continue
        if field not in _VALUES:
            yield condition.place(f"Condition field '{field[:40]}' must be one of '[{', '.join(_VALUES)}]'", "Field")
        elif condition.lacks("Values", _VALUES[field]) == ["Values", _VALUES[field]]:
            yield condition.place(f"A condition value must be specified for '{field}'")


def _action(action: View) -> Faults:
    kind = action.text("Type")
    if kind == "forward" and len(action.lacks("TargetGroupArn", "ForwardConfig")) == 2:
        yield action.place("A target group ARN must be specified for a forward action")
    elif kind in _NEEDED and action.lacks(_NEEDED[kind]):
        yield action.place(f"{_NEEDED[kind]} must be specified for an action of type '{kind}'")
    for group in action.view("ForwardConfig").views("TargetGroups"):
        weight = group.number("Weight")
        if weight is not None and not 0 <= weight <= 999:
            yield group.place("The weight for each target group must be between 0 and 999, inclusive", "Weight")


def target_protocol_mismatched(stack: Stack) -> list[Place]:
    """Listeners that forward to targets of the other kind of load balancer."""
    places = []
    for one in views(stack, LISTENER):
        protocol = one.text("Protocol")
        for action in one.views("DefaultActions"):
            group = action.target("TargetGroupArn", GROUP)
            own = stack.text(group.properties.get("Protocol")) if group else None
            if own is None or protocol is None or group is None:
                continue
            # A network load balancer reaches an application load balancer by targets of type alb, over TCP.
            wrong = (protocol in _NETWORK and own in _APPLICATION) or (protocol in _APPLICATION and own in _NETWORK)
            if wrong:
                words = f"with protocol {own} is not supported by a listener with protocol {protocol}"
                places.append(action.place(f"Target group {group.name} {words}", "TargetGroupArn"))
    return places


def target_health_refused(stack: Stack) -> list[Place]:
    """Health checks with settings that their protocol does not have."""
    return each(stack, (GROUP, _health))


def _health(one: View) -> Faults:
    protocol = one.text("HealthCheckProtocol") or (
        one.text("Protocol") if one.lacks("HealthCheckProtocol") and one.text("Protocol") in _APPLICATION else None
    )
    if protocol == "TCP":
        if one.has("Matcher"):
            words = "are not supported for health checks with TCP protocol"
            yield one.place(f"Custom health check matchers {words}", "Matcher")
        if one.has("HealthCheckPath"):
            words = "Health check path is only supported for health checks with HTTP and HTTPS protocols"
            yield one.place(words, "HealthCheckPath")
    path = one.text("HealthCheckPath")
    if path is not None and path != "" and not path.startswith("/"):
        yield one.place(f"Health check path '{path[:60]}' must begin with a '/' character", "HealthCheckPath")
    if one.text("TargetType") == "lambda" and one.has("HealthCheckPort"):
        yield one.place("HealthCheckPort cannot be specified for target groups of functions", "HealthCheckPort")


def balancer_attribute_unknown(stack: Stack) -> list[Place]:
    """Attributes that load balancers do not have."""
    return each(stack, (BALANCER, _attributes))


def _attributes(one: View) -> Faults:
    for item in one.views("LoadBalancerAttributes"):
        key = item.text("Key")
        if key is not None and not _ATTRIBUTES.fullmatch(key):
            yield item.place(f"Load balancer attribute key '{key[:60]}' is not recognized", "Key")
