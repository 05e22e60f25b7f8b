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
