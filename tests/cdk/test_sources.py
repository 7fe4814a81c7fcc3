"""Which files of TypeScript a document holds, and which of them make up the stack."""

from __future__ import annotations

import pytest

from fixer.cdk.sources import looks_like, source_files
from fixer.read.document import Document

STACK = """\
import * as cdk from 'aws-cdk-lib';
export class TapStack extends cdk.Stack {
  constructor(scope: any, id: string) {
    super(scope, id);
    new cdk.CfnOutput(this, 'A', { value: 'a' });
  }
}
"""
APP = (
    "import { App } from 'aws-cdk-lib';\nimport { TapStack } from '../lib/tap-stack';\nnew TapStack(new App(), 'T');\n"
)
TEST = "import { Template } from 'aws-cdk-lib/assertions';\ndescribe('it', () => { it('is', () => {}); });\n"
HANDLER = "import { S3Client } from '@aws-sdk/client-s3';\nexport const handler = async () => {};\n"
CONFIG = "export interface Config { size: number }\nexport const sizes: Config = { size: 1 };\n"


def fence(code: str, language: str = "typescript", head: str = "") -> str:
    return f"{head}\n\n```{language}\n{code}```\n\n"


def names(text: str, path: str = "IDEAL_RESPONSE.md") -> list[str | None]:
    return [file.name for file in source_files(Document(path, text))]


def test_files_have_the_names_that_the_document_gives_them() -> None:
    text = fence(STACK, head="### `lib/tap-stack.ts`") + fence("// bin/tap.ts\n" + APP) + fence(STACK, "ts file=x/y.ts")
    assert names(fence(STACK, head="## lib/tap-stack.ts") + fence("// bin/tap.ts\n" + APP)) == [
        "lib/tap-stack.ts",
        "bin/tap.ts",
    ]
    assert names(text) == ["bin/tap.ts", "x/y.ts"]


def test_tests_handlers_and_other_languages_are_no_part_of_a_stack() -> None:
    text = (
        fence(STACK) + fence(TEST) + fence(HANDLER) + fence('{"name": "x"}\n', "json") + fence("cdk deploy\n", "bash")
    )
    assert len(names(text)) == 1
    assert names(fence(STACK, head="lib/a.ts") + fence(STACK, head="test/a.ts") + fence(STACK, head="a.d.ts")) == [
        "lib/a.ts"
    ]


def test_a_file_counts_that_another_one_imports() -> None:
    stack = STACK.replace("export class", "import { sizes } from './config';\nexport class")
    text = fence(CONFIG, head="lib/config.ts") + fence(stack, head="lib/tap-stack.ts") + fence(HANDLER, head="lib/h.ts")
    assert names(text) == ["lib/config.ts", "lib/tap-stack.ts"]
    # Without a name for the file, what it declares says which it is.
    assert len(names(fence(CONFIG) + fence(stack) + fence(HANDLER))) == 2


def test_of_several_versions_the_last_whole_one_counts() -> None:
    first, second = STACK.replace("'a'", "'first'"), STACK.replace("'a'", "'second'")
    text = fence(first) + fence(second) + fence("export class TapStack extends cdk.Stack {}\n")
    (file,) = source_files(Document("a.md", text))
    assert text[file.start : file.end] == second


def test_a_file_in_pieces_is_one_and_what_stands_between_them_is_blank() -> None:
    cut = STACK.index("    new cdk")
    text = fence(STACK[:cut], head="It begins.") + fence(STACK[cut:], head="### The output\n\nIs it?")
    (file,) = source_files(Document("a.md", text))
    code = file.code(text)
    assert len(code) == file.end - file.start
    assert "".join(code.split()) == "".join(STACK.split())
    assert code.count("\n") == text[file.start : file.end].count("\n")


def test_a_snippet_is_no_file() -> None:
    text = fence(STACK) + fence("new cdk.CfnOutput(this, 'B', {});\n") + fence("    x: 1,\n")
    (file,) = source_files(Document("a.md", text))
    assert text[file.start : file.end] == STACK


@pytest.mark.parametrize(
    ("path", "text", "expected"),
    [
        ("lib/tap-stack.ts", STACK, True),
        ("lib/index.ts", HANDLER, False),
        ("a.md", fence(STACK), True),
        ("a.md", fence(STACK, ""), True),
        ("a.md", fence(STACK, "python"), False),
        ("a.md", STACK, False),
        ("a.md", fence("Resources:\n  A:\n    Type: AWS::S3::Bucket\n", "yaml") + "as cdk would", False),
        ("a.md", fence("class A extends Stack {\n}\nConstruct\n"), True),
        ("a.yaml", "Description: made with cdk\n", False),
    ],
)
def test_a_stack_is_recognised_by_text_alone(path: str, text: str, expected: bool) -> None:
    assert looks_like(Document(path, text)) is expected


def test_a_bare_file_is_one_source_whatever_looks_like_a_fence_in_it() -> None:
    text = STACK + "/*\n```ts\nexample()\n```\n*/\n"
    (file,) = source_files(Document("lib/tap-stack.ts", text))
    assert (file.start, file.end, file.name) == (0, len(text), "tap-stack.ts")
