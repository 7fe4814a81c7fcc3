"""Settings texts: every key is read, and whatever is wrong is refused at its place with the nearest right word."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
from jsonschema import Draft7Validator

from fixer.catalogue.load import load_catalogue
from fixer.errors import FixerError
from fixer.settings import keys, schema
from fixer.settings.effect import Effect
from fixer.settings.parse import parse, parse_option
from fixer.settings.profiles import settled
from fixer.settings.settings import Layer, Word

ROOT = Path(__file__).resolve().parents[2]

WHOLE = """\
select = ["all"]
extend-select = ["deletion-policy-missing"]
ignore = ["category:naming", "rule:s3-*"]
profile = "production"
suffix-parameter = "Stage"
style = "review"
fixes = ["rules"]
fail-on = "never"
required-tags = ["Team"]
per-file-ignores = {"legacy/**" = ["low"]}

[severities]
bucket-unencrypted = "critical"

[policies]
removal = "any"
deletion-protection = true

[facts]
account-concurrency = 10
quotas = {"AWS::EC2::EIP" = 2}
regions = ["eu-west-1"]
"""


def plain(layer: Layer) -> dict[str, Any]:
    def texts(value: Any) -> Any:
        words = isinstance(value, tuple) and all(isinstance(one, Word) for one in value)
        return [word.text for word in value] if words else value

    return {".".join(path): texts(item.value) for path, item in layer.items.items()}


def test_every_key_is_read() -> None:
    layer = parse(WHOLE, "a/fixer.toml", "a")
    assert plain(layer) == {
        "select": ["all"],
        "extend-select": ["deletion-policy-missing"],
        "ignore": ["category:naming", "rule:s3-*"],
        "profile": "production",
        "suffix-parameter": "Stage",
        "style": "review",
        "fixes": ["rules"],
        "fail-on": "never",
        "required-tags": (("Team", None),),
        "per-file-ignores.legacy/**": ["low"],
        "severities.bucket-unencrypted": "critical",
        "policies.removal": "any",
        "policies.deletion-protection": "on",
        "facts.account-concurrency": 10,
        "facts.quotas.AWS::EC2::EIP": 2,
        "facts.regions": ["eu-west-1"],
    }
    assert set(keys.KEYS) == {path[0] for path in layer.items}
    assert layer.folder == "a"


def test_every_value_knows_its_line() -> None:
    origins = {".".join(path): str(item.origin) for path, item in parse(WHOLE, "fixer.toml").items.items()}
    assert (origins["select"], origins["policies.removal"]) == ("fixer.toml:1", "fixer.toml:16")
    assert [str(word.origin) for word in parse('ignore = [\n"low",\n"info"]', "f.toml").items["ignore",].value] == [
        "f.toml:2",
        "f.toml:3",
    ]


def test_in_a_project_file_only_the_own_table_counts() -> None:
    text = '[project]\nselect = 1\n\n[tool.other]\nx = 1\n\n[tool.fixer]\nfail-on = "high"\n'
    text += "[tool.fixer.facts]\nregions = []\n"
    layer = parse(text, "pyproject.toml", in_project=True)
    assert plain(layer) == {"fail-on": "high", "facts.regions": []}
    assert str(layer.items["fail-on",].origin) == "pyproject.toml:8"


def test_tags_may_have_values() -> None:
    assert plain(parse('required-tags = {Team = "a", Cost = "b"}', "f")) == {
        "required-tags": (("Team", "a"), ("Cost", "b"))
    }


BROKEN = [
    ("selct = []", "f.toml:1:1: unknown key 'selct'\n  try:   did you mean 'select'?"),
    ("\nper_file_ignores = {}", "f.toml:2:1: unknown key 'per_file_ignores'\n"
     "  try:   did you mean 'per-file-ignores'?"),
    ("x = 1", f"f.toml:1:1: unknown key 'x'\n  try:   the keys are {', '.join(keys.KEYS)}"),
    ("show-secrets = true", "f.toml:1:1: unknown key 'show-secrets'\n"
     "  try:   secrets are shown where a call asks for it, with --show-secrets"),
    ("select = 3", "f.toml:1:10: 'select' is a list, not a number"),
    ("select = ['a', 4]", "f.toml:1:16: 'select' is a list of texts, not a number"),
    ("select = ['securty:x']", "f.toml:1:11: 'securty:' is none of rule:, category:, severity:\n"
     "  try:   did you mean 'severity'?"),
    ("ignore = ['category:secuity']", "f.toml:1:11: 'secuity' is no category\n  try:   did you mean 'security'?"),
    ("ignore = ['severity:zzz']", "f.toml:1:11: 'zzz' is no severity\n"
     "  try:   one of critical, high, medium, low, info"),
    ("ignore = ['a b']", "f.toml:1:11: 'a b' names no rule\n"
     "  try:   a rule's id, a glob of ids, or category:…, severity:…"),
    ("profile = 'prodution'", "f.toml:1:11: 'prodution' is no value of 'profile'\n  try:   did you mean 'production'?"),
    ("fail-on = true", "f.toml:1:11: 'fail-on' is one of critical, high, medium, low, info, never, not a truth value"),
    ("[policies]\nremovl = 'x'", "f.toml:2:1: unknown key 'removl' in 'policies'\n  try:   did you mean 'removal'?"),
    ("policies.removal = 'dlete'", "f.toml:1:20: 'dlete' is no value of 'removal'\n  try:   did you mean 'delete'?"),
    ("policies.removal = true", "f.toml:1:20: 'removal' is one of delete, retain, any, not a truth value"),
    ("policies = 1", "f.toml:1:12: 'policies' is a table, not a number"),
    ("facts.account-concurrency = -1", "f.toml:1:29: 'account-concurrency' is a whole number from 0 to 1000000000"),
    ("facts.account-concurrency = true", "f.toml:1:29: 'account-concurrency' is a whole number, not a truth value"),
    ("facts.account-concurrency = 1.5", "f.toml:1:29: 'account-concurrency' is a whole number, not a fraction"),
    ("facts.regions = ['us-est']", "f.toml:1:18: 'us-est' is no region, such as eu-west-1"),
    ("[facts.quotas]\nEIP = 3", "f.toml:2:1: 'EIP' is no resource type\n  try:   as in AWS::EC2::EIP"),
    ("[severities]\nsecurity = 'low'", "f.toml:2:1: 'security' is no rule\n"
     "  try:   a rule's id, or a glob of ids such as 'bucket-*'"),
    ("severities = {a = 'lw'}", "f.toml:1:19: 'lw' is no value of 'a'\n  try:   did you mean 'low'?"),
    ("required-tags = 4",
     "f.toml:1:17: 'required-tags' is a list of keys, or a table of keys and values, not a number"),
    ("required-tags = ['aws:x']", "f.toml:1:17: 'aws:x' is no key of a tag\n"
     "  try:   1 to 128 characters that do not begin with aws:"),
    ("suffix-parameter = 'a-b'", "f.toml:1:20: 'a-b' is no name of a parameter: letters and digits alone"),
    ("style = ' '", "f.toml:1:9: 'style' is empty"),
    ("style = 2001-01-01", "f.toml:1:9: 'style' is a text, not a date"),
    ("per-file-ignores = {'' = []}", "f.toml:1:21: a glob is missing"),
    ("per-file-ignores = {'/srv/*.yaml' = []}", "f.toml:1:21: '/srv/*.yaml' leads out of the folder of the settings\n"
     "  try:   a glob is seen from there: stacks/legacy/**"),
    ("per-file-ignores = {'a/../../*' = []}", "f.toml:1:21: 'a/../../*' leads out of the folder of the settings\n"
     "  try:   a glob is seen from there: stacks/legacy/**"),
    ("per-file-ignores = {'a\\b.yaml' = []}", "f.toml:1:21: 'a\\b.yaml' names no file\n"
     "  try:   folders are parted by / on every system"),
    ("ignore = [" + "'low'," * 2_001 + "]", "f.toml:1:10: 'ignore' has 2001 items; at most 2000 are taken"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "said"), BROKEN, ids=[text[:40] for text, _ in BROKEN])
def test_what_is_wrong_is_refused_at_its_place(text: str, said: str) -> None:
    with pytest.raises(FixerError) as caught:
        parse(text, "f.toml")
    assert str(caught.value) == said


def test_what_is_wrong_in_an_option() -> None:
    with pytest.raises(FixerError) as caught:
        parse_option("fail-on = 'hihg'", "--config")
    assert str(caught.value) == "--config:1:11: 'hihg' is no value of 'fail-on'\n  try:   did you mean 'high'?"
    assert str(parse_option("fail-on = 'high'", "--config").items["fail-on",].origin) == "--config"


def test_the_table_of_a_project_file_is_a_table() -> None:
    with pytest.raises(FixerError) as caught:
        parse("[tool]\nfixer = 1\n", "pyproject.toml", in_project=True)
    assert str(caught.value) == "pyproject.toml:2:9: 'fixer' is a table"


class TestSchema:
    def test_it_is_what_the_table_gives(self) -> None:
        file = ROOT / "docs" / "fixer.schema.json"
        assert file.read_text(encoding="utf-8") == schema.dump(), "python -m fixer.settings.schema"

    def test_it_takes_what_is_read(self) -> None:
        Draft7Validator.check_schema(schema.schema())
        assert list(Draft7Validator(schema.schema()).iter_errors(tomllib.loads(WHOLE))) == []

    # How many items there may be is not said in the schema, nor that a glob is not empty.
    @pytest.mark.parametrize("text", [text for text, _ in BROKEN if len(text) < 1_000 and "''" not in text])
    def test_it_refuses_what_is_refused(self, text: str) -> None:
        assert not Draft7Validator(schema.schema()).is_valid(tomllib.loads(text))


def test_the_page_names_every_key_and_policy() -> None:
    page = (ROOT / "docs" / "configuration.md").read_text(encoding="utf-8")
    names = [*keys.KEYS, *(name for key in keys.KEYS.values() for name in key.members or ())]
    assert [name for name in names if f"| `{name}` |" not in page] == []


@pytest.mark.parametrize("page", ["README.md", "docs/configuration.md"])
def test_the_examples_of_the_pages_are_right(page: str) -> None:
    text = (ROOT / page).read_text(encoding="utf-8")
    examples = re.findall(r"```toml\n(.*?)```", text, re.DOTALL)
    assert examples
    for example in examples:
        found = parse(example, page, in_project="[tool.fixer]" in example)
        assert found.items
        Effect(settled([found]), load_catalogue())
