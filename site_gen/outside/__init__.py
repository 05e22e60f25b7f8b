"""Whether the addresses outside that the content names still answer: `check --external`."""

from site_gen.outside.manners import Manners, is_any, is_public
from site_gen.outside.survey import OutsideReport, ask_outside

__all__ = ["Manners", "OutsideReport", "ask_outside", "is_any", "is_public"]
