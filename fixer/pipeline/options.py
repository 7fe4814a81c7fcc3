"""What a call may change, and what comes of it: the catalogue, the account, what hides issues, a linter's opinion."""

from __future__ import annotations

from typing import TYPE_CHECKING

from fixer.catalogue.load import load_catalogue
from fixer.dialect import within
from fixer.dialects import CLOUDFORMATION, adapter_of
from fixer.errors import FixerError
from fixer.frozen import frozen

if TYPE_CHECKING:
    from fixer.catalogue.catalogue import Catalogue
    from fixer.catalogue.plugins import RuleFolder
    from fixer.dialect import Dialect
    from fixer.issues.hidden import Hide
    from fixer.issues.opinions import Lint, Linter
    from fixer.read.document import Document
    from fixer.read.template import Template
    from fixer.request.facts import Facts
    from fixer.settings.effect import Effect
    from fixer.settings.settings import Settings


@frozen
class Options:
    """What a call may change. ``extra_rules``: the user's folders of rules, later ones over earlier ones.

    ``prompt`` is what was asked of the model, ``metadata`` (JSON) names the services that it was asked for.
    ``show_secrets``: reports show passwords, tokens and keys as they are.
    ``hides`` say which issues are not reported, each asked with the template and its issues; of several that hide one
    issue the first counts. ``settings``: what the project has settled about rules, policies and the account.
    ``linter``: another tool that is asked about the model's template.
    """

    extra_rules: tuple[RuleFolder, ...] = ()
    prompt: Document | None = None
    metadata: Document | None = None
    show_secrets: bool = False
    hides: tuple[Hide, ...] = ()
    settings: Settings | None = None
    linter: Linter | None = None


def settled(options: Options) -> tuple[Catalogue, tuple[Hide, ...], Effect | None]:
    """The catalogue as the settings have it, and what hides issues."""
    catalogue = load_catalogue(options.extra_rules)
    if options.settings is None:
        return catalogue, options.hides, None
    from fixer.settings.effect import Effect

    effect = Effect(options.settings, catalogue)
    return effect.catalogue, (*options.hides, effect.hide), effect


def facts_of(options: Options) -> Facts | None:
    """What was asked of the model, where that is known."""
    if options.prompt is None:
        return None
    from fixer.request.facts import read_facts

    return read_facts(options.prompt, options.metadata)


def in_account(dialect: Dialect, effect: Effect | None) -> Dialect:
    """The dialect as it is in the account that the settings name."""
    return dialect if effect is None else within(dialect, effect.account)


def linted(template: Template, linter: Linter) -> Lint:
    """What the tool says of a template; raises ``FixerError`` where it is of a kind that the tool does not know."""
    check_known(template, "--lint")
    return linter(template.text, template.data)


def check_known(template: Template, option: str) -> None:
    """Raise ``FixerError`` where a template is of a kind that the linter does not know."""
    adapter = adapter_of(template)
    if adapter is not CLOUDFORMATION:
        what = f"is {adapter.name}, and {option} looks at CloudFormation templates"
        raise FixerError(what, template.source.document.path, hint=f"leave {option} out")
