// Answers, for each case on standard input, what the page's arithmetic makes of it: for the test that
// the page and the build agree.

import { readFileSync } from "node:fs";

import { measure } from "./timeline-geometry.js";
import { findTicks, makeScale } from "./timeline-geometry.js";

const answer = ({ knots, breaks, moments, text }) => {
  const scale = makeScale(knots, breaks);
  return {
    places: moments.map((moment) => scale.place(moment)),
    ticks: findTicks(scale, [0, 1], 960, 100).map(({ moment, kind }) => [moment, kind]),
    width: measure(text),
  };
};
process.stdout.write(JSON.stringify(JSON.parse(readFileSync(0, "utf-8")).map(answer)));
