#!/usr/bin/env python3
"""Windows by SQL (SQLite), compared with what the engine wrote.

    python3 tests/Golden/windows/windows.py make --rows 20000 --seed 1 rows.csv
    ./streamengine run tests/Golden/windows/windows.yaml --set rows=rows.csv --set out=out --until-idle
    python3 tests/Golden/windows/windows.py compare rows.csv out

Prices are 64ths and quantities eighths, so that sums, means and products of both are the same in decimals, binary fractions and
integers, and SQL can add them as integers. Rows come up to 400 ms out of order; some are late.
"""
import argparse
import csv
import itertools
import math
import os
import random
import re
import sqlite3
import sys
from fractions import Fraction

START = 1_704_067_200_000_000_000
SYMBOLS = ["BTC", "BTC", "BTC", "ETH", "Äther", "btc", "z\U0001F600", "z\uFFFD"]
RESULTS = """
SELECT sym, closes, s, e, COUNT(seq), COUNT(p), SUM(q), SUM(p * q), MIN(CASE WHEN p IS NOT NULL THEN printf('%020d%012d %d', ts, seq, p) END), MAX(p), MIN(p),
       MAX(CASE WHEN p IS NOT NULL THEN printf('%020d%012d %d', ts, seq, p) END), SUM(p), SUM(p * p), SUM(CASE WHEN p IS NOT NULL THEN q END), COUNT(DISTINCT p), listed(p), listed(q)
FROM ({members}) LEFT JOIN (SELECT seq, ts, p, q FROM rows) USING (seq) GROUP BY sym, grp, closes ORDER BY closes, CAST(sym AS BLOB), grp
"""
BOUNDS = ["ts", "window_start", "window_end"]
COUNTS = ["n", "known", "prices"]
NUMBERS = ["volume", "least", "notional", "open", "high", "low", "close", "avg", "variance", "vw", "middle", "quarter", "sd", "range"]


class Listed:
    """The values, in order, as text: for quantiles."""

    def __init__(self):
        self.values = []

    def step(self, value):
        if value is not None:
            self.values.append(value)

    def finalize(self):
        return ",".join(map(str, sorted(self.values)))


def make(path, rows, seed):
    draw = random.Random(seed)
    now, price, due = START, 6400, []
    for seq in range(rows):
        now += draw.choice([0, 1, 5, 10, 20, 40, 40, 300 if draw.random() < 0.05 else 30]) * 1_000_000
        price = min(9000, max(4000, price + draw.randint(-8, 8)))
        arrives = now + (draw.randint(0, 400) * 1_000_000 if draw.random() < 0.2 else 0)
        due.append((arrives, seq, now, draw.choice(SYMBOLS), "" if draw.random() < 0.05 else str(price / 64), str(draw.randint(1, 80) / 8), draw.choice(["buy", "sell"])))
    due.sort()
    with open(path, "w", encoding="utf-8", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["seq", "ts", "symbol", "price", "qty", "side"])
        for seq, (_, _, ts, symbol, price, qty, side) in enumerate(due):
            out.writerow([seq, ts, symbol, price, qty, side])


def load(path):
    database = sqlite3.connect(":memory:")
    database.create_aggregate("listed", 1, Listed)
    database.execute("CREATE TABLE rows(seq INTEGER PRIMARY KEY, ts INTEGER, at INTEGER, sym TEXT, p INTEGER, q INTEGER)")
    at, rows = 0, []
    with open(path, encoding="utf-8", newline="") as file:
        for row in csv.DictReader(file):
            at = max(at, int(row["ts"]))
            rows.append((int(row["seq"]), int(row["ts"]), at, row["symbol"], int(float(row["price"]) * 64) if row["price"] else None, int(float(row["qty"]) * 8)))
    database.executemany("INSERT INTO rows VALUES (?, ?, ?, ?, ?, ?)", rows)
    database.execute("CREATE INDEX by_time ON rows(sym, ts)")
    return database


def quantile(values, part):
    position = (len(values) - 1) * Fraction(part)
    low = position.numerator // position.denominator
    high = min(low + 1, len(values) - 1)
    return float((values[low] + (position - low) * (values[high] - values[low])) / 64)


def values(kind, row, before):
    """What the engine should have written: key and bounds, aggregates."""
    sym, closes, s, e, n, known, q, pq, first, most, least, last, p, pp, weight, prices, listed, sizes = row
    final = not kind.startswith("early") or closes % 2 == 0
    window = [sym, e - 1 if final else min(e - 1, closes // 2), s, e] + ([final] if kind.startswith("early") else [])
    if n == 0 and kind.endswith("_carry"):
        return window, before[sym]
    ranked = [int(v) for v in listed.split(",")] if listed else []
    amounts = [int(v) / 8 for v in sizes.split(",")] if sizes else []
    if known == 0:
        of_price = [None] * 12
    else:
        opened, closed = int(first.split()[1]), int(last.split()[1])
        variance = None if known < 2 else float(Fraction(known * pp - p * p, known * (known - 1) * 4096))
        of_price = [
            pq / 512, opened / 64, most / 64, least / 64, closed / 64, float(Fraction(p, known * 64)), variance, (pq / 512) / (weight / 8), quantile(ranked, "0.5"), quantile(ranked, "0.25"),
            None if variance is None else math.sqrt(variance), (most / 64 - least / 64) / (opened / 64),
        ]
    aggregates = [n, known, prices, q / 8 if n else None, amounts[0] if n else None] + of_price + [amounts[:-3:-1] if n > 1 else None]
    before[sym] = aggregates
    return window, aggregates


def got(kind, row):
    number = lambda text: float(text) if text else None
    window = [row["symbol"]] + [int(row[name]) for name in BOUNDS] + ([row["is_final"] == "true"] if kind.startswith("early") else [])
    two = [float(v) for v in re.findall(r"[-0-9.eE+]+", row["two"])] or None
    return window, [int(row[name]) for name in COUNTS] + [number(row[name]) for name in NUMBERS] + [two]


def compare(path, folder):
    database = load(path)
    with open(os.path.join(os.path.dirname(os.path.abspath(__file__)), "windows.sql"), encoding="utf-8") as file:
        queries = re.findall(r"-- name: (\w+)\n(.*?)(?=\n-- name:|\Z)", file.read(), re.S)
    failed = False
    for kind, members in queries:
        rows = differences = 0
        first, before = None, {}
        with open(os.path.join(folder, kind + ".csv"), encoding="utf-8", newline="") as file:
            for of_sql, of_engine in itertools.zip_longest(database.execute(RESULTS.format(members=members)), csv.DictReader(file)):
                sql = of_sql and values(kind, of_sql, before)
                engine = of_engine and got(kind, of_engine)
                rows += 1
                if sql != engine:
                    differences += 1
                    first = first or f"  first at row {rows}:\n  sql    {sql}\n  engine {engine}"
        print(f"{kind} rows={rows} differences={differences}", flush=True)
        if first:
            failed = True
            print(first)
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(description="Windows by SQL, compared with the engine's.")
    verbs = parser.add_subparsers(dest="verb", required=True)
    maker = verbs.add_parser("make")
    maker.add_argument("--rows", type=int, default=20_000)
    maker.add_argument("--seed", type=int, default=1)
    maker.add_argument("path")
    comparer = verbs.add_parser("compare")
    comparer.add_argument("path")
    comparer.add_argument("folder")
    arguments = parser.parse_args()
    if arguments.verb == "make":
        make(arguments.path, arguments.rows, arguments.seed)
        return 0
    return compare(arguments.path, arguments.folder)


if __name__ == "__main__":
    sys.exit(main())
