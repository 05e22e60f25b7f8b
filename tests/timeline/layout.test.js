// node --test, started by test_arithmetic.py in a folder where the theme's modules stand beside this.

import assert from "node:assert/strict";
import test from "node:test";

import { GAP, TARGET, layOut, measure, shorten } from "./timeline-geometry.js";

/** Numbers that look like chance and are the same each time. */
function chance(seed) {
  let state = seed;
  return () => (state = (state * 1103515245 + 12345) % 2147483648) / 2147483648;
}

function crowd(seed, count, width) {
  const next = chance(seed);
  return Array.from({ length: count }, (_, key) => {
    const left = next() * width;
    const label = ["", "A launch", "小米发布SU7", "A very long title of something"][Math.floor(next() * 4)];
    const right = Math.min(left + next() * next() * 200, width);
    return { key, lane: Math.floor(next() * 3), left, right, label, length: measure(label) + GAP * 2 };
  });
}

function stretch({ item, side }) {
  const lack = Math.max(TARGET - (item.right - item.left), 0) / 2;
  const [left, right] = [item.left - lack, item.right + lack];
  if (side === "after") return [left, right + item.length];
  return side === "before" ? [left - item.length, right] : [left, right];
}

for (const [seed, count] of [[1, 0], [2, 5], [3, 60], [4, 3000]]) {
  const items = crowd(seed, count, 900);
  const found = layOut(items, { rows: [4, 3, 2], width: 900, most: 60 });

  test(`of ${count}, nothing overlaps in a row`, () => {
    const rows = new Map();
    for (const spot of found.spots) {
      const name = `${spot.item.lane} ${spot.row}`;
      rows.set(name, [...(rows.get(name) ?? []), stretch(spot)]);
    }
    for (const taken of rows.values()) {
      taken.sort((a, b) => a[0] - b[0]);
      for (let at = 1; at < taken.length; at += 1) assert.ok(taken[at - 1][1] <= taken[at][0]);
    }
  });

  test(`of ${count}, every item has a place or is in one cluster`, () => {
    const keys = [...found.spots.map((spot) => spot.item.key), ...found.clusters.flatMap((one) => one.keys)];
    assert.deepEqual(keys.sort((a, b) => a - b), items.map((item) => item.key));
  });

  test(`of ${count}, no more than asked for are placed, in the rows that there are`, () => {
    assert.ok(found.spots.length <= 60 + 3 * 3);
    for (const { item, row } of found.spots) assert.ok(row < [4, 3, 2][item.lane]);
    assert.ok(found.used.every((used, lane) => used <= [4, 3, 2][lane]));
  });

  test(`of ${count}, the same items have the same places`, () => {
    assert.deepEqual(layOut(items, { rows: [4, 3, 2], width: 900, most: 60 }), found);
  });
}

test("a long bar bears its label where it is seen", () => {
  const item = { key: 0, lane: 0, left: 0, right: 900, label: "A war", length: 50 };
  const { spots } = layOut([item], { rows: [2], width: 1000, most: 9, seen: [300, 600] });
  assert.equal(spots[0].side, "inside");
});

test("a shortened text fits", () => {
  assert.equal(shorten("short", 200), "short");
  assert.ok(measure(shorten("A very long title of something", 100)) <= 100);
  assert.ok(measure(shorten("手机厂商造车记手机厂商造车记", 60)) <= 60);
});
