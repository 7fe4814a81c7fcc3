"""The page in a real browser: it works, by mouse and by keys, at every width, and nothing in it runs but its own.

Needs Chromium; accessibility is checked where there is axe-core, too: ``npm install -g axe-core``, or its file in
``FIXER_AXE``.
"""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

from fixer import api
from fixer.read.document import from_bytes
from fixer.read.folder import folder_pair
from fixer.read.pairing import read_pair, read_template
from fixer.report import html
from tests import nasty
from tests.browser.chromium import BROWSER, Chromium

pytestmark = pytest.mark.skipif(BROWSER is None, reason="there is no Chromium on this machine")
SAMPLES = Path(__file__).resolve().parent.parent.parent / "samples"
FOLDERS = ("/usr/lib/node_modules", "/usr/local/lib/node_modules")
AXE = [Path(os.environ["FIXER_AXE"])] if "FIXER_AXE" in os.environ else [
    found for folder in FOLDERS if (found := Path(folder, "axe-core", "axe.min.js")).is_file()
]  # fmt: skip
NARROW, WIDE = 360, 1440


@pytest.fixture(scope="module")
def browser(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Chromium]:
    with Chromium(tmp_path_factory.mktemp("profile")) as found:
        yield found


@pytest.fixture
def screen(browser: Chromium) -> Chromium:
    browser.resize(WIDE)
    browser.media()
    return browser


@cache
def pair(folder: Path) -> api.Difference:
    names = [path.name for path in folder.iterdir() if path.is_file()]
    return api.diff(*folder_pair(str(folder), names, lambda name: (folder / name).read_bytes()))


def page(difference: api.Difference, out: Path) -> Path:
    text = html.render_html(difference.report, difference.model, difference.ideal, difference.secret)
    return written(text, out)


def written(text: str, out: Path) -> Path:
    path = out / "page.html"
    path.write_bytes(text.encode("utf-8", "backslashreplace"))
    return path


@pytest.fixture
def opened(screen: Chromium, tmp_path: Path) -> Chromium:
    """A page with several issues, open."""
    screen.open(page(pair(SAMPLES / "queues-and-functions"), tmp_path))
    return screen


def chosen(browser: Chromium) -> list[str]:
    found: list[str] = browser.run("[...document.querySelectorAll('.issue.open')].map(issue => issue.id)")
    return found


def shown(browser: Chromium) -> list[str]:
    query = "[...document.querySelectorAll('.issue')].filter(issue => issue.offsetHeight).map(issue => issue.id)"
    found: list[str] = browser.run(query)
    return found


def test_a_page_asks_for_nothing_and_says_nothing_wrong(opened: Chromium) -> None:
    assert opened.faults == []
    assert chosen(opened) == []


def test_keys(opened: Chromium) -> None:
    issues = shown(opened)
    opened.press("j")
    assert chosen(opened) == issues[:1]
    opened.press("j")
    assert chosen(opened) == issues[1:2]
    assert opened.run("document.activeElement.closest('.issue').id") == issues[1]
    top = opened.run("document.querySelector('.issue.open h3').getBoundingClientRect().top")
    assert 0 < top < 300
    opened.press("k")
    assert chosen(opened) == issues[:1]
    opened.press("Enter")
    assert chosen(opened) == []
    opened.press("Enter")
    assert chosen(opened) == issues[:1]
    opened.press("Escape")
    assert chosen(opened) == []
    opened.press("/")
    assert opened.run("document.activeElement.id") == "search"
    opened.press("q")
    assert opened.run("document.querySelector('#search').value") == "q"
    opened.press("Escape")
    assert opened.run("document.querySelector('#search').value") == ""
    assert shown(opened) == issues
    assert opened.faults == []


def test_an_issue_shows_its_lines_on_both_sides(opened: Chromium) -> None:
    for issue in shown(opened):
        opened.run(f"document.querySelector('#{issue} h3 button').click()")
        opened.settle()
        picked = opened.run("[...document.querySelectorAll('.picked')].map(row => row.dataset.i.split(' '))")
        assert picked
        assert all(issue[1:] in numbers for numbers in picked)
        seen = """[...document.querySelectorAll('.pane pre')].map(pane => {
            const box = pane.getBoundingClientRect(), rows = [...pane.querySelectorAll('.picked')];
            return !rows.length || rows.some(row => {
                const at = row.getBoundingClientRect();
                return at.bottom > box.top && at.top < box.bottom && at.top < innerHeight;
            });
        })"""
        assert opened.run(seen) == [True, True]
    assert opened.faults == []


def test_a_mark_leads_to_its_issue(opened: Chromium) -> None:
    numbers = opened.run("[...document.querySelectorAll('.pane .tag')].map(tag => tag.textContent)")
    assert numbers
    for number in sorted(set(numbers)):
        opened.run(f"document.querySelector('.pane .tag[href=\"#i{number}\"]').click()")
        assert chosen(opened) == [f"i{number}"]
        box = opened.run(f"document.querySelector('#i{number} h3').getBoundingClientRect().top")
        assert 0 <= box < 800
    row = opened.run("document.querySelector('.pane .on:not(.picked)').id")
    opened.run(f"document.querySelector('#{row}').click()")
    assert chosen(opened)[0][1:] in opened.run(f"document.querySelector('#{row}').dataset.i.split(' ')")


def test_filters(opened: Chromium) -> None:
    data: list[dict[str, str]] = opened.run(
        "[...document.querySelectorAll('.issue')].map(issue => ({...issue.dataset}))"
    )
    for key in ("severity", "category", "safety", "rule"):
        for value in sorted({one[key] for one in data}):
            if key == "severity":
                opened.run(f"document.querySelector('.chip[data-severity={value}]').click()")
            else:
                fill(opened, key, value)
            count = sum(one[key] == value for one in data)
            assert len(shown(opened)) == count
            assert opened.run("document.querySelector('#shown').textContent") == f"{count} of {len(data)} shown"
            opened.run("document.querySelector('#clear').click()")
            assert len(shown(opened)) == len(data)
    name = opened.run("document.querySelector('[data-pick]').dataset.pick")
    opened.run("document.querySelector('[data-pick]').click()")
    assert len(shown(opened)) == sum(one["category"] == name for one in data)
    assert opened.run("document.querySelector('[data-pick]').getAttribute('aria-pressed')") == "true"


def fill(browser: Chromium, field: str, text: str) -> None:
    filled = f"document.getElementById('{field}').value = {json.dumps(text)}"
    browser.run(f"{filled}; document.getElementById('{field}').dispatchEvent(new Event('input', {{bubbles: true}}))")


def test_search(opened: Chromium) -> None:
    title = opened.run("document.querySelector('.issue .title').textContent")
    fill(opened, "search", title.upper())
    assert 1 <= len(shown(opened)) < opened.run("document.querySelectorAll('.issue').length")
    opened.run("document.getElementById('search').focus()")
    opened.press("Enter")
    assert chosen(opened) == shown(opened)[:1]
    fill(opened, "search", "zzz <b> zzz")
    assert chosen(opened) == []
    assert shown(opened) == []
    assert opened.run("document.querySelector('#none').hidden") is False


def test_the_theme_follows_the_system_until_it_is_chosen(opened: Chromium) -> None:
    colour = "getComputedStyle(document.body).backgroundColor"
    light = opened.run(colour)
    opened.media(scheme="dark")
    dark = opened.run(colour)
    assert light != dark
    opened.run("document.querySelector('#theme').click()")
    assert opened.run(colour) == light
    opened.run("localStorage.clear()")


@pytest.mark.parametrize("width", [NARROW, 700, 1000, WIDE])
def test_a_page_fits_its_screen(screen: Chromium, tmp_path: Path, width: int) -> None:
    screen.resize(width)
    screen.open(page(pair(SAMPLES / "queues-and-functions"), tmp_path))
    assert_fits(screen, width)


def assert_fits(browser: Chromium, width: int) -> None:
    """Nothing stands out at the right, with every issue open, and nothing runs into what it should not."""
    browser.run("document.documentElement.classList.remove('script')")
    assert browser.run("document.documentElement.scrollWidth") <= width
    out = f"""[...document.querySelectorAll('.issue, .issue *, .pane, .pane h3, .top *')].filter(one => {{
        const box = one.getBoundingClientRect();
        return box.width && (box.right > {width} + 1 || box.left < -1) && !one.closest('pre, .bars, .pane h3, .unseen');
    }}).map(one => one.outerHTML.slice(0, 200))"""
    assert browser.run(out) == []
    assert browser.run("Math.min(...[...document.querySelectorAll('figure')].map(one => one.offsetWidth || 999))") > 150


@pytest.mark.parametrize("number", [0, 1])
def test_a_hundred_nasty_strings(screen: Chromium, tmp_path: Path, number: int) -> None:
    path = written(nasty.pages()[number], tmp_path)
    for width in (WIDE, NARROW):
        screen.resize(width)
        screen.open(path)
        for _ in range(3):
            screen.press("j")
        for what in (".pane .tag", "[data-pick]", ".chip", "#clear"):
            screen.run(f"[...document.querySelectorAll('{what}')].slice(0, 3).forEach(one => one.click())")
        screen.settle()
        assert screen.run("typeof hit + typeof window.hit") == "undefinedundefined"
        assert screen.run("document.title.endsWith('.json') || document.title.includes('script')")
        assert_fits(screen, width)
        assert screen.run("[...document.body.children].map(one => one.tagName).join()") == "A,A,HEADER,MAIN,SCRIPT"
        assert screen.faults == []


def test_print_shows_every_issue_in_full(opened: Chromium) -> None:
    opened.media("print")
    hidden = "[...document.querySelectorAll('.issue .body')].filter(body => !body.offsetHeight).length"
    assert opened.run(hidden) == 0
    assert (
        opened.run("document.querySelector('.templates').offsetHeight + document.querySelector('.filter').offsetHeight")
        == 0
    )


def test_the_largest_pair_is_there_within_a_second(screen: Chromium, tmp_path: Path, corpus: Path) -> None:
    path = page(pair(corpus / "cfn-yaml__Pr4637"), tmp_path)
    painted = "new Promise(done => requestAnimationFrame(() => setTimeout(() => done(performance.now()))))"
    taken = []
    # Whatever else the machine does counts as well: the best of three is the page's own.
    while len(taken) < 3 and min(taken, default=1000) >= 1000:
        screen.open(path)
        taken.append(screen.run(painted))
    assert min(taken) < 1000
    assert screen.faults == []


def test_five_hundred_resources_stay_fluid(screen: Chromium, tmp_path: Path) -> None:
    texts = []
    for delay in (1, 2):
        resources = {
            f"Queue{number}": {
                "Type": "AWS::SQS::Queue",
                "Properties": {"DelaySeconds": delay, "QueueName": f"q{number}"},
            }
            for number in range(500)
        }
        texts.append(json.dumps({"Resources": resources}, indent=2))
    documents = [
        from_bytes(f"{name}.json", text.encode()) for name, text in zip(("model", "ideal"), texts, strict=True)
    ]
    screen.open(page(api.diff(*read_pair(*documents)), tmp_path))
    took = """new Promise(done => {
        const panes = [...document.querySelectorAll('.pane pre')], frames = [];
        let last = performance.now(), at = 0;
        const step = () => {
            const now = performance.now(); frames.push(now - last); last = now;
            panes.forEach(pane => { pane.scrollTop += 400; });
            if (++at < 40) requestAnimationFrame(step); else done(frames.slice(1).sort((a, b) => a - b)[30]);
        };
        requestAnimationFrame(step);
    })"""
    assert screen.run(took) < 100
    choosing = """(() => {
        const begun = performance.now();
        document.querySelector('.issue h3 button').click();
        return performance.now() - begun;
    })()"""
    assert screen.run(choosing) < 500
    assert screen.faults == []


def alone() -> str:
    model = read_template(from_bytes("model.md", (SAMPLES / "drafts" / "MODEL_RESPONSE.md").read_bytes()))
    check = api.check(model)
    return html.render_html(check.report, check.model, None, check.secret)


def pages_for_axe(out: Path) -> Iterator[Path]:
    for name in ("queues-and-functions", "yaml-comments"):
        yield page(pair(SAMPLES / name), out)
    yield written(alone(), out)


@pytest.mark.skipif(not AXE, reason="axe-core is not on this machine")
def test_accessibility(screen: Chromium, tmp_path: Path) -> None:
    axe = AXE[0].read_text(encoding="utf-8")
    for path in pages_for_axe(tmp_path):
        for scheme, width in (("light", WIDE), ("dark", NARROW)):
            screen.resize(width)
            screen.media(scheme=scheme)
            screen.open(path)
            one = "(document.querySelector('.diff') ?? document.querySelector('.issue h3'))"
            screen.run(f"{one}.closest('.issue').querySelector('h3 button').click()")
            screen.run(f"{axe};0")
            faults: list[dict[str, Any]] = screen.run(
                "axe.run().then(found => found.violations.map(({id, impact, nodes}) =>"
                "({id, impact, at: nodes.map(node => node.html.slice(0, 120))})))"
            )
            assert [fault for fault in faults if fault["impact"] in ("serious", "critical")] == []
            assert screen.run("document.querySelectorAll('.issue').length") > 0
