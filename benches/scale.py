#!/usr/bin/env python3
"""Makes many pages of few: reports are moved to other places, days and people, with other numbers.

    fangzhi extract corpus.jsonl > records.jsonl            # who is named in which report
    python3 benches/scale.py corpus.jsonl records.jsonl --pages 150000 | fangzhi build - --store large

Bases are lines with page, text, issue_date and perhaps home. Each page is one of them after another: its prefecture becomes
another one, with its counties and its paper; every day moves by as much as the day of issue; numbers of two digits and more
become others; people get names of the place's own pool, so that one place meets the same people again and the country has
namesakes. Same arguments, same pages.
"""

import argparse
import datetime
import json
import random
import re
from collections import Counter
from pathlib import Path

LEXICON = Path(__file__).parent.parent / "ontology" / "lexicon"
POOL = 300  # people a place


def rows(name):
    lines = [line.rstrip("\n").split("\t") for line in (LEXICON / name).open() if not line.startswith("#")]
    return [dict(zip(lines[0], line)) for line in lines[1:]]


class Country:
    """Divisions down to the county, and names for their people."""

    def __init__(self):
        self.all = {row["code"]: row for row in rows("divisions.tsv") if row["level"] in ("province", "prefecture", "county")}
        self.prefectures = sorted(code for code, row in self.all.items() if row["level"] == "prefecture")
        self.counties = {code: [] for code in self.prefectures}
        self.by_name = {}
        for code, row in self.all.items():
            if row["parent"] in self.counties:
                self.counties[row["parent"]].append(code)
            self.by_name.setdefault(row["name"], code)
            if row["level"] != "county" and len(row["short"]) > 1:
                self.by_name.setdefault(row["short"], code)
        self.names = re.compile("|".join(sorted(map(re.escape, self.by_name), key=len, reverse=True)))
        surnames = [(row["surname"], float(row["weight"])) for row in rows("surnames.tsv") if row["kind"] == "single"]
        self.surnames, self.weights = zip(*surnames)
        given = [row for row in rows("given.tsv") if "一" <= row["char"] <= "鿿"]
        self.first = [row["char"] for row in given if float(row["first"]) > 1]
        self.second = [row["char"] for row in given if float(row["second"]) > 1]
        self.pools = {}

    def prefecture(self, code):
        row = self.all[code]
        return {"prefecture": code, "county": row["parent"] if row["parent"] in self.counties else None}.get(row["level"])

    def pool(self, place):
        if place not in self.pools:
            rng = random.Random(place)
            one = lambda: rng.choices(self.surnames, self.weights)[0] + rng.choice(self.first) + (
                rng.choice(self.second) if rng.random() < 0.8 else "")
            self.pools[place] = [one() for _ in range(POOL)]
        return self.pools[place]


def moved(country, base, people, rng, number):
    text, old = base["text"], datetime.date.fromisoformat(base["issue_date"])
    new = datetime.date(2015, 1, 1) + datetime.timedelta(days=rng.randrange(9 * 365))
    shift = rng.randrange(1, len(country.prefectures))
    named = Counter(filter(None, (country.prefecture(country.by_name[name]) for name in country.names.findall(text))))
    own = country.prefecture(base["home"]) if base.get("home") in country.all else None
    own = own or (named.most_common(1)[0][0] if named else rng.choice(country.prefectures))
    at = lambda code: country.prefectures[(country.prefectures.index(code) + shift) % len(country.prefectures)]
    place = at(own)

    def division(found):
        row = country.all[country.by_name[found[0]]]
        to, inside = place, country.prefecture(row["code"])
        if inside:
            to = at(inside)
        if row["level"] == "county":
            if not inside or not country.counties[to]:
                return found[0]
            nth = country.counties[inside].index(row["code"])
            other = country.all[country.counties[to][nth % len(country.counties[to])]]
        else:
            other = country.all[to if inside else country.all[to]["parent"]]
        return other["name"] if found[0] == row["name"] else other["short"]

    def day(found):
        try:
            then = datetime.date(old.year, int(found[1]), int(found[2])) + (new - old)
        except ValueError:
            return found[0]
        return f"{then.month}月{then.day}日"

    def other(found):
        return str(rng.randrange(1, 10)) + "".join(str(rng.randrange(10)) for _ in found[0][1:])

    text = country.names.sub(division, text)
    pool = country.pool(place)
    if people:
        to = {name: pool[int.from_bytes(name.encode(), "big") % POOL] for name in people}
        text = re.sub("|".join(sorted(map(re.escape, to), key=len, reverse=True)), lambda found: to[found[0]], text)
    text = re.sub(r"20[012]\d(?=年)", lambda found: str(int(found[0]) + new.year - old.year), text)
    text = re.sub(r"(?<!\d)(\d{1,2})月(\d{1,2})日", day, text)
    text = re.sub(r"(?<![\d.])[1-9]\d{1,3}(?![\d.年月日时号:：])", other, text)
    paper = country.all[place]["short"] + "日报"
    return {"page": f"{number:07}", "text": text, "issue_date": str(new), "newspaper": paper, "home": place}


def main():
    arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    arguments.add_argument("bases", help="JSON lines")
    arguments.add_argument("records", help="what `fangzhi extract` says of them")
    arguments.add_argument("--pages", type=int, default=20_000)
    arguments.add_argument("--seed", type=int, default=1)
    given = arguments.parse_args()
    bases = [json.loads(line) for line in open(given.bases)]
    people = {}
    for line in open(given.records):
        record = json.loads(line)
        names = {person["name"] for person in record["people"]}
        people.setdefault(record["page"], set()).update(n for n in names if 1 < len(n) < 5 and "某" not in n)
    country, rng = Country(), random.Random(given.seed)
    for number in range(given.pages):
        base = bases[number % len(bases)]
        print(json.dumps(moved(country, base, sorted(people.get(base["page"], ())), rng, number), ensure_ascii=False))


if __name__ == "__main__":
    main()
