"""What was promised or predicted, under what came of it."""

from tests.plan import timelines as t


def test_targets_stand_under_their_outcome_open_ones_first() -> None:
    plan = t.plan_of(
        t.event(
            "b",
            "2025",
            claims=[
                t.claim("c1", status="target", outcome=t.outcome("met")),
                t.claim("c2", status="forecast"),
                t.claim("c3", status="target", outcome=t.outcome("pending")),
            ],
        ),
        t.event(
            "a",
            "2024",
            claims=[
                t.claim("c1", status="target", outcome=t.outcome("met")),
                t.claim("c2", status="forecast", outcome=t.outcome("dropped")),
            ],
        ),
    )
    page = t.page_of(plan, "targets/")
    assert page.total == 5
    assert [
        (group.status.id, group.status.label, [row.claim.url for row in group.claims])
        for group in page.groups
    ] == [
        ("open", "Open", ["/events/b/#c2"]),
        ("met", "Met", ["/events/a/#c1", "/events/b/#c1"]),
        ("dropped", "Dropped", ["/events/a/#c2"]),
        ("pending", "Pending", ["/events/b/#c3"]),
    ]


def test_what_looks_ahead_counts_whatever_its_status() -> None:
    plan = t.plan_of(
        t.event(
            "a",
            claims=[
                t.claim("plain"),
                t.claim("condition", status="condition"),
                t.claim("due", due="2024"),
                t.claim("withdrawn", status="retracted", outcome=t.outcome("dropped")),
            ],
        )
    )
    groups = t.page_of(plan, "targets/").groups
    assert [row.claim.id for group in groups for row in group.claims] == [
        "condition",
        "due",
        "withdrawn",
    ]


def test_more_than_a_hundred_go_on_on_a_further_page_that_counts_them_all() -> None:
    claims = [t.claim(f"open-{at}", status="target") for at in range(60)]
    claims += [t.claim(f"met-{at}", status="target", outcome=t.outcome("met")) for at in range(60)]
    plan = t.plan_of(t.event("a", claims=claims[::-1]))
    pages = [t.page_of(plan, route) for route in ("targets/", "targets/page/2/")]
    shown = [[(one.status.id, len(one.claims), one.total) for one in page.groups] for page in pages]
    assert shown == [[("open", 60, 60), ("met", 40, 60)], [("met", 20, 60)]]
    assert [page.total for page in pages] == [120, 120]
    assert pages[0].pager.next_url == "/targets/page/2/"
    assert pages[1].groups[0].claims[-1].claim.id == "met-0"
