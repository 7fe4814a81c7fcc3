"""Policies: questions on which projects differ, each with the answers that a rule may insist on.

What is right in one project is wrong in another: data that must stay, data that must go with its stack. A rule that
takes a side says which (``policy: removal=delete``), and a project says which side it is on.
"""

from __future__ import annotations

from collections.abc import Mapping

from fixer.frozen import frozen

ANY = "any"
"""No side is taken: both kinds of rules do as they do without any settings."""


@frozen
class Policy:
    """A question, and the answers to it; each with what it means."""

    asks: str
    answers: Mapping[str, str]


POLICIES: Mapping[str, Policy] = {
    "removal": Policy(
        "What becomes of data when its stack is deleted",
        {"delete": "everything goes with the stack: DeletionPolicy is Delete", "retain": "data stays, or a snapshot"},
    ),
    "deletion-protection": Policy(
        "Whether databases are protected against deletion",
        {"on": "deletion protection is on", "off": "nothing stops a deletion"},
    ),
    "role-names": Policy(
        "Who names roles, users, groups and managed policies",
        {"explicit": "the template names them", "generated": "CloudFormation makes a name up"},
    ),
    "names": Policy(
        "Who names all other resources",
        {
            "suffixed": "the template names them, with the suffix parameter in the name",
            "generated": "CloudFormation makes a name up",
        },
    ),
    "concurrency": Policy(
        "Whether functions reserve a share of the account's concurrency",
        {"reserved": "each has a share of its own", "unreserved": "they share what the account has"},
    ),
    "encryption-keys": Policy(
        "Whose keys encrypt what is stored",
        {"customer": "keys of the account, in KMS", "service": "keys that AWS manages, at no cost"},
    ),
    "log-retention": Policy(
        "How long logs are kept",
        {"short": "30 days at most", "long": "90 days at least"},
    ),
    "availability": Policy(
        "Whether databases and caches survive the failure of a zone",
        {"redundant": "a standby stands in a second zone", "single": "one zone is enough, at half the price"},
    ),
    "nat-gateways": Policy(
        "Whether private networks reach the internet through NAT gateways",
        {"present": "they do", "absent": "they do not: a gateway costs by the hour"},
    ),
    "second-region": Policy(
        "Where the resources of a second region are made",
        {
            "same-template": "in the same template: what replicates finds its destination in it",
            "own-stack": "by a stack of their own, which is deployed first",
        },
    ),
    "packages": Policy(
        "Whether something builds and pushes images and archives before a deployment",
        {"built": "they are there when the stack is made", "inline": "nobody does: code stands in the template"},
    ),
    "image-tags": Policy(
        "Whether the tags of images may be moved",
        {"immutable": "a tag names one image for ever", "mutable": "a push may move a tag"},
    ),
}


def sides() -> list[str]:
    """Every answer as a rule writes it: ``removal=delete``."""
    return [f"{name}={answer}" for name, policy in POLICIES.items() for answer in policy.answers]
