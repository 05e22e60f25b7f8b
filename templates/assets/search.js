// The field in the masthead: results are links below it.

import { find } from "./finding.js";
import { loadIndex } from "./load-index.js";
import { count } from "./wording.js";

const MOST = 8;

export function start(form) {
  const field = form.querySelector("input");
  const panel = form.querySelector(".search-results");
  const list = panel.querySelector("ul");
  const all = panel.querySelector(".search-all");
  const status = form.querySelector("[role=status]");
  const language = document.documentElement.lang;
  const forms = JSON.parse(form.dataset.count);

  const close = () => {
    panel.hidden = true;
    status.textContent = "";
  };

  const show = (found) => {
    const walkedTo = list.contains(document.activeElement) ? document.activeElement.href : null;
    list.replaceChildren(...found.names.map(nameItem), ...found.events.map(eventItem));
    all.href = `${form.getAttribute("action")}?${new URLSearchParams({ q: field.value.trim() })}`;
    all.parentElement.hidden = found.events.length === 0;
    panel.hidden = found.total === 0;
    status.textContent = field.value.trim() ? count(forms, found.total, language) : "";
    if (walkedTo) {
      ([...list.querySelectorAll("a")].find((link) => link.href === walkedTo) ?? field).focus();
    }
  };

  const search = async () => {
    const asked = field.value;
    const index = loadIndex(form.dataset.search);
    try {
      for (const stage of [index.names, index.whole]) {
        const known = await stage;
        if (field.value !== asked) {
          return;
        }
        show(find(known, asked, MOST));
      }
    } catch {
      status.textContent = form.dataset.failed;
    }
  };

  field.addEventListener("focus", () => loadIndex(form.dataset.search));
  field.addEventListener("input", search);
  form.addEventListener("keydown", (event) => move(event, field, panel, close));
  form.addEventListener("focusout", (event) => {
    if (!form.contains(event.relatedTarget)) {
      close();
    }
  });
  form.hidden = false;
}

function nameItem(record) {
  return item(record.url, record.name, "");
}

function eventItem(event) {
  return item(event.url, event.title, event.date);
}

function item(url, name, note) {
  const link = document.createElement("a");
  link.href = url;
  link.textContent = name;
  if (note) {
    const date = document.createElement("span");
    date.className = "search-note";
    date.textContent = note;
    link.append(" ", date);
  }
  const entry = document.createElement("li");
  entry.append(link);
  return entry;
}

// Arrows walk from the field through the results; Esc closes and goes back.
function move(event, field, panel, close) {
  const stops = [field, ...panel.querySelectorAll("a")].filter((stop) => stop.checkVisibility());
  const here = stops.indexOf(document.activeElement);
  if (event.key === "Escape" && !panel.hidden) {
    event.preventDefault();
    field.focus();
    close();
  } else if (event.key === "ArrowDown" && here < stops.length - 1) {
    event.preventDefault();
    stops[here + 1].focus();
  } else if (event.key === "ArrowUp" && here > 0) {
    event.preventDefault();
    stops[here - 1].focus();
  }
}
