"""The drawn timeline as geometry: what a date looks like, and where everything stands.

Time is counted in seconds since 1970-01-01T00:00 on the calendar of the site's time zone (proleptic
Gregorian, without leap seconds): integers of any size, so that a minute and Y-17E7 are both exact.
Nothing here knows words, addresses or markup.
"""
