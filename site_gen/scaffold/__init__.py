"""New sites, new events, and the files by which a host builds a site: from files in `starter/`."""
