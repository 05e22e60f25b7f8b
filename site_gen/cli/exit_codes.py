"""How the program ends beside 0 to 3, which docs/commands.md explains."""

INTERNAL_FAULT = 70
"""EX_SOFTWARE of sysexits.h."""

INTERRUPTED = 130
"""128 and the number of SIGINT, as shells report it."""

READER_GONE = 141
"""128 and the number of SIGPIPE."""

TERMINATED = 143
"""128 and the number of SIGTERM."""
