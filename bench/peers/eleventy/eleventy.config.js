// The corpus for Eleventy: one collection of events, and lists of 100 by everything they name.
const PAGE_SIZE = 100;

const events = (api) =>
  api.getFilteredByTag("event").sort((a, b) => a.data.ordinal - b.data.ordinal);

function group(list, idsOf) {
  const groups = new Map();
  for (const event of list) {
    for (const id of idsOf(event.data)) {
      if (!groups.has(id)) groups.set(id, []);
      groups.get(id).push(event);
    }
  }
  return groups;
}

// Each page of each list: what Eleventy's own pagination cannot do for many lists at once.
function pages(groups, urlOf) {
  const made = [];
  for (const [id, list] of groups) {
    const total = Math.ceil(list.length / PAGE_SIZE);
    for (let at = 0; at < total; at += 1) {
      const url = at ? `${urlOf(id)}page/${at + 1}/` : urlOf(id);
      const shown = list.slice(at * PAGE_SIZE, (at + 1) * PAGE_SIZE);
      made.push({ id, url, base: urlOf(id), number: at + 1, total, shown, list });
    }
  }
  return made;
}

const slug = (text) => text.replaceAll(" ", "-");

export default function (config) {
  config.addPassthroughCopy({ assets: "." });
  config.addCollection("events", events);
  config.addCollection("listsOfAll", (api) => pages(new Map([["all", events(api)]]), () => "/"));
  const lists = {
    listsByEntity: [(data) => data.entities, (id) => `/entities/${id}/`],
    listsByTag: [(data) => data.topics, (id) => `/tags/${slug(id)}/`],
    listsBySource: [(data) => data.sources, (id) => `/sources/${id}/`],
    listsByStory: [(data) => data.stories ?? [], (id) => `/stories/${id}/`],
    listsByYear: [(data) => [data.year], (id) => `/years/${id}/`],
    listsByMonth: [(data) => (data.month ? [data.month] : []), (id) => `/months/${id}/`],
  };
  for (const [name, [idsOf, urlOf]] of Object.entries(lists)) {
    config.addCollection(name, (api) => pages(group(events(api), idsOf), urlOf));
  }
  config.addCollection("eventById", (api) => {
    const list = events(api);
    list.forEach((event, at) => {
      event.data.earlier = list[at - 1];
      event.data.later = list[at + 1];
    });
    return Object.fromEntries(list.map((event) => [event.fileSlug, event]));
  });
  config.addFilter("slug", slug);
  config.addFilter("spoken", (claims, id) => (claims ?? []).filter((claim) => claim.by === id));
  config.addFilter("targets", (claims) => (claims ?? []).filter((c) => c.status === "target"));
  config.addFilter("disputed", (claims) => (claims ?? []).some((c) => c.status === "disputed"));
  config.addFilter("within", (list, id) => list.filter((event) => event.data.stories?.includes(id)));
  config.addFilter("place", (list, page) => list.findIndex((event) => event.url === page.url));
  config.setNunjucksEnvironmentOptions({ trimBlocks: true });
  return {
    dir: { input: ".", includes: "_includes", data: "_data" },
    templateFormats: ["njk", "md"],
    markdownTemplateEngine: false,
  };
}
