// Places for marks and their labels, without a page: what has no room is counted.
// The same rules as site_gen/plan/drawing/layout.py. Lengths are in CSS pixels.

export const ROW = 28;
export const TARGET = 24;
export const GAP = 6;
export const BOLD = 14.3; // the font size at which plain letters are as wide as bold ones of 13
const LONGEST = 320;
const BUCKET = 120;
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{20000}-\u{3fffd}]/u;

/** About how wide a text is in a font of `size`. */
export function measure(text, size = 13) {
  let length = 0;
  for (const one of text) length += WIDE.test(one) ? 1 : 0.54;
  return length * size;
}

/** The text, or its beginning with an ellipsis. */
export function shorten(text, width = LONGEST) {
  if (measure(text) <= width) return text;
  let room = width - measure("…");
  let short = "";
  for (const one of text) {
    room -= measure(one);
    if (room < 0) break;
    short += one;
  }
  return `${short.trimEnd()}…`;
}

/**
 * items: [{ key, lane, left, right, label, length }], the most important first; `length` is the
 * label's width with its gaps. rows: how many each lane has; seen: the stretch that is in view. Gives
 * { spots, clusters, used }; a lane that has clusters keeps its last row for them.
 */
export function layOut(items, { rows, width, most, seen = [0, width] }) {
  const lanes = rows.map(() => []);
  items.forEach((item) => lanes[item.lane].push(item));
  const result = { spots: [], clusters: [], used: [] };
  lanes.forEach((own, lane) => {
    const share = Math.ceil((most * own.length) / Math.max(items.length, 1)) + 2;
    let found = fill(own, rows[lane], { width, seen }, share);
    if (found.crowded.length) found = fill(own, Math.max(rows[lane] - 1, 1), { width, seen }, share);
    result.spots.push(...found.spots);
    result.clusters.push(...cluster(found.crowded, lane, width));
    result.used.push(found.used + (found.crowded.length ? 1 : 0));
  });
  return result;
}

function fill(items, most, room, share) {
  const taken = [];
  const full = new Set();
  const spots = [];
  const crowded = [];
  for (const item of items) {
    const slot = Math.floor((item.left + item.right) / 2 / TARGET);
    const spot = full.has(slot) || spots.length >= share ? null : place(item, taken, most, room);
    if (spot) spots.push(spot);
    else {
      crowded.push(item);
      if (item.right - item.left <= TARGET) full.add(slot);
    }
  }
  return { spots, crowded, used: taken.length };
}

function place(item, taken, most, room) {
  for (const [side, left, right] of options(item, room)) {
    for (let row = 0; row < most; row += 1) {
      taken[row] ??= [];
      if (take(taken[row], left, right)) return { item, row, side };
      if (!taken[row].length) taken.length = row;
    }
  }
  return null;
}

function options({ left, right, label, length }, { width, seen }) {
  const lack = Math.max(TARGET - (right - left), 0) / 2;
  const [first, last] = [left - lack, right + lack];
  const found = [];
  const isLong = Math.min(last, seen[1]) - Math.max(first, seen[0]) > length;
  if (label && isLong && last > seen[1]) found.push(["inside", first, last]);
  else if (label && last + length <= width) found.push(["after", first, last + length]);
  else if (label && first - length >= 0) found.push(["before", first - length, last]);
  else if (label && isLong) found.push(["inside", first, last]);
  found.push(["", first, last]);
  return found;
}

/** Take a stretch of a row if it is free. A row is [left, right, left, right, …] in order. */
function take(row, left, right) {
  let low = 0;
  let high = row.length / 2;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (row[middle * 2] < left) low = middle + 1;
    else high = middle;
  }
  const isFree = (low === 0 || row[low * 2 - 1] <= left) && (low * 2 === row.length || right <= row[low * 2]);
  if (isFree) row.splice(low * 2, 0, left, right);
  return isFree;
}

function cluster(crowded, lane, width) {
  const buckets = new Map();
  const last = Math.max(Math.floor(width / BUCKET) - 1, 0);
  for (const { key, left, right } of crowded) {
    const middle = (Math.max(left, 0) + Math.min(right, width)) / 2;
    const bucket = Math.min(Math.max(Math.floor(middle / BUCKET), 0), last);
    if (!buckets.has(bucket)) buckets.set(bucket, []);
    buckets.get(bucket).push(key);
  }
  return [...buckets].map(([bucket, keys]) => ({
    lane,
    left: bucket * BUCKET,
    right: bucket === last ? width : (bucket + 1) * BUCKET,
    keys,
  }));
}
