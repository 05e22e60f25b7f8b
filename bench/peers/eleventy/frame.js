// What the head, the breadcrumbs, the citation and the structured data of a page all need.
const NAMES = {
  home: (data) => data.site.title,
  entity: (data) => data.allEntities[data.list.id].name,
  source: (data) => data.allSources[data.list.id].title,
  story: (data) => data.allStories[data.list.id].title,
};

const SUMMARIES = {
  home: (data) => data.site.description,
  entity: (data) => data.allEntities[data.list.id].summary,
  story: (data) => data.allStories[data.list.id].summary,
};

const SUBSCRIBED = new Set(["entity", "tag", "story"]);

export function frameOf(data) {
  const { site, page, list, listing } = data;
  const name = NAMES[listing]?.(data) ?? data.title ?? list.id;
  const title = list?.number > 1 ? `${name} – Page ${list.number} of ${list.total}` : name;
  return {
    title,
    isHome: listing === "home",
    isWhole: title === site.title,
    description: SUMMARIES[listing]?.(data) ?? data.description,
    url: `${site.address}${page.url}`,
    crumbs: crumbsOf(data),
    feedsAt: SUBSCRIBED.has(listing) ? list.base : "",
  };
}

function crumbsOf(data) {
  const crumbs = [{ name: data.site.title, url: "/" }];
  if (data.year) crumbs.push({ name: data.year, url: `/years/${data.year}/` });
  if (data.part_of) {
    const whole = data.collections.eventById[data.part_of];
    crumbs.push({ name: whole.data.title, url: whole.url });
  }
  if (data.crumb) crumbs.push(data.crumb);
  return crumbs;
}
