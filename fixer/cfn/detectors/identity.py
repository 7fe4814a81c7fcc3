"""User pools, their clients and domains that Cognito refuses; roles for signed-in users."""

from __future__ import annotations

import re

from fixer.cfn.detectors.place import Place
from fixer.cfn.detectors.policies import statements
from fixer.cfn.detectors.stack import Stack, as_map
from fixer.cfn.detectors.view import Faults, View, each

POOL, CLIENT = "AWS::Cognito::UserPool", "AWS::Cognito::UserPoolClient"
# Attributes of the standard, which a pool may require; all others are the pool's own.
_STANDARD = frozenset(
    {
        "address", "birthdate", "email", "email_verified", "family_name", "gender", "given_name", "locale",
        "middle_name", "name", "nickname", "phone_number", "phone_number_verified", "picture", "preferred_username",
        "profile", "sub", "updated_at", "website", "zoneinfo",
    }
)  # fmt: skip
_DOMAIN = re.compile(r"[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?")
_SECONDS = {"seconds": 1, "minutes": 60, "hours": 3_600, "days": 86_400}
# The unit of a token's lifetime where none is said, and the least and the most of it in seconds.
_LIFETIMES = {
    "AccessToken": ("hours", 300, 86_400),
    "IdToken": ("hours", 300, 86_400),
    "RefreshToken": ("days", 3_600, 315_360_000),
}
_LOCAL = re.compile(r"http://(localhost|127\.0\.0\.1|\[::1\])([:/]|$)")
_KNOWN_PROVIDERS = {"COGNITO", "Facebook", "Google", "LoginWithAmazon", "SignInWithApple"}


def user_pool_refused(stack: Stack) -> list[Place]:
    """User pools with a way to sign in that lacks its means, and attributes that a pool cannot have."""
    return each(stack, (POOL, _pool))


def _pool(one: View) -> Faults:
    mode = one.text("MfaConfiguration")
    factors = [text for _, text in one.texts("EnabledMfas")]
    sms = one.has("SmsConfiguration")
    if mode in ("ON", "OPTIONAL") and not sms and one.lacks("SmsConfiguration"):
        if "SMS_MFA" in factors:
            words = (
                "SMS configuration and Auto verification for phone_number are required when MFA is required/optional"
            )
            yield one.place(words, "EnabledMfas")
        elif mode == "ON" and one.lacks("EnabledMfas"):
            words = "Invalid MFA configuration given, can't turn on MFA without an MFA option"
            yield one.place(words, "MfaConfiguration")
    verified = [text for _, text in one.texts("AutoVerifiedAttributes")]
    if "phone_number" in verified and one.lacks("SmsConfiguration"):
        words = (
            "Role does not have a trust relationship allowing Cognito to assume the role: SmsConfiguration is missing"
        )
        yield one.place(words, "AutoVerifiedAttributes")
    email = one.view("EmailConfiguration")
    if email.text("EmailSendingAccount") == "DEVELOPER" and email.lacks("SourceArn"):
        yield email.place("SourceArn cannot be null if EmailSendingAccount is set to DEVELOPER.")
    for attribute in one.views("Schema"):
        yield from _attribute(attribute)
    policy = one.view("Policies").view("PasswordPolicy")
    if one.view("AdminCreateUserConfig").has("UnusedAccountValidityDays") and policy.has(
        "TemporaryPasswordValidityDays"
    ):
        words = "Please use TemporaryPasswordValidityDays in PasswordPolicy instead of UnusedAccountValidityDays"
        yield one.place(words, "AdminCreateUserConfig", "UnusedAccountValidityDays")


def _attribute(one: View) -> Faults:
    name = one.text("Name")
    if name is None:
        return
    if re.search(r"[^\w.-]", name) or len(name) > 20:
        words = "Attribute names MUST conform to the rules for names and have at most 20 characters"
        yield one.place(f"{name[:60]}: {words}", "Name")
    elif name not in _STANDARD and one.true("Required"):
        patch = ({"op": "replace", "path": one.at("Required"), "value": False},)
        yield one.place("Required custom attributes are not supported currently.", "Required", patch=patch)


def user_pool_client_refused(stack: Stack) -> list[Place]:
    """Clients of user pools with addresses, lifetimes or providers that Cognito does not take."""
    return each(stack, (CLIENT, _client))


def _client(one: View) -> Faults:
    for name in ("CallbackURLs", "LogoutURLs"):
        for at, text in one.texts(name):
            if text.startswith("http://") and not _LOCAL.match(text):
                yield Place(at, f"{text[:80]} cannot use the HTTP protocol.")
    units = one.view("TokenValidityUnits")
    for name, (unit, least, most) in _LIFETIMES.items():
        amount = one.number(f"{name}Validity")
        unsaid = one.lacks("TokenValidityUnits") or units.lacks(name)
        own = units.text(name) if units.has(name) else unit if unsaid else None
        if amount and own in _SECONDS and not least <= amount * _SECONDS[own] <= most:
            words = f"Invalid range for token validity: {amount:.0f} {own} (without TokenValidityUnits in {unit})"
            yield one.place(words, f"{name}Validity")
    yield from _providers(one)


def _providers(one: View) -> Faults:
    pool = one.target("UserPoolId", POOL)
    if pool is None:
        return
    made = [
        one.stack.text(other.properties.get("ProviderName"))
        for other in one.stack.of("AWS::Cognito::UserPoolIdentityProvider")
    ]
    for at, text in one.texts("SupportedIdentityProviders"):
        if text != "COGNITO" and None not in made and text not in made:
            yield Place(at, f"The provider {text[:60]} does not exist for User Pool {pool.name}")


def user_pool_domain_refused(stack: Stack) -> list[Place]:
    """Domains of user pools with words that AWS keeps for itself, or with other characters than those of a name."""
    return each(stack, ("AWS::Cognito::UserPoolDomain", _domain))


def _domain(one: View) -> Faults:
    known = one.pieces("Domain")
    text = "".join(known)
    if not known or one.has("CustomDomainConfig") or "{{" in text:
        return
    words = [word for word in ("aws", "amazon", "cognito") if any(word in piece for piece in known)]
    if words:
        yield one.place(f"Domain cannot contain reserved word: {words[0]}", "Domain")
    elif re.search(r"[^a-z0-9-]", text) or (len(known) == 1 and not _DOMAIN.fullmatch(text)):
        yield one.place(f"Invalid domain prefix '{text[:63]}': lower-case letters, digits and hyphens only", "Domain")


def federated_trust_open(stack: Stack) -> list[Place]:
    """Roles that any user of Cognito could take: IAM asks for a condition."""
    places = []
    for one in stack.shared(statements):
        if one.kind != "trust" or one.body.get("Effect") != "Allow" or one.body.get("Condition"):
            continue
        for path, item in stack.items(as_map(one.body.get("Principal")).get("Federated"), ("Principal", "Federated")):
            if stack.text(item) == "cognito-identity.amazonaws.com":
                words = "MalformedPolicyDocument: A condition block must be present for the Cognito provider"
                places.append(Place(one.resource.at(*one.path, *path), words))
    return places
