"""The packaged report templates, compiled beforehand: ``python -m fixer.report.precompiled`` writes them down.

Jinja takes 15 ms to compile them, a tenth of a whole call. What it made of them stands in ``templates/compiled.json``;
a template whose text is another one, or another version of Jinja, is compiled on the spot as ever.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, MutableMapping, Sequence
from pathlib import Path
from typing import Any

import jinja2
from jinja2.bccache import Bucket

from fixer.resources import folder

NAME = "compiled.json"
# Not by attribute: versions of Jinja may warn of that.
VERSION = vars(jinja2).get("__version__")


class Precompiled(jinja2.BytecodeCache):
    """Gives Jinja the code of templates by the checksum of their text; keeps nothing."""

    def __init__(self, codes: Mapping[str, Sequence[str]]) -> None:
        self._codes = codes

    def load_bytecode(self, bucket: Bucket) -> None:
        lines = self._codes.get(bucket.checksum)
        if lines is not None:
            bucket.code = compile("\n".join(lines), "<report template>", "exec")

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


def load(templates: Path) -> Precompiled:
    """What was compiled of a folder's templates by this version of Jinja."""
    try:
        known = json.loads((templates / NAME).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return Precompiled({})
    return Precompiled(known["codes"] if known["jinja2"] == VERSION else {})


def build(templates: Path, environment: jinja2.Environment) -> str:
    """The text of ``compiled.json`` for all templates of a folder, as ``environment`` compiles them."""
    codes = {}
    checksum = Precompiled({}).get_source_checksum
    for path in sorted(templates.rglob("*.j2")):
        source = path.read_text(encoding="utf-8")
        name = path.relative_to(templates).as_posix()
        codes[checksum(source)] = environment.compile(source, name, raw=True).split("\n")
    return json.dumps({"jinja2": VERSION, "codes": codes}, indent=1) + "\n"


def main() -> None:
    """Compile the checkout's own templates."""
    from fixer.report.markdown import environment

    templates = folder("templates")
    (templates / NAME).write_text(build(templates, environment()), encoding="utf-8", newline="\n")


if __name__ == "__main__":
    main()
