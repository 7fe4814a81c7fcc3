"""The catalogue from its sources: who wins, what is refused, what only warns, and how fast it is there."""

from __future__ import annotations

import sys
import time
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from fixer.catalogue import index, plugins
from fixer.catalogue.catalogue import Catalogue
from fixer.catalogue.claim import Claim
from fixer.catalogue.load import folder_rules, load, load_catalogue
from fixer.catalogue.plugins import RuleFolder
from fixer.errors import FixerError


def rule_text(rule_id: str, title: str = "A title", match: str = "{resource: AWS::S3::Bucket}") -> str:
    return (
        f"id: {rule_id}\ntitle: {title}\nseverity: high\ncategory: security\nmatch: [{match}]\n"
        "why: Because of this and that.\nimpact: Something is lost.\n"
    )


def rule_folder(origin: str, **titles: str) -> RuleFolder:
    files = {name.replace("_", "-"): title for name, title in titles.items()}
    return RuleFolder(origin, tuple((f"{origin}/{name}.yaml", rule_text(name, title)) for name, title in files.items()))


def compiled(**titles: str) -> str:
    return index.dump(tuple(folder_rules(rule_folder("fixes", **titles)).values()))


def told(catalogue: Catalogue) -> list[tuple[str, str, str]]:
    return [(rule.id, rule.title, rule.origin) for rule in catalogue.rules]


def test_the_users_folders_win_over_plugins_and_these_over_the_packaged_rules() -> None:
    catalogue = load(
        compiled(a="packaged", b="packaged", c="packaged"),
        extra=[rule_folder("mine", c="mine", d="mine"), rule_folder("last", d="last")],
        plugin_folders=[rule_folder("plugin p", b="p", c="p"), rule_folder("plugin q", e="q")],
    )
    assert told(catalogue) == [
        ("a", "packaged", "packaged"),
        ("b", "p", "plugin p"),
        ("c", "mine", "mine"),
        ("d", "last", "last"),
        ("e", "q", "plugin q"),
    ]
    found = catalogue.get("b")
    assert found is not None
    assert found.title == "p"
    assert catalogue.get("no-such") is None


def test_a_broken_rule_of_the_users_is_an_error_one_of_a_plugin_a_warning() -> None:
    broken = RuleFolder("bad", (("bad/x.yaml", rule_text("x").replace("high", "urgent")),))
    message = "bad/x.yaml:3:11: severity 'urgent' is none of critical, high, medium, low, info"
    with pytest.raises(FixerError) as caught:
        load(compiled(a="A"), extra=[broken])
    assert str(caught.value) == message
    catalogue = load(compiled(a="A"), plugin_folders=[broken, rule_folder("plugin q", e="q")], warnings=["earlier"])
    assert [rule.id for rule in catalogue.rules] == ["a", "e"]
    assert catalogue.warnings == ("earlier", f"bad is left out: {message}")


def test_one_id_twice_in_one_folder() -> None:
    twice = RuleFolder("mine", (("mine/a/x.yaml", rule_text("x")), ("mine/b/x.yaml", rule_text("x"))))
    with pytest.raises(FixerError) as caught:
        load(compiled(a="A"), extra=[twice])
    assert str(caught.value) == "mine/b/x.yaml:1:1: rule 'x' is defined twice\n  cause: also in mine/a/x.yaml:1"


def test_one_id_in_two_plugins() -> None:
    with pytest.raises(FixerError) as caught:
        load(compiled(a="A"), plugin_folders=[rule_folder("plugin p", b="p"), rule_folder("plugin q", b="q")])
    assert str(caught.value) == "rule 'b' is brought by plugin p and by plugin q\n  try:   uninstall one of them"


@pytest.mark.parametrize("text", ["", "[]", "{}", '{"version":0,"rules":[]}', "[\n]\n", '{"version":0,"rows":[\n]}\n'])
def test_an_index_that_is_none(text: str) -> None:
    with pytest.raises(FixerError) as caught:
        load(text)
    assert caught.value.what == "the compiled catalogue cannot be read"


def test_a_line_that_is_no_rule_is_told_when_it_is_asked_for() -> None:
    head, terms, prose, *end = compiled(a="A").split("\n")
    catalogue = load("\n".join([head, terms, "[1]", *end]))
    found = catalogue.get("a")
    assert found is not None
    assert found.title == "A"
    with pytest.raises(FixerError) as caught:
        _ = found.why
    assert caught.value.what == "the compiled catalogue cannot be read"
    with pytest.raises(FixerError):
        load("\n".join([head, "[1],", prose, *end])).get("a")
    with pytest.raises(FixerError):
        load("\n".join([head, terms, *end]))


def test_only_the_rules_that_may_be_about_an_entry_are_read() -> None:
    match = {
        "queue": "{resource: AWS::SQS::Queue}",
        "bucket": "{resource: AWS::S3::Bucket}",
        "out": "{section: Outputs}",
    }
    files = tuple((f"{name}.yaml", rule_text(name, match=text)) for name, text in match.items())
    rules = folder_rules(RuleFolder("fixes", files))
    lines = index.dump(tuple(rules.values())).split("\n")
    # All but the terms of `queue` is made unreadable: what is not needed is not looked at.
    text = "\n".join([lines[0], *(line if '"queue",' in line else "?" for line in lines[1:-2]), *lines[-2:]])
    catalogue = load(text)
    [(rule, match_)] = catalogue.candidates("AWS::SQS::Queue", "Resources")
    assert (rule.id, rule.severity, match_.resources) == ("queue", "high", ("AWS::SQS::Queue",))
    assert catalogue.candidates("AWS::SNS::Topic", "Resources") == ()
    with pytest.raises(FixerError):
        catalogue.candidates("AWS::S3::Bucket", "Resources")


def test_a_rule_that_is_read_in_two_steps_is_the_rule() -> None:
    [rule] = folder_rules(rule_folder("packaged", a="A")).values()
    read = index.Index(compiled(a="A"), "packaged")["a"]
    assert replace(read, file=rule.file) == rule
    assert "why" in repr(read)
    with pytest.raises(AttributeError, match="a rule has no 'wy'"):
        getattr(read, "w" + "y")


def test_candidates_by_type_prefix_star_and_section() -> None:
    matches = {
        "exact": "{resource: AWS::ApiGateway::Stage}",
        "prefix": "{resource: 'AWS::ApiGateway::*'}",
        "every": "{resource: '*'}",
        "both": "{resource: [AWS::ApiGateway::Stage, 'AWS::Api*']}",
        "outputs": "{section: [Outputs, Parameters]}",
        "two": "{resource: AWS::S3::Bucket}, {section: Outputs}",
    }
    files = tuple((f"{name}.yaml", rule_text(name, match=match)) for name, match in matches.items())
    catalogue = Catalogue(folder_rules(RuleFolder("mine", files)).values())

    def names(kind: str | None, section: str) -> list[str]:
        return [rule.id for rule, _ in catalogue.candidates(kind, section)]

    assert names("AWS::ApiGateway::Stage", "Resources") == ["both", "every", "exact", "prefix"]
    assert names("AWS::ApiGatewayV2::Stage", "Resources") == ["both", "every"]
    assert names("AWS::S3::Bucket", "Resources") == ["every", "two"]
    assert names(None, "Resources") == ["every"]
    assert names(None, "Outputs") == ["outputs", "two"]
    assert names(None, "Mappings") == []


def test_rules_are_filed_by_the_dialect_that_they_are_written_in() -> None:
    files = (
        ("every.yaml", rule_text("every", match="{resource: '*'}")),
        ("queue.yaml", rule_text("queue", match="{resource: aws-cdk-lib/aws-sqs.Queue}") + "dialect: cdk-typescript\n"),
        ("all-cdk.yaml", rule_text("all-cdk", match="{resource: '*'}") + "dialect: cdk-typescript\n"),
        ("search.yaml", rule_text("search", match="{section: Code}") + "detector: a\ndialect: cdk-typescript\n"),
        ("find.yaml", rule_text("find", match="{section: Outputs}") + "detector: a\n"),
    )
    rules = folder_rules(RuleFolder("fixes", files))
    for catalogue in (Catalogue(rules.values()), load(index.dump(tuple(rules.values())))):
        found = catalogue.candidates("aws-cdk-lib/aws-sqs.Queue", "Resources", "cdk-typescript")
        assert [(rule.id, rule.dialect) for rule, _ in found] == [
            ("all-cdk", "cdk-typescript"),
            ("queue", "cdk-typescript"),
        ]
        assert [rule.id for rule, _ in catalogue.candidates("aws-cdk-lib/aws-sqs.Queue", "Resources")] == ["every"]
        assert catalogue.candidates("x", "Resources", "other") == ()
        assert [rule.id for rule in catalogue.detecting()] == ["find"]
        assert [rule.id for rule in catalogue.detecting("cdk-typescript")] == ["search"]


def test_the_strongest_claim_comes_first() -> None:
    matches = {
        "whole": "{resource: '*', claims: [/**]}",
        "companion": "{resource: '*', role: companion, claims: [/Properties/Tags/**]}",
        "a-core": "{resource: '*', claims: [/DeletionPolicy, /Properties/Tags/**]}",
        "b-core": "{resource: '*', claims: [/Properties/Tags/**]}",
        "exact": "{resource: '*', claims: [/Properties/Tags/0]}",
        "missing-only": "{resource: '*', kinds: [missing], claims: [/Properties/Tags/0]}",
        "elsewhere": "{resource: '*', claims: [/Properties/Name]}",
    }
    files = tuple((f"{name}.yaml", rule_text(name, match=match)) for name, match in matches.items())
    catalogue = Catalogue(folder_rules(RuleFolder("mine", files)).values())
    found = catalogue.claimants("AWS::S3::Bucket", "Resources", ("Properties", "Tags", "0"), "changed")
    assert [one.rule.id for one in found] == ["exact", "a-core", "b-core", "companion", "whole"]


def install(site: Path, name: str, entry_points: str, rules: dict[str, str] | None = None) -> None:
    metadata = site / f"{name}-1.0.dist-info"
    metadata.mkdir(parents=True)
    (metadata / "entry_points.txt").write_text(entry_points, encoding="utf-8")
    if rules is not None:
        (site / name / "deep").mkdir(parents=True)
        (site / name / "__init__.py").write_text("raise RuntimeError('a plugin is data, it is not imported')")
        for file, text in rules.items():
            (site / name / file).write_text(text, encoding="utf-8")


def test_plugins_are_found_where_installers_write_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = tmp_path / "site"
    texts = {"x.yaml": rule_text("x"), "deep/y.yml": rule_text("y"), "note.txt": "no rule"}
    scripts = "[console_scripts]\nfixer.catalogues = no\n\n# own\n[fixer.catalogues]\nours = good_plugin\n"
    install(site, "good_plugin", scripts, texts)
    install(site, "gone", "[fixer.catalogues]\ngone = not_there_at_all\n")
    install(site, "other", "[console_scripts]\nx = y:z\n")
    monkeypatch.syspath_prepend(str(site))
    folders, warnings = plugins.find([str(site), str(tmp_path / "no-such-place")])
    assert [one.origin for one in folders] == ["plugin ours"]
    assert [Path(path).name for path, _ in folders[0].files] == ["y.yml", "x.yaml"]
    assert warnings == ["plugin gone (not_there_at_all) is left out: there is no such package"]
    catalogue = load(compiled(a="A"), plugin_folders=folders, warnings=warnings)
    assert [rule.id for rule in catalogue.rules] == ["a", "x", "y"]
    assert "good_plugin" not in sys.modules


def test_the_installed_catalogue_loads() -> None:
    catalogue = load_catalogue(extra=[rule_folder("mine", zz_own="own")], with_plugins=False)
    assert len(catalogue.rules) > 1
    assert told(catalogue)[-1] == ("zz-own", "own", "mine")


def test_two_hundred_rules_load_in_few_milliseconds() -> None:
    prose = " ".join(["sentence"] * 60)
    example = "examples: [{bad: {Type: T, Properties: {A: [1, 2, 3], B: {C: d}}}, good: {Type: T}}]\n"
    match = (
        "{resource: AWS::S3::Bucket, when: \"!present(Properties.A.B) || Properties.C == 'd'\", claims: [/A/**, /B]}"
    )
    files = tuple(
        (f"rule-{number}.yaml", rule_text(f"rule-{number}", prose, f"{match}, {match}") + example)
        for number in range(200)
    )
    text = index.dump(tuple(folder_rules(RuleFolder("fixes", files)).values()))
    best = 1.0
    for _ in range(5):
        started = time.perf_counter()
        assert len(load(text).rules) == 200
        best = min(best, time.perf_counter() - started)
    assert best < 0.015


PATTERNS = ["/", "/**", "/A", "/A/**", "/A/B", "/A/B/**", "/*/B", "/A/*", "/A/B#/**", "/**/B", "/*", "/A/B/C", "/A/*B"]
path_tokens = st.lists(st.sampled_from(["A", "B", "C", "#"]), max_size=4)


@given(st.lists(st.lists(st.sampled_from(PATTERNS), min_size=1, max_size=3), min_size=1, max_size=4), path_tokens)
def test_claimants_are_what_trying_every_pattern_finds(patterns: list[list[str]], tokens: list[str]) -> None:
    match = "{resource: '*', claims: [%s]}"
    files = tuple(
        (f"r{number}.yaml", rule_text(f"r{number}", match=match % ", ".join(f"'{one}'" for one in some)))
        for number, some in enumerate(patterns)
    )
    catalogue = Catalogue(folder_rules(RuleFolder("mine", files)).values())
    path = tuple(tokens)
    expected = []
    for number, some in enumerate(patterns):
        lengths = [Claim(text).length for text in some if Claim(text).matches(path)]
        if lengths:
            expected.append(([-part for part in max(lengths)], f"r{number}"))
    found = catalogue.claimants("AWS::S3::Bucket", "Resources", path, "changed")
    assert [one.rule.id for one in found] == [name for _, name in sorted(expected)]
