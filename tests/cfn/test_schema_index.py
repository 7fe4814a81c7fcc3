"""The packaged index: whole, dated, and read only where it is asked."""

from __future__ import annotations

import re
import subprocess
import sys
import time

from fixer.cfn.schema_index import FILE, _Index, index_info, read_chunk, type_names


def test_the_index_says_where_it_comes_from() -> None:
    info = index_info()
    assert (info.source, info.region) == ("cfn-lint", "us-east-1")
    assert re.fullmatch(r"\d+\.\d+\.\d+", info.version)
    assert re.fullmatch(r"20\d\d-\d\d-\d\dT[\d:]+Z", info.date)


def test_every_type_of_the_directory_can_be_read() -> None:
    names = type_names()
    assert len(names) == len(set(names)) == index_info().types > 1_800
    for name in names:
        chunk = read_chunk(name)
        assert chunk is not None and "root" in chunk, name


def test_a_part_of_a_name_or_a_number_of_the_directory_finds_nothing() -> None:
    for name in (
        "AWS::S3::Buck",
        "S3::Bucket",
        "0",
        "AWS::S3::Bucket AWS::S3::BucketPolicy",
        "AWS::S3::Bucket\n",
        "é::x::y",
    ):
        assert read_chunk(name) is None


def test_one_type_costs_little_of_what_all_cost() -> None:
    data = FILE.read_bytes()

    def seconds(names: tuple[str, ...]) -> float:
        start = time.process_time()
        index = _Index(data)
        for name in names:
            index.chunk(name)
        return time.process_time() - start

    one = min(seconds(("AWS::Lambda::Function",)) for _ in range(5))
    assert one * 20 < seconds(type_names())


def test_facts_need_no_linter_and_nothing_heavy() -> None:
    code = "import sys; from fixer.cfn.schema import facts; facts('AWS::S3::Bucket').at(('Tags',)); print(*sys.modules)"
    loaded = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True).stdout.split()
    assert not {"cfnlint", "yaml", "difflib", "jsonschema", "requests"} & set(loaded)


def test_the_index_stays_small() -> None:
    assert FILE.stat().st_size < 430_000
