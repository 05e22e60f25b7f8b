import { writeCalendar } from "./feeds.js";

export const data = {
  pagination: { data: "collections.subscriptions", size: 1, alias: "part" },
  permalink: (values) => `${values.part.url}calendar.ics`,
  eleventyExcludeFromCollections: true,
};

export const render = writeCalendar;
