"""The rooms keep to their place: imports run one way, and starting up loads nothing heavy."""

from __future__ import annotations

import ast
import re
import subprocess
import sys
import tomllib
from graphlib import TopologicalSorter
from pathlib import Path

import pytest

import fixer

PACKAGE = Path(fixer.__file__).parent
# What each room may import besides itself. A file directly in the package is a room of its own.
BASE = {"errors", "frozen", "lazy", "pointer", "dialect"}
READ = BASE | {"read"}
MAY: dict[str, set[str]] = {
    "errors": set(),
    "frozen": set(),
    "lazy": set(),
    "pointer": set(),
    "resources": {"errors"},
    "read": BASE,
    "compare": READ,
    "catalogue": BASE | {"resources"},
    "settings": READ | {"compare", "catalogue", "request", "issues"},
    "request": READ,
    "issues": READ | {"compare", "catalogue", "request"},
    "suppress": READ | {"compare", "catalogue", "issues"},
    "remedy": READ | {"compare", "catalogue", "issues"},
    "report": READ | {"compare", "catalogue", "issues", "remedy", "resources"},
    "dialect": {"errors", "frozen", "pointer", "compare", "read"},
    "cfn": READ | {"compare", "remedy", "resources"},
    "cdk": READ | {"catalogue", "compare", "cfn", "remedy", "resources"},
    "dialects": READ | {"cdk", "cfn"},
    "exchange": READ | {"api", "dialects", "compare", "issues", "remedy", "report"},
    "api": {"pipeline", "remedy", "catalogue", "issues", "read"},
    "pipeline": READ
    | {
        "compare",
        "catalogue",
        "issues",
        "remedy",
        "report",
        "dialects",
        "request",
        "settings",
        "suppress",
    },
    "audit": READ | {"issues", "report"},
    "auditing": READ | {"api", "audit", "console", "files", "inputs", "results"},
    "publish": READ | {"api", "dialects", "report"},
    "baseline": READ | {"compare", "dialects", "issues", "report"},
    "baselining": READ | {"api", "baseline", "console", "files", "issues"},
    "suppressing": READ | {"api", "console", "dialects", "files", "issues", "remedy", "report", "suppress"},
    "lint": {"errors", "frozen", "pointer", "issues", "remedy", "lint_rules"},
    "lint_rules": {"catalogue", "frozen", "issues"},
    "files": {"errors", "read"},
    "inputs": READ | {"catalogue", "dialects", "files", "report"},
    "settling": {"errors", "frozen", "lazy", "catalogue", "files", "inputs", "report", "settings"},
    "console": {"errors", "files", "report"},
    "applying": READ
    | {
        "api",
        "auditing",
        "exchange",
        "issues",
        "remedy",
        "lint",
        "report",
        "console",
        "files",
        "inputs",
        "results",
        "review",
    },
    "git": set(),
    "results": READ | {"api", "exchange", "files", "git"},
    "review": {"frozen", "api", "errors", "issues", "remedy", "report"},
    "commands": READ
    | {
        "issues",
        "catalogue",
        "remedy",
        "report",
        "api",
        "lint",
        "lint_rules",
        "inputs",
        "files",
        "console",
        "exchange",
        "publish",
        "baselining",
        "suppress",
        "suppressing",
        "results",
        "applying",
        "auditing",
        "settings",
        "settling",
    },
    "cli": {"commands", "console", "errors", "files"},
    "__main__": {"cli"},
}
HEAVY = ("deepdiff", "jinja2", "markdown_it", "rich", "ruamel", "cfnlint", "jsonpatch", "jmespath", "yaml")
HEAVY += ("tree_sitter",)
# The program's own that a comparison has no use for.
LATE = ("fixer.issues.checking", "fixer.report.inventory", "fixer.remedy.splice", "fixer.lint", "fixer.cdk")
LATE += ("fixer.pipeline.closing", "fixer.pipeline.mending", "fixer.pipeline.rulebook", "fixer.remedy.proof")

DISTRIBUTIONS = {"yaml": "pyyaml", "ruamel": "ruamel.yaml"}
# What is installed only where it is wanted, and the one file that may import it.
EXTRAS = {"cfnlint": "lint.py", "tree_sitter": "syntax.py", "tree_sitter_typescript": "syntax.py"}
START = f"""
import sys
from fixer.cli import main
try:
    main(sys.argv[1:])
except SystemExit as end:
    print(end.code, [name for name in {HEAVY + LATE!r} if name in sys.modules], file=sys.stderr)
"""


def room(name: str) -> str:
    """``fixer.read.nodes`` → ``read``; the package itself, which holds only the version, is no room."""
    return name.split(".")[1] if "." in name else ""


def imported(file: Path) -> set[str]:
    """The rooms a file imports, at its top or inside a function."""
    found = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {room(alias.name) for alias in node.names if alias.name.split(".")[0] == "fixer"}
        elif isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{file}: relative import"
            module = node.module or ""
            if module == "fixer":
                found |= {alias.name for alias in node.names if not alias.name.startswith("__")}
            elif module.startswith("fixer."):
                found.add(room(module))
    return found - {""}


@pytest.mark.parametrize("file", sorted(PACKAGE.rglob("*.py")), ids=lambda path: str(path.relative_to(PACKAGE)))
def test_imports_run_one_way(file: Path) -> None:
    own = file.relative_to(PACKAGE).parts[0].removesuffix(".py")
    if own == "__init__":
        assert not imported(file)
        return
    assert own in MAY, f"{own} is a new room: say in tests/test_layers.py what it may import"
    assert not imported(file) - MAY[own] - {own}


def test_the_steps_of_the_pipeline_import_one_another_one_way() -> None:
    steps = {f"fixer.pipeline.{file.stem}": file for file in (PACKAGE / "pipeline").glob("*.py")}
    # Types count as well; raises where two need one another.
    order = list(TopologicalSorter({name: modules(file) & set(steps) for name, file in steps.items()}).static_order())
    assert order.index("fixer.pipeline.check") < order.index("fixer.pipeline.difference")
    assert not any(name.startswith("fixer.api") for file in steps.values() for name in modules(file))


@pytest.mark.parametrize("arguments", [["--version"], ["--help"], ["diff", "--help"], ["apply", "--help"]])
def test_starting_up_loads_nothing_heavy(arguments: list[str]) -> None:
    done = subprocess.run([sys.executable, "-c", START, *arguments], capture_output=True, text=True, check=True)
    assert done.stderr == "0 []\n"


@pytest.mark.parametrize("form", ["json", "markdown"])
def test_a_comparison_loads_nothing_heavy(form: str) -> None:
    # The sample is in JSON and differs in nothing that only deepdiff can tell.
    pair = str(PACKAGE.parent / "samples" / "queues-and-functions")
    arguments = ["diff", pair, "--format", form, "--fail-on", "never"]
    done = subprocess.run([sys.executable, "-c", START, *arguments], capture_output=True, text=True, check=True)
    assert done.stderr == "0 []\n"


def test_only_the_command_that_is_called_is_loaded() -> None:
    pair = str(PACKAGE.parent / "samples" / "queues-and-functions")
    code = "import sys; from fixer import cli; cli.run(sys.argv[1:]); "
    code += "print([m for m in sys.modules if m.startswith('fixer.commands.')], file=sys.stderr)"
    for arguments, own in ((["--help"], []), (["diff", pair, "--format", "json"], ["options", "common", "diff"])):
        done = subprocess.run([sys.executable, "-c", code, *arguments], capture_output=True, text=True, check=True)
        names = {f"fixer.commands.{name}" for name in ("exits", *own)}
        assert set(ast.literal_eval(done.stderr)) == names, arguments


def test_dependencies_are_those_that_are_imported() -> None:
    project = tomllib.loads((PACKAGE.parent / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    declared = {re.split(r"[^\w.-]", one)[0].lower() for one in project["dependencies"]}
    used = {name.split(".")[0] for file in PACKAGE.rglob("*.py") for name in modules(file)}
    foreign = {name for name in used if name not in sys.stdlib_module_names} - {"fixer"}
    assert {DISTRIBUTIONS.get(name, name) for name in foreign} - EXTRAS.keys() == declared
    for name, room_of_it in EXTRAS.items():
        assert {file.name for file in PACKAGE.rglob("*.py") if any(m.split(".")[0] == name for m in modules(file))} == {
            room_of_it
        }


def modules(file: Path) -> set[str]:
    """Every module a file imports."""
    found: set[str] = set()
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom) and node.module:
            found.add(node.module)
    return found
