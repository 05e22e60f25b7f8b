// Brings the drawn timeline to life. What the page leaves out is loaded with the first movement.

import {
  BOLD,
  GAP,
  ROW,
  chooseUnit,
  drawShape,
  escape,
  findTicks,
  keepInside,
  layOut,
  makeScale,
  makeWords,
  measure,
  reach,
  readMarks,
  readMoment,
  round,
  shorten,
  toShape,
  writeMoment,
  zoomView,
} from "./timeline-geometry.js";

const AXIS = 34;
const HEAD = 26;
const FOOT = 10;
const MOST = 48; // marks at a time: each frame of a zoom draws them anew
const MOST_ROWS = [0, 12, 9, 7, 6];
const SHORTEST = 600; // seconds: the narrowest view
const STEP = 1.6;
const WHOLE = [0, 1];
const fill = (text, values) => text.replace(/\{(\w+)\}/g, (_, name) => values[name]);

class Timeline {
  constructor(root) {
    this.root = root;
    this.words = root.dataset;
    this.view = root.querySelector(".tl-view");
    this.svg = root.querySelector(".tl-svg");
    this.parts = ["ground", "lanes", "body"].map((name) => this.svg.querySelector(`.tl-${name}`));
    this.say = makeWords(document.documentElement.lang);
    this.window = WHOLE;
    this.titles = [];
    this.names = [];
    this.asked = new Set();
    this.active = -1;
    const help = root.querySelector(".tl-help");
    for (const hidden of [help, root.querySelector(".tl-tools")]) hidden.hidden = false;
    this.view.setAttribute("role", "application");
    this.view.setAttribute("aria-describedby", help.id);
    this.listen();
    this.restore();
    if (this.view.clientWidth < this.svg.clientWidth) this.load();
  }

  load() {
    this.loading ??= this.fetchMarks().catch(() => {
      this.root.querySelector(".tl-said").classList.remove("unseen");
      this.announce(this.words.failed);
      return new Promise(() => {});
    });
    return this.loading;
  }

  async fetchMarks() {
    const [file] = await Promise.all([fetchJson(this.words.marks), this.fetchTitles(0)]);
    this.part = file.part;
    this.scale = makeScale(file.knots, file.breaks);
    Object.assign(this, readMarks(file, this.words.lanes, this.scale));
    this.view.classList.add("tl-live");
    this.view.scrollLeft = 0;
    new ResizeObserver(() => this.measure()).observe(this.view);
    this.measure();
  }

  async fetchTitles(number) {
    if (this.asked.has(number)) return;
    this.asked.add(number);
    const part = await fetchJson(this.words.titles.replace("{n}", number));
    part.forEach(([id, title, date], index) => {
      const rank = number * (this.part ?? part.length) + index;
      this.titles[rank] = this.name({ id, title, date }, rank);
    });
    if (this.events && number) this.paint();
  }

  name(one, rank) {
    one.label = shorten(one.title, Math.min(Math.max(this.view.clientWidth / 2, 140), 320));
    const isBold = this.events?.[this.byRank[rank]].importance === 1;
    one.length = measure(one.label, isBold ? BOLD : undefined) + GAP * 2;
    return one;
  }

  titleOf(index) {
    const { rank } = this.events[index];
    if (!this.titles[rank]) this.fetchTitles(Math.floor(rank / this.part));
    return this.titles[rank];
  }

  /** The heights of lanes follow from the whole, so that they stay while one moves. */
  measure() {
    if (this.width === this.view.clientWidth) return;
    this.width = this.view.clientWidth;
    this.titles.forEach((one, rank) => this.name(one, rank));
    const lanes = [...this.parts[1].children];
    const most = MOST_ROWS[lanes.length] ?? 4;
    this.rows = lanes.map(() => most);
    this.rows = this.layOut([0, 1], this.width).used.map((used) => Math.max(used, 2));
    let y = AXIS;
    this.tops = lanes.map((lane, index) => {
      const text = lane.querySelector("text");
      const head = text ? HEAD : FOOT;
      if (text) text.textContent = shorten((this.names[index] ??= text.textContent), this.width);
      lane.setAttribute("transform", `translate(0 ${y})`);
      lane.querySelector("path")?.setAttribute("d", `M0 0H${this.width}`);
      const top = y + head;
      y = top + this.rows[index] * ROW + FOOT;
      return top;
    });
    this.svg.setAttribute("viewBox", `0 0 ${this.width} ${y + 1}`);
    this.svg.setAttribute("width", this.width);
    this.svg.setAttribute("height", y + 1);
    this.height = y + 1;
    this.paint();
  }

  layOut([first, last], width, seen) {
    const x = (place) => ((place - first) / (last - first)) * width;
    const items = [];
    const shapes = new Map();
    const add = (index) => {
      const event = this.events[index];
      const { lane, pieces, middle, rank } = event;
      if (items.length > MOST * 4) {
        // Whoever comes so late has no chance of a place: it is only counted.
        items.push({ key: index, lane, left: x(middle), right: x(middle), isLate: true });
        return;
      }
      const own = pieces.map((piece) => toShape(piece, x, width));
      shapes.set(index, own);
      const [left, right] = reach(own);
      const { label, length } = this.titles[rank] ?? {};
      items.push({ key: index, lane, left, right, label, length });
    };
    const isInside = (event) => event.last >= first && event.first <= last;
    if (this.active >= 0 && isInside(this.events[this.active])) add(this.active);
    for (const index of this.byRank) {
      if (index !== this.active && isInside(this.events[index])) add(index);
    }
    this.threads.forEach((thread, number) => {
      const event = this.events[thread.event];
      if (!shapes.has(thread.event) || items.length > MOST) return;
      const ends = [x(event.middle), x(thread.due)].sort((a, b) => a - b);
      if (ends[0] > width || ends[1] < 0) return;
      const label = this.words[`outcome${thread.status[0].toUpperCase()}${thread.status.slice(1)}`];
      const [left, right] = [Math.max(ends[0] - 4, 0), Math.min(ends[1] + 10, width)];
      const length = measure(label) + GAP * 2;
      items.push({ key: -1 - number, lane: event.lane, left, right, label, length });
    });
    return { ...layOut(items, { rows: this.rows, width, most: MOST, seen }), shapes, x };
  }

  paint() {
    const [first, last] = this.window;
    const margin = (last - first) / 12;
    this.stretch = [Math.max(first - margin, 0), Math.min(last + margin, 1)];
    this.painted = last - first;
    const width = ((this.stretch[1] - this.stretch[0]) / this.painted) * this.width;
    const shift = ((first - this.stretch[0]) / this.painted) * this.width;
    this.seen = [shift, shift + this.width];
    const layout = this.layOut(this.stretch, width, this.seen);
    this.clusters = layout.clusters.map((one) => one.keys.filter((key) => key >= 0));
    const spots = new Map(layout.spots.map((spot) => [spot.item.key, spot]));
    const y = ({ item, row }) => this.tops[item.lane] + row * ROW + ROW / 2;
    let threads = "";
    let marks = "";
    for (const spot of layout.spots) {
      const { key } = spot.item;
      if (key >= 0) marks += this.drawMark(spot, y(spot), layout.shapes.get(key));
      else threads += this.drawThread(spot, y(spot), spots, y, layout.x);
    }
    const clusters = layout.clusters.map((one, index) => this.drawCluster(one, index));
    this.parts[2].innerHTML = threads + clusters.join("") + marks;
    this.place();
  }

  /** Moves what is painted to where the view is; paints anew where that is not enough. */
  place() {
    const [first, last] = this.window;
    const isKept = Math.abs(last - first - this.painted) < this.painted * 1e-9;
    if (!isKept || first < this.stretch[0] - 1e-12 || last > this.stretch[1] + 1e-12) {
      this.paint();
      return;
    }
    const shift = ((first - this.stretch[0]) / this.painted) * this.width;
    this.parts[2].setAttribute("transform", `translate(${-round(shift)} 0)`);
    this.drawAxis();
  }

  drawAxis() {
    const [first, last] = this.window;
    const x = (place) => round(((place - first) / (last - first)) * this.width);
    let svg = "";
    for (const [[, start], [, end]] of this.scale.breaks) {
      if (end < first || start > last) continue;
      const [left, right] = [x(start), x(end)];
      const middle = (left + right) / 2;
      svg +=
        `<rect class="tl-cut" x="${left}" y="${AXIS}" width="${right - left}" height="${this.height}"/>` +
        `<path class="tl-axis" d="M${middle - 6} ${AXIS + 6}l4 -12m4 12l4 -12"/>`;
    }
    let taken = 0;
    for (const tick of findTicks(this.scale, this.window, this.width, this.width < 600 ? 84 : 110)) {
      const label = this.say(tick.moment, tick.kind);
      const half = measure(label, 12) / 2;
      const center = Math.min(Math.max(tick.x, half), this.width - half);
      svg += `<path class="tl-grid" d="M${round(tick.x)} ${AXIS - 6}V${this.height}"/>`;
      if (center - half < taken) continue;
      taken = center + half + 12;
      svg += `<text class="tl-tick" x="${round(center)}" y="${AXIS - 12}" text-anchor="middle">${escape(label)}</text>`;
    }
    this.parts[0].innerHTML = `${svg}<path class="tl-axis" d="M0 ${AXIS}H${this.width}"/>`;
  }

  drawMark({ item, side }, y, shapes) {
    const event = this.events[item.key];
    const title = this.titleOf(item.key);
    const lack = Math.max(24 - (item.right - item.left), 0) / 2;
    const [left, right] = [item.left - lack, item.right + lack];
    const at = { after: item.right + GAP + lack / 2, before: item.left - GAP - lack / 2, inside: Math.max(left, this.seen[0]) + GAP * 2 };
    const href = title ? fill(this.words.event, { id: encodeURIComponent(title.id) }) : "";
    const centers = shapes.map((one) => one.x + one.width / 2);
    const label = side
      ? `<text class="tl-label${side === "inside" ? " tl-inside" : ""}" x="${round(at[side])}" y="${y + 4.5}"${side === "before" ? ' text-anchor="end"' : ""}>${escape(title.label)}</text>`
      : "";
    return (
      `<a class="tl-mark tl-rank-${event.importance}${item.key === this.active ? " tl-active" : ""}" data-key="${item.key}"` +
      `${href && ` href="${escape(href)}"`} tabindex="-1">` +
      (title && !side ? `<title>${escape(title.title)}</title>` : "") +
      `<rect class="tl-target" x="${round(left)}" y="${y - 12}" width="${round(right - left)}" height="24"/>` +
      (event.join && `<path class="tl-join-${event.join}" d="M${Math.min(...centers)} ${y}H${Math.max(...centers)}"/>`) +
      `${shapes.map((one) => drawShape(one, y)).join("")}${label}</a>`
    );
  }

  drawThread({ item, side }, y, spots, yOf, x) {
    const thread = this.threads[-1 - item.key];
    const from = spots.get(thread.event);
    if (!from) return "";
    const due = round(x(thread.due));
    const label = { after: ` x="${due + 14}"`, before: ` x="${due - 14}" text-anchor="end"` }[side];
    const text = (attributes, words) => `<text ${attributes} y="${y + 4}">${words}</text>`;
    return (
      `<g class="tl-thread status-${thread.status}"><path d="M${round(x(this.events[thread.event].middle))} ${yOf(from)}V${y}H${due}"/>` +
      `<circle cx="${due}" cy="${y}" r="9"/>` +
      text(`class="tl-sign" x="${due}" text-anchor="middle"`, thread.sign) +
      (label ? text(`class="tl-label"${label}`, escape(item.label)) : "") +
      "</g>"
    );
  }

  drawCluster({ lane, left, right }, index) {
    const count = this.clusters[index].length;
    if (!count) return "";
    const y = this.tops[lane] + this.rows[lane] * ROW - ROW / 2;
    return (
      `<g class="tl-cluster" data-more="${index}">` +
      `<rect x="${left + 2}" y="${y - 12}" width="${right - left - 4}" height="24" rx="4"/>` +
      `<text x="${(left + right) / 2}" y="${y + 4.5}" text-anchor="middle">+${count}</text></g>`
    );
  }

  async move(change) {
    await this.load();
    const [first, last] = keepInside(change(this.window));
    if (first === this.window[0] && last === this.window[1]) return;
    this.window = [first, last];
    this.frame ??= requestAnimationFrame(() => {
      this.frame = undefined;
      this.place();
    });
    clearTimeout(this.settling);
    this.settling = setTimeout(() => this.settle(), 250);
  }

  /** Around a share of the width; else around the event that the keyboard is at, or the middle. */
  zoom(factor, share) {
    return this.move((view) => {
      const { middle } = this.events[this.active] ?? {};
      const isThere = share === undefined && middle > view[0] && middle < view[1];
      const center = isThere ? middle : view[0] + (view[1] - view[0]) * (share ?? 0.5);
      return zoomView(view, factor, center, this.smallest(center));
    });
  }

  pan(share) {
    return this.move(([first, last]) => {
      const by = (last - first) * share;
      return [first + by, last + by];
    });
  }

  smallest(place) {
    const { segments } = this.scale;
    const [first, last] = segments.find((one) => one[1][1] >= place) ?? segments.at(-1);
    return Math.min((SHORTEST * (last[1] - first[1])) / (last[0] - first[0]), 1);
  }

  act(name) {
    const zooms = { in: 1 / STEP, out: STEP, whole: Infinity };
    const pans = { earlier: -0.4, later: 0.4 };
    return zooms[name] ? this.zoom(zooms[name]) : this.pan(pans[name]);
  }

  settle() {
    const moments = this.window.map((place) => this.scale.moment(place));
    const isWhole = this.window[0] <= 0 && this.window[1] >= 1;
    const hash = isWhole ? "" : `#${moments.map(writeMoment).join("/")}`;
    this.written = hash;
    history.replaceState(history.state, "", `${location.pathname}${location.search}${hash}`);
    const [kind] = chooseUnit((moments[1] - moments[0]) / 20);
    const [since, until] = moments.map((moment) => this.say(moment, kind));
    if (!this.isStepping) this.announce(fill(this.words.window, { since, until }));
    this.isStepping = false;
  }

  async restore() {
    const moments = location.hash.slice(1).split("/").map(readMoment);
    if (moments.length !== 2 || moments.includes(null) || moments[0] >= moments[1]) return;
    await this.load();
    const view = moments.map((moment) => this.scale.place(moment));
    this.move(() => view);
  }

  announce(text) {
    this.root.querySelector(".tl-said").textContent = text;
  }

  // --- the keyboard

  async step(to) {
    await this.load();
    const last = this.events.length - 1;
    const seen = this.events.findIndex((event) => event.middle >= this.window[0]);
    const here = this.active < 0 ? { later: seen, earlier: seen } : {};
    const next = { first: 0, last, later: this.active + 1, earlier: this.active - 1, ...here }[to];
    this.active = Math.min(Math.max(next, 0), last);
    this.isStepping = true;
    const { middle, rank } = this.events[this.active];
    await this.fetchTitles(Math.floor(rank / this.part));
    const [first, end] = this.window;
    if (middle < first || middle > end) {
      await this.move(() => [middle - (end - first) / 2, middle + (end - first) / 2]);
    }
    this.paint();
    const { date, title } = this.titleOf(this.active) ?? { date: "", title: "" };
    this.announce(fill(this.words.said, { position: this.active + 1, total: last + 1, date, title }));
  }

  leave() {
    this.active = -1;
    this.view.blur();
    if (this.events) this.paint();
  }

  open() {
    const link = this.view.querySelector(".tl-active");
    link?.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true }));
  }

  // --- what the reader does

  listen() {
    const { view, root } = this;
    const keys = {
      ArrowLeft: () => this.step("earlier"),
      ArrowRight: () => this.step("later"),
      Home: () => this.step("first"),
      End: () => this.step("last"),
      Enter: () => this.open(),
      Escape: () => this.leave(),
      "+": () => this.act("in"),
      "=": () => this.act("in"),
      "-": () => this.act("out"),
      0: () => this.act("whole"),
    };
    view.addEventListener("keydown", (event) => {
      if (!keys[event.key] || event.ctrlKey || event.metaKey || event.altKey) return;
      event.preventDefault();
      keys[event.key]();
    });
    root.addEventListener("click", (event) => {
      const action = event.target.closest("[data-do]")?.dataset.do;
      if (action) this.act(action);
      const cluster = event.target.closest("[data-more]");
      if (cluster) this.unfold(this.clusters[cluster.dataset.more]);
    });
    view.addEventListener("wheel", (event) => this.turn(event), { passive: false });
    addEventListener("hashchange", () => location.hash !== this.written && this.restore());
    this.listenToPointers();
  }

  unfold(keys) {
    const places = keys.map((key) => this.events[key].middle);
    const [first, last] = [Math.min(...places), Math.max(...places)];
    const [center, wide] = [(first + last) / 2, Math.max((last - first) * 1.4, this.smallest(first))];
    this.move(([from, to]) => {
      const half = Math.min(wide, (to - from) / 2) / 2;
      return [center - half, center + half];
    });
  }

  /** The wheel scrolls the page as ever; with Ctrl (and a pinch on a touchpad) it zooms. */
  turn(event) {
    const box = this.view.getBoundingClientRect();
    const pixels = event.deltaMode ? 16 : 1;
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault();
      this.zoom(Math.exp(event.deltaY * pixels * 0.003), (event.clientX - box.left) / box.width);
    } else if (Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault();
      this.pan((event.deltaX * pixels) / box.width);
    }
  }

  /** One pointer drags, two pinch; what has moved is no click. */
  listenToPointers() {
    const { view } = this;
    const pointers = new Map();
    let moved = 0;
    const spread = () => {
      const xs = [...pointers.values()];
      const [first, last] = [Math.min(...xs), Math.max(...xs)];
      return [(first + last) / 2, Math.max(last - first, 1)];
    };
    view.addEventListener("pointerdown", ({ button, pointerId, clientX }) => {
      if (!pointers.size) moved = 0;
      if (!button) pointers.set(pointerId, clientX);
    });
    view.addEventListener("pointermove", ({ pointerId, clientX }) => {
      if (!pointers.has(pointerId)) return;
      const [before, wide] = spread();
      pointers.set(pointerId, clientX);
      const [middle, wider] = spread();
      moved += Math.abs(middle - before) + Math.abs(wider - wide);
      if (moved <= 4) return;
      view.setPointerCapture(pointerId);
      const box = view.getBoundingClientRect();
      this.pan((before - middle) / box.width);
      if (wide !== wider) this.zoom(wide / wider, (middle - box.left) / box.width);
    });
    const release = ({ pointerId }) => pointers.delete(pointerId);
    view.addEventListener("pointerup", release);
    view.addEventListener("pointercancel", release);
    view.addEventListener("dragstart", (event) => event.preventDefault());
    const swallow = (event) => {
      if (moved > 4) event.preventDefault();
      if (moved > 4) event.stopPropagation();
      moved = 0;
    };
    view.addEventListener("click", swallow, { capture: true });
  }
}

async function fetchJson(url) {
  const answer = await fetch(url);
  if (!answer.ok) throw new Error(`${url}: ${answer.status}`);
  return answer.json();
}

for (const root of document.querySelectorAll("[data-timeline]")) new Timeline(root);
