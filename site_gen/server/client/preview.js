// Follows the preview: reloads the page when it has changed, swaps stylesheets when only they
// have, and shows what keeps a save from being shown.

import { showProblems } from "./problems.js";

const own = document.querySelector("script[data-page]");
const RELOADED = "site-gen-reloaded-for";
let lookedAt = "";
let latest = "";
let isLooking = false;

follow();
document.addEventListener("visibilitychange", look);
addEventListener("pageshow", (event) => event.persisted && lookAgain());
look();

function follow() {
  // One connection for all tabs: browsers allow six to a host.
  try {
    const hub = new SharedWorker(new URL("hub.js", import.meta.url), { name: "site-gen preview" });
    hub.port.onmessage = (event) => hear(event.data);
    addEventListener("pagehide", () => hub.port.postMessage("gone"));
    addEventListener("pageshow", (event) => event.persisted && hub.port.postMessage("back"));
    hub.onerror = followAlone;
  } catch {
    followAlone();
  }
}

// Where workers are not shared, a tab that nobody sees lets go of its connection.
function followAlone() {
  let source = null;
  const listen = () => {
    if (document.visibilityState === "hidden") {
      source?.close();
      source = null;
    } else if (source === null || source.readyState === EventSource.CLOSED) {
      source = new EventSource(new URL("changes", import.meta.url));
      source.onmessage = (event) => hear(event.data);
      source.onerror = () => setTimeout(listen, 1000);
    }
  };
  document.addEventListener("visibilitychange", listen);
  listen();
}

function hear(turn) {
  latest = turn;
  look();
}

function lookAgain() {
  lookedAt = "";
  look();
}

// A tab that nobody sees waits until somebody does.
async function look() {
  if (isLooking || document.visibilityState === "hidden" || (lookedAt && lookedAt === latest)) {
    return;
  }
  isLooking = true;
  const heard = latest;
  try {
    const asked = new URL("state", import.meta.url);
    asked.searchParams.set("path", location.pathname);
    const answer = await fetch(asked, { cache: "no-store" });
    if (answer.ok) {
      const state = await answer.json();
      lookedAt = state.turn;
      obey(state);
    }
  } catch {
    // The preview has ended; when it is back, the connection tells.
  }
  isLooking = false;
  if (latest !== heard) {
    look();
  }
}

function obey(state) {
  if (state.page !== own.dataset.page) {
    reloadFor(state.page);
    return;
  }
  remember(null);
  swapStylesheets(state.stylesheets);
  if (window === window.top) {
    showProblems(state);
  }
}

// Once for each version: what a cache in between keeps old must not reload for ever.
function reloadFor(page) {
  if (remember() !== page) {
    remember(page);
    location.reload();
  }
}

function remember(page) {
  try {
    if (page === undefined) {
      return sessionStorage.getItem(RELOADED);
    }
    if (page === null) {
      sessionStorage.removeItem(RELOADED);
    } else {
      sessionStorage.setItem(RELOADED, page);
    }
  } catch {
    // A frame without storage.
  }
  return null;
}

// The new one first, so that the page is never without.
function swapStylesheets(addresses) {
  const links = [...document.querySelectorAll('link[rel~="stylesheet"]')];
  for (const address of addresses) {
    const wanted = new URL(address, document.baseURI);
    const standing = links.filter((link) => nameOf(link.href) === nameOf(wanted.href));
    if (standing.length === 0 || standing.some((link) => link.href === wanted.href)) {
      continue;
    }
    const next = standing[0].cloneNode();
    next.href = wanted.href;
    next.onload = () => standing.forEach((link) => link.remove());
    next.onerror = () => next.remove();
    standing.at(-1).after(next);
  }
}

// Without the part of a digest, or the colours of an accent, that it bears.
function nameOf(address) {
  return address
    .replace(/assets\/[0-9a-f]{10}\//, "assets/")
    .replace(/assets\/accent-[0-9a-f]{6}-[0-9a-f]{6}\.css/, "assets/accent.css");
}
