"""Nexmark against SQLite: compares what the engine answered with the queries of nexmark.sql over the same events.

    dotnet run -c Release --project tools/bench -- nexmark --rows 100_000

writes events.csv and q0.csv, q1.csv, … to a folder, and calls

    python3 nexmark.py FOLDER

which prints a line a query, rows compared and differences, and ends with code 1 when there are any. SQL answers have no order, so rows are compared as multisets, every value exactly. Standard library only.
"""
import collections
import csv
import pathlib
import re
import sqlite3
import sys


def value(text):
    if re.fullmatch(r"-?\d+", text):
        return int(text)
    return float(text) if re.fullmatch(r"-?\d+(\.\d+)?([eE][-+]?\d+)?", text) else text


def load(path):
    base = sqlite3.connect(":memory:")
    with open(path, newline="") as file:
        rows = csv.reader(file)
        names = next(rows)
        base.execute(f"CREATE TABLE event ({', '.join(names)})")
        base.executemany(f"INSERT INTO event VALUES ({', '.join('?' for _ in names)})", ([value(cell) for cell in row] for row in rows))
    for kind, columns in (("person", "ts, id, name, city"), ("auction", "ts, id, name, seller, category, initial_bid, reserve, expires"), ("bid", "ts, auction, bidder, price, channel")):
        base.execute(f"CREATE TABLE {kind} AS SELECT {columns} FROM event WHERE kind = '{kind}'")
    base.execute("CREATE INDEX by_auction ON bid (auction, ts)")
    base.execute("CREATE INDEX by_id ON auction (id)")
    return base


def main():
    folder = pathlib.Path(sys.argv[1])
    base = load(folder / "events.csv")
    parts = re.split(r"^-- section: (\w+)\n", pathlib.Path(__file__).with_name("nexmark.sql").read_text(), flags=re.M)
    bad = 0
    for name, query in zip(parts[1::2], parts[2::2]):
        answer = base.execute(query)
        columns = [column[0] for column in answer.description]
        expected = collections.Counter(answer)
        with open(folder / f"{name}.csv", newline="") as file:
            got = collections.Counter(tuple(value(row[column]) for column in columns) for row in csv.DictReader(file))
        missing, extra = expected - got, got - expected
        differences = max(missing.total(), extra.total())
        bad += differences
        print(f"{name} rows={expected.total()} differences={differences}")
        if differences:
            print(f"  for instance expected {next(iter(missing), None)}, found {next(iter(extra), None)}")
    return 1 if bad else 0


if __name__ == "__main__":
    sys.exit(main())
