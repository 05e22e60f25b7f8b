"""The chronology for programs: feeds, calendars, structured data, data files, citations.

What is a file of the site and a format of `site-gen export` at once is written here, once.
"""
