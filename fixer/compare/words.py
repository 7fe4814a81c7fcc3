"""The words of ids and names: what is said with them, and which of them contradict each other."""

from __future__ import annotations

from functools import lru_cache

from fixer.lazy import pattern

OPPOSITES = (
    "public private", "primary secondary", "source target destination", "read write", "ingress egress",
    "inbound outbound", "in out", "high low", "http https", "blue green", "dev prod staging test", "east west",
    "first second third", "one two three", "start stop", "input output", "master replica", "internal external",
    "cpu memory storage disk", "error throttle duration latency connection", "a b c d", "scaleup scaledown", "up down",
    "healthy unhealthy", "log data content", "min max", "create update delete get list", "ipv4 ipv6", "linux window",
    "username password", "id arn name url enable",
    "alb bastion cache db web", "alb app bastion cache db",
    "alb api backup bastion cache cloudfront codebuild codecommit codedeploy codepipeline config db dynamodb ec2 ecr"
    " ecs efs eks firehose glue guardduty kinesis kms lambda s3 sns sqs ssm trail waf",
)  # fmt: skip
"""Words that tell two things of one kind apart: of each group a thing is one."""

_GROUPS: dict[str, frozenset[int]] = {
    word: frozenset(number for number, words in enumerate(OPPOSITES) if word in words.split())
    for word in " ".join(OPPOSITES).split()
}

# What engineers write in several ways, the ways that hold others first.
_ALIASES = (
    ("elastic load balancing", "alb"), ("application load balancer", "alb"), ("load balancer", "alb"), ("elb", "alb"),
    ("lb", "alb"), ("database", "db"), ("rds", "db"), ("security group", "sg"), ("internet gateway", "igw"),
    ("nat gateway", "nat"), ("route table", "rt"), ("elastic ip", "eip"), ("auto scaling group", "asg"),
    ("auto scaling", "autoscaling"), ("cloud trail", "trail"), ("cloud front", "cloudfront"), ("api gateway", "api"),
    ("code build", "codebuild"), ("code pipeline", "codepipeline"), ("code commit", "codecommit"),
    ("code deploy", "codedeploy"), ("guard duty", "guardduty"), ("dynamo db", "dynamodb"), ("elasti cache", "cache"),
    ("redis", "cache"), ("web site", "website"), ("web server", "web"), ("logging", "log"), ("production", "prod"),
    ("development", "dev"), ("application", "app"), ("environment", "env"), ("param", "parameter"),
    ("configuration", "config"), ("notification", "alert"), ("instance type", "instancetype"), ("cidr block", "cidr"),
)  # fmt: skip

_NUMBERED = pattern(r"(?<![a-z])(ec2|s3|ipv4|ipv6|route53|x86_64|oauth2)(?![0-9])|EC2|Ec2|S3|I[Pp]v[46]|Route53")
# A version or an address is no number of a thing either.
_VERSION = pattern(r"\d+(?:\.\d+)+")
_WORD = pattern(r"[A-Z]+(?=[A-Z][a-z])|[A-Z]?[a-z]+|[A-Z]+|\d+")
# What the CDK puts behind an id: the beginning of a hash.
_HASH = pattern(r"(?<=[A-Za-z])(?=[A-F]*[0-9])[0-9A-F]{8}$")
_DIGITS = str.maketrans("0123456789", "abcdefghij")


@lru_cache(maxsize=16_384)
def words(name: str) -> frozenset[str]:
    """The words of an id or a name, spelled alike: ``PrivateRouteTable1`` → private, rt, 1."""
    return frozenset(_split(name))


def contradict(one: frozenset[str], other: frozenset[str]) -> bool:
    """Whether two sets of words name two things: each has, for itself, another word of one group, or another number.

    Numbers only count where one says nothing else that the other does not: two schemes number things differently.
    """
    mine, yours = one - other, other - one
    if not mine or not yours:
        return False
    numbers = [{word for word in side if word.isdigit()} for side in (mine, yours)]
    if all(numbers) and not (mine - numbers[0] and yours - numbers[1]):
        return True
    groups = {group for word in mine if word in _GROUPS for group in _GROUPS[word]}
    if not groups:
        return False
    return any(groups & _GROUPS[word] for word in yours if word in _GROUPS)


def _bare(name: str) -> str:
    return _VERSION.sub(" ", _HASH.sub("", name))


def _split(name: str) -> list[str]:
    # The digit of a service's name is no number of a thing: EC2 becomes one word, without a digit.
    plain = _NUMBERED.sub(lambda match: match[0].capitalize().translate(_DIGITS) + " ", _bare(name))
    parts = [_singular(word) for word in _WORD.findall(plain)]
    text = f" {' '.join(parts)} "
    for phrase, alias in _ALIASES:
        if phrase in text:
            text = text.replace(f" {phrase} ", f" {alias} ")
    return [_NAMED.get(word, word) for word in text.split()]


_NAMED = {
    name.capitalize().translate(_DIGITS).lower(): name
    for name in ("ec2", "s3", "ipv4", "ipv6", "route53", "x86_64", "oauth2")
}


def _singular(word: str) -> str:
    plain = word.lower()
    if len(word) < 4 or word.isupper() or plain == "https" or not plain.endswith("s"):
        return plain
    return plain if plain.endswith(("ss", "us", "is")) else plain[:-1]
