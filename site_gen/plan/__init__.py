"""Which files exist and what each may see: pure, without disk, clock or network."""
