"""The bare plan, by which `check` sees what collides, knows the paths of the whole one."""

from site_gen.plan import check_routes
from tests.plan import timelines as t
from tests.plan.test_plan import EN_AND_ZH, site


def test_every_route_is_a_path_of_the_whole_plan() -> None:
    settings = t.settings_of(languages=EN_AND_ZH)
    timeline = t.timeline_of(*site())
    routes = check_routes(timeline, settings, t.assets_of()).artifacts.keys()
    whole = t.plan_of(*site(), languages=EN_AND_ZH).artifacts.keys()
    assert routes <= whole
    pages = {path for path in whole if path.endswith("index.html") and "/page/" not in path}
    rest = {path for path in pages - routes if not path.startswith(("zh/years/", "years/"))}
    assert all("timeline/" in path or "embed/" in path for path in rest), sorted(rest)


def test_what_collides_in_the_whole_plan_collides_in_the_bare_one() -> None:
    records = [*site(), t.event("EV-a", tags=["C++"]), t.event("ev-b", tags=["C#"])]
    settings, timeline = t.settings_of(), t.timeline_of(*records)
    whole = {(one.path, one.fact) for one in t.plan_of(*records).findings}
    bare = {
        (one.path, one.fact) for one in check_routes(timeline, settings, t.assets_of()).findings
    }
    assert bare == whole != set()
