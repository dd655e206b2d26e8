#!/usr/bin/env python3
"""Market bars row by row, compared with what the engine wrote of the rows of windows.py.

    python3 tests/Golden/windows/market_bars.py rows.csv out
"""
import csv
import os
import sys
from decimal import Decimal, getcontext
from fractions import Fraction

getcontext().prec = 28
SIZES = {"tick": Decimal(7), "volume": Decimal("50.5"), "notional": Decimal("4999.37"), "imbalance": Decimal("20.125")}


def exact(value):
    """A float of up to 15 digits and 18 places stands for that decimal, any other for its binary fraction."""
    decimal = Decimal(repr(value)).normalize()
    _, digits, exponent = decimal.as_tuple()
    return Fraction(decimal) if len(digits) <= 15 and exponent >= -18 else Fraction(value)


def parts_of(kind, size, filled, price, qty, side):
    """The parts of a trade (quantity, whether it fills the bar) and how full the bar is then."""
    if kind == "tick":
        return [(qty, filled + 1 == size)], (filled + 1) % size
    unit = price if kind == "notional" else Decimal(1)
    sign = -1 if kind == "imbalance" and side == "sell" else 1
    parts = []
    while qty * unit >= size - sign * filled:
        part = min(qty, (size - sign * filled) / unit)
        parts.append((part, True))
        qty, filled = qty - part, Decimal(0)
        if qty == 0:
            return parts, filled
    parts.append((qty, False))
    return parts, filled + sign * qty * unit


def bars(kind, rows):
    size, filled, opened, done = SIZES[kind], {}, {}, []
    for ts, symbol, price, qty, side in rows:
        parts, filled[symbol] = parts_of(kind, size, filled.get(symbol, Decimal(0)), Decimal(price), Decimal(qty), side)
        for part, fills in parts:
            opened.setdefault(symbol, []).append((ts, float(price), float(part), side))
            if fills:
                done.append((symbol, opened.pop(symbol)))
    return [result(symbol, trades) for symbol, trades in done]


def result(symbol, trades):
    order = sorted(range(len(trades)), key=lambda i: (trades[i][0], i))
    first, last = trades[order[0]], trades[order[-1]]
    total = lambda values: float(sum(map(exact, values), Fraction(0)))
    return [
        symbol, first[0], last[0] + 1, len(trades), total(t[2] for t in trades), total(t[1] * t[2] for t in trades), total(t[2] if t[3] == "buy" else 0.0 for t in trades),
        first[1], max(t[1] for t in trades), min(t[1] for t in trades), last[1],
    ]


def main():
    path, folder = sys.argv[1:]
    with open(path, encoding="utf-8", newline="") as file:
        rows = [(int(r["ts"]), r["symbol"], r["price"], r["qty"], r["side"]) for r in csv.DictReader(file) if r["price"]]
    failed = False
    for kind in SIZES:
        with open(os.path.join(folder, kind + ".csv"), encoding="utf-8", newline="") as file:
            engine = [[r["symbol"], int(r["window_start"]), int(r["window_end"]), int(r["parts"])] + [float(r[c]) for c in ("volume", "notional", "bought", "open", "high", "low", "close")] for r in csv.DictReader(file)]
        script = bars(kind, rows)
        different = [i for i in range(max(len(script), len(engine))) if i >= len(script) or i >= len(engine) or script[i] != engine[i]]
        print(f"{kind} rows={len(script)} differences={len(different)}")
        if different:
            failed, i = True, different[0]
            print(f"  first at row {i + 1}:\n  script {script[i] if i < len(script) else None}\n  engine {engine[i] if i < len(engine) else None}")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
