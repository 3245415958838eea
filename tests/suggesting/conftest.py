"""An export whose rules are known: each is planted with records that break it, at known lines."""

from __future__ import annotations

import csv
import random
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date, timedelta
from pathlib import Path

import pytest

ROWS = 3_000
NOISE = 30
REGIONS = {"DACH": "EMEA", "UK&I": "EMEA", "Nordics": "EMEA", "Benelux": "EMEA", "ANZ": "APAC", "Japan": "APAC",
           "India": "APAC", "US West": "AMER", "US East": "AMER", "LATAM": "AMER"}  # fmt: skip
SLIPS = ("Profesional", "Entreprise", "gold plan")
PLANS = ("Basic", "Professional", "Team", "Enterprise")
WORDS = (
    "renewal",
    "call",
    "meeting",
    "sent",
    "waiting",
    "board",
    "budget",
    "asked",
    "legal",
    "offer",
    "price",
)
FIRST = ["Ann", "Bo", "Cleo", "Dee", "Eve", "Finn", "Gus", "Hal", "Ida", "Jon", "Kay", "Lou", "Mia", "Ned"]
COUNTRIES = ("Germany", "France", "Japan", "Canada", "Brazil", "Spain", "Italy")
Record = dict[str, str]
STAGES = ("Lead", "MQL", "Customer")


@dataclass
class Planted:
    """The export, its header and records, and for each planted rule the lines that break it."""

    rows: list[Record]
    breakers: dict[str, set[int]] = field(default_factory=dict)

    def write(self, path: Path, order: list[int] | None = None) -> Path:
        """The export as a file, its records in an order of places."""
        with path.open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, list(self.rows[0]))
            writer.writeheader()
            writer.writerows(self.rows[place] for place in order or range(len(self.rows)))
        return path


@pytest.fixture(scope="session")
def planted() -> Planted:
    """Subscriptions with twelve planted rules, a hundredth of the records broken for each."""
    chance = random.Random(20261124)
    made = Planted([_record(chance, number) for number in range(ROWS)])
    _spoil(made, chance, "code", lambda row: row.update({"Sub No": row["Sub No"].replace("-", "_")}))
    _spoil(
        made,
        chance,
        "plan",
        lambda row: row.update(Plan=chance.choice(["Profesional", "Entreprise", "gold plan"])),
    )
    _spoil(made, chance, "region", _other_region)
    _spoil(made, chance, "seats", lambda row: row.update(Seats=str(chance.randint(5_000, 90_000))))
    _spoil(made, chance, "discount", lambda row: row.update(Discount=str(-chance.randint(1, 9))))
    _spoil(made, chance, "dates", _swap_dates)
    _spoil(
        made, chance, "reason", lambda row: row.update(Reason=""), lambda row: row["Status"] == "Cancelled"
    )
    _spoil(made, chance, "address", lambda row: row.update({"Billing Mail": "ann at acme.com"}))
    _spoil(made, chance, "ship", lambda row: row.update({"Ship To": "Nordland"}))
    _spoil(made, chance, "signed", lambda row: row.update(Signed=f"19{chance.randint(80, 99)}-03-04"))
    _spoil(made, chance, "segment", lambda row: row.update(Segment=""))
    _repeat_tokens(made, chance)
    return made


def _record(chance: random.Random, number: int) -> Record:
    market = chance.choice(list(REGIONS))
    start = date(2024, 1, 1) + timedelta(days=chance.randint(0, 600))
    status = chance.choice(["Active", "Active", "Paused", "Cancelled"])
    name = chance.choice(FIRST)
    country = chance.choice(COUNTRIES)
    return {
        "Sub No": f"SUB-{number * 31:05d}-{chance.choice('ABCDEFGH')}{chance.choice('KLMNOP')}",
        "Token": f"{number:06x}{chance.getrandbits(40):010x}",
        "Plan": chance.choice(PLANS),
        "Market": market,
        "Region": REGIONS[market],
        "Seats": str(chance.randint(1, 500)),
        "Discount": str(chance.randint(0, 37) + chance.choice([0, 0.25, 0.5])),
        "Begins": start.isoformat(),
        "Ends": (start + timedelta(days=chance.randint(30, 400))).isoformat(),
        "Status": status,
        "Reason": chance.choice(["price", "left", "merged"]) if status == "Cancelled" else "",
        "Billing Mail": f"{name.lower()}@acme{chance.randint(1, 40)}.com" if chance.random() < 0.9 else "",
        "Bill To": country,
        "Ship To": country,
        "Signed": (date(2019, 1, 1) + timedelta(days=chance.randint(0, 1_800))).isoformat(),
        "Segment": chance.choice(["smb", "mid", "large"]),
        "Remark": " ".join(chance.choices(WORDS, k=chance.randint(2, 9))) if chance.random() < 0.7 else "",
        "Turnover": f"{chance.lognormvariate(10, 1.5):.2f}" if chance.random() < 0.8 else "",
    }


def _spoil(
    made: Planted,
    chance: random.Random,
    rule: str,
    change: Callable[[Record], object],
    may: Callable[[Record], bool] = lambda row: True,
) -> None:
    """Break a rule in records of which none breaks another."""
    taken = set().union(*made.breakers.values()) if made.breakers else set()
    free = [place for place, row in enumerate(made.rows) if place + 2 not in taken and may(row)]
    chosen = chance.sample(free, min(NOISE, max(1, len(free) // 100)))
    for place in chosen:
        change(made.rows[place])
    made.breakers[rule] = {place + 2 for place in chosen}


def _other_region(row: Record) -> None:
    row["Region"] = {"EMEA": "APAC", "APAC": "AMER", "AMER": "EMEA"}[row["Region"]]


def _swap_dates(row: Record) -> None:
    row["Begins"], row["Ends"] = row["Ends"], row["Begins"]


def _repeat_tokens(made: Planted, chance: random.Random) -> None:
    """Later records with the token of an earlier one."""
    taken = set().union(*made.breakers.values())
    places = [place for place in range(1_000, ROWS) if place + 2 not in taken]
    chosen = chance.sample(places, NOISE)
    for number, place in enumerate(chosen):
        made.rows[place]["Token"] = made.rows[number]["Token"]
    made.breakers["token"] = {place + 2 for place in chosen}


Run = Callable[..., subprocess.CompletedProcess[str]]


@pytest.fixture
def mopsctl(tmp_path: Path) -> Run:
    """Runs the console script in a folder without a configuration."""
    script = Path(sys.executable).parent / "mopsctl"

    def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [str(script), *map(str, arguments)]
        return subprocess.run(
            command, cwd=tmp_path, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
        )

    return run


@pytest.fixture
def contacts(tmp_path: Path) -> Path:
    """Two hundred contacts with a badge number each; a badge, a tier and a stage are out of line."""
    chance = random.Random(5)
    lines = ["Contact ID,First Name,Last Name,Email,Lifecycle Stage,Badge,Tier,Assistant"]
    for number in range(200):
        badge = f"B{number}" if number == 20 else f"BX-{number:04d}"
        tier = "Golld" if number == 30 else chance.choice(["Gold", "Silver", "Bronze"])
        stage = "" if number == 40 else chance.choice(STAGES)
        person = f"Zedna{number},Quorxo{number},zedna.quorxo{number}@northgate.com"
        lines.append(
            f"0035i00000Aa{number:03d}AAJ,{person},{stage},{badge},{tier},vilma.k{number}@northgate.com"
        )
    path = tmp_path / "contacts.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path
