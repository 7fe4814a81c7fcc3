"""The packaged report templates, compiled beforehand: ``python -m fixer.report.precompiled`` writes them down.

Jinja takes 15 ms to compile the templates of a report, a tenth of a whole call. What it made of them stands in
``fixer/report/compiled`` as Python modules, whose bytecode Python keeps as it keeps any module's. Each is named by the
checksum of the template's text and the version of Jinja: another text or version is compiled on the spot as ever.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, MutableMapping
from importlib.machinery import SourceFileLoader
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket

from fixer.resources import folder

COMPILED = Path(__file__).parent / "compiled"
# Not by attribute: versions of Jinja may warn of that.
VERSION = vars(jinja2).get("__version__")


class Precompiled(jinja2.BytecodeCache):
    """Gives Jinja the code of the templates that were compiled; keeps nothing."""

    def __init__(self, modules: Path = COMPILED) -> None:
        self._modules = modules

    def get_source_checksum(self, source: str) -> str:
        """Names the module of a template."""
        return "t" + super().get_source_checksum(f"{VERSION}\n{source}")[:16]

    def load_bytecode(self, bucket: Bucket) -> None:
        path = self._modules / f"{bucket.checksum}.py"
        if path.is_file():
            bucket.code = SourceFileLoader(path.stem, str(path)).get_code(path.stem)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """What is not known stays unknown."""


class Environment(jinja2.Environment):
    """Remembers which of several templates there is: every block of every issue asks for one of its style first."""

    def __init__(self, **options: Any) -> None:
        super().__init__(**options)
        self._chosen: dict[tuple[Any, ...], str | None] = {}

    def select_template(
        self,
        names: Iterable[str | jinja2.Template],
        parent: str | None = None,
        globals: MutableMapping[str, Any] | None = None,
    ) -> jinja2.Template:
        """The first of several templates that exists."""
        asked = tuple(names)
        if asked in self._chosen:
            return self.get_template(self._chosen[asked] or "", parent, globals)
        found = super().select_template(asked, parent, globals)
        self._chosen[asked] = found.name
        return found


class Folder(jinja2.BaseLoader):
    """The templates of a folder that does not change; a style asks for many that do not exist."""

    def __init__(self, templates: Path) -> None:
        self._templates = templates
        self._names = {path.relative_to(templates).as_posix() for path in templates.rglob("*.j2")}

    def get_source(
        self, environment: jinja2.Environment, template: str
    ) -> tuple[str, str | None, Callable[[], bool] | None]:
        if template not in self._names:
            raise jinja2.TemplateNotFound(template)
        path = self._templates / template
        return path.read_text(encoding="utf-8"), str(path), None


def build(templates: Path, environment: jinja2.Environment) -> dict[str, str]:
    """The modules for all templates of a folder, text by file name, as ``environment`` compiles them."""
    modules = {}
    for path in sorted(templates.rglob("*.j2")):
        source = path.read_text(encoding="utf-8")
        name = path.relative_to(templates).as_posix()
        code = str(environment.compile(source, name, raw=True))
        modules[f"{Precompiled().get_source_checksum(source)}.py"] = (
            f"# {name}, as Jinja {VERSION} compiled it\n{code}\n"
        )
    return modules


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
