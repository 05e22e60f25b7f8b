"""site_gen turns a folder of YAML event files into a static, chronological, sourced website."""

__version__ = "0.1.0"
