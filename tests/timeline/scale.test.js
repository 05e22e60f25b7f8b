// node --test, started by test_arithmetic.py in a folder where the theme's modules stand beside this.

import assert from "node:assert/strict";
import test from "node:test";

import {
  DAY,
  chooseUnit,
  findTicks,
  keepInside,
  listMoments,
  makeScale,
  makeWords,
  readMoment,
  toDate,
  toOrdinal,
  writeMoment,
  zoomView,
} from "./timeline-geometry.js";

const near = (left, right) => assert.ok(Math.abs(left - right) < 1e-9, `${left} is not ${right}`);
const at = (year, month = 1, day = 1) => toOrdinal(year, month, day) * DAY;

test("a day and its number lead to each other in any year", () => {
  for (const ordinal of [-63000000000, -719528, -719529, -1, 0, 19810, 10 ** 9]) {
    assert.equal(toOrdinal(...toDate(ordinal)), ordinal);
  }
  assert.deepEqual(toDate(0), [1970, 1, 1]);
  assert.deepEqual(toDate(19810), [2024, 3, 28]);
  assert.equal(toOrdinal(-43, 3, 15), -735160);
});

test("places and moments lead to each other, across breaks too", () => {
  const scale = makeScale([[-5e15, 0], [-4e15, 0.2], [0, 0.25], [1000, 1]], [1]);
  for (const place of [0, 0.1, 0.2, 0.22, 0.25, 0.7, 1]) near(scale.place(scale.moment(place)), place);
  assert.equal(scale.segments.length, 2);
  assert.equal(scale.breaks.length, 1);
});

test("zooming keeps what is under the pointer, and stays inside", () => {
  const view = zoomView([0.2, 0.6], 0.5, 0.3, 1e-9);
  near((0.3 - view[0]) / (view[1] - view[0]), 0.25);
  near(view[1] - view[0], 0.2);
  assert.deepEqual(zoomView([0, 0.9], 4, 0.5, 1e-9), [0, 1]);
  const narrow = zoomView([0.5, 0.6], 1e-6, 0.55, 0.01);
  near(narrow[1] - narrow[0], 0.01);
  assert.deepEqual(keepInside([-0.25, 0.25]), [0, 0.5]);
  assert.deepEqual(keepInside([0.75, 1.25]), [0.5, 1]);
});

test("the unit is the smallest that is long enough", () => {
  assert.deepEqual(chooseUnit(50).slice(0, 2), ["minute", 60]);
  assert.deepEqual(chooseUnit(DAY).slice(0, 2), ["day", DAY]);
  assert.deepEqual(chooseUnit(40 * DAY).slice(0, 2), ["month", 3]);
  assert.deepEqual(chooseUnit(31556952 * 3e6).slice(0, 2), ["year", 5000000]);
});

test("round years before Christ are round as they are written", () => {
  const years = listMoments(["year", 500], at(-1200), at(1000)).map((one) => toDate(one / DAY)[0]);
  assert.deepEqual(years, [-999, -499, 1, 500, 1000]);
});

test("breaks bear no marks", () => {
  const scale = makeScale([[at(1900), 0], [at(1910), 0.4], [at(2000), 0.6], [at(2010), 1]], [1]);
  const ticks = findTicks(scale, [0, 1], 960, 88);
  assert.ok(ticks.length > 4);
  for (const { x } of ticks) assert.ok(x <= 0.4 * 960 + 1e-6 || x >= 0.6 * 960 - 1e-6);
});

test("a moment in the address is read as it was written", () => {
  for (const moment of [0, at(-43, 3, 15), at(2024, 3, 28) + 22 * 3600 + 27 * 60, at(-170000000)]) {
    assert.equal(readMoment(writeMoment(moment)), moment);
  }
  assert.equal(writeMoment(at(-43, 3, 15)), "-0043-03-15");
  assert.equal(writeMoment(at(2024, 3, 28) + 60), "2024-03-28T00:01");
  for (const wrong of ["", "x", "2024", "2024-3-1", "Y12", "javascript:alert(1)"]) {
    assert.equal(readMoment(wrong), null);
  }
});

test("a moment is said as the axis asks, in the language, in any year", () => {
  const english = makeWords("en");
  assert.equal(english(at(2024, 3, 28), "year"), "2024");
  assert.equal(english(at(2024, 3, 28), "month"), "March 2024");
  assert.equal(english(at(2024, 3, 28), "day"), "28 March 2024");
  assert.match(english(at(2024, 3, 28) + 79200, "minute"), /28 Mar.*22:00/);
  assert.match(english(at(-43), "year"), /^44 BC/);
  assert.match(english(at(-170000000), "year"), /^170,000,001 BC/);
  assert.equal(makeWords("zh")(at(2024, 3, 28), "month"), "2024年3月");
  assert.match(makeWords("zh")(at(-43), "year"), /^公元前44年/);
});
