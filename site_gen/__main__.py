"""`python -m site_gen` is the program `site-gen`."""

from site_gen.cli.main import main

main()
