"""Which roles an entity held at a time."""

import pytest

from site_gen.model.roles import roles_at
from tests.plan import timelines as t


def held(date: str, since: str | None = None, until: str | None = None) -> bool:
    person = t.entity("lei", roles=(t.role("chair", since, until),))
    return bool(roles_at(person, t.when(date)))


@pytest.mark.parametrize("date", ["1066", "2024-05-20", "198X", "/2024", "2024/.."])
def test_a_role_without_dates_is_always_held(date: str) -> None:
    assert held(date)


@pytest.mark.parametrize(
    ("date", "answer"),
    [
        ("2010-04-05", False),
        ("2010-04-06", True),
        ("2020-12-31", True),
        ("2021-01-01", False),
        ("2010-04", True),
        ("2010", True),
        ("201X", True),
        ("2009", False),
        ("2005/2010-04-05", False),
        ("2005/2030", True),
        ("/2010-04-05", False),
        ("../2010-04-06", True),
        ("2020-12-31/..", True),
        ("2021/", False),
        ("[2009,2015]", True),
        ("2010-04-06T00:30+08:00", True),
        ("-0043", False),
    ],
)
def test_the_first_and_the_last_day_belong_to_a_role(date: str, answer: bool) -> None:
    assert held(date, "2010-04-06", "2020") is answer


def test_a_bound_known_to_the_year_excludes_only_other_years() -> None:
    assert held("2010-01-01", "2010")
    assert held("2020-12-31", None, "2020")
    assert not held("2009-12-31", "2010")


def test_roles_stand_in_the_authors_order() -> None:
    roles = (t.role("later", "2020"), t.role("former", None, "2019"), t.role("always"))
    person = t.entity("lei", roles=roles)
    assert [role.title.entries[0][1] for role in roles_at(person, t.when("2024"))] == [
        "later",
        "always",
    ]
