"""What can go wrong while a page is rendered.

    Exception
    └── RenderFault
        ├── TemplateFault   a template cannot be read or run; carries the whole Problem
        └── BodyFault       a Markdown body cannot be rendered; the caller knows where it stands

Both can be pickled, so that they cross from a worker process as they are.
"""

from site_gen.problems import Location, Problem


class RenderFault(Exception):
    """One page cannot be rendered; the others can."""


class TemplateFault(RenderFault):
    """`problem` has its place in the template."""

    def __init__(self, problem: Problem) -> None:
        super().__init__(problem)
        self.problem = problem

    def __str__(self) -> str:
        return self.problem.message


class BodyFault(RenderFault):
    """`rule`, `fact` and `remedy` as in `Problem`; `to_problem` puts them at the body's place."""

    def __init__(self, rule: str, fact: str, remedy: str) -> None:
        super().__init__(rule, fact, remedy)
        self.rule = rule
        self.fact = fact
        self.remedy = remedy

    def __str__(self) -> str:
        return f"{self.fact}; {self.remedy}"

    def to_problem(self, location: Location, excerpt: str | None = None) -> Problem:
        return Problem("error", self.rule, self.fact, self.remedy, location, excerpt)
