// Hides the rows of a chronology that do not meet the conditions in the address, and shows what
// does on its other pages.

import { isEmpty, KEYS, read, select, write } from "./conditions.js";
import { loadIndex } from "./load-index.js";
import { count } from "./wording.js";

const MOST = 200;

export function start(box) {
  const form = box.querySelector("form");
  const status = box.nextElementSibling;
  const content = box.parentElement;
  const rows = new Map();
  for (const row of content.querySelectorAll(".event")) {
    rows.set(row.querySelector(".event-title a").getAttribute("href"), row);
  }
  const language = document.documentElement.lang;
  const say = (key, number) => count(JSON.parse(box.dataset[key]), number, language);
  const elsewhere = makeElsewhere(box.dataset.elsewhere);
  const pager = content.querySelector(".pager");
  (pager ?? content.lastElementChild).before(elsewhere);
  const hideable = content.querySelectorAll(".event, .month, .year");

  const load = async () => {
    const index = await loadIndex(box.dataset.filter).whole;
    fill(form, index, inScope(index.events, box.dataset.scope, rows));
    return index;
  };

  // What the filter opened it closes; what the reader opened stays.
  const opened = new Set();
  const closeOpened = () => {
    opened.forEach((details) => (details.open = false));
    opened.clear();
  };

  const showAll = () => {
    closeOpened();
    hideable.forEach((element) => (element.hidden = false));
    elsewhere.hidden = true;
    status.textContent = "";
    if (pager) {
      pager.hidden = false;
    }
  };

  const show = (events) => {
    closeOpened();
    const wanted = new Set(events.map((event) => event.url));
    let shown = 0;
    for (const [url, row] of rows) {
      row.hidden = !wanted.has(url);
      shown += wanted.has(url) ? 1 : 0;
    }
    for (const [url, row] of rows) {
      if (wanted.has(url)) {
        reveal(row, content, opened);
      }
    }
    for (const group of content.querySelectorAll(".month, .year")) {
      group.hidden = !group.querySelector(".event:not([hidden])");
    }
    const others = events.filter((event) => !rows.has(event.url));
    showElsewhere(elsewhere, others, (number) => say("unshown", number));
    if (pager) {
      pager.hidden = true;
    }
    status.textContent = say("count", shown + others.length);
  };

  const apply = async () => {
    const address = location.search;
    const conditions = read(address);
    if (isEmpty(conditions)) {
      // Not by reset(), which asks for a step in the history of its own.
      KEYS.filter((key) => form.elements[key].value.trim()).forEach(
        (key) => (form.elements[key].value = ""),
      );
      showAll();
      return;
    }
    box.open = true;
    try {
      const index = await load();
      if (location.search !== address) {
        return; // the reader is further already
      }
      for (const key of KEYS) {
        // What is being typed may end with a space; the address does not.
        if (form.elements[key].value.trim() !== (conditions[key] ?? "")) {
          form.elements[key].value = conditions[key] ?? "";
        }
      }
      show(select(inScope(index.events, box.dataset.scope, rows), conditions));
    } catch {
      status.textContent = box.dataset.failed;
    }
  };

  const change = (isTyping) => {
    const given = Object.fromEntries(KEYS.map((key) => [key, form.elements[key].value.trim()]));
    const address = location.pathname + write(given, location.search);
    // Each choice is a step to go back to; each letter is not.
    const isTypedBefore = isTyping && history.state?.typing;
    history[isTypedBefore ? "replaceState" : "pushState"]({ typing: isTyping }, "", address);
    apply();
  };

  form.addEventListener("input", (event) => change(event.target.name === "q"));
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("reset", () => setTimeout(() => change(false)));
  box.addEventListener("toggle", () => {
    if (box.open) {
      load().catch(() => (status.textContent = box.dataset.failed));
    }
  });
  addEventListener("popstate", apply);
  box.hidden = false;
  apply();
}

// What the whole list is about; where only the page knows, its own rows.
function inScope(events, scope, rows) {
  if (scope === "all") {
    return events;
  }
  const [key, value] = scope.split("=");
  return value
    ? select(events, { [key]: value })
    : events.filter((event) => rows.has(event.url));
}

// Choices that have an event here, once.
function fill(form, index, events) {
  if (form.dataset.isFilled) {
    return;
  }
  form.dataset.isFilled = "true";
  const used = (key) => new Set(events.flatMap((event) => event[key]));
  offer(form.elements.kind, index.kinds, used("kind"));
  offer(form.elements.entity, index.entities, used("entities"));
  offer(form.elements.story, index.stories, used("stories"));
  offer(form.elements.tag, index.tags, used("tags"));
}

function offer(select, records, used) {
  const choices = records.filter((record) => used.has(record.id));
  select.append(...choices.map((record) => new Option(record.name, record.id)));
  select.parentElement.hidden = choices.length === 0;
}

// A folded part needs the event that it stands below.
function reveal(row, content, opened) {
  for (let above = row.parentElement; above !== content; above = above.parentElement) {
    above.hidden = false;
    if (above.matches("details:not([open])")) {
      above.open = true;
      opened.add(above);
    }
  }
}

function makeElsewhere(heading) {
  const section = document.createElement("section");
  section.className = "elsewhere";
  section.hidden = true;
  const title = document.createElement("h2");
  title.textContent = heading;
  const list = document.createElement("ol");
  list.className = "brief";
  section.append(title, list, document.createElement("p"));
  return section;
}

function showElsewhere(section, events, sayUnshown) {
  const [, list, rest] = section.children;
  list.replaceChildren(...events.slice(0, MOST).map(briefItem));
  rest.textContent = events.length > MOST ? sayUnshown(events.length - MOST) : "";
  section.hidden = events.length === 0;
}

function briefItem(event) {
  const date = document.createElement("span");
  date.className = "date";
  date.textContent = event.date;
  const link = document.createElement("a");
  link.href = event.url;
  link.textContent = event.title;
  const item = document.createElement("li");
  item.append(date, " ", link);
  return item;
}
