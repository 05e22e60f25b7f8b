// The corpus for Eleventy: one collection of events, and lists of 100 by everything they name.
import { frameOf } from "./frame.js";
import { date, kind, row, signs } from "./row.js";
import { citationKey, csl, structured } from "./structured.js";

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

// What one may subscribe to: all of it, or an entity, a tag, a story.
function subscriptions(all) {
  const made = [{ url: "/", name: "", summary: all[0].data.site.description, list: all }];
  for (const [id, list] of group(all, (data) => data.entities)) {
    const { name, summary } = list[0].data.allEntities[id];
    made.push({ url: `/entities/${id}/`, name, summary, list });
  }
  for (const [id, list] of group(all, (data) => data.topics)) {
    made.push({ url: `/tags/${slug(id)}/`, name: id, summary: "", list });
  }
  for (const [id, list] of group(all, (data) => data.stories ?? [])) {
    const { title, summary } = list[0].data.allStories[id];
    made.push({ url: `/stories/${id}/`, name: title, summary, list });
  }
  return made;
}

// By source: the claims that rest on it and those that it is against, each with its number.
function claimsBySource(all) {
  const found = {};
  for (const event of all) {
    (event.data.claims ?? []).forEach((said, at) => {
      for (const field of ["source", "against"]) {
        if (!said[field]) continue;
        const id = event.data.sources[said[field] - 1];
        found[id] ??= { source: [], against: [] };
        found[id][field].push({ said, event, number: at + 1 });
      }
    });
  }
  return found;
}

const DAY = new Intl.DateTimeFormat("en-GB", { dateStyle: "long", timeZone: "UTC" });

const slug = (text) => text.replaceAll(" ", "-");

export default function (config) {
  config.addPassthroughCopy({ assets: "." });
  config.addCollection("events", events);
  config.addCollection("listsOfAll", (api) => pages(new Map([["all", events(api)]]), () => "/"));
  config.addCollection("subscriptions", (api) => subscriptions(events(api)));
  config.addCollection("eventsByStory", (api) =>
    Object.fromEntries(group(events(api), (data) => data.stories ?? [])),
  );
  config.addCollection("ongoing", (api) => events(api).filter((event) => event.data.ongoing_since));
  config.addCollection("countByYear", (api) => {
    const years = group(events(api), (data) => [data.year]);
    return [...years].map(([year, list]) => ({ year, count: list.length }));
  });
  config.addCollection("claimsBySource", (api) => claimsBySource(events(api)));
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
  config.addFilter("frame", function (page) {
    return frameOf({ ...this.ctx, page });
  });
  config.addFilter("structured", function (frame) {
    return structured(this.ctx, frame);
  });
  config.addFilter("csl", csl);
  config.addFilter("citationKey", citationKey);
  config.addFilter("date", date);
  config.addFilter("kind", kind);
  config.addFilter("signs", signs);
  config.addFilter("row", row);
  config.addFilter("day", (day) => DAY.format(new Date(day)));
  config.addFilter("lastingInto", (list, period) => {
    const beginning = period.length === 4 ? `${period}-01` : period;
    return list.filter((event) => event.data.ongoing_since < beginning);
  });
  config.addFilter("around", (list, id) => {
    const at = list.findIndex((one) => one.id === id && one.number === 1);
    const isFirst = (one) => one.number === 1;
    return { earlier: list.slice(0, at).findLast(isFirst), later: list.slice(at + 1).find(isFirst) };
  });
  config.addFilter("monthsOf", (list, year) =>
    list.filter((one) => one.number === 1 && one.id.startsWith(`${year}-`)),
  );
  config.addFilter("place", (list, page) => list.findIndex((event) => event.url === page.url));
  config.setNunjucksEnvironmentOptions({ trimBlocks: true });
  return {
    dir: { input: ".", includes: "_includes", data: "_data" },
    templateFormats: ["njk", "md", "11ty.js"],
    markdownTemplateEngine: false,
  };
}
