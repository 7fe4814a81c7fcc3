"""A baseline knows what was found before by what it is: neither by lines nor by layout, order or format."""

from __future__ import annotations

import io
import json
import random
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st

from fixer import api, baseline, cli
from fixer.errors import FixerError
from fixer.read.document import from_bytes
from fixer.read.pairing import read_template
from fixer.remedy.selection import Selection
from tests.pairs import difference, resource, template

QUEUE, DATABASE = "AWS::SQS::Queue", "AWS::RDS::DBInstance"
PASSWORD = "correct-horse-battery"
DATA: dict[str, Any] = {
    "Parameters": {"Unused": {"Type": "String", "Default": "x"}},
    "Resources": {
        "First": resource(QUEUE, DelaySeconds=30),
        "Second": resource(QUEUE, DelaySeconds=900, KmsMasterKeyId={"Fn::Sub": "alias/${AWS::StackName}"}),
        "Base": resource(
            DATABASE, Engine="mysql", MasterUsername="master", MasterUserPassword=PASSWORD, AllocatedStorage="20",
            DBInstanceClass="db.t3.micro", PubliclyAccessible=True,
        ),
        "Gate": resource(
            "AWS::EC2::SecurityGroup", GroupDescription="g",
            SecurityGroupIngress=[
                {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"},
                {"IpProtocol": "tcp", "FromPort": 3306, "ToPort": 3306, "CidrIp": "0.0.0.0/0"},
            ],
        ),
    },
}  # fmt: skip


def read(data: Any, name: str = "stack.json") -> Any:
    text = data if isinstance(data, str) else json.dumps(data, indent=2)
    return read_template(from_bytes(name, text.encode()))


def checked(data: Any, known: baseline.Baseline | None = None, name: str = "stack.json") -> api.Check:
    return api.check(read(data, name), api.Options(hides=(known.hide,) if known else ()))


def known(found: api.Check | api.Difference, name: str = "stack.json") -> baseline.Baseline:
    """The baseline of what was found, written and read."""
    of: baseline.Of = "check" if isinstance(found, api.Check) else "diff"
    text = baseline.render(baseline.made("b.json", of, [(name, found.model, found.issues)]))
    return baseline.parse("b.json", text, of)


def gone(found: api.Check, before: baseline.Baseline, name: str = "stack.json") -> tuple[int, int]:
    return baseline.gone(before, [(name, found.model, found.every)])


def shuffled(value: Any, order: random.Random) -> Any:
    if isinstance(value, dict):
        names = list(value)
        order.shuffle(names)
        return {name: shuffled(value[name], order) for name in names}
    return [shuffled(item, order) for item in value] if isinstance(value, list) else value


def forms(data: Any, order: random.Random) -> Iterator[tuple[str, str]]:
    """The same template indented, ordered and written otherwise."""
    yield "a.json", json.dumps(data)
    yield "b.json", json.dumps(shuffled(data, order), indent=7)
    yield "c.yaml", _dumped(data, indent=4, width=60)
    yield "d.yaml", _dumped(shuffled(data, order))


def _dumped(data: Any, **layout: int) -> str:
    text: str = yaml.dump(data, Dumper=getattr(yaml, "CSafeDumper", yaml.SafeDumper), sort_keys=False, **layout)
    return text


class TestWhatItKnows:
    def test_all_that_was_found(self) -> None:
        before = checked(DATA)
        found = checked(DATA, known(before))
        assert before.issues
        assert found.issues == ()
        assert {one.reasons[0].how for one in found.hidden} == {"baseline"}
        assert {one.reasons[0].file for one in found.hidden} == {"b.json"}
        assert gone(found, known(before)) == (0, sum(len(one.gaps) for one in before.issues))

    @settings(max_examples=25)
    @given(st.randoms(use_true_random=False))
    def test_however_it_is_written(self, order: random.Random) -> None:
        before = known(checked(DATA))
        for name, text in forms(DATA, order):
            found = checked(text, before, name)
            assert found.issues == ()
            assert gone(found, before)[0] == 0

    def test_other_spellings_of_a_value(self) -> None:
        before = known(checked(DATA))
        text = json.dumps(DATA).replace('"AllocatedStorage": "20"', '"AllocatedStorage": 20')
        assert checked(text, before).issues == ()
        other = checked(
            text.replace(
                '{"Fn::Sub": "alias/${AWS::StackName}"}', '{"Fn::Join": ["", ["alias/", {"Ref": "AWS::StackName"}]]}'
            ),
            before,
        )
        assert other.issues == ()

    def test_something_new_in_a_resource_that_is_known(self) -> None:
        before = known(checked(DATA))
        data = json.loads(json.dumps(DATA))
        rules = data["Resources"]["Gate"]["Properties"]["SecurityGroupIngress"]
        rules.append({"IpProtocol": "-1", "CidrIp": "0.0.0.0/0"})
        found = checked(data, before)
        assert found.issues
        assert {ref.id for one in found.issues for ref in one.resources} == {"Gate"}
        assert all("/2" in gap.pointer for one in found.issues for gap in one.gaps)

    def test_another_value_at_the_same_place(self) -> None:
        text = json.dumps(template({"F": resource("AWS::Lambda::Function", Runtime="python3.6", Timeout=9)}))
        before = known(checked(text))
        found = checked(text.replace("python3.6", "python2.7"), before)
        assert {gap.pointer for one in found.issues for gap in one.gaps} == {"/Resources/F/Properties/Runtime"}
        assert gone(found, before)[0] == 1

    @pytest.mark.parametrize("change", ["id", "type"])
    def test_another_resource(self, change: str) -> None:
        before = known(checked({"Resources": {"First": {"Type": QUEUE}}}))
        data = {"id": {"Third": {"Type": QUEUE}}, "type": {"First": {"Type": "AWS::SNS::Topic"}}}[change]
        assert checked({"Resources": data}, before).issues

    def test_of_equal_findings_as_many_as_were_there(self) -> None:
        ingress = {"IpProtocol": "tcp", "FromPort": 22, "ToPort": 22, "CidrIp": "0.0.0.0/0"}

        def data(count: int) -> dict[str, Any]:
            gate = resource("AWS::EC2::SecurityGroup", GroupDescription="g", SecurityGroupIngress=[ingress] * count)
            return {"Resources": {"Gate": gate}}

        def places(found: api.Check) -> int:
            return sum("/SecurityGroupIngress/" in gap.pointer for one in found.issues for gap in one.gaps)

        before = known(checked(data(2)))
        each = places(checked(data(1)))
        assert each
        assert 2 in before.counts.values()
        assert places(checked(data(2), before)) == 0
        assert places(checked(data(3), before)) == places(checked(data(3))) - places(checked(data(2)))
        assert gone(checked(data(1), before), before)[0] == places(checked(data(2))) - each

    def test_no_value_stands_in_it_and_no_secret_in_its_digest(self) -> None:
        found = checked(DATA)
        assert any("MasterUserPassword" in gap.pointer for one in found.issues for gap in one.gaps)
        text = baseline.render(baseline.made("b.json", "check", [("stack.json", found.model, found.issues)]))
        assert PASSWORD not in text
        assert "0.0.0.0" not in text
        assert '"line"' not in text
        other = json.dumps(DATA).replace(PASSWORD, "another-one-altogether")
        assert checked(other, known(found)).issues == ()


class TestWhatIsGone:
    def test_what_was_mended(self) -> None:
        before = known(checked(DATA))
        data = json.loads(json.dumps(DATA))
        del data["Resources"]["Second"], data["Parameters"]
        found = checked(data, before)
        assert found.issues == ()
        expected = sum(
            1
            for one in checked(DATA).issues
            for gap in one.gaps
            if "/Second" in gap.pointer or "/Unused" in gap.pointer
        )
        assert gone(found, before) == (expected, sum(before.counts.values()))

    def test_files_that_were_not_looked_at_are_not_spoken_of(self) -> None:
        before = known(checked(DATA), "other.json")
        assert gone(checked({"Resources": {"A": {"Type": QUEUE}}}, before), before)[0] == 0


class TestComparing:
    MODEL = template({"A": resource(QUEUE, DelaySeconds=1), "B": resource(QUEUE, DelaySeconds=1)})
    IDEAL = template({"A": resource(QUEUE, DelaySeconds=2), "B": resource(QUEUE, DelaySeconds=2)})

    def test_a_difference_is_known_by_both_sides(self) -> None:
        before = difference(self.MODEL, self.IDEAL)
        options = api.Options(hides=(known(before).hide,))
        assert api.diff(before.model, before.ideal, options).issues == ()
        other = template({"A": resource(QUEUE, DelaySeconds=2), "B": resource(QUEUE, DelaySeconds=3)})
        found = api.diff(before.model, read(other, "ideal.json"), options)
        assert {ref.id for one in found.issues for ref in one.resources} == {"B"}

    def test_applying_leaves_it_alone(self) -> None:
        before = difference(
            template({"A": self.MODEL["Resources"]["A"]}), template({"A": self.IDEAL["Resources"]["A"]})
        )
        model = read(self.MODEL)
        found = api.diff(model, read(self.IDEAL, "ideal.json"), api.Options(hides=(known(before).hide,)))
        done = api.apply(found, Selection(unsafe=True))
        assert done.result.data == template({"A": self.MODEL["Resources"]["A"], "B": self.IDEAL["Resources"]["B"]})


GOOD = {"fixer": "baseline", "version": 1, "of": "check", "findings": []}
ROW = {"rule": "a", "resource": "b", "type": "c", "digest": "d"}
MAKES = "--write-baseline FILE makes one"


class TestFile:
    def test_a_line_for_each_finding_in_an_order_of_its_own(self) -> None:
        found = checked(DATA)
        one = baseline.render(baseline.made("b.json", "check", [("a", found.model, found.issues)]))
        other = checked(shuffled(DATA, random.Random(1)))
        assert baseline.render(baseline.made("b.json", "check", [("a", other.model, other.issues)])) == one
        rows = one.splitlines()[5:-2]
        assert rows == sorted(rows)
        assert all(json.loads(row.rstrip(","))["files"] == ["a"] for row in rows)
        assert baseline.render(baseline.Baseline("x", "check")) == (
            '{\n  "fixer": "baseline",\n  "version": 1,\n  "of": "check",\n  "findings": []\n}\n'
        )

    @given(
        st.dictionaries(
            st.builds(baseline.Key, st.none() | st.text(), st.text(), st.text(), st.text()),
            st.tuples(st.integers(1, 99), st.lists(st.text(), unique=True).map(sorted).map(tuple)),
        )
    )
    def test_what_is_written_is_read(self, rows: dict[baseline.Key, tuple[int, tuple[str, ...]]]) -> None:
        counts = {key: count for key, (count, _) in rows.items() if key.rule != ""}
        files = {key: names for key, (_, names) in rows.items() if key.rule != ""}
        before = baseline.Baseline("b.json", "diff", counts, files)
        assert baseline.parse("b.json", baseline.render(before), "diff") == before

    @pytest.mark.parametrize(
        ("data", "said", "hint"),
        [
            ("{", "is no baseline: it is not JSON", MAKES),
            ("[" * 100_000, "is no baseline: it is not JSON", MAKES),
            ("[]", "is no baseline", MAKES),
            ({"version": 1, "issues": []}, "is no baseline", MAKES),
            ({**GOOD, "version": None}, "is no baseline: it has no version", MAKES),
            (
                {**GOOD, "version": 2},
                "is a baseline of version 2; this fixer reads version 1",
                "a newer fixer reads it; this one can write another",
            ),
            ({**GOOD, "of": "diff"}, "is a baseline of fixer diff, not of fixer check", MAKES),
            ({**GOOD, "of": 1}, "is no baseline: 'of' is neither check nor diff", MAKES),
            ({**GOOD, "findings": {}}, "is no baseline: 'findings' is no list", MAKES),
            ({**GOOD, "findings": [ROW, 1]}, "is no baseline: finding 2 is no mapping", MAKES),
            ({**GOOD, "findings": [{**ROW, "type": None}]}, "is no baseline: finding 1 has no 'type'", MAKES),
            ({**GOOD, "findings": [{**ROW, "rule": 3}]}, "is no baseline: finding 1 has no 'rule'", MAKES),
            (
                {**GOOD, "findings": [{**ROW, "count": 0}]},
                "is no baseline: finding 1 has a 'count' that is no number from 1 on",
                MAKES,
            ),
            (
                {**GOOD, "findings": [{**ROW, "files": "a"}]},
                "is no baseline: finding 1 has 'files' that are no list of names",
                MAKES,
            ),
        ],
    )
    def test_what_is_none(self, data: Any, said: str, hint: str) -> None:
        with pytest.raises(FixerError) as caught:
            baseline.parse("b.json", data if isinstance(data, str) else json.dumps(data), "check")
        assert str(caught.value) == f"b.json: {said}\n  try:   {hint}"


class TestAtTheShell:
    @pytest.fixture(autouse=True)
    def folder(self, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        monkeypatch.chdir(tmp_path)
        monkeypatch.setenv("COLUMNS", "200")
        (tmp_path / "stack.json").write_text(json.dumps(DATA, indent=2), encoding="utf-8")
        return tmp_path

    def call(self, capfd: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
        status = cli.run(arguments)
        return status, *capfd.readouterr()

    def test_written_used_and_outgrown(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        assert cli.run(["check", "stack.json"]) == 1
        capfd.readouterr()
        status, out, err = self.call(
            capfd, "check", "stack.json", "--write-baseline", "known.json", "--format", "terminal"
        )
        rows = json.loads((folder / "known.json").read_text(encoding="utf-8"))["findings"]
        count = sum(row.get("count", 1) for row in rows)
        assert (status, err) == (0, f"known.json: {count} findings\n")
        issues = len(checked(DATA).issues)
        assert f"{issues} issues are not shown: {issues} in the baseline." in out
        assert self.call(capfd, "check", "stack.json", "--baseline", "known.json", "-o", "a.md")[0] == 0
        data = json.loads(json.dumps(DATA))
        del data["Resources"]["Gate"]
        (folder / "stack.json").write_text(json.dumps(data), encoding="utf-8")
        status, _, err = self.call(capfd, "check", "stack.json", "--baseline", "known.json")
        missing = sum("/Gate" in gap.pointer for one in checked(DATA).issues for gap in one.gaps)
        verb, those = ("is", "it") if missing == 1 else ("are", "them")
        assert (status, err) == (
            0,
            f"known.json: {missing} of {count} findings {verb} gone; --write-baseline known.json takes {those} out\n",
        )
        assert self.call(capfd, "check", "stack.json", "--write-baseline", "known.json")[0] == 0
        status, _, err = self.call(capfd, "check", "stack.json", "--baseline", "known.json")
        assert (status, err) == (0, "")

    def test_names_are_those_seen_from_the_baselines_folder(self, folder: Path) -> None:
        (folder / "ci").mkdir()
        cli.run(["check", str(folder / "stack.json"), "--write-baseline", "ci/known.json"])
        held = json.loads((folder / "ci" / "known.json").read_text(encoding="utf-8"))
        assert {name for row in held["findings"] for name in row["files"]} == {"../stack.json"}

    def test_a_copy_is_new_and_what_was_moved_is_not(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        cli.run(["check", "stack.json", "--write-baseline", "known.json"])
        capfd.readouterr()
        text = (folder / "stack.json").read_text(encoding="utf-8")
        (folder / "copy.json").write_text(text, encoding="utf-8")
        both = ("check", "stack.json", "copy.json", "--baseline", "known.json", "--format", "json")
        status, out, err = self.call(capfd, *both)
        assert (status, err) == (1, "")
        assert [one["summary"]["issues"] for one in json.loads(out)["files"]] == [0, len(checked(DATA).issues)]
        (folder / "link.json").symlink_to("stack.json")
        assert self.call(capfd, "check", "link.json", "--baseline", "known.json")[0] == 0
        (folder / "link.json").unlink()
        (folder / "stack.json").unlink()
        assert self.call(capfd, "check", "copy.json", "--baseline", "known.json")[0] == 0

    def test_standard_input_may_be_any_file(
        self, folder: Path, capfd: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
    ) -> None:
        cli.run(["check", "stack.json", "--write-baseline", "known.json"])
        capfd.readouterr()
        monkeypatch.setattr("sys.stdin", io.TextIOWrapper(io.BytesIO((folder / "stack.json").read_bytes())))
        assert self.call(capfd, "check", "-", "--baseline", "known.json")[0] == 0

    def test_what_is_gone_with_its_file_is_told(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        queue = {"Resources": {"Jobs": {"Type": QUEUE}}}
        for name in ("old.json", "other.json", "third.json"):
            (folder / name).write_text(json.dumps({"Resources": {name[:3]: {"Type": QUEUE}}}), encoding="utf-8")
        cli.run(["check", "old.json", "other.json", "third.json", "--write-baseline", "known.json"])
        capfd.readouterr()
        (folder / "old.json").unlink()
        (folder / "new.json").write_text(json.dumps(queue), encoding="utf-8")
        call = ("check", "other.json", "--baseline", "known.json", "-o", "a.md")
        told = (
            "known.json: 1 of 3 findings is gone; --write-baseline known.json, given all of its files, takes it out\n"
        )
        assert self.call(capfd, *call) == (0, "", told)
        told = "known.json: 1 of 3 findings is gone; --write-baseline known.json takes it out\n"
        assert self.call(capfd, "check", "third.json", *call[1:]) == (0, "", told)
        (folder / "ci").mkdir()
        (folder / "known.json").rename(folder / "ci" / "known.json")
        assert self.call(capfd, "check", "other.json", "--baseline", "ci/known.json", "-o", "a.md") == (0, "", "")

    def test_what_is_suppressed_is_not_in_it(self, folder: Path) -> None:
        data = {**DATA, "Metadata": {"fixer": {"ignore": ["*"]}}}
        (folder / "stack.json").write_text(json.dumps(data), encoding="utf-8")
        cli.run(["check", "stack.json", "--write-baseline", "known.json"])
        assert json.loads((folder / "known.json").read_text(encoding="utf-8"))["findings"] == []

    def test_apply(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        cli.run(["check", "stack.json", "--write-baseline", "known.json"])
        before = (folder / "stack.json").read_bytes()
        capfd.readouterr()
        status, _, err = self.call(capfd, "apply", "stack.json", "--baseline", "known.json", "--unsafe", "--in-place")
        assert ((folder / "stack.json").read_bytes(), status) == (before, 0)
        assert "issues are not shown; --only NUMBER or --only rule:ID applies one all the same.\n" in err

    def test_diff(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        (folder / "ideal.json").write_text(json.dumps({"Resources": DATA["Resources"]}), encoding="utf-8")
        pair = ["diff", "stack.json", "ideal.json"]
        assert cli.run([*pair, "--fail-on", "info"]) == 1
        assert cli.run([*pair, "--fail-on", "info", "--write-baseline", "known.json"]) == 0
        assert cli.run([*pair, "--fail-on", "info", "--baseline", "known.json"]) == 0
        apply = ["apply", *pair[1:], "--unsafe", "-o", "out.json"]
        cli.run([*apply, "--baseline", "known.json"])
        assert json.loads((folder / "out.json").read_text(encoding="utf-8")) == DATA
        capfd.readouterr()
        status, _, err = self.call(capfd, "apply", "stack.json", "--baseline", "known.json", "--diff")
        assert (status, err.splitlines()[0]) == (2, "known.json: is a baseline of fixer diff, not of fixer check")

    @pytest.mark.parametrize(
        ("arguments", "said"),
        [
            (["--baseline", "none.json"], f"none.json: no such baseline\n  try:   {MAKES}\n"),
            (["--baseline", "stack.json"], f"stack.json: is no baseline\n  try:   {MAKES}\n"),
            (["--baseline", "-"], "--baseline needs a file\n"),
            (["--write-baseline", "-"], "--write-baseline needs a file\n"),
            (
                ["--write-baseline", "stack.json"],
                "stack.json: was read as input and would be overwritten\n"
                "  try:   choose another --write-baseline FILE\n",
            ),
            (
                ["--write-baseline", "known.json", "--add-suppress"],
                "--write-baseline and --add-suppress contradict each other\n  try:   each hides what is found\n",
            ),
        ],
    )
    def test_refusals(self, folder: Path, capfd: pytest.CaptureFixture[str], arguments: list[str], said: str) -> None:
        before = (folder / "stack.json").read_bytes()
        status, out, err = self.call(capfd, "check", "stack.json", *arguments)
        assert (status, out, err) == (2, "", said)
        assert (folder / "stack.json").read_bytes() == before

    def test_not_written_where_a_template_cannot_be_read(self, folder: Path, capfd: pytest.CaptureFixture[str]) -> None:
        status, _, err = self.call(capfd, "check", "stack.json", "none.yaml", "--write-baseline", "known.json")
        assert status == 2
        assert err.startswith("known.json: not written, for not every template could be read\n")
        assert not (folder / "known.json").exists()


def test_real_templates(corpus: Path) -> None:
    """Sixty of them, indented, ordered and written otherwise: nothing is new and nothing is gone."""
    count = 0
    for path in sorted(corpus.glob("*/MODEL_RESPONSE.md")):
        try:
            given_template = read_template(from_bytes("stack.md", path.read_bytes()))
        except FixerError:
            continue
        before = known(api.check(given_template), "stack.md")
        for name, text in forms(given_template.data, random.Random(path.parent.name)):
            found = checked(text, before, name)
            assert found.issues == (), (path, name)
            assert baseline.gone(before, [("stack.md", found.model, found.every)])[0] == 0, (path, name)
        count += 1
        if count == 60:
            return
    pytest.fail(f"{count} templates can be read")
