import { writeJson } from "./feeds.js";

export const data = {
  pagination: { data: "collections.subscriptions", size: 1, alias: "part" },
  permalink: (values) => `${values.part.url}feed.json`,
  eleventyExcludeFromCollections: true,
};

export const render = writeJson;
