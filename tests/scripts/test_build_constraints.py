"""The script that extracts what AWS refuses from the resource schemas."""

from __future__ import annotations

import json
import sys
import zlib
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[2] / "scripts"))

import build_constraints


def test_demands_are_noted_by_path_and_read_only_properties_left_out() -> None:
    schema = {
        "properties": {
            "Name": {"type": "string", "maxLength": 8, "pattern": "^[a-z]+$"},
            "Arn": {"type": "string", "maxLength": 9},
            "Tags": {"type": "array", "maxItems": 2, "items": {"$ref": "#/definitions/Tag"}},
            "Free": {"type": "string", "minLength": 0, "pattern": ".*"},
        },
        "definitions": {"Tag": {"properties": {"Key": {"maxLength": 3}, "Inner": {"$ref": "#/definitions/Tag"}}}},
        "readOnlyProperties": ["/properties/Arn"],
        "requiredXor": ["A", "B"],
    }
    assert build_constraints.constraints(schema) == {
        "": {"requiredXor": ["A", "B"]},
        "Name": {"maxLength": 8, "pattern": "^[a-z]+$"},
        "Tags": {"maxItems": 2},
        "Tags/*/Key": {"maxLength": 3},
    }


def test_a_pattern_that_may_take_exponential_time_is_left_out() -> None:
    assert build_constraints.constraints({"properties": {"A": {"pattern": "^([a-z]+)*$"}}}) == {}


def test_a_long_enum_is_kept_and_a_short_one_is_the_other_index_s() -> None:
    long = [f"v{n:02}" for n in range(41)]
    schema = {"properties": {"A": {"enum": long}, "B": {"enum": ["x"]}}}
    assert build_constraints.constraints(schema) == {"A": {"enum": long}}


def test_the_file_is_a_line_of_places_and_deflated_sections() -> None:
    packed = build_constraints.pack({"b": [1], "a": {"x": 2}}, {"date": "2026-01-02"})
    line, _, body = packed.partition(b"\n")
    header = json.loads(line)
    offset, size = header["sections"]["a"]
    assert json.loads(zlib.decompress(body[offset : offset + size])) == {"x": 2}
    assert header["date"] == "2026-01-02"
