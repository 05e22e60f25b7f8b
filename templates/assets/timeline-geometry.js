// The timeline without a page: scale, axis, layout, shapes. The same rules as site_gen/plan/drawing/.
// Moments are seconds since 1970-01-01T00:00 on the site's calendar, places are shares of the width.
// The twins there are explained; here is said only what is different.

export const DAY = 86400;
const YEAR = 31556952;
const UNITS = [
  ...[1, 2, 5, 10, 15, 30, 60, 120, 180, 360, 720].map((n) => ["minute", n * 60, n * 60]),
  ...[1, 2, 7].map((n) => ["day", n * DAY, n * DAY]),
  ...[1, 3, 6].map((n) => ["month", n, (n * YEAR) / 12]),
];

/** knots: [[moment, place], …] in order; breaks: indexes of knots at which a break begins. */
export function makeScale(knots, breaks = []) {
  const at = (value, column) => {
    let index = 0;
    while (index < knots.length - 2 && knots[index + 1][column] <= value) index += 1;
    return index;
  };
  const carry = (value, from, to) => {
    const index = at(value, from);
    const [first, last] = [knots[index], knots[index + 1]];
    const share = (value - first[from]) / (last[from] - first[from]);
    return first[to] + share * (last[to] - first[to]);
  };
  const parts = knots.slice(1).map((last, index) => [knots[index], last]);
  return {
    place: (moment) => carry(moment, 0, 1),
    moment: (place) => carry(place, 1, 0),
    segments: parts.filter((_, index) => !breaks.includes(index)),
    breaks: parts.filter((_, index) => breaks.includes(index)),
  };
}

/** The view made `factor` times as wide around a place, inside [0, 1]. */
export function zoomView([first, last], factor, center, smallest) {
  const wide = Math.min(Math.max((last - first) * factor, smallest), 1);
  const share = (center - first) / (last - first);
  return keepInside([center - share * wide, center + (1 - share) * wide]);
}

export function keepInside([first, last]) {
  const wide = last - first;
  if (wide > 1 - 1e-9) return [0, 1];
  const start = Math.min(Math.max(first, 0), 1 - wide);
  return [start, start + wide];
}

export function toDate(ordinal) {
  const shifted = ordinal + 719468;
  const era = Math.floor(shifted / 146097);
  const day = shifted - era * 146097;
  const year = Math.floor(
    (day - Math.floor(day / 1460) + Math.floor(day / 36524) - Math.floor(day / 146096)) / 365,
  );
  const rest = day - (365 * year + Math.floor(year / 4) - Math.floor(year / 100));
  const month = Math.floor((5 * rest + 2) / 153);
  const january = month > 9;
  return [
    era * 400 + year + (january ? 1 : 0),
    january ? month - 9 : month + 3,
    rest - Math.floor((153 * month + 2) / 5) + 1,
  ];
}

export function toOrdinal(year, month, day) {
  const shifted = month <= 2 ? year - 1 : year;
  const era = Math.floor(shifted / 400);
  const ofEra = shifted - era * 400;
  const ofYear = Math.floor((153 * ((month + 9) % 12) + 2) / 5) + day - 1;
  return (
    era * 146097 + ofEra * 365 + Math.floor(ofEra / 4) - Math.floor(ofEra / 100) + ofYear - 719468
  );
}

export function chooseUnit(seconds) {
  const short = UNITS.find((unit) => unit[2] >= seconds);
  if (short) return short;
  for (let power = 1; ; power *= 10) {
    const count = [power, 2 * power, 5 * power].find((years) => years * YEAR >= seconds);
    if (count) return ["year", count, count * YEAR];
  }
}

export function listMoments([kind, count], start, end) {
  const [year, month] = toDate(Math.floor(start / DAY));
  const steps = { year: [year, count], month: [year * 12 + month - 1, count] };
  const [value, step] = steps[kind] ?? [start, count];
  const found = [];
  for (let index = Math.floor(value / step); found.length < 200; index += 1) {
    const moment = momentOf(kind, count, index);
    if (moment > end) break;
    if (moment >= start) found.push(moment);
  }
  return found;
}

function momentOf(kind, count, index) {
  if (kind === "year") return toOrdinal(roundYear(count, index), 1, 1) * DAY;
  if (kind === "month") {
    const months = index * count;
    return toOrdinal(Math.floor(months / 12), (((months % 12) + 12) % 12) + 1, 1) * DAY;
  }
  return index * count;
}

/** Round years before Christ are round as they are written: 500 BC is the year -499. */
function roundYear(count, index) {
  return count > 1 && index <= 0 ? index * count + 1 : index * count;
}

export function findTicks(scale, [first, last], width, widest) {
  const ticks = [];
  for (const [[fromMoment, fromPlace], [toMoment, toPlace]] of scale.segments) {
    if (toPlace < first || fromPlace > last) continue;
    const room = ((toPlace - fromPlace) / (last - first)) * width;
    if (room < widest) continue;
    const unit = chooseUnit(((toMoment - fromMoment) / room) * widest);
    const start = Math.max(fromMoment, scale.moment(Math.max(first, fromPlace)));
    const end = Math.min(toMoment, scale.moment(Math.min(last, toPlace)));
    for (const moment of listMoments(unit, start, end)) {
      const x = ((scale.place(moment) - first) / (last - first)) * width;
      // At midnight the day says more than 00:00.
      const isMidnight = unit[0] === "minute" && moment % DAY === 0;
      ticks.push({ moment, x, kind: isMidnight ? "day" : unit[0] });
    }
  }
  return ticks;
}

const pad = (number, length = 2) => String(number).padStart(length, "0");

export function writeMoment(moment) {
  const day = Math.floor(moment / DAY);
  const [year, month, date] = toDate(day);
  const minute = Math.floor((moment - day * DAY) / 60);
  if (Math.abs(year) > 9999) return `Y${year}`;
  const text = `${year < 0 ? "-" : ""}${pad(Math.abs(year), 4)}-${pad(month)}-${pad(date)}`;
  return minute ? `${text}T${pad(Math.floor(minute / 60))}:${pad(minute % 60)}` : text;
}

export function readMoment(text) {
  const long = /^Y(-?\d{5,15})$/.exec(text);
  if (long) return toOrdinal(Number(long[1]), 1, 1) * DAY;
  const found = /^(-?\d{4})-(\d\d)-(\d\d)(?:T(\d\d):(\d\d))?$/.exec(text);
  if (!found) return null;
  const [, year, month, day, hour = 0, minute = 0] = found.map((part) => part && Number(part));
  return toOrdinal(year, month, day) * DAY + hour * 3600 + minute * 60;
}

export function makeWords(language) {
  const locale = language === "en" ? "en-GB" : language;
  const forms = {
    year: { year: "numeric" },
    month: { year: "numeric", month: "long" },
    day: { year: "numeric", month: "long", day: "numeric" },
    minute: { month: "short", day: "numeric", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
  };
  const made = {};
  const format = (kind, era, date) => {
    const options = { ...forms[kind], ...(era ? { era: "short" } : {}), timeZone: "UTC" };
    made[kind + era] ??= new Intl.DateTimeFormat(locale, options);
    return made[kind + era].format(date);
  };
  return (moment, kind) => {
    const [year] = toDate(Math.floor(moment / DAY));
    if (Math.abs(year) < 250000) return format(kind, year < 1000, new Date(moment * 1000));
    // `Date` ends before these years: the pattern of a year that it has is filled with another.
    const sample = new Date(Date.UTC(year > 0 ? 9999 : -9998, 6));
    const number = new Intl.NumberFormat(locale).format(year > 0 ? year : 1 - year);
    return format("year", year < 1, sample).replace("9999", number);
  };
}

export const ROW = 28;
export const TARGET = 24;
export const GAP = 6;
export const BOLD = 14.3; // plain letters of this size are as wide as bold ones of 13
const LONGEST = 320;
const BUCKET = 120;
const WIDE = /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\u{20000}-\u{3fffd}]/u;

export function measure(text, size = 13) {
  let length = 0;
  for (const one of text) length += WIDE.test(one) ? 1 : 0.54;
  return length * size;
}

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
 * items: { key, lane, left, right, label, length }, the most important first; rows: of each lane;
 * seen: what is in view. A lane that has clusters keeps its last row for them.
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
    const isHopeless = item.isLate || full.has(slot) || spots.length >= share;
    const spot = isHopeless ? null : place(item, taken, most, room);
    if (spot) spots.push(spot);
    else {
      crowded.push(item);
      if (!item.isLate && item.right - item.left <= TARGET) full.add(slot);
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

/** A row is [left, right, left, right, …] in order. */
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

const SHAPES = ["point", "whole", "range", "span"];
const ENDS = ["hard", "soft", "open", "unknown"];
const JOINS = ["", "or", "and"];
const SIGNS = { met: "✓", missed: "✗", partly: "◐", dropped: "–", pending: "…", open: "○" };
const LEAST = 12;
const STUB = 44;
const ARROW = 10;

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export const escape = (text) => text.replace(/[&<>"']/g, (one) => escapes[one]);
export const round = (length) => Math.round(length * 10) / 10;

/** marks.json for one arrangement of lanes; `byRank` is by importance, then time. */
export function readMarks(file, column, scale) {
  const lane = 1 + Math.max(file.columns.indexOf(column), 0);
  const join = 1 + file.columns.length;
  const events = file.marks.map((mark) => {
    const pieces = [];
    for (let at = join + 1; at < mark.length; at += 3) {
      const code = mark[at];
      pieces.push({
        shape: SHAPES[code & 3],
        start: scale.place(mark[at + 1]),
        end: scale.place(mark[at + 2]),
        startEnd: ENDS[(code >> 2) & 3],
        endEnd: ENDS[code >> 4],
      });
    }
    const isOpen = (end) => pieces.some((one) => one[end] === "open");
    return {
      importance: mark[0],
      lane: mark[lane],
      join: JOINS[mark[join]],
      pieces,
      first: isOpen("startEnd") ? -Infinity : Math.min(...pieces.map((one) => one.start)),
      last: isOpen("endEnd") ? Infinity : Math.max(...pieces.map((one) => one.end)),
      middle: (pieces[0].start + pieces[0].end) / 2,
    };
  });
  const byRank = events.map((_, index) => index);
  byRank.sort((a, b) => events[a].importance - events[b].importance || a - b);
  byRank.forEach((index, rank) => (events[index].rank = rank));
  const threads = file.threads.map(([event, due, status]) => ({
    event,
    due: scale.place(due),
    status,
    sign: SIGNS[status],
  }));
  return { events, byRank, threads };
}

export function toShape(piece, x, width) {
  const { start, end, startEnd, endEnd } = piece;
  let [left, right] = [x(start), x(end)];
  if (startEnd === "open") left = piece.shape === "span" ? 0 : left - STUB;
  if (endEnd === "open") right = piece.shape === "span" ? width : right + STUB;
  const arrowStart = startEnd === "open" || left < 0;
  const arrowEnd = endEnd === "open" || right > width;
  [left, right] = [left, right].map((one) => Math.min(Math.max(one, 0), width));
  const isDot = piece.shape === "point" && right - left <= TARGET;
  const lack = isDot ? 0 : LEAST + (arrowStart + arrowEnd) * ARROW - (right - left);
  if (lack > 0) {
    left = Math.min(Math.max(left - lack / 2, 0), width - (right - left) - lack);
    right = Math.max(right, left + LEAST + (arrowStart + arrowEnd) * ARROW);
  }
  if (!isDot) [left, right] = [left + arrowStart * ARROW, right - arrowEnd * ARROW];
  return {
    shape: isDot ? "point" : piece.shape === "point" ? "whole" : piece.shape,
    x: left,
    width: right - left,
    fade: startEnd === "soft" ? (endEnd === "soft" ? "both" : "start") : endEnd === "soft" ? "end" : "",
    arrowStart: arrowStart && !isDot,
    arrowEnd: arrowEnd && !isDot,
    lostStart: startEnd === "unknown",
    lostEnd: endEnd === "unknown",
  };
}

export function reach(shapes) {
  const before = (one) => one.x - one.lostStart * STUB - one.arrowStart * ARROW;
  const after = (one) => one.x + one.width + one.lostEnd * STUB + one.arrowEnd * ARROW;
  return [Math.min(...shapes.map(before)), Math.max(...shapes.map(after))];
}

export function drawShape({ shape, x, width, fade, ...ends }, y = 0) {
  const [left, right, middle] = [round(x), round(x + width), round(x + width / 2)];
  const box = (attributes, half) =>
    `<rect ${attributes} x="${left}" y="${y - half}" width="${round(width)}" height="${half * 2}"/>`;
  const soft = `fill="url(#tl-soft-${fade})"`;
  const lost = (from, at, side) =>
    `<rect x="${from}" y="${y - 5}" width="40" height="10" fill="url(#tl-soft-${side})"/>` +
    `<text class="tl-lost" x="${at}" y="${y + 4}" text-anchor="middle">?</text>`;
  let svg;
  if (shape === "point") {
    svg = fade
      ? `<circle cx="${middle}" cy="${y}" r="11" fill="url(#tl-halo)"/><circle class="tl-ring" cx="${middle}" cy="${y}" r="5"/>`
      : `<circle class="tl-dot" cx="${middle}" cy="${y}" r="5.5"/>`;
  } else if (shape === "span") svg = box(`class="tl-span" ${fade && soft}`, 5);
  else if (shape === "range") {
    svg = box(`class="tl-range${fade && " tl-vague"}" fill="url(#tl-hatch)"`, 6);
  } else svg = fade ? box(soft, 7) : box('class="tl-whole" rx="4"', 6);
  if (ends.arrowStart) svg += `<path class="tl-arrow" d="M${left} ${y - 9}l-10 9l10 9Z"/>`;
  if (ends.arrowEnd) svg += `<path class="tl-arrow" d="M${right} ${y - 9}l10 9l-10 9Z"/>`;
  if (ends.lostStart) svg += lost(left - 40, left - 40, "start");
  if (ends.lostEnd) svg += lost(right, right + 40, "end");
  return svg;
}
