"""What docs/cdk.md says of expressions is so."""

from __future__ import annotations

import json
import re
from importlib.util import find_spec

import pytest

from tests.cdk.reading import resources
from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(
    find_spec("tree_sitter_typescript") is None, reason="the extra fixer[cdk] is not installed"
)
PAGE = (ROOT / "docs" / "cdk.md").read_text(encoding="utf-8")


def spans(cell: str) -> list[str]:
    """The pieces of code in a cell; one that holds a backtick stands between two of them."""
    cell = cell.strip()
    if cell.startswith("`` "):
        return [cell[3:-3]]
    return [one.strip("`").replace("\0", "|") for one in cell.split("`, `")]


def rows() -> list[tuple[str, str]]:
    found = []
    for line in PAGE[PAGE.index("| code | data |") :].splitlines()[2:]:
        cells = line.replace("\\|", "\0").split("|")
        if len(cells) == 4:
            pairs = zip(spans(cells[1]), spans(cells[2]), strict=False)
            found += [(code, data) for code, data in pairs if code != "anything else"]
    return found


ROWS = rows()


def test_the_table_is_there() -> None:
    assert len(ROWS) > 14


@pytest.mark.parametrize(("code", "data"), ROWS)
def test_the_table_of_expressions_is_true(code: str, data: str) -> None:
    found = resources(
        f"const bucket = new s3.Bucket(this, 'Logs');\nconst stage = 'x';\nnew s3.Bucket(this, 'A', {{ p: {code} }});",
        "import * as iam from 'aws-cdk-lib/aws-iam';\n",
    )["A"]["Properties"]["p"]
    # In the page a letter stands for whatever an operator has.
    shown = re.sub(r"(?<=[\[ :])([abc])(?=[,\]}])", r'{"$name": "\1"}', data)
    assert found == json.loads(shown)
