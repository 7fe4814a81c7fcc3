"""What a report says against itself: counts, numbers, severities, issues that undo each other, broken characters."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from fixer.audit import mojibake
from fixer.audit.places import plain
from fixer.audit.remarks import Edit, Remark
from fixer.audit.reported import Claim, Count, Rating, Reading, Reported

MAX_NAMED = 8


def remarks(reading: Reading, text: str) -> list[Remark]:
    """Everything that can be said of a report without its templates."""
    return [
        *_totals(reading), *_parts(reading), *_lists(reading), *_numbers(reading), *_severities(reading),
        *_sections(reading), *_undone(reading), *_late(reading), *_broken(reading, text),
    ]  # fmt: skip


def name(issue: Reported) -> str:
    """How a remark calls an issue."""
    return f"issue {issue.number}" if issue.number else f"the issue in line {issue.line}"


def _totals(reading: Reading) -> Iterator[Remark]:
    stand = len(reading.issues)
    for count in reading.counts if stand else ():
        if count.label or count.listed is not None:
            continue
        parts = _parts_of(reading, count)
        added = sum(part.value for part in parts)
        if count.value != stand:
            said = f"{_issues(stand)} {'stands' if stand == 1 else 'stand'} in the body, the total says {count.value}"
            more = f" and the parts add up to {added}" if parts and added != count.value else ""
            yield _count("total", reading, count, said + more, stand)
        elif parts and added != count.value:
            said = f"the parts add up to {added}, the total says {count.value}"
            yield Remark("total", count.line, reading.line(count.line), said)


def _parts_of(reading: Reading, total: Count) -> list[Count]:
    """The parts of a total, if they are all there is: one line, or a list or table of nothing else."""
    parts = [part for part in reading.counts if part.label and part.group == total.group and not part.both]
    lines = {part.line for part in parts} | {total.line}
    if len(parts) < 2 or _overlap(parts):
        return []
    first, last = (pick(part.line for part in parts) for pick in (min, max))
    rows = [reading.rows[number - 1] for number in range(max(first - 1, 1), min(last + 1, len(reading.rows)) + 1)]
    others = [row for row in rows if row.number not in lines and row.text.strip(" |-:\t")]
    counting = any(any(letter.isdigit() for letter in row.text) for row in others)
    return [] if counting or last - first >= len(lines) else parts


def _overlap(parts: Sequence[Count]) -> bool:
    """Whether one severity is counted twice, so that nothing follows from the sum."""
    return len({part.label for part in parts}) < len(parts)


def _issues(number: int) -> str:
    return f"{number} issue{'' if number == 1 else 's'}"


def _count(kind: str, reading: Reading, count: Count, said: str, right: int) -> Remark:
    edits = () if count.both else (Edit(*count.at, str(right)),)
    return Remark("total" if kind == "total" else "severity-count", count.line, reading.line(count.line), said, edits)


def _parts(reading: Reading) -> Iterator[Remark]:
    """Counts of severities that are not those of the issues."""
    rated = [issue.rating for issue in reading.issues if issue.rating]
    if len(rated) < len(reading.issues) or not rated:
        return
    body = Counter(rating.label for rating in rated)
    others = {where: Counter(_by(issue, where) for issue in reading.issues) for where in ("section", "title")}
    for _, group in groupby((count for count in reading.counts if count.label), key=lambda count: count.group):
        counts = list(group)
        if _overlap(counts) or not (len(counts) > 1 or counts[0].both or _of_totals(reading, counts[0])):
            continue
        borne = [where for where, other in others.items() if all(other[count.label] == count.value for count in counts)]
        for count in counts:
            if body[count.label] != count.value:
                remark = _count("part", reading, count, _part(reading, count, body), body[count.label])
                # What the author went by is not for a program to decide.
                bearing = f" (as the {borne[0]}s have it)" if borne else ""
                yield replace(remark, message=remark.message + bearing, edits=() if borne else remark.edits)
        if borne:
            continue
        left = [label for label in body if label and label not in {count.label for count in counts}]
        if len(counts) > 1 and left:
            said = ", ".join(f"{label}: {body[label]} in the body, none claimed" for label in left)
            yield Remark("severity-count", counts[-1].line, reading.line(counts[-1].line), said)


def _of_totals(reading: Reading, part: Count) -> bool:
    return any(not count.label and count.group == part.group for count in reading.counts)


def _part(reading: Reading, count: Count, body: Counter[str]) -> str:
    if count.both:
        words = Counter(rating.word.lower() for issue in reading.issues if (rating := issue.rating))
        parts = ", ".join(f"{number} {word}" for word, number in words.items())
        return f"{count.value} are called {count.word}; the body has {parts}"
    return f"{count.word}: {body[count.label]} in the body, {count.value} claimed"


def _by(issue: Reported, origin: str) -> str:
    return next((rating.label for rating in issue.ratings if rating.origin == origin), "")


def _lists(reading: Reading) -> Iterator[Remark]:
    for count in reading.counts:
        if count.listed is not None and count.listed != count.value:
            said = f"{count.word}: says {count.value}, lists {count.listed}"
            edit = Edit(*count.at, str(count.listed))
            yield Remark("list-count", count.line, reading.line(count.line), said, (edit,))


def _runs(reading: Reading) -> Iterator[list[Reported]]:
    """The issues by the sequences that they are numbered in: each may begin anew where another section begins."""
    run: list[Reported] = []
    for issue in reading.issues:
        if issue.number is None or not issue.number.isdigit():
            continue
        if run and int(issue.number) == 1 and issue.section != run[-1].section:
            yield run
            run = []
        run.append(issue)
    if run:
        yield run


def _numbers(reading: Reading) -> Iterator[Remark]:
    for run in _runs(reading):
        numbers = [int(issue.number or 0) for issue in run]
        first = numbers[0]
        if len(run) < 3 or numbers == list(range(first, first + len(numbers))):
            continue
        seen: set[int] = set()
        skipped: list[Remark] = []
        for position, (issue, number) in enumerate(zip(run, numbers, strict=True)):
            before = numbers[position - 1] if position else first - 1
            said = ""
            if number in seen:
                said = f"number {number} is used {_times(numbers.count(number))}"
            elif number < before:
                said = f"number {number} stands behind {before}"
            elif number > before + 1 and not _elsewhere(range(before + 1, number), numbers, reading):
                gap = f"number {before + 1} is" if number == before + 2 else f"numbers {before + 1} to {number - 1} are"
                said = f"{gap} skipped"
            seen.add(number)
            if said:
                skipped.append(Remark("number", issue.line, reading.line(issue.line), said))
        if skipped:
            yield from _renumbered(skipped, run, first)


def _elsewhere(numbers: range, run: Sequence[int], reading: Reading) -> bool:
    """Whether a number that seems to be skipped stands somewhere else."""
    return any(number in run or str(number) in reading.unread for number in numbers)


def _times(number: int) -> str:
    return "twice" if number == 2 else f"{number} times"


def _renumbered(found: list[Remark], run: Sequence[Reported], first: int) -> Iterator[Remark]:
    """The remarks, the first of which carries the new numbers of the whole run."""
    edits = tuple(
        Edit(*issue.at, str(number))
        for number, issue in enumerate(run, first)
        if issue.at is not None and issue.number != str(number)
    )
    for index, remark in enumerate(found):
        yield Remark(remark.kind, remark.line, remark.text, remark.message, () if index else edits)


def _severities(reading: Reading) -> Iterator[Remark]:
    for issue in reading.issues:
        field, title = (_rating(issue, origin) for origin in ("field", "title"))
        if field and title and field.label != title.label:
            said = f"{name(issue)} is {title.word} in its title and {field.word} in its field"
            yield Remark("severity", field.line, reading.line(field.line), said)


def _rating(issue: Reported, origin: str) -> Rating | None:
    return next((rating for rating in issue.ratings if rating.origin == origin), None)


def _sections(reading: Reading) -> Iterator[Remark]:
    """One remark for each section that holds issues of other severities than it says."""
    under: dict[tuple[str, int], list[Reported]] = defaultdict(list)
    for issue in reading.issues:
        section = _rating(issue, "section")
        if section is not None:
            under[issue.section, section.line].append(issue)
    for (heading, line), issues in under.items():
        odd = [issue for issue in issues if issue.rating and issue.rating.label != issue.ratings[-1].label]
        if not odd:
            continue
        words = "; ".join(f"{name(one)} is {one.rating.word}" for one in odd[:MAX_NAMED] if one.rating)
        more = f"; and {len(odd) - MAX_NAMED} more" if len(odd) > MAX_NAMED else ""
        every = f"all {_issues(len(issues))}" if len(odd) == len(issues) else f"{len(odd)} of {_issues(len(issues))}"
        every, verb = ("the only issue", "has") if len(issues) == 1 else (every, "have")
        said = f"{every} under '{plain(heading)}' {verb} another severity: {words}{more}"
        yield Remark("severity", line, reading.line(line), said)


def _undone(reading: Reading) -> Iterator[Remark]:
    """Issues one of which removes what the other adds."""
    found: set[tuple[int, int]] = set()
    removals = [(issue, claim) for issue in reading.issues for claim in issue.claims if claim.effect == "removes"]
    for later, removed in removals:
        for earlier in reading.issues:
            if earlier is later or (earlier.line, later.line) in found:
                continue
            added = next((claim for claim in earlier.claims if _opposed(claim, removed, earlier)), None)
            if added is None:
                continue
            found.add((earlier.line, later.line))
            said = f"{name(earlier)} adds {added.name}, {name(later)} removes it: they contradict each other"
            yield Remark("contradiction", removed.line, removed.text, said)


def _opposed(added: Claim, removed: Claim, issue: Reported) -> bool:
    if added.name != removed.name or added.effect == "removes":
        return False
    if any(claim.effect == "removes" and claim.name == added.name for claim in issue.claims):
        return False
    here, there = set(added.scope), set(removed.scope)
    return not here or not there or bool(here & there)


def _late(reading: Reading) -> Iterator[Remark]:
    if reading.conclusion is None:
        return
    for issue in reading.issues:
        if issue.line > reading.conclusion:
            heading = plain(reading.line(reading.conclusion))
            said = f"{name(issue)} stands after the conclusion ('{heading}', line {reading.conclusion})"
            yield Remark("after-conclusion", issue.line, reading.line(issue.line), said)


def _broken(reading: Reading, text: str) -> Iterator[Remark]:
    """Broken characters, line by line."""
    edits = list(mojibake.find(text))
    starts = [row.start for row in reading.rows]
    by_line: dict[int, list[Edit]] = defaultdict(list)
    line = 0
    for edit in edits:
        while line < len(starts) and starts[line] <= edit.start:
            line += 1
        by_line[line].append(edit)
    for number, found in by_line.items():
        pairs = dict.fromkeys((text[edit.start : edit.end], edit.text) for edit in found)
        said = "broken characters: " + ", ".join(f"'{old}' stands for '{new}'" for old, new in pairs)
        yield Remark("mojibake", number, reading.line(number), said, tuple(found))
