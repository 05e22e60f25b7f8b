import { writeAtom } from "./feeds.js";

export const data = {
  pagination: { data: "collections.subscriptions", size: 1, alias: "part" },
  permalink: (values) => `${values.part.url}feed.xml`,
  eleventyExcludeFromCollections: true,
};

export const render = writeAtom;
