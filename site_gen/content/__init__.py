"""From the files of a site to a Timeline and Settings, with every Problem on the way.

load_site ── files       which files there are; their text, read safely
          ├─ documents   one file by itself: nodes, then the tables of fields, then records
          ├─ references  every id leads to something
          └─ checks      what only the whole can tell: circles, doubts, translations
"""

from site_gen.content.load import Loaded, find_site, load_site
from site_gen.content.places import attach_excerpts

__all__ = ["Loaded", "attach_excerpts", "find_site", "load_site"]
