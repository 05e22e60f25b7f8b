// node --test, started by test_arithmetic.py in a folder where the theme's modules stand beside this.

import assert from "node:assert/strict";
import test from "node:test";

import { drawShape, escape, reach, readMarks, toShape } from "./timeline-geometry.js";
import { makeScale } from "./timeline-geometry.js";

const scale = makeScale([[0, 0], [1000, 1]]);
const x = (place) => place * 1000;
const piece = (fields) => ({ shape: "span", start: 0.2, end: 0.5, startEnd: "hard", endEnd: "hard", ...fields });

test("marks are read with their lanes, ends and ranks", () => {
  const file = {
    columns: ["stories", "kinds"],
    marks: [[3, 0, 1, 0, 0, 100, 200], [1, 1, 0, 1, 1 + 4 + 32, 300, 400, 3, 500, 600]],
    threads: [[1, 900, "missed"]],
  };
  const { events, byRank, threads } = readMarks(file, "kinds", scale);
  assert.deepEqual(events.map((one) => one.lane), [1, 0]);
  assert.deepEqual(byRank, [1, 0]);
  assert.deepEqual(events.map((one) => one.rank), [1, 0]);
  assert.equal(events[1].join, "or");
  const [first, second] = events[1].pieces;
  assert.deepEqual([first.shape, first.startEnd, first.endEnd], ["whole", "soft", "open"]);
  assert.deepEqual([second.shape, second.startEnd, second.endEnd], ["span", "hard", "hard"]);
  assert.equal(events[1].last, Infinity);
  assert.deepEqual(threads, [{ event: 1, due: 0.9, status: "missed", sign: "✗" }]);
});

test("a day is a dot, and a bar where it takes much room", () => {
  const day = piece({ shape: "point", start: 0.2, end: 0.202 });
  assert.equal(toShape(day, x, 1000).shape, "point");
  assert.equal(toShape({ ...day, end: 0.3 }, x, 1000).shape, "whole");
});

test("what goes on has an arrow, and what is lost a question mark", () => {
  const open = toShape(piece({ endEnd: "open" }), x, 1000);
  assert.ok(open.arrowEnd);
  assert.deepEqual(reach([open]), [200, 1000]);
  const lost = toShape(piece({ startEnd: "unknown" }), x, 1000);
  assert.match(drawShape(lost), />\?</);
  assert.ok(reach([lost])[0] < 200);
  assert.ok(toShape(piece({ start: -0.1 }), x, 1000).arrowStart, "it goes on outside");
});

test("the smallest bar is wider than nothing and stays inside", () => {
  for (const start of [0, 0.5, 0.9999]) {
    const shape = toShape(piece({ start, end: start + 1e-6 }), x, 1000);
    assert.ok(shape.width >= 12 && shape.x >= 0 && shape.x + shape.width <= 1000);
  }
});

test("about then looks unlike a known day", () => {
  const about = drawShape(toShape(piece({ shape: "whole", startEnd: "soft", endEnd: "soft" }), x, 1000));
  const known = drawShape(toShape(piece({ shape: "point", start: 0.2, end: 0.201 }), x, 1000));
  assert.match(about, /tl-soft-both/);
  assert.match(known, /tl-dot/);
});

test("no text breaks out of its place", () => {
  assert.equal(escape(`<b a="1">&'`), "&lt;b a=&quot;1&quot;&gt;&amp;&#39;");
});
