"""The words that the corpus is put together from: trades, places and works, and no people."""

PLACES = (
    "Alder", "Birch", "Cedar", "Dune", "Elm", "Fern", "Granite", "Harbour", "Iron", "Juniper",
    "Kestrel", "Larch", "Maple", "North", "Oak", "Pine", "Quarry", "River", "Stone", "Tern",
)  # fmt: skip  # words, not lines

UNDERTAKINGS = (
    "Works", "Railway", "Institute", "Foundry", "Ferries", "Observatory", "Council", "Museum",
    "Energy", "Optics", "Shipyard", "Mills", "Press", "Laboratory", "Bank", "Cooperative",
)  # fmt: skip  # words, not lines

PRODUCTS = ("Engine", "Lens", "Turbine", "Tram", "Battery", "Loom", "Ferry", "Telescope")

SERIES = ("Fair", "Congress", "Regatta", "Symposium", "Exhibition", "Review")

PUBLISHERS = (
    "the Daily Ledger", "the Evening Gazette", "Trade & Transport", "the Harbour Record",
    "Science Letters", "the Chamber's bulletin", "Market Notes", "the Monthly Survey",
)  # fmt: skip  # words, not lines

DEEDS = (
    "opens", "announces", "postpones", "presents", "orders", "delivers", "tests", "closes",
    "extends", "buys", "repairs", "electrifies", "surveys", "halts", "resumes", "completes",
)  # fmt: skip  # words, not lines

MATTERS = (
    "the northern line", "a second furnace", "its first survey", "the winter timetable",
    "a new reading room", "the harbour extension", "forty freight wagons", "the long tunnel",
    "a cheaper model", "the public archive", "its night service", "a joint workshop",
    "the spring catalogue", "the third shaft", "a model for export", "the upper bridge",
)  # fmt: skip  # words, not lines

TAG_FIRSTS = (
    "rail", "river", "night", "coastal", "public", "export", "winter", "steam", "electric",
    "regional", "heavy", "light", "joint", "open", "rural", "urban", "solar", "deep", "early",
    "digital",
)  # fmt: skip  # words, not lines
TAG_SECONDS = (
    "freight", "housing", "lighting", "surveys", "finance", "tunnels", "optics", "safety",
    "strikes", "archives",
)  # fmt: skip  # words, not lines

SUBJECTS = (
    "the board", "the ministry", "a committee of engineers", "the local paper", "the supplier",
    "the harbour office", "an independent survey", "the works council", "the first passengers",
    "the insurers", "a delegation from the coast", "the auditors", "the new management",
)  # fmt: skip  # words, not lines
VERBS = (
    "confirmed", "described", "questioned", "welcomed", "measured", "repeated", "postponed",
    "published", "compared", "examined", "defended", "revised", "paid for", "asked for",
)  # fmt: skip  # words, not lines
OBJECTS = (
    "the figures of the previous year", "a longer period of trials", "the cost of the foundations",
    "the promised number of wagons", "the plan for the eastern quay", "an earlier estimate",
    "the delivery of spare parts", "the schedule for the winter", "the results of the first test",
    "a second opinion on the ground", "the terms of the loan", "the state of the old bridge",
)  # fmt: skip  # words, not lines
TURNS = (
    "after some delay", "in a short statement", "for the third time", "without giving a reason",
    "at its own expense", "before the end of the season", "as had been expected",
    "to the surprise of the trade", "under the conditions agreed in the spring",
    "while work on the site went on", "with few exceptions", "in front of a small audience",
)  # fmt: skip  # words, not lines
LINKS = ("and", "but", "while", "although", "because", "so that", "whereas", "until")

ROLES = ("host", "maker", "buyer", "operator", "visitor", "lender")
HEADINGS = ("Background", "What was agreed", "The works", "What followed", "In figures")
LOCATORS = ("para. 3", "p. 12", "table 2", "p. 4", "section 5", "min. 14")
KINDS = ("launch", "meeting", "report", "order", "accident", "appointment", "law", "opening")
SOURCE_KINDS = ("article", "filing", "release", "interview", "dataset", "book", "broadcast")
MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip  # words, not lines
