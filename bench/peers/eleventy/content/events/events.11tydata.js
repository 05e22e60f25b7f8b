export default {
  tags: "event",
  layout: "event.njk",
  permalink: (data) => `/events/${data.page.fileSlug}/`,
};
