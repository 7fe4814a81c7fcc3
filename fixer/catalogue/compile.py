"""``python -m fixer.catalogue.compile``: writes ``fixes/index.json`` and ``docs/rules.md`` from the rule files."""

from __future__ import annotations

import sys
from pathlib import Path

from fixer.catalogue import index
from fixer.catalogue.explain import page
from fixer.catalogue.load import PACKAGED, folder_rules
from fixer.catalogue.plugins import RuleFolder
from fixer.errors import FixerError
from fixer.resources import folder


def packaged_rules(fixes: Path) -> RuleFolder:
    """The texts of the rule files; each is shown with its path from the folder's parent on: ``fixes/s3/x.yaml``."""
    paths = sorted(path for path in fixes.rglob("*") if path.suffix in (".yaml", ".yml"))
    files = [(path.relative_to(fixes.parent).as_posix(), path.read_text(encoding="utf-8")) for path in paths]
    return RuleFolder(PACKAGED, tuple(files))


def build(source: RuleFolder) -> tuple[str, str]:
    """The index and the page of a folder's rules."""
    rules = tuple(folder_rules(source).values())
    return index.dump(rules), page(rules)


def errors(source: RuleFolder) -> list[FixerError]:
    """What is wrong with each broken file, and with an id that two files have."""
    found: list[FixerError] = []
    for part in (*(RuleFolder(source.origin, (file,)) for file in source.files), source):
        try:
            if part is not source or not found:
                folder_rules(part)
        except FixerError as error:
            found.append(error)
    return found


def write(fixes: Path, docs: Path) -> int:
    """Write both files; the number of rules."""
    source = packaged_rules(fixes)
    compiled, rules_page = build(source)
    (fixes / index.NAME).write_text(compiled, encoding="utf-8", newline="\n")
    docs.mkdir(exist_ok=True)
    (docs / "rules.md").write_text(rules_page, encoding="utf-8", newline="\n")
    return len(source.files)


def main() -> int:
    """Compile the checkout's own catalogue; 2 if a rule is broken, after naming every one that is."""
    fixes = folder("fixes")
    broken = errors(packaged_rules(fixes))
    for error in broken:
        print(error, file=sys.stderr)
    if not broken:
        print(f"{write(fixes, fixes.parent / 'docs')} rules compiled")
    return 2 if broken else 0


if __name__ == "__main__":
    sys.exit(main())
