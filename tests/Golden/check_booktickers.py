#!/usr/bin/env python3
"""Holds feature rows to the venue's own best bid and ask.

    python3 tests/Golden/check_booktickers.py --venue binance_spot --depth A.gz,B.gz FEATURES.csv

Every bookTicker of the capture whose update id is that of an applied depth message must equal the feature row of that id.
Prints `N of N`; exit code 0 when all are equal and there is at least one, else 1.
"""
import argparse
import csv
import sys
from decimal import Decimal

from book_features import VENUES, book_rows, frames, payload

FIELDS = (("bid_px", "b"), ("bid_qty", "B"), ("ask_px", "a"), ("ask_qty", "A"))


def tickers(paths):
    """The bookTicker messages: those with both quantities, which no depth message has."""
    for _, _, text in frames(paths):
        if '"B":' in text or '"B" :' in text:
            message = payload(text)
            if message.get("e", "bookTicker") == "bookTicker" and "u" in message and "B" in message and "A" in message:
                yield message


def check(venue, paths, features_path, out=sys.stdout):
    applied = {row["seq"] for row in book_rows(venue, paths)[0]}
    with open(features_path, newline="", encoding="utf-8-sig") as lines:
        rows = {int(row["seq"]): row for row in csv.DictReader(lines)}

    comparable = equal = 0
    for message in tickers(paths):
        update = message["u"]
        if update not in applied:
            continue
        comparable += 1
        row = rows.get(update)
        wrong = "no such row" if row is None else ", ".join(
            f"{column} is {row[column]}, venue says {message[field]}" for column, field in FIELDS
            if row[column] == "" or Decimal(row[column]) != Decimal(message[field]))
        if wrong:
            print(f"update id {update}: {wrong}", file=out)
        else:
            equal += 1
    print(f"{equal} of {comparable}", file=out)
    return 0 < comparable == equal


def main():
    parser = argparse.ArgumentParser(description="Feature rows against the bookTickers of the capture.")
    parser.add_argument("--venue", required=True, choices=VENUES)
    parser.add_argument("--depth", required=True, help="captures, by commas, read as one stream")
    parser.add_argument("features", help="CSV with seq, bid_px, bid_qty, ask_px, ask_qty")
    args = parser.parse_args()
    return 0 if check(args.venue, args.depth.split(","), args.features) else 1


if __name__ == "__main__":
    sys.exit(main())
