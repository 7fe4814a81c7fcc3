#!/bin/sh
# The main job on one sample: report the gap, close it, show that nothing is left. $1 is the fixer to run.
set -eu
fixer=${1:-fixer}
pair=samples/queues-and-functions
out=.demo
mkdir -p "$out"

show() { printf '\n$ fixer %s\n' "$*"; }

show diff "$pair"
"$fixer" diff "$pair" --format terminal --fail-on never

show diff "$pair" -o "$out/MODEL_FAILURES.md"
"$fixer" diff "$pair" -o "$out/MODEL_FAILURES.md" --fail-on never

show apply "$pair" --unsafe -o "$out/MODEL_RESPONSE.md"
"$fixer" apply "$pair" --unsafe -o "$out/MODEL_RESPONSE.md" --fail-on never

show diff "$out/MODEL_RESPONSE.md" "$pair/IDEAL_RESPONSE.md"
"$fixer" diff "$out/MODEL_RESPONSE.md" "$pair/IDEAL_RESPONSE.md" --format terminal
printf '\nThe report is %s, the repaired document %s.\n' "$out/MODEL_FAILURES.md" "$out/MODEL_RESPONSE.md"
