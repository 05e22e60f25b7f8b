// What pages say to programs: JSON-LD in schema.org's words, and citations.
const TYPES = { organization: "Organization", product: "Product", series: "Series" };

const ESCAPES = { "<": "\\u003c", ">": "\\u003e", "&": "\\u0026" };

// The text of the script: the page itself, what it is about, and the way to it.
export function structured(data, frame) {
  const page = {
    "@type": "WebPage",
    "@id": `${frame.url}#page`,
    url: frame.url,
    name: frame.title,
    description: frame.description,
    inLanguage: "en",
  };
  const [own, others] = about(data, frame);
  const graph = [{ ...page, ...own }, ...others];
  if (!frame.isHome) graph.push(breadcrumbs(data.site, frame));
  const text = JSON.stringify({ "@context": "https://schema.org", "@graph": graph });
  return text.replace(/[<>&]/g, (character) => ESCAPES[character]);
}

function about(data, frame) {
  if (data.edtf) return aboutEvent(data, frame.url);
  if (data.listing === "source") return [{ mainEntity: source(data.allSources[data.list.id]) }, []];
  const urls = urlsOf(data);
  if (!urls) return [{}, []];
  const items = urls.map((url, at) => ({
    "@type": "ListItem",
    position: at + 1,
    url: `${data.site.address}${url}`,
  }));
  const listed = { "@type": "ItemList", numberOfItems: items.length, itemListElement: items };
  const own = { "@type": "CollectionPage", mainEntity: listed };
  if (data.listing === "home") return [own, [site(data.site)]];
  if (data.listing !== "entity") return [own, []];
  const node = entity(data, data.list.id);
  const described = { ...node, description: data.allEntities[data.list.id].summary };
  return [{ ...own, about: { "@id": node["@id"] } }, [described]];
}

// What a page that lists things leads to; nothing where it lists none.
function urlsOf(data) {
  if (data.list) return data.list.shown.map((event) => event.url);
  if (data.lists) {
    return data.collections[data.lists].filter((one) => one.number === 1).map((one) => one.url);
  }
  if (!data.isTargets) return null;
  return data.collections.events.flatMap((event) =>
    (event.data.claims ?? []).flatMap((claim, at) =>
      claim.status === "target" ? [`${event.url}#c${at + 1}`] : [],
    ),
  );
}

function aboutEvent(data, url) {
  const people = data.entities.map((id) => [id, entity(data, id)]);
  const isAttending = (id) => data.allEntities[id].type === "organization";
  const [start, end] = (data.iso ?? "").split("/");
  const claims = (data.claims ?? []).map((said, at) => claim(data, url, said, at + 1));
  const attendees = people.filter(([id]) => isAttending(id)).map(([id, node]) => {
    const role = data.roles?.[id];
    return role ? { "@type": "Role", roleName: role, attendee: node } : node;
  });
  const event = {
    "@type": "Event",
    "@id": `${url}#event`,
    name: data.title,
    startDate: start || undefined,
    endDate: end,
    superEvent: data.part_of && other(data, data.part_of),
    subEvent: data.parts_of?.map((id) => other(data, id)),
    attendee: attendees.length ? attendees : undefined,
  };
  const page = {
    "@type": "Article",
    headline: data.title,
    author: { "@type": "Organization", name: data.site.author },
    publisher: { "@type": "Organization", name: data.site.title },
    keywords: data.topics,
    temporalCoverage: data.iso,
    about: event,
    mentions: people.map(([id, node]) => (isAttending(id) ? { "@id": node["@id"] } : node)),
    citation: data.sources.map((id, at) => ({
      "@id": `${url}#ref-${at + 1}`,
      ...source(data.allSources[id]),
    })),
    hasPart: claims.length ? claims.map((one) => ({ "@id": one["@id"] })) : undefined,
  };
  return [page, claims];
}

function claim(data, url, said, number) {
  return {
    "@type": "Claim",
    "@id": `${url}#c${number}`,
    text: said.text,
    author: [{ ...entity(data, said.by), "@type": "Thing" }],
    creativeWorkStatus: data.site.statuses[said.status].label,
    appearance: [{ "@id": `${url}#ref-${said.source}` }],
    isPartOf: { "@id": `${url}#page` },
  };
}

function source(shown) {
  return {
    "@type": "CreativeWork",
    name: shown.title,
    url: shown.url,
    publisher: { "@type": "Organization", name: shown.publisher },
    datePublished: shown.published,
    inLanguage: "en",
  };
}

function entity(data, id) {
  const { type, name } = data.allEntities[id];
  const url = `${data.site.address}/entities/${id}/`;
  return { "@type": TYPES[type], "@id": `${url}#about`, name, url };
}

function other(data, id) {
  const event = data.collections.eventById[id];
  return { "@type": "Event", name: event.data.title, url: `${data.site.address}${event.url}` };
}

function site(shown) {
  return {
    "@type": "WebSite",
    name: shown.title,
    description: shown.description,
    url: `${shown.address}/`,
    inLanguage: "en",
    publisher: { "@type": "Organization", name: shown.author },
  };
}

function breadcrumbs(shown, frame) {
  const links = frame.crumbs.map(({ name, url }) => [name, `${shown.address}${url}`]);
  const items = [...links, [frame.title, frame.url]].map(([name, item], at) => ({
    "@type": "ListItem",
    position: at + 1,
    name,
    item,
  }));
  return { "@type": "BreadcrumbList", itemListElement: items };
}

// What a citation is called by: the path with `-` for `/`.
export function citationKey(url) {
  return new URL(url).pathname.replace(/^\/|\/$/g, "").replaceAll("/", "-") || "chronology";
}

export function csl(frame, site) {
  return JSON.stringify([
    {
      id: citationKey(frame.url),
      type: "webpage",
      title: frame.title,
      "container-title": frame.isWhole ? undefined : site.title,
      author: [{ literal: site.author }],
      URL: frame.url,
      language: "en",
    },
  ]);
}
