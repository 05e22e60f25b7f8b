// What the build wrote about every event, and the SVG of a mark: the same shapes as parts/drawing.html.

import { TARGET } from "./timeline-layout.js";

const SHAPES = ["point", "whole", "range", "span"];
const ENDS = ["hard", "soft", "open", "unknown"];
const JOINS = ["", "or", "and"];
const SIGNS = { met: "✓", missed: "✗", partly: "◐", dropped: "–", pending: "…", open: "○" };
const LEAST = 12;
const STUB = 44;
const ARROW = 10;

const escapes = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#39;" };
export const escape = (text) => text.replace(/[&<>"']/g, (one) => escapes[one]);
const round = (length) => Math.round(length * 10) / 10;

/**
 * Reads marks.json for one arrangement of lanes: arrays by event, in order of time, with the places of
 * its pieces. `byRank` lists events by importance, then time; `rank` is the place in that list.
 */
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

/** A piece in pixels, on a stretch `width` wide; `x` gives the pixel of a place. */
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

/** From the first to the last shape, arrows and ends that are not known included. */
export function reach(shapes) {
  const before = (one) => one.x - one.lostStart * STUB - one.arrowStart * ARROW;
  const after = (one) => one.x + one.width + one.lostEnd * STUB + one.arrowEnd * ARROW;
  return [Math.min(...shapes.map(before)), Math.max(...shapes.map(after))];
}

/** The SVG of one shape, its middle at height 0. */
export function drawShape({ shape, x, width, fade, ...ends }) {
  const [left, right, middle] = [round(x), round(x + width), round(x + width / 2)];
  const box = (attributes, half) =>
    `<rect ${attributes} x="${left}" y="${-half}" width="${round(width)}" height="${half * 2}"/>`;
  const soft = `fill="url(#tl-soft-${fade})"`;
  const lost = (from, at, side) =>
    `<rect x="${from}" y="-5" width="40" height="10" fill="url(#tl-soft-${side})"/>` +
    `<text class="tl-lost" x="${at}" y="4" text-anchor="middle">?</text>`;
  let svg;
  if (shape === "point") {
    svg = fade
      ? `<circle cx="${middle}" r="11" fill="url(#tl-halo)"/><circle class="tl-ring" cx="${middle}" r="5"/>`
      : `<circle class="tl-dot" cx="${middle}" r="5.5"/>`;
  } else if (shape === "span") svg = box(`class="tl-span" ${fade && soft}`, 5);
  else if (shape === "range") {
    svg = box(`class="tl-range${fade && " tl-vague"}" fill="url(#tl-hatch)"`, 6);
  } else svg = fade ? box(soft, 7) : box('class="tl-whole" rx="4"', 6);
  if (ends.arrowStart) svg += `<path class="tl-arrow" d="M${left} -9L${left - 10} 0L${left} 9Z"/>`;
  if (ends.arrowEnd) svg += `<path class="tl-arrow" d="M${right} -9L${right + 10} 0L${right} 9Z"/>`;
  if (ends.lostStart) svg += lost(left - 40, left - 40, "start");
  if (ends.lostEnd) svg += lost(right, right + 40, "end");
  return svg;
}
