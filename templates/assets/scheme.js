// Light or dark against the system's preference, remembered in this browser alone.

const KEY = "scheme";
const KNOWN = ["light", "dark"];

// At once, before anything waits for the page: what is remembered holds on every page.
apply(recall());

export function start(element) {
  const select = element.querySelector("select");
  select.value = recall();
  select.addEventListener("change", () => {
    remember(select.value);
    apply(select.value);
  });
  addEventListener("storage", (event) => {
    if (event.key === KEY) {
      select.value = recall();
      apply(select.value);
    }
  });
  element.hidden = false;
}

function apply(scheme) {
  document.documentElement.toggleAttribute("data-scheme", false);
  if (scheme) {
    document.documentElement.setAttribute("data-scheme", scheme);
  }
}

// Storage may be forbidden; the switch then holds for the page.
function recall() {
  try {
    const found = localStorage.getItem(KEY);
    return KNOWN.includes(found) ? found : "";
  } catch {
    return "";
  }
}

function remember(scheme) {
  try {
    if (scheme) {
      localStorage.setItem(KEY, scheme);
    } else {
      localStorage.removeItem(KEY);
    }
  } catch {
    // Nothing to do: see above.
  }
}
