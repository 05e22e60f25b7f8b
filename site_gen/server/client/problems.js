// Shows over the page what is wrong. Everything is put in as text, in a tree of its own, so that
// neither the site's styles nor its Content-Security-Policy meet it.

let host = null;
let parts = null;
let shown = "";

// Takes away what was shown where there is nothing wrong any more.
export function showProblems(state) {
  const message = JSON.stringify([state.problems, state.fault, state.errors, state.more]);
  if (message === shown) {
    return;
  }
  shown = message;
  if (state.problems.length === 0 && !state.fault) {
    host?.remove();
    host = null;
    return;
  }
  if (host === null) {
    build();
  }
  fill(state);
  open();
}

function build() {
  host = make("site-gen-problems");
  const root = host.attachShadow({ mode: "open" });
  const style = make("link", { rel: "stylesheet", href: new URL("problems.css", import.meta.url) });
  const title = make("h1", { id: "title" });
  const list = make("ol");
  const more = make("p", { className: "more" });
  const close = make("button", { type: "button", className: "close", textContent: "Hide" });
  const note = make("p", { className: "note" });
  const head = make("header", {}, [title, close]);
  const dialog = make("dialog", {}, [head, note, list, more]);
  const reopen = make("button", { type: "button", className: "reopen", hidden: true });
  dialog.setAttribute("aria-labelledby", "title");
  dialog.addEventListener("close", () => (reopen.hidden = false));
  close.addEventListener("click", () => dialog.close());
  reopen.addEventListener("click", open);
  parts = { style, dialog, title, note, list, more, reopen };
  style.addEventListener("load", open);
  root.append(style, dialog, reopen);
  document.documentElement.append(host);
}

function fill({ problems, errors, fault, more, page }) {
  const title = fault ? "The site could not be built" : `${count(errors, "error")} in what was saved`;
  parts.title.textContent = title;
  parts.reopen.textContent = fault ? "Not built" : count(errors, "error");
  parts.note.textContent =
    page === "nothing"
      ? "There is nothing to show yet. This goes away by itself once they are mended."
      : "Behind this is the last good version. This goes away by itself once they are mended.";
  parts.list.replaceChildren(...problems.map(describe));
  if (fault) {
    parts.list.prepend(make("li", {}, [make("p", { className: "fact", textContent: plain(fault) })]));
  }
  parts.more.textContent = more ? `… and ${more} more` : "";
  parts.more.hidden = !more;
}

// Not before it has its style: it would flash.
function open() {
  if (host !== null && parts.style.sheet && !parts.dialog.open) {
    parts.reopen.hidden = true;
    parts.dialog.showModal();
  }
}

function describe(problem) {
  const place = problem.line
    ? `${problem.path}:${problem.line}:${problem.column || 1}`
    : problem.path;
  const rows = [
    make("p", { className: "place" }, [
      make("span", { className: "path", textContent: plain(place) }),
      make("span", { className: problem.severity, textContent: problem.severity }),
    ]),
    make("p", { className: "fact", textContent: plain(problem.fact) }),
  ];
  if (problem.excerpt) {
    rows.push(quote(problem));
  }
  if (problem.remedy) {
    rows.push(make("p", { className: "remedy", textContent: plain(problem.remedy) }));
  }
  return make("li", {}, rows);
}

function quote({ line, excerpt: { before, meant, after } }) {
  const mark = make("mark", { textContent: plain(meant) || "\u00a0" });
  return make("pre", {}, [
    make("span", { className: "line", textContent: `${line} ` }),
    make("code", {}, [plain(before), mark, plain(after)]),
  ]);
}

// What would not be seen, or would turn the text around, is spelled out, as in the terminal.
function plain(text) {
  return text.replace(/\t/g, " ").replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, (character) => {
    return `\\u{${character.codePointAt(0).toString(16)}}`;
  });
}

function count(number, noun) {
  return number === 1 ? `1 ${noun}` : `${number} ${noun}s`;
}

function make(name, properties = {}, children = []) {
  const element = Object.assign(document.createElement(name), properties);
  element.append(...children);
  return element;
}
