"""Suppressions in the code of a stack: comments of TypeScript, told from texts that look like them."""

from __future__ import annotations

from pathlib import Path

import pytest

from fixer import api, inputs, suppressing
from fixer.errors import FixerError
from fixer.remedy.selection import Selection

STACK = """\
import * as cdk from 'aws-cdk-lib';
import * as sqs from 'aws-cdk-lib/aws-sqs';

export class JobsStack extends cdk.Stack {
  constructor(scope: cdk.App, id: string) {
    super(scope, id);
    const first = new sqs.Queue(this, 'First', {
      queueName: 'first // fixer: ignore',
    });
    const second = new sqs.Queue(
      this,
      'Second',
      { queueName: 'second' },
    );
    first.node.addDependency(second);
  }
}
"""


def checked(folder: Path, text: str, name: str = "stack.ts") -> api.Check:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return api.check(inputs.read_template(str(path)))


def about(found: api.Check) -> set[str]:
    return {ref.id.rpartition("/")[2] for one in found.issues for ref in one.resources if ref.id}


@pytest.fixture
def bare(tmp_path: Path) -> api.Check:
    found = checked(tmp_path, STACK)
    assert {"First", "Second"} <= about(found)
    assert found.hidden == ()
    return found


def test_in_the_line_above_it_and_in_the_file(tmp_path: Path, bare: api.Check) -> None:
    beside = STACK.replace("'First', {", "'First', { // fixer: ignore -- ours")
    assert about(checked(tmp_path, beside)) == about(bare) - {"First"}
    above = STACK.replace("    const second", "    // fixer: ignore\n    const second")
    assert about(checked(tmp_path, above)) == about(bare) - {"Second"}
    block = STACK.replace("    const second", "    /* fixer: ignore */\n    const second")
    assert about(checked(tmp_path, block)) == about(bare) - {"Second"}
    whole = checked(tmp_path, "// fixer: ignore-file -- a sketch\n" + STACK)
    assert whole.issues == ()
    assert {one.reasons[0].why for one in whole.hidden} == {"a sketch"}


def test_what_hides_nothing_is_taken_out(tmp_path: Path) -> None:
    found = checked(tmp_path, STACK.replace("    const first", "    // fixer: ignore[cost]\n    const first"))
    assert "unused-suppression" in {one.rule for one in found.issues}
    done = api.mend(found, Selection(only=("rule:unused-suppression",)))
    assert done.document_text == STACK


@pytest.mark.parametrize("name", ["stack.ts", "answer.md"])
def test_everything_at_once(tmp_path: Path, name: str) -> None:
    text = STACK if name == "stack.ts" else f"The stack:\n\n```typescript\n{STACK}```\n"
    after, count = suppressing._suppressed(checked(tmp_path, text, name), "a sketch")
    assert count
    assert after.issues == ()
    rows = after.model.source.document.text.splitlines(True)
    assert "".join(row for row in rows if "// fixer: ignore[" not in row) == text
    assert "    // fixer: ignore[" in after.model.source.document.text
    assert suppressing._suppressed(after, "") == (after, 0)


def test_real_stacks(corpus: Path) -> None:
    folder = corpus.parent / "corpus-cdk"
    if not folder.is_dir():
        pytest.skip("the real stacks are not on this machine")
    count = 0
    for path in sorted(folder.glob("*/MODEL_RESPONSE.md"))[::2]:
        try:
            template = inputs.read_template(str(path))
        except FixerError:
            continue
        after, _ = suppressing._suppressed(api.check(template), "")
        assert after.issues == ()
        assert after.model.data == template.data
        rows = after.model.source.document.text.splitlines(True)
        assert "".join(row for row in rows if "// fixer: ignore" not in row) == template.source.document.text
        count += 1
    assert count > 8
