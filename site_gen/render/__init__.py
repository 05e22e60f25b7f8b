"""Artifacts become bytes: templates, Markdown, sanitising. Jinja2, Markdown and nh3 live here."""
