// Goes to today in a chronology, on whichever of its pages that is.

import { pageOfToday, placeOfToday } from "./calendar.js";

const MARK = "#today";

export function start(button) {
  const rows = [...document.querySelectorAll(".year .event")].filter(
    (row) => !row.closest("details.parts"),
  );
  if (rows.length === 0) {
    return;
  }
  button.hidden = false;
  button.addEventListener("click", () => go(button, rows));
  if (location.hash === MARK) {
    show(rows);
  }
}

function go(button, rows) {
  if (button.dataset.urls) {
    const urls = button.dataset.urls.split(" ");
    const page = pageOfToday(button.dataset.starts.split(" "), today());
    if (page !== Number(button.dataset.page) - 1) {
      location.assign(urls[page] + MARK);
      return;
    }
  }
  show(rows);
}

function show(rows) {
  const row = rows[placeOfToday(rows.map(dateOf), today())];
  row.scrollIntoView({ block: "center" });
  row.querySelector(".event-title a").focus({ preventScroll: true });
}

function dateOf(row) {
  const date = row.querySelector(".event-date > *");
  return date.getAttribute("datetime") ?? date.dataset.edtf ?? "";
}

// The reader's own day.
function today() {
  const now = new Date();
  const parts = [now.getFullYear(), now.getMonth() + 1, now.getDate()];
  return parts.map((part) => String(part).padStart(2, "0")).join("-");
}
