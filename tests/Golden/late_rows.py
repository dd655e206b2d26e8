#!/usr/bin/env python3
"""How many trade rows are late for the windows of the book rows.

    python3 tests/Golden/late_rows.py --venue binance_spot --depth A.gz,B.gz --trades SHUFFLED.gz --lateness-ms 250

Two sources, merged by stream time, the newest receive time each has seen, book rows first on ties. A book row that arrives
at `a` is answered after all rows with at <= a + lateness. A trade is late when a row answered before it holds it in its
window: row.ts - 10 s < trade.ts <= row.ts. A row a snapshot set free arrives with the snapshot.
"""
import argparse
import sys
from bisect import bisect_left, insort

from book_features import VENUES, WINDOW, book_rows, read_trades


def late_rows(rows, trades, lateness):
    """Counts late trades. rows: (at, ts) and trades: (at, ts), each in the order of its source; all in ns."""
    answered, next_row, late = [], 0, 0
    for at, ts in trades:
        while next_row < len(rows) and rows[next_row][0] + lateness < at:
            insort(answered, rows[next_row][1])
            next_row += 1
        place = bisect_left(answered, ts)
        late += place < len(answered) and answered[place] - WINDOW < ts
    return late


def main():
    parser = argparse.ArgumentParser(description="Late trade rows, counted.")
    parser.add_argument("--venue", choices=VENUES, default="binance_spot")
    parser.add_argument("--depth", required=True, help="captures, by commas, read as one stream")
    parser.add_argument("--trades", help="captures with the trades (default: those of --depth)")
    parser.add_argument("--lateness-ms", type=int, required=True)
    args = parser.parse_args()
    depth = args.depth.split(",")
    rows = [(row["at"], row["ts"]) for row in book_rows(args.venue, depth)[0]]
    trades = [(at, ts) for ts, at, _ in read_trades(args.trades.split(",") if args.trades else depth)]
    late = late_rows(rows, trades, args.lateness_ms * 1_000_000)
    print(f"trades={len(trades)} late={late}")
    return 0


if __name__ == "__main__":
    sys.exit(main())
