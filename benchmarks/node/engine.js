// node engine.js MODEL IDEAL: the engine of cdk diff alone, in a process of its own, printing what it finds.
import { readFileSync } from "node:fs";
import { formatDifferences, fullDiff } from "@aws-cdk/cloudformation-diff";

const [model, ideal] = process.argv.slice(2).map((path) => JSON.parse(readFileSync(path, "utf8")));
formatDifferences(process.stdout, fullDiff(model, ideal));
