"""Secrets in the code of a stack do not come into a report, whatever its form."""

from __future__ import annotations

import pytest

from fixer import api, exchange, publish
from fixer.report import html, json_report, markdown
from tests.cdk.write.test_pairs import stack, template

ONE, OTHER = "hunter2-of-Xyz-9", "another-of-Qqq-7"
FUNCTION = "const fn = new lambda.Function(this, 'Fn', { handler: 'index.handler' });"
PLACES = [
    "new lambda.Function(this, 'F', { environment: { DB_PASSWORD: '%s' } });",
    "new lambda.Function(this, 'F', { environment: { 'DB_PASSWORD': `%s` } });",
    "new lambda.Function(this, 'F', { environment: { DB_PASSWORD: `%s${this.region}` } });",
    "new lambda.Function(this, 'F', { environment: { DB_PASSWORD: process.env.PW || '%s' } });",
    "new lambda.Function(this, 'F', { environment: { DB_PASSWORD: small ? 'x' : '%s' } });",
    "new lambda.Function(this, 'F', { environment: { URL: 'postgres://admin:%s@host/db' } });",
    "const dbPassword = process.env.PW ?? '%s';\n    new lambda.Function(this, 'F', { handler: dbPassword });",
    "const value = cdk.SecretValue.unsafePlainText('%s');\n    new rds.Thing(this, 'D', { given: value });",
    "fn.addEnvironment('API_SECRET', '%s');",
    "new rds.CfnDBInstance(this, 'D', { masterUserPassword: '%s' });",
    "const d = new rds.CfnDBInstance(this, 'D', {});\n    d.masterUserPassword = '%s';",
    "const d = new rds.CfnDBInstance(this, 'D', {});\n    d.addPropertyOverride('MasterUserPassword', '%s');",
    "new sm.Secret(this, 'S', { secretStringValue: cdk.SecretValue.unsafePlainText('%s') });",
    "new sm.Secret(this, 'S', { secretObjectValue: { any: cdk.SecretValue.unsafePlainText('%s') } });",
    "new ssm.StringParameter(this, 'P', { parameterName: '/db/password', stringValue: '%s' });",
    "new Thing(this, 'T', undefined, { apiKey: '%s' });",
    "fn.addToRolePolicy(make({ token: '%s' }));",
]


@pytest.mark.parametrize("place", PLACES)
def test_no_report_shows_a_secret(place: str) -> None:
    one, other, none = stack(FUNCTION, place % ONE), stack(FUNCTION, place % OTHER), stack(FUNCTION)
    for model, ideal in ((one, none), (none, one), (one, other)):
        left, right = template(model), template(ideal)
        found, checked = api.diff(left, right), api.check(left)
        texts = [
            html.render_html(found.report, left, right, found.secret),
            html.render_html(checked.report, left, None, checked.secret),
            json_report.render_json(found.outline),
            exchange.render_patch(found),
            *(markdown.render_markdown(found.report, style) for style in markdown.STYLES),
            markdown.render_markdown(checked.report),
            *(str(publish.render(form, [each], [], "low", "/")) for form in publish.FORMS for each in (found, checked)),
        ]
        assert [number for number, text in enumerate(texts) if ONE in text or OTHER in text] == []


def test_what_only_looks_like_a_name_and_its_value_is_shown() -> None:
    model = stack("new Thing(this, 'T', { attributes: ['password', 'email'], pairs: [['name', 'value']] });")
    found = api.diff(template(model), template(stack("new sqs.Queue(this, 'Q');")))
    assert "'email'" in markdown.render_markdown(found.report) and "'value'" in markdown.render_markdown(found.report)


def test_a_text_cannot_leave_the_page_that_it_is_shown_on() -> None:
    bad = "</script><script>alert(1)</script><!--<img src=x onerror=alert(1)>"
    lines = [f"new sqs.Queue(this, '{bad}', {{ queueName: `{bad}`, '{bad}': 1 }}); // {bad}", f"const x{1} = '{bad}';"]
    left, right = template(stack(*lines), f"{bad}.ts"), template(stack("new sqs.Queue(this, 'Q');"))
    found = api.diff(left, right)
    for page in (
        html.render_html(found.report, left, right, found.secret),
        html.render_html(api.check(left).report, left, None, found.secret),
    ):
        assert "alert(1)" in page
        assert "<script>alert" not in page and "</script><script>" not in page and "<img src=x" not in page
