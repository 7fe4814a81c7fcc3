"""The packaged report templates, compiled beforehand: ``python -m fixer.report.precompiled`` writes them down.

What Jinja makes of them stands in ``fixer/report/compiled`` as Python modules, whose bytecode Python keeps as it keeps
any module's, and ``fixer.report.running`` runs them. Each is named after its template and that one's text: another text
is compiled on the spot, by Jinja.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from fixer.report.running import COMPILED, module
from fixer.resources import folder

if TYPE_CHECKING:
    import jinja2


def build(templates: Path, environment: jinja2.Environment) -> dict[str, str]:
    """The modules for all templates of a folder, text by file name, as ``environment`` compiles them."""
    modules = {}
    for path in sorted(templates.rglob("*.j2")):
        source = path.read_text(encoding="utf-8")
        name = path.relative_to(templates).as_posix()
        # The names that the first line takes from Jinja are given by who runs the module.
        _, code = str(environment.compile(source, name, raw=True)).split("\n", 1)
        modules[module(name, source)] = f"# {name}, as Jinja {version()} compiled it\n{code}\n"
    return modules


def version() -> str:
    """Jinja's, on which the code depends that it makes."""
    from importlib import metadata

    return metadata.version("jinja2")


def main() -> None:
    """Compile the checkout's own templates; modules of earlier ones go."""
    from fixer.report.markdown import environment

    modules = build(folder("templates"), environment())
    COMPILED.mkdir(exist_ok=True)
    for old in COMPILED.glob("*.py"):
        if old.name not in modules:
            old.unlink()
    for name, text in modules.items():
        (COMPILED / name).write_text(text, encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
