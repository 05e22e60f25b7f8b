"""One artifact for a path, and what is said where there are two."""

from site_gen.model.records import Origin
from site_gen.plan.site_plan import collect_artifacts
from tests.plan import timelines as t


def test_ids_that_differ_in_case_alone_are_one_file_on_many_systems() -> None:
    plan = t.plan_of(t.entity("A"), t.entity("a"), languages=("en", "zh"))
    (finding,) = plan.findings
    assert f"{finding.fact}; {finding.remedy}" == (
        '"entities/A/index.html" (for content/entities/A.yaml) and "entities/a/index.html"'
        " (for content/entities/a.yaml) are one file on many systems;"
        " give one of the two another id, tag or alias"
    )
    assert (finding.severity, finding.rule) == ("error", "path-collision")
    assert finding.path == "content/entities/a.yaml"


def test_composed_and_decomposed_paths_collide_also_after_case_folding() -> None:
    one, other = t.artifact("tags/\u00c4/index.html", 1), t.artifact("tags/a\u0308/index.html", 2)
    assert len(collect_artifacts([one, other]).findings) == 1
    folded = [t.artifact("Stra\u00dfe.html", 1), t.artifact("STRASSE.html", 2)]
    assert len(collect_artifacts(folded).findings) == 1


def test_different_paths_do_not_collide() -> None:
    plan = collect_artifacts([t.artifact("a/index.html"), t.artifact("b/index.html")])
    assert plan.findings == ()
    assert list(plan.artifacts) == ["a/index.html", "b/index.html"]


def test_the_same_file_planned_twice_is_one_file() -> None:
    plan = collect_artifacts([t.artifact("a.css", 1), t.artifact("a.css", 1)])
    assert (plan.findings, len(plan.artifacts)) == ((), 1)


def test_a_file_where_another_needs_a_folder_is_an_error_that_names_both() -> None:
    event = t.event("a", aliases=["/robots.txt/"])
    (finding,) = t.plan_of(event).findings
    assert f"{finding.fact}; {finding.remedy}" == (
        '"robots.txt" (for the site itself) stands where "robots.txt/index.html"'
        ' (for the alias "/robots.txt/" in content/events/a.yaml) needs a folder;'
        " give one of the two another id or alias"
    )
    assert finding.path == "content/events/a.yaml"


def test_a_file_in_a_folders_way_is_told_once_for_all_below() -> None:
    blocker = t.artifact("a", origin=Origin("one.yaml"))
    below = [t.artifact(f"a/{n}.html", n, origin=Origin("two.yaml")) for n in range(3)]
    assert len(collect_artifacts([blocker, *below]).findings) == 1


def test_records_of_one_file_are_told_by_their_place_in_it() -> None:
    both = [
        t.artifact("x.html", index, origin=Origin("content/events/all.yaml", (index,)))
        for index in (0, 4)
    ]
    (finding,) = collect_artifacts(both).findings
    assert finding.fact == (
        '"x.html" would be written twice, for content/events/all.yaml, item 1'
        " and for content/events/all.yaml, item 5"
    )


def test_collisions_of_the_sites_own_files_are_each_told() -> None:
    paths = ("a.html", "b.html")
    plan = collect_artifacts([t.artifact(path, side) for path in paths for side in (1, 2)])
    assert [finding.path for finding in plan.findings] == ["site.yaml", "site.yaml"]
