"""The command line: reads the user's files, calls the api, writes, prints, exits."""

from __future__ import annotations

import gc
import sys
from collections.abc import Callable, Sequence
from dataclasses import replace
from functools import partial
from os import environ
from pathlib import Path
from typing import TYPE_CHECKING, Any, NoReturn

import click

from fixer import __version__, console, files, inputs, results
from fixer.errors import FixerError
from fixer.issues.hidden import UNUSED
from fixer.issues.issue import CATEGORIES, SEVERITIES
from fixer.settling import Settled, Settling

if TYPE_CHECKING:
    from fixer import api
    from fixer.catalogue.catalogue import Catalogue
    from fixer.catalogue.rule import Rule
    from fixer.inputs import Page
    from fixer.issues.hidden import Hide
    from fixer.issues.opinions import Linter
    from fixer.read.document import Document
    from fixer.read.template import Template
    from fixer.report.report import Report

# For completion only: whether a path can be used is said by whoever uses it.
PATH = click.Path(readable=False)
CLEAN, LEFT, UNUSABLE, INTERRUPTED = 0, 1, 2, 130

HELP = """
Say what separates a model's CloudFormation template from the right one, and close the gap.

MODEL and IDEAL are Markdown, JSON or YAML files, or - for standard input. A FOLDER (or its lib/) holds
MODEL_RESPONSE.md and IDEAL_RESPONSE.md.

\b
Examples:
  fixer diff answer.md right.yaml             what is wrong, worst first
  fixer diff FOLDER -o MODEL_FAILURES.md      the report to file
  fixer apply answer.md right.yaml -o out.md  the same document, put right
  fixer check template.yaml                   what is wrong with it, with no right one at hand
  fixer rules stream-unencrypted              why a rule matters
"""

EXITS = """
\b
Exit status:
  0  nothing at or above --fail-on is left
  1  something is left
  2  the input or the call is unusable; nothing was changed
"""

DIFF_HELP = """
Report what separates the MODEL's template from the IDEAL one.

On a terminal the report is an overview; into a pipe or a file it is Markdown, or what --format or the suffix of -o
says.

\b
Examples:
  fixer diff answer.md right.yaml
  fixer diff FOLDER -o MODEL_FAILURES.md
  fixer diff FOLDER --style review
  fixer diff FOLDER --format json | jq '.issues[].title'
  git show main:stack.yaml | fixer diff - stack.yaml
  fixer diff FOLDER --fail-on high        (exit 1 only for high and critical)
"""

APPLY_HELP = """
Close the gap in the MODEL's template, all of it or what you choose, without touching another byte.

Without an IDEAL, mend what the catalogue knows to be wrong with MODEL and how, until there is nothing left to mend.

The changed document goes to standard output, what was done to standard error. -o X.md writes the whole Markdown
document, any other suffix the bare template; --in-place replaces MODEL; --diff alone shows and writes nothing.

X is rule:ID, issue:NUMBER, severity:S, category:C, resource:LOGICAL_ID, or the bare word where only one of these can
be meant. Issues that you name are applied whatever their safety; with no choice made only safe fixes are, all with
--unsafe.

\b
Examples:
  fixer apply answer.md right.yaml --diff
  fixer apply FOLDER --unsafe -o fixed.json
  fixer apply FOLDER --only severity:critical --only resource:OrdersTable --in-place
  fixer apply FOLDER --unsafe --except category:naming > out.md
  fixer apply template.yaml --diff                  (no ideal: what fixer check finds)
  fixer apply FOLDER --unsafe --verify -o fixed.yaml
  fixer apply FOLDER --interactive --in-place --undo-file undo.json
  fixer apply template.yaml --patch undo.json --in-place
  fixer apply FOLDER --report MODEL_FAILURES.md -o fixed.yaml     (what is ticked in it)
"""

CHECK_HELP = """
Say what is wrong with a TEMPLATE, with no ideal at hand: what would stop a deployment, then what may stop one, then
what a reviewer would object to.

Several files are reported one after the other, with a summary. fixer apply TEMPLATE mends what can be mended. A
comment in the template (# fixer: ignore[rule]) says what is not to be reported.

\b
Examples:
  fixer check template.yaml
  fixer check answer.md --format json | jq '.issues[] | select(.deployment == "fails")'
  fixer check stacks/*.yaml --fail-on high
  cat template.json | fixer check -
  fixer check stacks/*.yaml --add-suppress --reason "before the review of May"
  fixer check stacks/*.yaml --write-baseline known.json      (then: --baseline known.json)
"""

AUDIT_HELP = """
Say what is wrong with a REPORT on failures that somebody wrote: against itself and, with --model and --ideal, against
the templates.

\b
Examples:
  fixer audit MODEL_FAILURES.md
  fixer audit MODEL_FAILURES.md --model answer.md --ideal right.yaml
  fixer audit MODEL_FAILURES.md --fix      (mends counts, numbers and broken characters)
"""

AUDIT_EXITS = """
\b
Exit status:
  0  nothing is to be said against the report
  1  something is
  2  the input or the call is unusable; nothing was changed
"""

RULES_HELP = """
List the failure catalogue, or explain one RULE.

\b
Examples:
  fixer rules
  fixer rules stream-unencrypted
  fixer rules --category security --severity critical
  fixer rules --test my-rules/      (exit 1 if an example does not prove its rule)
"""

CONFIG_HELP = """
Show the settings that count for PATH (else for calls from here), and where each of them comes from.

They are read from the nearest .fixer.toml, fixer.toml or pyproject.toml with [tool.fixer], from PATH upward.

\b
Examples:
  fixer config
  fixer config stacks/orders.yaml
  fixer config --config 'profile = "production"'
"""

COMPLETION_HELP = """
Print the completion script for a shell.

\b
Examples:
  eval "$(fixer completion bash)"                                  in ~/.bashrc
  eval "$(fixer completion zsh)"                                   in ~/.zshrc
  fixer completion fish > ~/.config/fish/completions/fixer.fish
"""

# Forms for other programs; their reports are written even if nothing could be read.
PUBLISHED = ("sarif", "junit", "github", "csv")
SUFFIXES = {".json": "json", ".sarif": "sarif", ".csv": "csv", ".html": "html", ".htm": "html"}

Command = Callable[..., int]


@click.group(
    help=HELP, epilog=EXITS, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100}
)
@click.version_option(__version__, prog_name="fixer", message="%(prog)s %(version)s")
def cli() -> None: ...


def _shared(command: Command) -> Command:
    """The options that diff and apply have in common, in the order in which help lists them."""
    for option in (
        click.option("--color", type=click.Choice(["auto", "always", "never"]), default="auto", show_default=True,
                     help="Colours; auto: on a terminal, unless NO_COLOR is set."),
        click.option("--fail-on", type=click.Choice([*SEVERITIES, "never"], case_sensitive=False),
                     show_default="low", help="Exit 1 if an issue of this severity or a worse one is left."),
        click.option("--fixes", "rules", multiple=True, metavar="DIR", type=PATH,
                     help="A folder of rules of your own; they win over the packaged ones. May be repeated."),
    ):  # fmt: skip
        command = option(command)
    return command


def _settled(command: Command) -> Command:
    """The options that say where settings come from."""
    for option in (
        click.option("--isolated", is_flag=True, help="Read no settings file."),
        click.option("--config", "config", multiple=True, metavar="FILE|KEY=VALUE", type=PATH,
                     help="A settings file, in place of the nearest fixer.toml or pyproject.toml; or a single setting, "
                          "such as 'profile = \"production\"', which goes over the file. May be repeated."),
    ):  # fmt: skip
        command = option(command)
    return command


def _styled(command: Command) -> Command:
    """The options that say what a Markdown report looks like."""
    for option in (
        click.option("--template", metavar="FILE|DIR", type=PATH,
                     help="A Jinja template of your own, or a folder of them; they win over the packaged ones."),
        click.option("--style", metavar="NAME", shell_complete=_complete_style,
                     help="Layout of the Markdown report: analysis (the default), detailed, catalogue, corrections, "
                          "review, checklist, or one of your own."),
    ):  # fmt: skip
        command = option(command)
    return command


def _complete_style(context: click.Context, parameter: click.Parameter, begun: str) -> list[str]:
    from fixer.report.markdown import STYLES

    return [style for style in STYLES if style.startswith(begun)]


def _unmasked(command: Command) -> Command:
    told = "Show passwords, tokens and keys. Take care who gets to read the report."
    return click.option("--show-secrets", is_flag=True, help=told)(command)


def _prompted(command: Command) -> Command:
    told = "What was asked of the model; issues then cite it. A FOLDER's PROMPT.md is found by itself."
    return click.option("--prompt", metavar="FILE", type=PATH, help=told)(command)


def _synthesized(command: Command) -> Command:
    """The options that take templates from an app of the CDK that was synthesized before."""
    for option in (
        click.option("--stack", metavar="NAME", help="With --synth: the stack that is meant, where there are several."),
        click.option("--synth", is_flag=True, help="Read cdk.out folders, which cdk synth wrote. Nothing is run."),
    ):
        command = option(command)
    return command


def _linted(command: Command) -> Command:
    told = "Ask cfn-lint about the template, too (needs the extra fixer[lint])."
    return click.option("--lint", is_flag=True, help=told)(command)


def _baselined(command: Command) -> Command:
    """The options that set aside what was found before."""
    for option in (
        click.option("--write-baseline", metavar="FILE", type=PATH,
                     help="Write what is found to FILE, so that --baseline FILE leaves it out from now on."),
        click.option("--baseline", metavar="FILE", type=PATH,
                     help="Report what is not in this baseline; say how much of it is gone."),
    ):  # fmt: skip
        command = option(command)
    return command


def _summarised(command: Command) -> Command:
    told = "Add a short summary in Markdown to FILE, such as $GITHUB_STEP_SUMMARY."
    return click.option("--summary", metavar="FILE", type=PATH, help=told)(command)


@cli.command(help=DIFF_HELP, epilog=EXITS)
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="MODEL IDEAL | FOLDER")
@click.option("-o", "--output", metavar="FILE", type=PATH, help="Write the report to FILE, not to standard output.")
@click.option("--format", "form", type=click.Choice(["terminal", "markdown", "html", "json", "jsonpatch", *PUBLISHED]),
              help="Form of the report; jsonpatch: patches for fixer apply --patch and other tools.")  # fmt: skip
@_prompted
@_synthesized
@_linted
@_baselined
@_summarised
@_styled
@_unmasked
@_settled
@_shared
def diff(
    paths: tuple[str, ...],
    baseline: str | None,
    write_baseline: str | None,
    synth: bool,
    stack: str | None,
    output: str | None,
    prompt: str | None,
    form: str | None,
    lint: bool,
    summary: str | None,
    style: str | None,
    template: str | None,
    show_secrets: bool,
    rules: tuple[str, ...],
    config: tuple[str, ...],
    isolated: bool,
    fail_on: str | None,
    color: str,
) -> int:
    with console.progress("comparing"):
        model, ideal = inputs.read_synthesized(paths, stack) if _synth(synth, stack) else inputs.read_pair(paths)
        inputs.spare(output, model, ideal)
        inputs.spare(summary, model, ideal, option="--summary")
        from fixer import api

        asked = inputs.read_request(paths, prompt, output)
        settled = Settling(config, isolated).of(model.source.document.path)
        page, fail_on = settled.page(style, template), settled.fail_on(fail_on)
        options = _options(settled, rules, show_secrets, _linter(lint), (), **asked)
        if baseline is None and write_baseline is None:
            difference = api.diff(model, ideal, options)
        else:
            from fixer import baselining

            inputs.spare(write_baseline, model, ideal, option="--write-baseline")
            (difference,) = baselining.found(
                lambda hides: [api.diff(model, ideal, replace(options, hides=hides))], "diff", baseline, write_baseline
            )
        form = form or _form(output, page)
        report = difference.outline if form in ("json", "jsonpatch", *PUBLISHED) else difference.report
        if form in PUBLISHED:
            from fixer import publish

            text = publish.render(form, [difference], [], fail_on, str(Path.cwd()))
        elif form == "jsonpatch":
            from fixer import exchange

            text = exchange.render_patch(difference)
        elif form == "html":
            from fixer.report import html

            text = html.render_html(report, model, ideal, difference.secret)
        else:
            text = _render(report, form, page, output is None and console.wants_colour(color, sys.stdout))
    console.say_all(difference.warnings)
    _write_report(text, output)
    _add_summary(summary, [difference], [])
    if output not in (None, files.STREAM):
        console.say(f"{output}: {_counts(report)}")
    return UNUSABLE if _unlinted([difference]) else _status(report, fail_on)


@cli.command(help=CHECK_HELP, short_help="Say what is wrong with a TEMPLATE, with no ideal at hand.", epilog=EXITS)
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="TEMPLATE...")
@click.option("-o", "--output", metavar="FILE", type=PATH, help="Write the report to FILE, not to standard output.")
@click.option("--format", "form", type=click.Choice(["terminal", "markdown", "html", "json", *PUBLISHED]),
              help="Form of the report.")  # fmt: skip
@click.option("--add-suppress", is_flag=True,
              help="Write into each TEMPLATE what suppresses all that is found in it, and nothing else.")  # fmt: skip
@click.option("--reason", metavar="TEXT", help="Why; it stands beside what --add-suppress writes.")
@_synthesized
@_linted
@_baselined
@_summarised
@_styled
@_unmasked
@_settled
@_shared
def check(
    paths: tuple[str, ...],
    baseline: str | None,
    write_baseline: str | None,
    synth: bool,
    stack: str | None,
    output: str | None,
    form: str | None,
    lint: bool,
    add_suppress: bool,
    reason: str | None,
    summary: str | None,
    style: str | None,
    template: str | None,
    show_secrets: bool,
    rules: tuple[str, ...],
    config: tuple[str, ...],
    isolated: bool,
    fail_on: str | None,
    color: str,
) -> int:
    if add_suppress or reason is not None:
        from fixer import suppressing

        reason = suppressing.check(paths, add_suppress, reason, _synth(synth, stack))
    with console.progress("checking"):
        read = partial(inputs.read_stacks, stack=stack) if _synth(synth, stack) else inputs.read_templates
        templates, errors = read(paths)
        inputs.spare(output, *templates)
        inputs.spare(summary, *templates, option="--summary")

        settling = Settling(config, isolated)
        first = settling.of(paths[0])
        page, fail_on = first.page(style, template), first.fail_on(fail_on)
        find = partial(_check_all, templates, settling, rules, show_secrets, _linter(lint))
        if baseline is None and write_baseline is None:
            checks = find(())
        else:
            from fixer import baselining

            inputs.spare(write_baseline, *templates, option="--write-baseline")
            write_baseline = baselining.writable(write_baseline, add_suppress, bool(errors))
            checks = baselining.found(find, "check", baseline, write_baseline)
        if add_suppress and not errors:
            checks = suppressing.add(checks, reason or "")
        form = form or _form(output, page)
        reports = [check.outline if form in ("json", *PUBLISHED) else check.report for check in checks]
        colour = output is None and console.wants_colour(color, sys.stdout)
        if form in PUBLISHED:
            from fixer import publish

            text = publish.render(form, checks, errors, fail_on, str(Path.cwd()))
        elif form == "html":
            text = _page(paths, checks)
        else:
            text = _render_all(reports, errors, form, page, colour, len(paths) > 1)
    console.say_all(dict.fromkeys(text for one in checks for text in one.warnings))
    for error in errors:
        _say_error(error)
    if reports or len(paths) > 1 or form in PUBLISHED:
        _write_report(text, output)
    _add_summary(summary, checks, errors)
    statuses = [_status(report, fail_on) for report in reports]
    return UNUSABLE if errors or _unlinted(checks) else max(statuses)


def _synth(synth: bool, stack: str | None) -> bool:
    if stack is not None and not synth:
        raise FixerError("--stack needs --synth", hint="it names a stack of a cdk.out folder")
    return synth


@cli.command(help=APPLY_HELP, short_help="Close the gap in the MODEL's template, or a part of it.", epilog=EXITS)
@click.argument("paths", nargs=-1, required=True, type=PATH, metavar="MODEL [IDEAL] | FOLDER")
@click.option("--only", multiple=True, metavar="X", help="Apply these issues and what they need. May be repeated.")
@click.option("--except", "exclude", multiple=True, metavar="X", help="Leave these issues out. May be repeated.")
@click.option("--none", is_flag=True, help="Apply nothing: write what was read.")
@click.option("--unsafe", is_flag=True, help="Apply fixes too that may change behaviour or replace resources.")
@click.option("--interactive", is_flag=True, help="Show each fix and ask whether to apply it.")
@click.option("--report", metavar="FILE", type=PATH,
              help="Apply what is ticked in this report; of a report without boxes, what its issues name.")  # fmt: skip
@click.option("--patch", metavar="FILE", type=PATH, help="Apply this JSON Patch (RFC 6902) to MODEL; needs no IDEAL.")
@click.option("--diff", "show", is_flag=True, help="Show the change as a unified diff.")
@click.option("-o", "--output", metavar="FILE", type=PATH, help="Write to FILE (.md: the document; else the template).")
@click.option("--in-place", is_flag=True, help="Write the change into MODEL itself.")
@click.option("--undo-file", "undo", metavar="FILE", type=PATH, help="Write to FILE what brings the old bytes back.")
@click.option("--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True,
              help="Form of what is said about each fix; json needs -o FILE or --in-place.")  # fmt: skip
@click.option(
    "--verify", is_flag=True, help="Skip fixes that bring an error of cfn-lint (needs the extra fixer[lint])."
)
@click.option("--baseline", metavar="FILE", type=PATH, help="Leave alone what is in this baseline.")
@_linted
@_prompted
@_settled
@_shared
def apply(
    paths: tuple[str, ...],
    only: tuple[str, ...],
    exclude: tuple[str, ...],
    none: bool,
    unsafe: bool,
    interactive: bool,
    report: str | None,
    patch: str | None,
    show: bool,
    output: str | None,
    in_place: bool,
    undo: str | None,
    form: str,
    verify: bool,
    baseline: str | None,
    lint: bool,
    prompt: str | None,
    rules: tuple[str, ...],
    config: tuple[str, ...],
    isolated: bool,
    fail_on: str | None,
    color: str,
) -> int:
    folder = paths[0] if Path(paths[0]).is_dir() else None
    where = results.Destination(output, in_place, show, undo, form == "json", folder)
    where.check(paths[0])
    if none and only:
        raise FixerError("--none and --only contradict each other")
    from fixer import api, applying

    if interactive:
        applying.check_interactive(none, patch)
    if report is not None:
        applying.check_report(report, paths, bool(only), none, patch)
    if lint and (patch is not None or not inputs.alone(paths)):
        hint = "leave --lint out; --verify asks cfn-lint about what the fixes lead to"
        raise FixerError("--lint is for a TEMPLATE without an IDEAL or a patch", hint=hint)
    selection = api.Selection(only=only, exclude=exclude, none=none, unsafe=unsafe)
    if patch is not None:
        if verify:
            raise FixerError("--verify and --patch contradict each other", hint="apply with an IDEAL, or leave one out")
        applying.finish(applying.patch(paths, patch, selection, where), where, color)
        return CLEAN
    request = inputs.read_request(paths, prompt, output)
    hides: tuple[Hide, ...] = ()
    if baseline is not None:
        from fixer import baselining

        hides = (baselining.read(baseline, "check" if inputs.alone(paths) else "diff").hide,)
    settling = Settling(config, isolated)
    done = applying.close(
        paths,
        selection,
        where,
        lambda document: _options(settling.of(document), rules, False, _linter(lint), hides, **request),
        verify,
        color if interactive else None,
        report,
    )
    # Before anything is written: whatever goes wrong up to here changes no file.
    settled = settling.of(done.difference.model.source.document.path)
    status = _status(done.left, settled.fail_on(fail_on))
    applying.finish(done, where, color)
    return status


@cli.command(help=AUDIT_HELP, short_help="Say what is wrong with a REPORT that somebody wrote.", epilog=AUDIT_EXITS)
@click.argument("report", type=PATH)
@click.option("--model", metavar="FILE", type=PATH, help="The model's document that the report is about.")
@click.option("--ideal", metavar="FILE", type=PATH, help="The ideal's document that the report is about.")
@click.option("--fix", is_flag=True, help="Mend counts, numbers and broken characters in REPORT, and nothing else.")
@click.option("--format", "form", type=click.Choice(["terminal", "markdown", "json"]), default="terminal",
              show_default=True, help="Form of what is said.")  # fmt: skip
def audit(report: str, model: str | None, ideal: str | None, fix: bool, form: str) -> int:
    from fixer import auditing

    return LEFT if auditing.audit(report, model, ideal, fix, form) else CLEAN


@cli.command("rules", help=RULES_HELP)
@click.argument("rule", required=False)
@click.option("--fixes", "folders", multiple=True, metavar="DIR", type=PATH, help="A folder of rules of your own.")
@click.option("--category", type=click.Choice(CATEGORIES), help="Only rules of this category.")
@click.option("--severity", type=click.Choice(SEVERITIES), help="Only rules of this severity.")
@click.option("--test", "tried", multiple=True, metavar="DIR", type=PATH,
              help="Run the examples of the rules in DIR, and their fixes on them.")  # fmt: skip
@_settled
def list_rules(
    rule: str | None,
    folders: tuple[str, ...],
    category: str | None,
    severity: str | None,
    tried: tuple[str, ...],
    config: tuple[str, ...],
    isolated: bool,
) -> int:
    if tried:
        return _try_rules(tried)
    from fixer.catalogue import explain
    from fixer.catalogue.load import load_catalogue

    settled = Settling(config, isolated).of()
    catalogue = load_catalogue(settled.rules(folders))
    console.say_all(catalogue.warnings)
    catalogue, off = _with_settings(catalogue, settled)
    if rule is None:
        rules = [
            one for one in catalogue.rules if category in (None, one.category) and severity in (None, one.severity)
        ]
        widest = max((len(one.id) for one in rules), default=0)
        console.put("\n".join(_fitted(explain.line(one, widest, off(one))) for one in rules))
        return CLEAN
    found = catalogue.get(rule)
    if rule == UNUSED:
        from fixer.suppress.unused import RULE as found
    if found is None:
        from fixer.catalogue.parse import nearest

        hint = _of_cfn_lint(rule) or nearest(rule, (one.id for one in catalogue.rules)) or "fixer rules lists them all"
        raise FixerError(f"there is no rule '{rule}'", hint=hint)
    console.put(explain.explain(found, off(found)))
    return CLEAN


def _with_settings(catalogue: Catalogue, settled: Settled) -> tuple[Catalogue, Callable[[Rule], str]]:
    """The rules as the settings have them, and why one of them is off."""
    if settled.settings is None:
        return catalogue, lambda rule: ""
    from fixer.report.text import one_line
    from fixer.settings.effect import Effect

    effect = Effect(settled.settings, catalogue)
    return effect.catalogue, lambda rule: one_line(effect.said_off(rule))


@cli.command("config", help=CONFIG_HELP)
@click.argument("path", required=False, type=PATH)
@click.option("--format", "form", type=click.Choice(["terminal", "json"]), default="terminal", show_default=True,
              help="Form of what is said.")  # fmt: skip
@_settled
def show_config(path: str | None, form: str, config: tuple[str, ...], isolated: bool) -> int:
    if path is not None and path != files.STREAM and not Path(path).exists():
        raise FixerError("no such file", file=path)
    settled = Settling(config, isolated).of(path)
    from fixer.catalogue.load import load_catalogue
    from fixer.settings import show
    from fixer.settings.effect import Effect
    from fixer.settings.settings import Settings

    settings = settled.settings or Settings({})
    # What no call would take is no setting to show.
    Effect(settings, load_catalogue(settled.rules(())))
    from fixer.report.text import visible

    console.put(show.as_json(settings, settled.file) if form == "json" else visible(show.text(settings, settled.file)))
    return CLEAN


def _try_rules(folders: tuple[str, ...]) -> int:
    from fixer import api

    rules = inputs.read_rules(folders)
    for one in rules:
        if not one.files:
            raise FixerError("holds no rules", file=one.origin, hint="a rule is a file NAME.yaml")
    count, problems = api.try_rules(rules)
    console.put("\n".join(problems))
    console.say(f"{count} rule{'' if count == 1 else 's'}, {len(problems)} problem{'' if len(problems) == 1 else 's'}")
    return LEFT if problems else CLEAN


@cli.command(help=COMPLETION_HELP)
@click.argument("shell", type=click.Choice(["bash", "zsh", "fish"]))
def completion(shell: str) -> int:
    from click.shell_completion import get_completion_class

    kind = get_completion_class(shell)
    if kind is None:
        raise FixerError(f"no completion for {shell}")
    console.put(kind(cli, {}, "fixer", "_FIXER_COMPLETE").source())
    return CLEAN


def _linter(lint: bool) -> Linter | None:
    if not lint:
        return None
    from fixer.lint import CfnLinter

    return CfnLinter()


def _unlinted(found: Sequence[api.Difference | api.Check]) -> bool:
    """Whether cfn-lint was asked and has said nothing of one of the templates."""
    return any(one.lint is not None and one.lint.failed for one in found)


def _of_cfn_lint(rule: str) -> str:
    """Where to read about a rule that --lint has named; empty for any other."""
    from fixer.lint_rules import PREFIX, RULES_PAGE

    return f"{RULES_PAGE}#{rule.removeprefix(PREFIX)}" if rule.startswith(PREFIX) else ""


def _options(
    settled: Settled,
    rules: tuple[str, ...],
    show_secrets: bool,
    linter: Linter | None,
    hides: tuple[Hide, ...],
    **request: Document,
) -> api.Options:
    """The options of the api for a document, by what is settled for it."""
    from fixer import api

    return api.Options(
        extra_rules=settled.rules(rules),
        prompt=request.get("prompt"),
        metadata=request.get("metadata"),
        show_secrets=show_secrets,
        hides=hides,
        settings=settled.settings,
        linter=linter,
    )


def _check_all(
    templates: Sequence[Template],
    settling: Settling,
    rules: tuple[str, ...],
    show_secrets: bool,
    linter: Linter | None,
    hides: tuple[Hide, ...],
) -> list[api.Check]:
    """What is wrong with each template, by what is settled for it; those of one folder by one catalogue."""
    from itertools import groupby

    from fixer import api

    checks: list[api.Check] = []
    settled = [settling.of(template.source.document.path) for template in templates]
    for _, group in groupby(zip(settled, templates, strict=True), key=lambda one: id(one[0])):
        of_one = list(group)
        options = _options(of_one[0][0], rules, show_secrets, linter, hides)
        checks += api.check_all([template for _, template in of_one], options)
    return checks


def _fitted(line: str) -> str:
    """A line cut to the terminal's width; a pipe gets it whole."""
    from fixer.report.text import fit

    return fit(line, console.width()) if console.is_terminal(sys.stdout) else line


def _form(output: str | None, page: Page) -> str:
    """The form a report takes where none is asked for: what the suffix says, else what the reader can use."""
    if output not in (None, files.STREAM):
        return SUFFIXES.get(Path(output).suffix.lower(), "markdown")
    return "terminal" if output is None and not page.chosen and console.is_terminal(sys.stdout) else "markdown"


def _render(report: Report, form: str, page: Page, colour: bool) -> str:
    if form == "json":
        from fixer.report import json_report

        return json_report.render_json(report)
    if form == "markdown":
        from fixer.report import markdown

        return markdown.render_markdown(report, page.style, page.own)
    from fixer.report import terminal

    return terminal.render(report, colour, console.width())


def _page(paths: Sequence[str], checks: Sequence[api.Check]) -> str:
    """The page on a single template; several have none together."""
    if len(paths) > 1:
        raise FixerError("an HTML page shows one template", hint="call fixer check once for each")
    from fixer.report import html

    return "".join(html.render_html(one.report, one.model, None, one.secret) for one in checks)


def _render_all(
    reports: list[Report], errors: list[FixerError], form: str, page: Page, colour: bool, several: bool
) -> str:
    """The reports on several files as one text; that on a single file as it is."""
    if not several:
        return "".join(_render(report, form, page, colour) for report in reports)
    from fixer.report import several as joined

    if form == "json":
        return joined.render_json(reports, errors)
    pages = [_render(report, form, page, colour) for report in reports]
    if form == "markdown":
        return joined.render_markdown(pages, reports, errors)
    return "\n".join([*pages, joined.summary(reports, errors)]) + "\n"


def _add_summary(
    summary: str | None, found: Sequence[api.Difference | api.Check], errors: Sequence[FixerError]
) -> None:
    if summary is not None:
        from fixer import publish

        text = publish.render_summary(found, errors, str(Path.cwd()))
        files.append_bytes(summary, text.encode("utf-8", "backslashreplace"))


def _counts(report: Report) -> str:
    """``7 issues (1 critical, 6 low)``."""
    summary = report.summary
    parts = [f"{summary.by_severity[name]} {name}" for name in SEVERITIES if summary.by_severity.get(name)]
    total = f"{summary.issues} issue{'' if summary.issues == 1 else 's'}"
    return f"{total} ({', '.join(parts)})" if parts else total


def _status(report: Report, fail_on: str) -> int:
    if fail_on == "never":
        return CLEAN
    failing = SEVERITIES[: SEVERITIES.index(fail_on) + 1]
    return LEFT if any(report.summary.by_severity.get(name) for name in failing) else CLEAN


def _write_report(text: str, output: str | None) -> None:
    # A JSON string may hold half a surrogate pair; a report shows it rather than fails on it.
    files.write_bytes(output or files.STREAM, text.encode("utf-8", "backslashreplace"))


def run(arguments: Sequence[str] | None = None) -> int:
    """One call of the program; the exit status. Nothing but ``KeyboardInterrupt`` during start-up gets past it."""
    try:
        status: Any = cli.main(list(arguments) if arguments is not None else None, "fixer", standalone_mode=False)
        return status if isinstance(status, int) else CLEAN
    except click.ClickException as error:
        error.show()
        return UNUSABLE
    except (click.Abort, KeyboardInterrupt):
        return INTERRUPTED
    except FixerError as error:
        _say_error(error)
        return UNUSABLE
    except OSError as error:
        files.discard_stdout()
        _say_error(FixerError(f"cannot be written: {files.reason(error)}", file=error.filename or "<stdout>"))
        return UNUSABLE
    except Exception as error:
        _say_fault(error)
        return UNUSABLE


def _say_error(error: FixerError) -> None:
    from fixer.report.text import visible

    console.say(visible(str(error)))


def _say_fault(error: Exception) -> None:
    """A fault of the program: no traceback in the user's face, but the way to one."""
    import traceback

    if environ.get("FIXER_TRACEBACK") == "1":
        traceback.print_exception(error)
        return
    last = traceback.extract_tb(error.__traceback__)[-1]
    console.say(f"fixer: internal error: {type(error).__name__} at {Path(last.filename).name}:{last.lineno}")
    console.say("  try:   the same call with FIXER_TRACEBACK=1, and report what it prints")


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """The console script ``fixer``."""
    # A call lives for a tenth of a second and leaves few cycles behind; looking for them would cost a twentieth of it.
    gc.set_threshold(100_000)
    status = run(arguments)
    # The interpreter looks for cycles once more before it ends, which took 8 ms of 115: there is nothing to find.
    gc.freeze()
    sys.exit(status)
