// Reads {pairs: [[model, ideal], ...], rounds} as JSON texts from standard input, and answers with every engine's
// milliseconds for each pair (parsing left out) in the first round and in the best of those after it, and with whether
// it says that the two differ (null where it fails).
import { readFileSync } from "node:fs";
import { fullDiff } from "@aws-cdk/cloudformation-diff";
import { create } from "jsondiffpatch";

const patcher = create();
const engines = {
  cdk: { run: fullDiff, differs: (found) => !found.isEmpty },
  jsondiffpatch: { run: (model, ideal) => patcher.diff(model, ideal), differs: (found) => found !== undefined },
};
const { pairs, rounds } = JSON.parse(readFileSync(0, "utf8"));

// Freshly parsed each time: the cdk engine normalizes its arguments in place.
function timed(run, [model, ideal]) {
  const sides = [JSON.parse(model), JSON.parse(ideal)];
  const start = performance.now();
  try {
    return { found: run(...sides), milliseconds: performance.now() - start };
  } catch {
    return { milliseconds: performance.now() - start };
  }
}

function measured({ run, differs }) {
  const first = pairs.map((pair) => timed(run, pair));
  const best = first.map(() => Infinity);
  for (let round = 0; round < rounds; round++) {
    pairs.forEach((pair, at) => (best[at] = Math.min(best[at], timed(run, pair).milliseconds)));
  }
  return { first: first.map((one) => one.milliseconds), milliseconds: best, differs: first.map((one) => ("found" in one ? differs(one.found) : null)) };
}

const answer = Object.fromEntries(Object.entries(engines).map(([name, engine]) => [name, measured(engine)]));
process.stdout.write(JSON.stringify(answer));
