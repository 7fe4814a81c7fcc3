"""Text that wants to be more than text, and two templates and a report that are full of it."""

from __future__ import annotations

import json
from dataclasses import replace
from functools import cache
from typing import Any

from fixer import api
from fixer.issues.issue import Evidence, Fix
from fixer.read.document import from_bytes
from fixer.read.pairing import read_pair
from fixer.report import html
from fixer.report.report import Report

# What runs sets ``hit`` or opens a dialog; what is fetched would have to leave the page.
_RUN = "window.hit=1;alert(1)"
_MARKUP = (
    f"<script>{_RUN}</script>", f"</script><script>{_RUN}</script>", "<SCRIPT SRC=//evil.test/x.js></SCRIPT>",
    f"<img src=x onerror={_RUN}>", f'"><img src=x onerror="{_RUN}">', f"'><svg onload='{_RUN}'>",
    f"<svg><script>{_RUN}</script></svg>", "<iframe srcdoc='<script>parent.hit=1</script>'></iframe>",
    f"<iframe src=javascript:{_RUN}>", f"<body onload={_RUN}>", f"<details open ontoggle={_RUN}>",
    f"<input autofocus onfocus={_RUN}>", f"<math><mi xlink:href='javascript:{_RUN}'>x", "<base href=//evil.test/>",
    "<meta http-equiv=refresh content='0;url=//evil.test'>", "<link rel=stylesheet href=//evil.test/x.css>",
    "<style>*{display:none!important}</style>", "</style><style>body{position:fixed;left:-999em}</style>",
    "<form action=//evil.test><button>", "<object data=//evil.test>", "<embed src=//evil.test>",
    "<video src=x onerror=hit=1>", "<plaintext>", "<xmp>", "<noscript>", "<textarea>", "<title>", "<select><option>",
    "<table><tr><td>", "<template>",
    "</pre></code></div></main></body></html>", "</section></section></section>", "</ol></li>", "</span></a></b>",
    "<!--", "-->", "<!-- --!> <img src=x onerror=hit=1>", "<![CDATA[", "]]>", "<?php echo 1 ?>", "<!doctype html>",
    "<b", "<", ">",
    "&", "&lt;", "&#60;script&#62;", "&amp;lt;", "&NewLine;", "&#x0;",
)  # fmt: skip
_QUOTES = (
    '"', "'", "`", '\\"', "\\'", "\\", "``` ```", '" onclick="hit=1', "' onmouseover='hit=1", "` onfocus=hit=1 `",
    "javascript:hit=1", f"javascript:{_RUN}//", "data:text/html,<script>hit=1</script>", "vbscript:msgbox(1)",
    "{{ 7 * 7 }}", "{% raw %}", "{{ ''.__class__.__mro__ }}", "{# comment #}", "${hit=1}", "$(touch hit)", "%(hit)s",
    "{hit}", "';hit=1;//", "*/hit=1;/*", "//", "\\u003cscript\\u003e", "\\x3cimg src=x onerror=hit=1\\x3e",
    "constructor", "__proto__", "hasOwnProperty", "i1", "m0", "list", "search",
)  # fmt: skip
_STRANGE = (
    "\u202egnihtyreve\u202c", "\u2066isolate\u2069", "\u200b\u200d\u2060", "\ufeffmark", "line\u2028separator\u2029",
    "tab\tand\nnew line\r\nof two kinds", "nul\x00bell\x07escape\x1b[31m", "half \ud83d of a pair", "e" + "\u0301" * 60,
    "W" * 3000, "word " * 600, "\U000e0041tag", "漢字" * 200, "🧨" * 90, "مرحبا بالعالم", "\ue000sentinel\ue001",
)  # fmt: skip
STRINGS = (*_MARKUP, *_QUOTES, *_STRANGE)


def _template(other: str) -> dict[str, Any]:
    """Every string as a key and as a value: of sections, ids, types, properties, documents and code inside strings."""
    resources: dict[str, Any] = {}
    # A template with half of a surrogate pair is refused when it is read.
    strings = [text.replace("\ud83d", "") for text in STRINGS]
    for number, text in enumerate(strings):
        resources[f"R{number}"] = {
            "Type": "AWS::SNS::Topic",
            "Properties": {"TopicName": text + other, "Tags": [{"Key": text, "Value": text + other}], text: other},
        }
        if number % 4 == 0:
            resources[text + other] = {"Type": f"Custom::{text}", "Properties": {"ServiceToken": text}}
        if number % 8 == 0:
            body = json.dumps({"widgets": [{text: text, "at": other}]})
            resources[f"D{number}"] = {"Type": "AWS::CloudWatch::Dashboard", "Properties": {"DashboardBody": body}}
            code = {"ZipFile": f"import os\n# {text}\nprint({other!r})\n"}
            resources[f"F{number}"] = {"Type": "AWS::Lambda::Function", "Properties": {"Code": code, "Handler": text}}
    texts = {f"P{number}": {"Type": "String", "Default": text + other} for number, text in enumerate(strings)}
    outputs = {text: {"Value": other, "Description": text} for text in strings}
    return {
        "Description": " ".join(strings[:60]) + other, "Parameters": texts, "Resources": resources, "Outputs": outputs,
        **{text: {text: other} for text in strings[:20]},
    }  # fmt: skip


@cache
def difference() -> api.Difference:
    """What separates two templates of such text."""
    documents = (
        from_bytes(f"{name}<img src=x onerror=hit=1>.json", json.dumps(_template(other), indent=1).encode())
        for name, other in (("MODEL", "one"), ("IDEAL", "two"))
    )
    return api.diff(*read_pair(*documents))


def report() -> Report:
    """The report on them, with such text in place of all that rules, detectors and readers say, too."""
    found = difference().report
    findings = []
    for number, finding in enumerate(found.findings):
        text = STRINGS[number % len(STRINGS)]
        issue = replace(
            finding.issue, title=text, why=f"{text} `{text}`", impact=text, category=text, rule=text,
            ideal_problem=text, evidence=(Evidence(text, 1, STRINGS[-1 - number % len(STRINGS)]),),
            fix=Fix("unsafe", ({"op": "add", "path": text},), why=text),
        )  # fmt: skip
        findings.append(replace(finding, issue=issue))
    told = replace(found.model, path=STRINGS[1], note=STRINGS[3], repairs=STRINGS)
    summary = replace(found.summary, by_category=dict.fromkeys(STRINGS, 1))
    return replace(found, model=told, findings=tuple(findings), summary=summary)


@cache
def pages() -> tuple[str, str]:
    """The page that a call would write, and the one on the report above."""
    found = difference()
    return (
        html.render_html(found.report, found.model, found.ideal, found.secret),
        html.render_html(report(), found.model, found.ideal, found.secret),
    )
