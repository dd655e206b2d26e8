"""Joins against SQLite: makes seeded rows with disorder, and compares what the engine wrote with the queries of joins.sql.

    python3 joins.py make --rows 20000 --seed 7 DATA
    streamengine run joins.yaml --until-idle --set data=DATA --set out=OUT
    python3 joins.py check DATA OUT

check prints a line a kind, rows compared and differences, and ends with code 1 when there are any. Standard library only; shares no code with the engine.
"""
import argparse
import csv
import pathlib
import random
import re
import sqlite3
import sys

START = 1_700_000_000_000_000_000
KEYS = [f"S{i:02}" for i in range(16)]


def make(folder, rows, seed):
    """l.csv has half of the rows, r1.csv and r2.csv a quarter each; instants repeat, one row in seven runs back, some beyond the lateness of the pipeline."""
    chance = random.Random(seed)
    folder.mkdir(parents=True, exist_ok=True)
    for name, count, step in (("l", rows // 2, 12), ("r1", rows // 4, 24), ("r2", rows - rows // 2 - rows // 4, 24)):
        now = START
        with open(folder / f"{name}.csv", "w", newline="") as file:
            out = csv.writer(file, lineterminator="\n")
            out.writerow(["ts", "k", "id", "t", "y"])
            for i in range(count):
                now += 20 * chance.randrange(step // 2)
                t = now - 20 * chance.randrange(300) if chance.randrange(7) == 0 else now
                key = KEYS[min(chance.randrange(16), chance.randrange(16))]
                out.writerow([t, key, i, t, "" if chance.randrange(10) == 0 else chance.randrange(10_000) / 100])
    with open(folder / "lots.csv", "w", newline="") as file:
        out = csv.writer(file, lineterminator="\n")
        out.writerow(["k", "id", "lot"])
        out.writerows([key, i, "" if i % 5 == 0 else i / 8] for i, key in enumerate(KEYS) if i % 4 != 3)


def number(text):
    return None if text == "" else float(text) if "." in text else int(text)


def sections():
    text = pathlib.Path(__file__).with_name("joins.sql").read_text()
    parts = re.split(r"^-- section: (\w+)\n", text, flags=re.M)
    return dict(zip(parts[1::2], parts[2::2]))


def load(folder):
    base = sqlite3.connect(":memory:")
    for name in ("l", "r1", "r2"):
        base.execute(f"CREATE TABLE {name}_rows (seq INTEGER PRIMARY KEY, k TEXT, id INTEGER, t INTEGER, y REAL)")
        with open(folder / f"{name}.csv", newline="") as file:
            rows = csv.reader(file)
            next(rows)
            base.executemany(f"INSERT INTO {name}_rows VALUES (?, ?, ?, ?, ?)", ((i, k, int(ident), int(t), number(y)) for i, (_, k, ident, t, y) in enumerate(rows)))
    base.execute("CREATE TABLE lots (k TEXT, id INTEGER, lot REAL)")
    with open(folder / "lots.csv", newline="") as file:
        rows = csv.reader(file)
        next(rows)
        base.executemany("INSERT INTO lots VALUES (?, ?, ?)", ((k, int(ident), number(lot)) for k, ident, lot in rows))
    return base


def compare(expected, path, columns):
    """Row by row, in order: how many were compared, how many differ, and the first that does."""
    count = differ = matched = 0
    first = None
    with open(path, newline="") as file:
        got = csv.DictReader(file)
        for row in expected:
            found = next(got, None)
            values = None if found is None else tuple(number(found[c]) for c in columns)
            count += 1
            matched += row[1] is not None
            if values != tuple(row):
                differ += 1
                first = first or f"row {count}: expected {tuple(row)}, found {values}"
        for _ in got:
            count += 1
            differ += 1
            first = first or f"row {count}: nothing expected"
    return count, matched, differ, first


def check(folder, out):
    base = load(folder)
    queries = sections()
    base.executescript(queries.pop("setup"))
    bad = 0
    for name, query in queries.items():
        columns = ["id", "rid", "lot"] if name == "lookup" else ["id", "rid", "rt", "y"]
        count, matched, differ, first = compare(base.execute(query), out / f"{name}.csv", columns)
        print(f"{name}: {count} rows compared, {matched} of them with a match, {differ} differences" + (f"; {first}" if first else ""))
        bad += differ
    return 1 if bad else 0


def main():
    arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    commands = arguments.add_subparsers(dest="command", required=True)
    making = commands.add_parser("make")
    making.add_argument("--rows", type=int, default=20_000)
    making.add_argument("--seed", type=int, default=7)
    making.add_argument("data", type=pathlib.Path)
    checking = commands.add_parser("check")
    checking.add_argument("data", type=pathlib.Path)
    checking.add_argument("out", type=pathlib.Path)
    given = arguments.parse_args()
    if given.command == "make":
        make(given.data, given.rows, given.seed)
        return 0
    return check(given.data, given.out)


if __name__ == "__main__":
    sys.exit(main())
