#!/usr/bin/env python3
"""The feature rows of a raw Binance capture, computed exactly with `decimal`.

An oracle: it shares no code with the engine. It is written from EXCHANGES 3.3 and 4.3 (book rules), FORMULAE 1, 3 and 4,
and REQUIREMENTS FEA-01 and FEA-02. A capture is one frame a line, `<receive time, ns> <json>`; gzip or plain text.

    python3 tests/Golden/book_features.py --venue binance_spot --depth A.gz,B.gz --out rows.csv

One row stands for one depth message applied. Sums are exact; quotients are rounded half-even to 34 significant digits;
an empty field is a null. What the sources leave open is answered in README.md of this folder.
"""
import argparse
import csv
import gzip
import json
import sys
from bisect import bisect_left, bisect_right, insort
from decimal import ROUND_HALF_EVEN, Context, Decimal, Inexact, InvalidOperation, Overflow, setcontext

COLUMNS = ["ts", "ts_recv", "symbol", "seq", "bid_px", "bid_qty", "ask_px", "ask_qty", "spread_bps", "mid", "weighted_mid",
           "sum_bid_20", "sum_ask_20", "imbalance_20", "ofi", "ofi_10s", "buy_qty_10s", "sell_qty_10s", "net_flow_10s"]
VENUES = ("binance_spot", "binance_usdm")
WINDOW = 10_000_000_000
DEPTH = 20
ZERO = Decimal(0)

# Every sum and product runs in EXACT, which raises rather than rounds; only quotients are rounded, once each.
EXACT = Context(prec=120, rounding=ROUND_HALF_EVEN, traps=[Inexact, InvalidOperation, Overflow])
QUOTIENT = Context(prec=34, rounding=ROUND_HALF_EVEN, traps=[InvalidOperation, Overflow])
setcontext(EXACT)


def frames(paths):
    """Yields (receive time ns, stamp ns, JSON text); the stamp is the newest receive time seen so far."""
    stamp = 0
    for path in paths:
        with open(path, "rb") as raw:
            packed = raw.read(2) == b"\x1f\x8b"
        with (gzip.open if packed else open)(path, "rt", encoding="utf-8") as lines:
            for line in lines:
                received, _, text = line.partition(" ")
                received = int(received)
                stamp = max(stamp, received)
                yield received, stamp, text


def payload(text):
    """The message without the wrapper of a combined stream."""
    message = json.loads(text)
    return message.get("data", message)


class Side:
    """One side of a book: quantities by price, and the prices in order from the best."""

    def __init__(self, sign):
        self._sign = sign  # -1 bids, +1 asks: keys ascend from the best price
        self._qty = {}
        self._keys = []

    def clear(self):
        self._qty.clear()
        self._keys.clear()

    def put(self, price, qty):
        if price not in self._qty:
            if qty:
                insort(self._keys, self._sign * price)
                self._qty[price] = qty
        elif qty:
            self._qty[price] = qty
        else:
            del self._qty[price]
            del self._keys[bisect_left(self._keys, self._sign * price)]

    def best(self):
        if not self._keys:
            return None, None
        price = self._sign * self._keys[0]
        return price, self._qty[price]

    def top(self, levels):
        """The best levels as (price, quantity), from the best on."""
        return [(self._sign * key, self._qty[self._sign * key]) for key in self._keys[:levels]]

    def total(self, levels):
        return sum((self._qty[self._sign * key] for key in self._keys[:levels]), ZERO)


class Book:
    """Synchronises the diff stream with REST snapshots and hands every applied message to `on_applied`."""

    def __init__(self, venue, on_applied):
        self._spot = venue == "binance_spot"
        self._on_applied = on_applied
        self.bids, self.asks = Side(-1), Side(+1)
        self.state = "BUFFERING"  # then SNAPSHOT_PENDING, then LIVE
        self._buffer = []
        self._last = 0
        self.symbol = None
        self.counts = dict(depth=0, snapshots=0, applied=0, dropped=0, duplicates=0, gaps=0, resyncs=0, stale_snapshots=0,
                           ignored_snapshots=0)

    def on_depth(self, message, received, stamp):
        self.counts["depth"] += 1
        if self.symbol is None:
            self.symbol = message["s"]
        elif self.symbol != message["s"]:
            raise SystemExit(f"one symbol a run: {self.symbol} and {message['s']}")
        if self.state == "BUFFERING":
            self._buffer.append((message, received))
        else:
            self._step(message, received, stamp)

    def on_snapshot(self, snapshot, stamp):
        self.counts["snapshots"] += 1
        if self.state == "LIVE":
            self.counts["ignored_snapshots"] += 1
            return
        self.bids.clear()
        self.asks.clear()
        self._levels(snapshot["bids"], snapshot["asks"])
        self._last = snapshot["lastUpdateId"]
        self.state = "SNAPSHOT_PENDING"
        waiting, self._buffer = self._buffer, []
        for message, received in waiting:
            if self.state == "BUFFERING":
                self._buffer.append((message, received))
            else:
                self._step(message, received, stamp)

    def _step(self, message, received, stamp):
        verdict = self._verdict(message)
        if verdict == "apply":
            first = self.state != "LIVE"
            self.state = "LIVE"
            self._levels(message["b"], message["a"])
            self._last = message["u"]
            self.counts["applied"] += 1
            self.counts["resyncs"] += first
            self._on_applied(message, received, stamp, first)
        elif verdict == "break":
            self.counts["gaps" if self.state == "LIVE" else "stale_snapshots"] += 1
            self.state = "BUFFERING"
            self._buffer = [(message, received)]
        else:
            self.counts[verdict] += 1

    def _verdict(self, message):
        first, last = message["U"], message["u"]
        if self._spot:
            if last <= self._last:
                return "duplicates" if self.state == "LIVE" else "dropped"
            return "break" if first > self._last + 1 else "apply"
        if self.state == "LIVE":
            return "apply" if message["pu"] == self._last else "break"
        if last < self._last:
            return "dropped"
        return "apply" if first <= self._last or message["pu"] == self._last else "break"

    def _levels(self, bids, asks):
        for side, rows in ((self.bids, bids), (self.asks, asks)):
            for price, qty in rows:
                side.put(Decimal(price), Decimal(qty))


def order_flow(was, now):
    """e = 1{b>=b'}qb - 1{b<=b'}qb' - 1{a<=a'}qa + 1{a>=a'}qa' (FORMULAE 4)."""
    (pb0, qb0, pa0, qa0), (pb, qb, pa, qa) = was, now
    e = ZERO
    if pb >= pb0:
        e += qb
    if pb <= pb0:
        e -= qb0
    if pa <= pa0:
        e -= qa
    if pa >= pa0:
        e += qa0
    return e


def divide(a, b):
    return QUOTIENT.divide(a, b)


def quote_features(pb, qb, pa, qa):
    """(spread_bps, mid, weighted_mid), or nulls where a side is empty."""
    if pb is None or pa is None:
        return None, None, None
    mid = (pa + pb) * Decimal("0.5")
    weighted = divide(pa * qb + pb * qa, qb + qa) if qb + qa else mid
    return divide((pa - pb) * 10_000, pb), mid, weighted


def imbalance(sum_bid, sum_ask):
    total = sum_bid + sum_ask
    return divide(sum_bid - sum_ask, total) if total else ZERO


def book_rows(venue, paths):
    """The rows without their window columns, each a dict that also has `at`; and the counts of the book."""
    rows = []
    state = {"was": None}

    def on_applied(message, received, stamp, first):
        pb, qb = book.bids.best()
        pa, qa = book.asks.best()
        if pb is not None and pa is not None and pb >= pa:
            raise SystemExit(f"crossed book at update id {message['u']}: {pb} >= {pa}")
        now = (pb, qb, pa, qa)
        was = None if first else state["was"]
        known = was is not None and None not in was and None not in now
        state["was"] = now
        spread, mid, weighted = quote_features(*now)
        sum_bid, sum_ask = book.bids.total(DEPTH), book.asks.total(DEPTH)
        rows.append({
            "ts": message["E" if venue == "binance_spot" else "T"] * 1_000_000, "ts_recv": received, "at": stamp,
            "symbol": message["s"], "seq": message["u"], "bid_px": pb, "bid_qty": qb, "ask_px": pa, "ask_qty": qa,
            "spread_bps": spread, "mid": mid, "weighted_mid": weighted, "sum_bid_20": sum_bid, "sum_ask_20": sum_ask,
            "imbalance_20": imbalance(sum_bid, sum_ask), "ofi": order_flow(was, now) if known else None})

    book = Book(venue, on_applied)
    for received, stamp, text in frames(paths):
        if "depthUpdate" in text or "lastUpdateId" in text:
            message = payload(text)
            if message.get("e") == "depthUpdate":
                book.on_depth(message, received, stamp)
            elif "lastUpdateId" in message:
                book.on_snapshot(message, stamp)
    return rows, dict(book.counts, state=book.state, buffered=len(book._buffer))


def read_trades(paths):
    """Market trades as (ts, at, signed quantity of the taker), in file order."""
    trades = []
    for _, stamp, text in frames(paths):
        if '"trade"' in text:
            message = payload(text)
            if message.get("e") == "trade" and message.get("X", "MARKET") == "MARKET":
                qty = Decimal(message["q"])
                trades.append((message["T"] * 1_000_000, stamp, -qty if message["m"] else qty))
    return trades


class RunningSum:
    """Sums over ranges of event time, by differences of exact running sums."""

    def __init__(self, pairs):
        pairs = sorted(pairs, key=lambda pair: pair[0])
        self._ts = [ts for ts, _ in pairs]
        self._sum = [ZERO]
        for _, value in pairs:
            self._sum.append(self._sum[-1] + value)

    def over(self, after, to):
        """(sum, count) of what has after < ts <= to."""
        low, high = bisect_right(self._ts, after), bisect_right(self._ts, to)
        return self._sum[high] - self._sum[low], high - low


class FilledSum:
    """Like RunningSum, but values enter one by one, in any order of event time (a Fenwick tree)."""

    def __init__(self, stamps):
        self._ts = sorted(stamps)
        self._tree = [ZERO] * (len(self._ts) + 1)

    def add(self, ts, value):
        node = bisect_left(self._ts, ts) + 1
        while node < len(self._tree):
            self._tree[node] += value
            node += node & -node

    def over(self, after, to):
        return self._until(to) - self._until(after)

    def _until(self, ts):
        node, total = bisect_right(self._ts, ts), ZERO
        while node:
            total += self._tree[node]
            node -= node & -node
        return total


def add_order_flow_windows(rows):
    flows = RunningSum((row["ts"], row["ofi"]) for row in rows if row["ofi"] is not None)
    for row in rows:
        total, count = flows.over(row["ts"] - WINDOW, row["ts"])
        row["ofi_10s"] = total if count else None


def add_trade_windows(rows, trades, lateness=None):
    """Complete windows, or with `lateness` (ns) those a row is answered with: trades that came by at + lateness."""
    if lateness is None:
        buys = RunningSum((ts, qty) for ts, _, qty in trades if qty > 0)
        sells = RunningSum((ts, -qty) for ts, _, qty in trades if qty < 0)
        for row in rows:
            _set_flow(row, buys.over(row["ts"] - WINDOW, row["ts"])[0], sells.over(row["ts"] - WINDOW, row["ts"])[0])
        return

    stamps = [ts for ts, _, _ in trades]
    buys, sells = FilledSum(stamps), FilledSum(stamps)
    came = 0
    for row in rows:  # `at` ascends over the rows of a source, and over its trades
        while came < len(trades) and trades[came][1] <= row["at"] + lateness:
            ts, _, qty = trades[came]
            (buys if qty > 0 else sells).add(ts, abs(qty))
            came += 1
        _set_flow(row, buys.over(row["ts"] - WINDOW, row["ts"]), sells.over(row["ts"] - WINDOW, row["ts"]))


def _set_flow(row, buy, sell):
    row["buy_qty_10s"], row["sell_qty_10s"], row["net_flow_10s"] = buy, sell, buy - sell


def features(venue, depth, trades=None, lateness=None):
    """All rows with all columns, and the counts of the book."""
    rows, counts = book_rows(venue, depth)
    add_order_flow_windows(rows)
    add_trade_windows(rows, read_trades(trades or depth), lateness)
    return rows, counts


def text_of(value):
    """The shortest plain decimal text; empty for a null."""
    if value is None:
        return ""
    if not isinstance(value, Decimal):
        return str(value)
    text = format(value, "f")
    if "." in text:
        text = text.rstrip("0").rstrip(".")
    return "0" if text == "-0" else text


def write_rows(rows, out):
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(COLUMNS)
    for row in rows:
        writer.writerow([text_of(row[column]) for column in COLUMNS])


def main():
    parser = argparse.ArgumentParser(description="Feature rows of a raw capture, exactly.")
    parser.add_argument("--venue", required=True, choices=VENUES)
    parser.add_argument("--depth", required=True, help="captures, by commas, read as one stream")
    parser.add_argument("--trades", help="captures with the trades (default: those of --depth)")
    parser.add_argument("--lateness-ms", type=int, help="leave late trades out of rows already answered (default: complete windows)")
    parser.add_argument("--out", required=True)
    args = parser.parse_args()
    lateness = None if args.lateness_ms is None else args.lateness_ms * 1_000_000
    rows, counts = features(args.venue, args.depth.split(","), args.trades and args.trades.split(","), lateness)
    with open(args.out, "w", newline="", encoding="utf-8") as out:
        write_rows(rows, out)
    print(f"rows={len(rows)} " + " ".join(f"{name}={value}" for name, value in counts.items()))
    return 0


if __name__ == "__main__":
    sys.exit(main())
