"""The preview: a site built into a folder of its own, shown over HTTP, built again on every save.

open_preview ── workshop    builds; the only door to the pipeline
             ├─ watching    what was saved; inventory: what lay in the site's folders before
             ├─ listening   the port, and the thread in which requests are answered
             └─ app         which answers there are
                ├─ gate     whom we talk to at all
                ├─ stage    what is shown just now; requests wait there for a running build
                ├─ lookup   from a request's target to a file of the current build
                ├─ pages    a page as it is sent, with the script that follows the stage
                └─ replies  conditional requests, ranges, types

Building happens in the main thread, which alone may set the timers that bound a body's cost.
"""

from site_gen.server.preview import Preview, PreviewOptions, Rebuild, open_preview

__all__ = ["Preview", "PreviewOptions", "Rebuild", "open_preview"]
