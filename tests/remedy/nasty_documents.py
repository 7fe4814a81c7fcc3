"""Small documents that are hard to edit in place, and every operation on every node of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from fixer import pointer as pointers

YAML = {
    "comments": """# licence
# of the file

Alpha: # beside a key
  # above one
  one: 1 # beside one

  # between one and two

  two: # beside two
   # an odd column
    - x # beside x
    # above y
    - y
    # after the last item
  # after two
  three:
    # above the only key
    only: v # beside v
    # after the only key
# first column, inside Alpha
  four: [p, q] # beside four
# the end
""",
    "lists": """Zero:
- a: 1
  b: 2
# first column
- c: 3
-   wide: 1
    wide2: 2
- - n1
  - n2
- - - deep
-
  below: 1
  below2: 2
- # beside the dash
  k: v
  l: w
- plain
-
- last
Four:
    - four
    - k: v
      z:
          - odd
Wide:
  -   -  p
      -  q
""",
    "brackets": """F: {a: 1, b: {c: [1, 2, {d: e}]}, }
G: [a, b,]
H: [
  one, # beside one
  # above two
  two, # beside two
  three # beside three
]
I:
  [
    {x: 1,
     y: 2},
    {z: 3}
    # hanging
  ]
J: { "q": "r", "s": {} , 't': [] }
K: [a: b, c]
L: !Join ["", [a, !Ref B, !Sub "x${y}", 'z']]
M: {k: , l, m: "a
  b", n: 1}
N: [ ]
O: {
}
""",
    "scalars": """A: plain
B: "double \\u00e9 # no comment"
C: 'single '' quote'
D: |
  literal
   more

E: >-
  folded
  text

  second
F: |+
  keep


G: |2
    leading
H: plain on
  two lines
  text # beside
I: "double on
  two lines

  three"
J:
K: ~
L:    spaced   # beside
M:\ttab
N: |   # beside the mark
  text
O:
  on the next line # beside
P: !!str 12
Q: ''
"quoted key": 1
'single key': 2
R: >
 one

 two
# after folded
S: |-

  blank first
  x
""",
    "tags": """A: !If
  - C
  - !Sub |
      echo ${x}
  - !Ref X # beside
B: !If [C, !GetAtt a.b, !If [D, x, !Sub 'y']]
C:
  !Sub "on the next line"
D: !Join # beside the tag
  - ","
  # above the list
  - - a
    - !Ref b
E: !Sub
- ${a}
- a: b
F:
  Fn::Sub: x
G: !FindInMap [M, !Ref K, v]
H: !And [!Condition A, !Condition B]
I: !GetAZs
J: !GetAZs ''
K: !Transform {Name: x, Parameters: {a: b}}
L: !ImportValue
  Fn::Sub: "${x}-y"
M: !GetAtt
  - a
  - b
N: !Select
  - 0
  - !GetAZs
    Ref: AWS::Region
O: !Base64 |
  #!/bin/bash
  x
P: !GetAtt a.b.c
""",
    "document mark": """---
# first
A: 1
B:
  - Version: 2012-10-17
    on: yes
    0777: 0777
    22:22: 22:22
    1: one
    "a/b~c": 1
C: {a: b}
""",
    "spaced": """Resources:

  One:
    Type: A

  # two
  Two:
    Type: B

  # three
  # in two lines
  Three:
    Type: C

Outputs:
  X:
    Value: 1
""",
    "JSON on a line": '{"A": {"b": 1, "c": [1, 2]}, "D": []}\n',
    "JSON on lines": '{\n  "A": {\n    "b": 1,\n    "c": [\n      1,\n      2\n    ]\n  },\n  "D": [],\n  "E": {}\n}\n',
    "document end": "A:\n  b: 1\n...\n",
    "literal last": "A:\n  b: 1\n  c: |\n    text\n    more\n",
    "keep last": "A:\n  b: 1\n  c: |+\n    text\n\n",
    "folded last": "A:\n  c: >\n    text\n    more\n  d:\n    - >-\n      x\n",
    "a list": "- a\n# two\n- b: 1\n  c: 2\n",
    "wide steps": "A:\n    b:\n        c: 1\n    d:\n    -   e: 1\n        f: 2\n",
}
_BASIC = """{
  "A": {"x": 1, "y": [1, 2, {"z": "}"}]},
  "B": [],
  "C": {},
  "D": {
    "only": true
  },
  "E": [
    "a",
    "b"
  ],
  "F": [{
    "g": 1
  }, {
    "h": "\\u00e9\\"\\\\"
  }]
}
"""
JSON = {
    "basic": _BASIC,
    "tabs": _BASIC.replace("  ", "\t"),
    "four spaces": _BASIC.replace("  ", "    "),
    "one line": '{"A":{"x":1,"y":[1,2,{"z":"}"}]},"B":[],"C":{},"F":[{"g":1},{"h":"q"}]}',
    "one line, spaced": '{"A": {"x": 1, "y": [1, 2, {"z": "}"}]}, "B": [], "C": {}}',
    "commas first": '{"A" : 1 ,\n\n "B"\n:\n[ 1\n , 2\n , 3 ]\n,"C":{ "d":1 }}',
    "comments": """{
  // above
  "A": 1, // beside
  /* B */
  "B": [
    1, 2,
  ],
  "C": {"d": 1 /* in */},
}
""",
    "a list": '[\n  1,\n  {"a": null}\n]\n',
}
VALUES: list[Any] = [
    "s", True, "yes", "a\nb\n", {"k": {"l": [1, {"m": 2}]}}, [1, {"a": "b", "c": "d"}], {}, [],
    {"Fn::Sub": "x${y}"}, {"Fn::If": ["a", {"Ref": "b"}, "c"]}, None, {"only": "line\nx\n"}, "2012-10-17", 1.5,
]  # fmt: skip


def variants(text: str, fmt: str) -> Iterator[tuple[str, str]]:
    """The text with every kind of line end, without its last one, and with a byte order mark."""
    yield "LF", text
    yield "CRLF", text.replace("\n", "\r\n")
    yield "no final newline", text[:-1] if text.endswith("\n") else text
    yield "BOM", "\ufeff" + text


def places(data: Any, tokens: tuple[str | int, ...] = ()) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Every value of ``data`` with its tokens."""
    yield tokens, data
    members = data.items() if isinstance(data, dict) else enumerate(data) if isinstance(data, list) else ()
    for token, value in members:
        yield from places(value, (*tokens, token))


def operations(data: Any) -> Iterator[dict[str, Any]]:
    """Every operation with every value on every place of ``data``."""
    for tokens, here in places(data):
        path = pointers.join(tokens)
        yield from ({"op": "replace", "path": path, "value": value} for value in VALUES)
        if tokens:
            yield {"op": "remove", "path": path}
        if tokens and isinstance(tokens[-1], str):
            yield {"op": "move", "from": path, "path": pointers.join((*tokens[:-1], "moved"))}
        if isinstance(here, dict):
            yield from ({"op": "add", "path": path + "/new", "value": value} for value in VALUES)
        if isinstance(here, list):
            ends = [str(index) for index in range(len(here) + 1)] + ["-"]
            yield from ({"op": "add", "path": f"{path}/{end}", "value": value} for end in ends for value in VALUES)
