"""That the example site still says what its sources say: dates, numbers, names and addresses.

The files are read with PyYAML alone, so that a fault in the program cannot hide one in the content.
"""

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import yaml

CHECKOUT = Path(__file__).resolve().parents[2]

FACTS = [
    # record, a text that one of its values contains
    ("events/su7-launch", "2024-03-28"),
    ("events/su7-launch", "beijing"),
    ("events/su7-launch", "its first car"),
    ("events/su7-launch", "Tesla Model 3"),
    ("events/su7-launch", "RMB 215,900"),
    ("events/su7-launch", "RMB 245,900"),
    ("events/su7-launch", "RMB 299,900"),
    ("events/su7-launch", "100,000 SU7 in 2024"),
    ("events/su7-launch", "76,000"),
    ("events/su7-launch", "7.6万辆"),
    ("events/su7-orders", "50,000 orders 27 minutes"),
    ("events/auto-china-2024", "2024-04-25/2024-05-04"),
    ("events/auto-china-2024", "Auto China 2024"),
    ("events/byd-booth-meeting", "[2024-04-25,2024-04-26]"),
    ("events/byd-booth-meeting", "26 April, the second day of the show"),
    ("events/byd-booth-meeting", "Hawk Insight gives 25 April"),
    ("events/byd-booth-meeting", "accessories, fitted as each owner needs them"),
    ("events/byd-booth-meeting", "It needs somebody to go first"),
    ("events/byd-booth-meeting", "should, he hopes, be Wang Chuanfu"),
    ("events/byd-booth-meeting", "He Xiaopeng of Xpeng and Li Xiang of Li Auto are interested"),
    ("events/byd-booth-meeting", "he has talked with William Li of Nio"),
    ("events/byd-booth-meeting", "ecosystem's products inside other makers' cars"),
    ("events/bloomberg-suv-report", "2024-05-13"),
    ("events/bloomberg-suv-report", '"as early as 2025"'),
    ("events/onvo-unveiling", "2024-05-15"),
    ("events/onvo-unveiling", "shanghai"),
    ("events/onvo-unveiling", "called Ledao in China"),
    ("events/onvo-unveiling", "its first model"),
    ("events/onvo-unveiling", "RMB 219,900"),
    ("events/onvo-unveiling", "RMB 30,000"),
    ("events/onvo-unveiling", "launched in September 2024"),
    ("events/onvo-unveiling", "Deliveries of the L60 will begin in September 2024"),
    ("events/william-li-roundtable", "2024-05-16"),
    ("events/william-li-roundtable", "about 20,000 cars sold a month"),
    ("events/nio-visit", "2024-05-20"),
    ("events/nio-visit", "Douyin"),
    ("events/nio-visit", "Weibo"),
    ("events/nio-visit", "William Li had helped with the launch of the SU7"),
    ("events/nio-visit", "Hu Zhengnan (vehicles), Yu Liguo (product)"),
    ("events/nio-visit", "Li Xiaoshuang (marketing) and Huang Zhenyu (supply chain)"),
    ("events/nio-visit", "Auto Home first and as Yiche in the paragraph after"),
    ("events/nio-visit", "unified in-vehicle ecosystem"),
    ("events/nio-visit", "silent on it"),
    ("events/xiaomi-target-may", "120,000"),
    ("events/xiaomi-target-november", "130,000"),
    ("events/xiaomi-100000th-car", "[..2024-11-13]"),
    ("events/xiaomi-100000th-car", "230 days"),
    ("events/xiaomi-2024-total", "Over 135,000"),
    ("events/onvo-monthly-target", "20,000 L60 a month by March 2025"),
    ("events/onvo-march-2025", "4,820"),
    ("events/onvo-president-change", "2025-04-02"),
    ("events/onvo-president-change", "Alan Ai"),
    ("events/yu7-launch", "2025-06-26"),
    ("events/yu7-launch", "RMB 253,500"),
    ("events/yu7-orders", "289,000 orders within an hour"),
    ("entities/xiaomi", "smartphones"),
    ("entities/xiaomi", "household appliances"),
    ("entities/nio-campus", "office campus"),
    ("entities/china-international-exhibition-center", "Shunyi"),
    ("entities/lei-jun", "founder, chairman and CEO"),
    ("entities/william-li", "founder, chairman and CEO"),
    ("entities/li-xiang", "founder, chairman and CEO"),
    ("entities/he-xiaopeng", "chairman and CEO"),
    ("entities/wang-chuanfu", "chairman and president"),
    ("entities/hu-zhengnan", "head of vehicles"),
    ("entities/yu-liguo", "head of product"),
    ("entities/li-xiaoshuang", "head of marketing"),
    ("entities/huang-zhenyu", "head of supply chain"),
    ("entities/ai-tiecheng", "Alan Ai"),
    ("entities/onvo", "Ledao"),
]

NAMES = {
    "xiaomi": ("Xiaomi", "小米"),
    "xiaomi-ev": ("Xiaomi EV", "小米汽车"),
    "nio": ("Nio", "蔚来"),
    "onvo": ("Onvo", "乐道"),
    "byd": ("BYD", "比亚迪"),
    "xpeng": ("Xpeng", "小鹏"),
    "li-auto": ("Li Auto", "理想"),
    "tesla": ("Tesla", "特斯拉"),
    "lei-jun": ("Lei Jun", "雷军"),
    "william-li": ("William Li", "李斌"),
    "ai-tiecheng": ("Ai Tiecheng", "艾铁成"),
    "shen-fei": ("Shen Fei", "沈斐"),
    "wang-chuanfu": ("Wang Chuanfu", "王传福"),
    "he-xiaopeng": ("He Xiaopeng", "何小鹏"),
    "li-xiang": ("Li Xiang", "李想"),
    "su7": ("Xiaomi SU7", "小米SU7"),
    "yu7": ("Xiaomi YU7", "小米YU7"),
    "l60": ("Onvo L60", "乐道L60"),
}

LATIN_NAMES = {
    "hu-zhengnan": "Hu Zhengnan",
    "yu-liguo": "Yu Liguo",
    "li-xiaoshuang": "Li Xiaoshuang",
    "huang-zhenyu": "Huang Zhenyu",
    "model-3": "Tesla Model 3",
    "model-y": "Tesla Model Y",
}

TICKERS = {
    "nio": [("NYSE", "NIO")],
    "byd": [("HKG", "1211"), ("OTCMKTS", "BYDDY")],
    "xpeng": [("NYSE", "XPEV")],
    "tesla": [("NASDAQ", "TSLA")],
}

RELATIONS = [
    ("xiaomi-ev", "part_of", "xiaomi"),
    ("onvo", "part_of", "nio"),
    ("su7", "made_by", "xiaomi-ev"),
    ("yu7", "made_by", "xiaomi-ev"),
    ("l60", "made_by", "onvo"),
    ("model-3", "made_by", "tesla"),
    ("model-y", "made_by", "tesla"),
    ("su7", "competes_with", "model-3"),
    ("yu7", "competes_with", "model-y"),
    ("l60", "competes_with", "model-y"),
]

CNEVPOST = "https://cnevpost.com/"
ADDRESSES = {
    "cnevpost-visit": CNEVPOST + "2024/05/20/xiaomi-ceo-visits-nio",
    "cnevpost-roundtable": CNEVPOST
    + "2024/05/16/onvo-will-contribute-positively-to-nio-pl-20000-monthly-sales",
    "cnevpost-onvo-president": CNEVPOST + "2025/04/02/onvo-president-alan-ai-steps-down",
    "teslarati-su7": (
        "https://www.teslarati.com/xiaomi-su7-challenges-tesla-china-model-3-competitor"
    ),
    "beijingimpact-su7": (
        "https://beijingimpact.com/manufacturing/2815-xiaomi-su7-ev-surpass-apple-car.html"
    ),
    "lucidityinsights-target": (
        "https://lucidityinsights.com/news/xiaomi-ev-deliveries-surging-demand"
    ),
    "hawkinsight-auto-show": (
        "https://hawkinsight.com/en/article/high-eq-lei-jun-appears-at-beijing-auto-show-"
        "interacts-warmly-with-wang-chuanfu-describes-fengcheetah-as-definitely-a-hit"
    ),
    "electrive-target": (
        "https://electrive.com/2024/05/28/xiaomi-raises-delivery-target-for-the-su7-again"
    ),
    "4nownews-100000th": (
        "https://4nownews.com/2024/11/13/xiaomi-released-its-100000th-electric-car-"
        "just-230-days-after-the-start-of-production"
    ),
    "evertiq-2024-total": "https://evertiq.com/design/57017",
    "mediabites-yu7": "https://mediabites.com.pk/?p=34475",
    "yicai-onvo": (
        "https://yicaiglobal.com/news/onvo-brands-success-is-vital-to-nios-profitability-"
        "chinese-ev-makers-president-says"
    ),
    "163-names": "https://www.163.com/dy/article/KOFO7NJD0511AFPK.html",
    "icbattery-names": "http://icbattery.com/news/show-htm-itemid-58961.html",
}

OUTCOMES = [
    # event, claim, status, due, what came of it
    ("su7-launch", "goal", "target", "2024", "met"),
    ("xiaomi-target-may", "goal", "target", "2024", "met"),
    ("xiaomi-target-november", "goal", "target", "2024", "met"),
    ("bloomberg-suv-report", "suv-2025", "forecast", "2025", "met"),
    ("onvo-monthly-target", "goal", "target", "2025-03", "missed"),
    ("onvo-unveiling", "launch-in-september", "forecast", "2024-09", "met"),
    ("onvo-unveiling", "deliveries-in-september", "forecast", "2024-09", "pending"),
]

DISPUTES = [
    # event, claim, source for it, source against it
    ("su7-launch", "which-goal", "cnevpost-visit", "lucidityinsights-target"),
    ("byd-booth-meeting", "day", "cnevpost-visit", "hawkinsight-auto-show"),
]


@cache
def load_record(record: str) -> dict[str, Any]:
    text = (CHECKOUT / f"content/{record}.yaml").read_text(encoding="utf-8")
    return dict(yaml.load(text, yaml.BaseLoader))  # noqa: S506  # it builds no objects


def list_records(kind: str) -> list[str]:
    return sorted(f"{kind}/{path.stem}" for path in (CHECKOUT / "content" / kind).glob("*.yaml"))


def walk_texts(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        for inner in value.values():
            yield from walk_texts(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from walk_texts(inner)
    else:
        yield re.sub(r"\s+", " ", value)


def find_claim(event: str, claim: str) -> dict[str, Any]:
    claims = load_record(f"events/{event}")["claims"]
    return next(dict(found) for found in claims if found.get("id") == claim)


@pytest.mark.parametrize(("record", "wanted"), FACTS)
def test_the_record_states_the_fact(record: str, wanted: str) -> None:
    assert any(wanted in text for text in walk_texts(load_record(record)))


@pytest.mark.parametrize("entity", NAMES)
def test_the_entity_is_named_in_both_scripts(entity: str) -> None:
    english, chinese = NAMES[entity]
    assert load_record(f"entities/{entity}")["name"] == {"en": english, "zh": chinese}


@pytest.mark.parametrize("entity", LATIN_NAMES)
def test_a_chinese_name_that_no_source_gives_is_not_guessed(entity: str) -> None:
    assert load_record(f"entities/{entity}")["name"] == LATIN_NAMES[entity]


@pytest.mark.parametrize("entity", TICKERS)
def test_the_company_has_its_tickers(entity: str) -> None:
    tickers = load_record(f"entities/{entity}")["tickers"]
    assert [(ticker["exchange"], ticker["symbol"]) for ticker in tickers] == TICKERS[entity]


@pytest.mark.parametrize(("entity", "relation", "other"), RELATIONS)
def test_the_entity_is_related_to_the_other(entity: str, relation: str, other: str) -> None:
    assert load_record(f"entities/{entity}")[relation] == other


@pytest.mark.parametrize("source", ADDRESSES)
def test_the_source_is_where_it_was_read(source: str) -> None:
    assert load_record(f"sources/{source}")["url"] == ADDRESSES[source]


def test_every_address_of_the_sources_is_in_the_table() -> None:
    urls = {load_record(record).get("url") for record in list_records("sources")} - {None}
    assert urls == set(ADDRESSES.values())


@pytest.mark.parametrize(("event", "claim", "status", "due", "outcome"), OUTCOMES)
def test_a_statement_about_the_future_says_what_came_of_it(
    event: str, claim: str, status: str, due: str, outcome: str
) -> None:
    found = find_claim(event, claim)
    assert (found["status"], found["due"], found["outcome"]["status"]) == (status, due, outcome)


def test_the_condition_has_no_due_date() -> None:
    condition = find_claim("william-li-roundtable", "contribution")
    assert condition["status"] == "condition"
    assert "due" not in condition


@pytest.mark.parametrize(("event", "claim", "backing", "contradicting"), DISPUTES)
def test_a_disagreement_shows_both_sides(
    event: str, claim: str, backing: str, contradicting: str
) -> None:
    found = find_claim(event, claim)
    assert found["status"] == "disputed"
    assert found["sources"] == [backing, {"id": contradicting, "supports": "false"}]


def test_the_leaked_video_is_a_leak_that_the_article_derives_from() -> None:
    assert load_record("sources/leaked-video")["kind"] == "leak"
    assert "leaked-video" in load_record("sources/cnevpost-visit")["derived_from"]
    assert "leaked-video" in find_claim("nio-visit", "one-ecosystem")["sources"]


def test_the_meeting_is_part_of_the_show() -> None:
    assert load_record("events/byd-booth-meeting")["part_of"] == "auto-china-2024"


def test_onvo_changes_its_president_on_one_day() -> None:
    leaving = load_record("entities/ai-tiecheng")["roles"][0]
    coming = load_record("entities/shen-fei")["roles"][0]
    assert leaving["to"] == coming["from"] == "2025-04-02"


@pytest.mark.parametrize("record", list_records("events"))
def test_an_event_and_its_claims_have_sources(record: str) -> None:
    event = load_record(record)
    assert event["sources"]
    assert all(claim["sources"] for claim in event.get("claims", []))


@pytest.mark.parametrize(
    "record", [*list_records("events"), *list_records("sources"), *list_records("stories")]
)
def test_titles_and_summaries_are_in_english_and_chinese(record: str) -> None:
    written = load_record(record)
    for field in ("title", "summary"):
        assert field not in written or set(written[field]) == {"en", "zh"}


def test_the_four_main_events_are_told_in_chinese_too() -> None:
    for event in ("su7-launch", "auto-china-2024", "onvo-unveiling", "nio-visit"):
        assert "zh" in load_record(f"events/{event}")["body"]
