#!/usr/bin/env python3
"""Compares the engine's feature rows with the oracle's, row by row.

    python3 tests/Golden/compare_features.py ROWS.csv FEATURES.csv

ROWS.csv is what book_features.py wrote. Times are integer nanoseconds or RFC 3339. Prices, quantities and sums must be the
same decimal; quotients must agree to 1e-9 relative. Exit code 0: equal, 1: different.
"""
import csv
import re
import sys
from datetime import datetime, timezone
from decimal import Context, Decimal, InvalidOperation

TIMES = ("ts", "ts_recv")
EXACT = ("seq", "bid_px", "bid_qty", "ask_px", "ask_qty", "sum_bid_20", "sum_ask_20", "ofi", "ofi_10s",
         "buy_qty_10s", "sell_qty_10s", "net_flow_10s")
QUOTIENTS = ("spread_bps", "mid", "weighted_mid", "imbalance_20")
TOLERANCE = Decimal("1e-9")
WIDE = Context(prec=60)
RFC3339 = re.compile(r"(\d{4}-\d\d-\d\d)[T ](\d\d:\d\d:\d\d)(?:\.(\d{1,9}))?(?:Z|\+00:00)")
EPOCH = datetime(1970, 1, 1, tzinfo=timezone.utc)


def nanoseconds(text):
    """Integer nanoseconds since the epoch, from an integer or RFC 3339 in UTC."""
    match = RFC3339.fullmatch(text)
    if not match:
        return int(text)
    day, clock, fraction = match.groups()
    whole = datetime.fromisoformat(f"{day}T{clock}+00:00") - EPOCH
    return (whole.days * 86_400 + whole.seconds) * 1_000_000_000 + int((fraction or "0").ljust(9, "0"))


def same(column, expected, actual):
    """Whether two fields agree; an empty field is a null and equals only a null."""
    if expected == "" or actual == "":
        return expected == actual
    if column in TIMES:
        return nanoseconds(expected) == nanoseconds(actual)
    if column in EXACT:
        return Decimal(expected) == Decimal(actual)
    if column in QUOTIENTS:
        e, a = Decimal(expected), Decimal(actual)
        return a.is_finite() and abs(WIDE.subtract(e, a)) <= WIDE.multiply(TOLERANCE, abs(e))
    return expected == actual


def read(path):
    with open(path, newline="", encoding="utf-8-sig") as lines:
        rows = list(csv.reader(lines))
    return (rows[0], rows[1:]) if rows else ([], [])


def compare(expected_path, actual_path, out=sys.stdout):
    """Prints the counts and the first difference; True when all is equal."""
    columns, expected = read(expected_path)
    header, actual = read(actual_path)
    if header != columns:
        print(f"headers differ\n  expected {','.join(columns)}\n  actual   {','.join(header)}", file=out)
        return False

    first, wrong_rows, fields = None, 0, dict.fromkeys(columns, 0)
    for number, (e_row, a_row) in enumerate(zip(expected, actual), start=1):
        wrong = []
        for index, column in enumerate(columns):
            e, a = e_row[index], a_row[index] if index < len(a_row) else "(no field)"
            try:
                equal = same(column, e, a)
            except (InvalidOperation, ValueError):
                equal = False
            if not equal:
                wrong.append((number, column, e, a))
        for _, column, _, _ in wrong:
            fields[column] += 1
        wrong_rows += bool(wrong)
        first = first or (wrong and wrong[0])

    equal = not wrong_rows and len(expected) == len(actual)
    print(f"expected rows {len(expected)}, actual rows {len(actual)}, compared {min(len(expected), len(actual))}, "
          f"different {wrong_rows}", file=out)
    if first:
        print("first difference: row {}, column {}: expected '{}', actual '{}'".format(*first), file=out)
        print("differing fields: " + ", ".join(f"{name} {count}" for name, count in fields.items() if count), file=out)
    print("equal" if equal else "DIFFERENT", file=out)
    return equal


if __name__ == "__main__":
    if len(sys.argv) != 3:
        sys.exit("usage: compare_features.py ROWS.csv FEATURES.csv")
    sys.exit(0 if compare(sys.argv[1], sys.argv[2]) else 1)
