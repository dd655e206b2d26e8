#!/usr/bin/env python3
"""Recomputes what the template market_features says of a recorded market, and compares.

    python3 tests/Golden/market_features.py --venue binance_usdm --depth A.gz[,B.gz] --tick 0.1 [--every 10] ROWS.jsonl

ROWS.jsonl is what market_features.yaml of this folder wrote for the same captures. Written from REQUIREMENTS NRM-04, NRM-05
and FEA-01 to FEA-10, FORMULAE 11 and 17, docs/decisions/market-report-features.md and docs/operators; nothing is incremental
but the book, and each window is cut anew out of all events. Prices, quantities and sums are decimals; what the definitions
take in floating point is taken in doubles. Prints the instants and values compared and every difference; exit code 0 or 1.
"""
import argparse
import json
import math
import re
import sys
from bisect import bisect_right, insort, bisect_left
from collections import deque
from decimal import Decimal

from book_features import VENUES, ZERO, Book, frames, imbalance, payload, quote_features, text_of

LEVELS = 20
MS = 1_000_000
SECOND = 1_000 * MS
STEP = 250 * MS
SIZES = 10_000
FEWEST_SIZES = 20
RUN = 3
FEWEST_BEFORE = 20
LAG = 4
GRADES = ("low", "medium", "high")
BIDS, ASKS = "bid", "ask"
TOLERANCE = 1e-12  # of quotients that the definitions leave to floating point, relative


class BookRow:
    """The best levels behind one depth message, and what walls and vacuums say of it."""

    def __init__(self, ts, at, bids, asks):
        self.ts, self.at = ts, at
        self.sides = {BIDS: bids, ASKS: asks}
        self.shown = {side: dict(levels) for side, levels in self.sides.items()}
        self.walls = self.wall_threshold = self.vacuums = self.vacuum_threshold = None


class Trade:
    """A market trade; `side` is that of the level it was filled at."""

    def __init__(self, ts, at, price, qty, seller):
        self.ts, self.at, self.price, self.qty = ts, at, price, qty
        self.side = BIDS if seller else ASKS


def percentile(ordered, percent):
    """Type 7 in doubles: x[h] + rest / 100 * (x[h+1] - x[h]), h and rest those of (n - 1) * percent / 100."""
    whole, rest = divmod((len(ordered) - 1) * percent, 100)
    low = ordered[whole]
    return low if rest == 0 else low + rest / 100 * (ordered[whole + 1] - low)


def read(venue, paths):
    """The book rows, the trades, and the times of arrival of the first and the last frame."""
    rows, trades, span = [], [], [None, None]

    def on_applied(message, _, stamp, __):
        ts = message["E" if venue == "binance_spot" else "T"] * MS
        rows.append(BookRow(ts, stamp, book.bids.top(LEVELS), book.asks.top(LEVELS)))

    book = Book(venue, on_applied)
    for received, stamp, text in frames(paths):
        span[0] = stamp if span[0] is None else span[0]
        span[1] = stamp
        if "depthUpdate" in text or "lastUpdateId" in text:
            message = payload(text)
            if message.get("e") == "depthUpdate":
                book.on_depth(message, received, stamp)
            elif "lastUpdateId" in message:
                book.on_snapshot(message, stamp)
        elif '"trade"' in text:
            message = payload(text)
            if message.get("e") == "trade" and message.get("X", "MARKET") == "MARKET":
                trades.append(Trade(message["T"] * MS, stamp, Decimal(message["p"]), Decimal(message["q"]), message["m"]))
    return rows, trades, span


def add_walls_and_vacuums(rows):
    """FEA-03 and FEA-04: sizes seen are those of levels that the row before did not show, or showed with another size."""
    window, ordered = deque(), []
    was = {BIDS: {}, ASKS: {}}
    for row in rows:
        for side, levels in row.sides.items():
            for price, qty in levels:
                if was[side].get(price) != qty:
                    window.append(float(qty))
                    insort(ordered, float(qty))
                    if len(window) > SIZES:
                        del ordered[bisect_left(ordered, window.popleft())]
        was = row.shown
        row.walls, row.vacuums = [], []
        if len(ordered) >= FEWEST_SIZES:
            row.wall_threshold = 1.5 * percentile(ordered, 95)
            row.vacuum_threshold = percentile(ordered, 10)
            for side, levels in row.sides.items():
                row.walls += walls(side, levels, row.wall_threshold)
                row.vacuums += vacuums(side, levels, row.vacuum_threshold)


def walls(side, levels, threshold):
    found = []
    for price, qty in levels:
        times = float(qty) / threshold
        if float(qty) >= threshold:
            grade = "high" if times >= 3 else "medium" if times >= 2 else "low"
            found.append({"side": side, "price": float(price), "qty": float(qty), "severity": grade})
    return found


def vacuums(side, levels, threshold):
    """Regions of RUN thin neighbours; those that share or border a level are one, as grave as the gravest."""
    found = []
    for start in range(len(levels) - RUN + 1):
        sizes = [float(qty) for _, qty in levels[start:start + RUN]]
        if all(size < threshold for size in sizes):
            mean = sum(size / threshold for size in sizes) / RUN
            grade = 2 if mean < 0.33 else 1 if mean <= 0.66 else 0
            if found and start <= found[-1][1]:
                found[-1] = (found[-1][0], start + RUN, max(found[-1][2], grade))
            else:
                found.append((start, start + RUN, grade))
    answer = []
    for start, end, grade in found:
        prices = [float(price) for price, _ in levels[start:end]]
        answer.append({"side": side, "from": min(prices), "to": max(prices), "levels": end - start, "severity": GRADES[grade]})
    return answer


def book_features(row):
    """FEA-01 and FEA-02, and the sums that health and flash-crash risk take."""
    bids, asks = row.sides[BIDS], row.sides[ASKS]
    pb, qb = bids[0] if bids else (None, None)
    pa, qa = asks[0] if asks else (None, None)
    spread, mid, micro = quote_features(pb, qb, pa, qa)
    sum_bid, sum_ask = (sum((qty for _, qty in levels), ZERO) for levels in (bids, asks))
    worth = 0.0
    for price, qty in bids + asks:
        worth += float(price) * float(qty)
    answer = {"bid_px": pb, "bid_qty": qb, "ask_px": pa, "ask_qty": qa, "spread_bps": spread, "mid": mid, "weighted_mid": micro,
              "sum_bid_20": sum_bid, "sum_ask_20": sum_ask, "imbalance_20": imbalance(sum_bid, sum_ask)}
    answer = {name: None if value is None else float(value) for name, value in answer.items()}
    answer["depth"] = answer["sum_bid_20"] + answer["sum_ask_20"]
    answer["quote_depth_20"] = worth
    for name, levels in (("bid", bids), ("ask", asks)):
        padded = levels + [(ZERO, ZERO)] * (LEVELS - len(levels))
        answer[f"{name}_prices"] = [float(price) for price, _ in padded]
        answer[f"{name}_sizes"] = [float(qty) for _, qty in padded]
    return answer


NO_BOOK = ("bid_px", "bid_qty", "ask_px", "ask_qty", "spread_bps", "mid", "weighted_mid", "sum_bid_20", "sum_ask_20", "imbalance_20", "depth",
           "quote_depth_20", "bid_prices", "bid_sizes", "ask_prices", "ask_sizes", "walls", "wall_count", "wall_threshold", "vacuums",
           "vacuum_count", "vacuum_threshold")


def within(events, t, window):
    return [event for event in events if t - window < event.ts <= t]


def net_flow(trades):
    buys = sum((trade.qty for trade in trades if trade.side == ASKS), ZERO)
    sells = sum((trade.qty for trade in trades if trade.side == BIDS), ZERO)
    return {"buy_qty_30s": float(buys), "sell_qty_30s": float(sells), "net_flow_30s": float(buys - sells)}


def freshness(t, events):
    """NRM-04 and NRM-05 at t, of the events that have come."""
    newest = max((event.ts for event in events), default=None)
    fresh = max((event.ts for event in events if age(event.at, event.ts) <= 1_000), default=None)
    if newest is None:
        return {"data_age_ms": None, "fresh": False, "status": "down", "newest_event": None, "newest_fresh": None}
    if age(t, newest) > 5_000:
        status = "down"
    else:
        status = "ok" if fresh is not None and age(t, fresh) < 2_000 else "degraded"
    return {"data_age_ms": age(t, newest), "fresh": age(t, newest) <= 1_000, "status": status, "newest_event": newest, "newest_fresh": fresh}


def age(t, ts):
    """Whole milliseconds, rounded down, not below 0."""
    return max(0, t - ts) // MS


def volume_profile(trades, tick):
    """FEA-05 over the trades of the window."""
    answer = {"profile_trades": len(trades), "poc": None, "vah": None, "val": None, "profile_volume": None, "volume_nodes": None}
    if len(trades) < 10:
        return answer
    step = tick * 5
    volume = {}
    for trade in trades:
        volume[trade.price // step] = volume.get(trade.price // step, ZERO) + trade.qty
    bins = sorted(volume)
    sizes = [volume[one] for one in bins]
    low, poc, high = value_area(bins, sizes)
    price = [float(one * step) for one in bins]
    answer.update(poc=price[poc], vah=price[high], val=price[low], profile_volume=float(sum(sizes)), volume_nodes=volume_nodes(price, sizes))
    return answer


def value_area(bins, sizes):
    """Places of VAL, POC and VAH among the rows."""
    middle = (bins[0] + bins[-1]) / 2
    poc = min(range(len(bins)), key=lambda place: (-sizes[place], abs(bins[place] - middle), bins[place]))
    low = high = poc
    area, total = sizes[poc], sum(sizes)
    while 100 * area < 70 * total:
        below = sizes[low - 1] if low else None
        above = sizes[high + 1] if high + 1 < len(bins) else None
        if below is None or (above is not None and above >= below):
            high += 1
            area += above
        else:
            low -= 1
            area += below
    return low, poc, high


def volume_nodes(price, sizes):
    """The 5 heaviest maxima and the 5 lightest minima, by price; of equal ones those of the lower price."""
    highs, lows, place = [], [], 0
    while place < len(sizes):
        end = place
        while end + 1 < len(sizes) and sizes[end + 1] == sizes[place]:
            end += 1
        size = sizes[place]
        sides = [sizes[place - 1] if place else None, sizes[end + 1] if end + 1 < len(sizes) else None]
        if all(other is None or other < size for other in sides):
            highs.append((place, "high"))
        elif all(other is not None and other > size for other in sides):
            lows.append((place, "low"))
        place = end + 1
    chosen = sorted(highs, key=lambda node: -sizes[node[0]])[:5] + sorted(lows, key=lambda node: sizes[node[0]])[:5]
    return [{"price": price[at], "qty": float(sizes[at]), "kind": kind} for at, kind in sorted(chosen)]


class Change:
    """A suspect change of one level, from a book row to the next."""

    def __init__(self, ts, at, level, before, after, threshold):
        self.ts, self.at, self.level = ts, at, level
        self.added, self.removed = max(after - before, ZERO), max(before - after, ZERO)
        self.pulled = before >= threshold > after


def suspect_changes(rows):
    """FEA-07: changes of levels that are walls before or after, farther than three spreads from the mid of their row."""
    changes = []
    for was, row in zip(rows, rows[1:]):
        bids, asks = row.sides[BIDS], row.sides[ASKS]
        if row.wall_threshold is None or not bids or not asks:
            continue
        threshold = Decimal(repr(row.wall_threshold))
        far, mid = 3 * (asks[0][0] - bids[0][0]), (asks[0][0] + bids[0][0]) / 2
        for side in (BIDS, ASKS):
            for price in was.shown[side].keys() | row.shown[side].keys():
                before, after = was.shown[side].get(price, ZERO), row.shown[side].get(price, ZERO)
                if before == after or max(before, after) < threshold or abs(price - mid) <= far:
                    continue
                other = was if not before else row  # the row that does not show it
                if before and after or would_be_shown(side, price, other.sides[side]):
                    changes.append(Change(row.ts, row.at, (side, price), before, after, threshold))
    return changes


def would_be_shown(side, price, levels):
    if len(levels) < LEVELS:
        return True
    worst = levels[-1][0]
    return price > worst if side == BIDS else price < worst


def spoofing(changes, trades, threshold):
    """FEA-07 over the changes and trades of the window; `threshold` is that of the newest book row."""
    if threshold is None:
        return []
    line = Decimal(repr(threshold))
    found = []
    for level in sorted({change.level for change in changes}, key=from_the_best):
        mine = [change for change in changes if change.level == level]
        added, removed = (sum((getattr(change, name) for change in mine), ZERO) for name in ("added", "removed"))
        traded = sum((trade.qty for trade in trades if (trade.side, trade.price) == level), ZERO)
        pulls = sum(change.pulled for change in mine)
        cancelled, updates = max(ZERO, removed - traded), max(added, removed)
        if pulls and updates >= line and 10 * cancelled >= 7 * updates:
            high, medium = 10 * cancelled >= 9 * updates and pulls >= 5, 10 * cancelled >= 8 * updates and pulls >= 3
            note = f"{level[0]} {text_of(level[1])}: pulled {times(pulls)}, {text_of(cancelled)} of {text_of(updates)} without trades"
            found.append({"type": "spoofing", "severity": "high" if high else "medium" if medium else "low", "note": note})
    return found


def times(count):
    return f"{count} time" if count == 1 else f"{count} times"


def from_the_best(level):
    side, price = level
    return (0, -price) if side == BIDS else (1, price)


class Streak:
    """Fills at one level while the size that it shows stays near what it was at the first of them."""

    def __init__(self, shown):
        self.shown = shown
        self.fills, self.confirmed = [], 0


class Icebergs:
    """FEA-08: the streaks behind the events so far, which come in stream order, trades before book rows."""

    def __init__(self, fills=5, similar=20, visible=10, window=300 * SECOND):
        self._fewest, self._similar, self._visible, self._window = fills, similar, visible, window
        self._row, self._streaks = None, {}

    def on_trade(self, trade):
        level = (trade.side, trade.price)
        streak = self._streaks.get(level)
        if streak and trade.ts - streak.fills[-1].ts >= self._window:
            streak = None
            del self._streaks[level]
        if streak is None:
            shown = self._row and self._row.shown[trade.side].get(trade.price)
            if not shown:
                return
            streak = self._streaks[level] = Streak(shown)
        streak.fills.append(trade)

    def on_row(self, row):
        self._row = row
        for level, streak in list(self._streaks.items()):
            now = row.shown[level[0]].get(level[1])
            if now is None or 100 * abs(now - streak.shown) > self._visible * streak.shown:
                del self._streaks[level]
            else:
                streak.confirmed = len(streak.fills)

    def at(self, t):
        found = []
        for level in sorted(self._streaks, key=from_the_best):
            streak = self._streaks[level]
            sizes = sorted(fill.qty for fill in within(streak.fills[:streak.confirmed], t, self._window))
            groups = [[q for q in sizes if 100 * abs(q - r) <= self._similar * r] for r in sizes]
            group = max(groups, key=len, default=[])  # the first of the longest
            if len(group) >= self._fewest:
                note = f"{level[0]} {text_of(level[1])}: {len(group)} fills, volume {text_of(sum(group))}"
                found.append({"type": "iceberg", "severity": "medium", "note": note})
        return found


def flash_crash_risk(now, before, rows=1_200, wider=2, vacuum=3, signs=3):
    """FEA-09 of a row of the report after the rows before it."""
    usual = before[-rows:]
    spreads = [row["spread_bps"] for row in usual if row["spread_bps"] is not None]
    depths = sorted(row["depth"] for row in usual if row["depth"] is not None)
    spread, depth, flow, holes = now["spread_bps"], now["depth"], now["net_flow_30s"], now["vacuum_count"]
    wide, thin, falling, mean = 0.0, 0.0, 0.0, None
    if spread is not None and len(spreads) >= FEWEST_BEFORE:
        mean = math.fsum(spreads) / len(spreads)
        limit = wider * mean
        wide = spread / limit if spread > limit else 0.0
    if holes is not None and holes >= vacuum:
        thin = holes / vacuum
    if depth is not None and len(depths) >= FEWEST_BEFORE:
        least = percentile(depths, 10)
        if depth < least:
            thin = max(thin, least / depth if depth else 3.0)
    then = before[-LAG]["net_flow_30s"] if len(before) >= LAG else None
    if then is not None and flow < 0 and flow < then:
        falling = flow / then if then < 0 else 3.0
    strengths = [min(3.0, strength) for strength in (wide, thin, falling) if strength]
    if len(strengths) < signs:
        return []
    strength = sum(strengths) / len(strengths)
    grade = 2 if strength >= 2 else 1 if strength >= 1.5 else 0
    shown = ["unknown" if value is None else repr(value) for value in (spread, mean, holes, depth, flow, then)]
    note = "spread {}, usually {}; vacuums {}, depth {}; net flow {}, before {}".format(*shown)
    return [{"type": "flash_crash_risk", "severity": GRADES[grade if len(strengths) == 3 else min(1, grade)], "note": note}]


def health(report, anomalies):
    """FEA-10."""
    def part(weight, name, value):
        known = name is None or report[name] is not None
        return weight * min(1.0, max(0.0, value(report[name] if name else None))) if known else 0.0

    fine = 1.0 - sum({"low": 0.1, "medium": 0.3, "high": 0.6}[anomaly["severity"]] for anomaly in anomalies)
    parts = {
        "health_spread": part(20, "spread_bps", lambda x: (50 - x) / 49),
        "health_depth": part(25, "quote_depth_20", lambda x: x / 1_000_000),
        "health_balance": part(15, "imbalance_20", lambda x: 1 - abs(x)),
        "health_flow": part(15, "orders_per_sec", lambda x: x / 50),
        "health_anomalies": part(15, None, lambda _: fine),
        "health_freshness": part(10, "data_age_ms", lambda x: 1 - x / 5_000)}
    return {"health_score": round(sum(parts.values())), **parts}


class Events:
    """Events by time: those of a window, as far as they have come."""

    def __init__(self, events):
        self._events = sorted(events, key=lambda event: event.ts)
        self._ts = [event.ts for event in self._events]

    def at(self, t, window):
        first, end = bisect_right(self._ts, t - window), bisect_right(self._ts, t)
        return [event for event in self._events[first:end] if event.at <= t]


def reports(rows, trades, span, tick, profile, every):
    """Yields (t, columns) of every n-th instant; columns that flash-crash risk looks back on are taken at each."""
    stream = sorted([(trade.at, 0, place, trade) for place, trade in enumerate(trades)] + [(row.at, 1, place, row) for place, row in enumerate(rows)],
                    key=lambda entry: entry[:3])
    traded, told, changed = Events(trades), Events(rows), Events(suspect_changes(rows))
    icebergs, loose, came, row, before = Icebergs(), Icebergs(2, 50, 40, 20 * SECOND), 0, None, []
    for number, t in enumerate(range(-(-span[0] // STEP) * STEP, span[1] + 1, STEP)):
        while came < len(stream) and stream[came][0] <= t:
            event = stream[came][3]
            if stream[came][1]:
                row = event
                icebergs.on_row(event)
                loose.on_row(event)
            else:
                icebergs.on_trade(event)
                loose.on_trade(event)
            came += 1
        report = dict.fromkeys(NO_BOOK) if row is None else book_features(row)
        if row is not None:
            report.update(walls=row.walls, wall_count=len(row.walls), wall_threshold=row.wall_threshold,
                          vacuums=row.vacuums, vacuum_count=len(row.vacuums), vacuum_threshold=row.vacuum_threshold)
        report.update(net_flow(traded.at(t, 30 * SECOND)))
        if number % every == 0:
            report.update(volume_profile(traded.at(t, profile), tick))
            report["orders_per_sec"] = (len(traded.at(t, 10 * SECOND)) + len(told.at(t, 10 * SECOND))) / 10
            report.update(freshness(t, [entry[3] for entry in stream[:came]]))
            threshold = None if row is None else row.wall_threshold
            report["spoofing"] = spoofing(changed.at(t, 30 * SECOND), traded.at(t, 30 * SECOND), threshold)
            report["iceberg"] = icebergs.at(t)
            report["loose_iceberg"] = loose.at(t)
            report["flash_crash_risk"] = flash_crash_risk(report, before)
            report["loose_crash"] = flash_crash_risk(report, before, 100, 1, 1, 2)
            report.update(health(report, report["spoofing"] + report["iceberg"] + report["flash_crash_risk"]))
            yield t, report
        before.append(report)


def same(name, expected, actual):
    if isinstance(expected, bool) or isinstance(actual, bool):
        return expected is actual
    if isinstance(expected, float) and isinstance(actual, (int, float)):
        return close(expected, actual)
    if expected and actual and name in ("flash_crash_risk", "loose_crash"):
        return len(actual) == 1 and in_words(expected[0]) == in_words(actual[0]) and all(map(close, numbers(expected[0]), numbers(actual[0])))
    return expected == actual


NUMBER = re.compile(r"-?\d+(?:\.\d+)?(?:[eE][-+]?\d+)?")


def in_words(anomaly):
    """An anomaly with each number of its note as #."""
    return {**anomaly, "note": NUMBER.sub("#", anomaly["note"])}


def numbers(anomaly):
    return [float(number) for number in NUMBER.findall(anomaly["note"])]


def close(expected, actual):
    return math.isclose(expected, actual, rel_tol=TOLERANCE, abs_tol=TOLERANCE)


def compare(expected, actual, out=sys.stdout):
    """Prints the counts and every difference; True when all is equal. `actual` is rows by their time."""
    instants = values = different = 0
    seen = dict.fromkeys(("walls", "vacuums", "spoofing", "iceberg", "flash_crash_risk", "loose_iceberg", "loose_crash"), 0)
    statuses = dict.fromkeys(("ok", "degraded", "down"), 0)
    for t, report in expected:
        instants += 1
        row = actual.get(t)
        if row is None:
            different += 1
            print(f"{t}: no row", file=out)
            continue
        for name, value in report.items():
            values += 1
            if name not in row or not same(name, value, row[name]):
                different += 1
                print(f"{t}: {name}: expected {value!r}, actual {row.get(name, '(no column)')!r}", file=out)
        for name in seen:
            seen[name] += len(report[name] or [])
        statuses[report["status"]] += 1
    print("recomputed: " + ", ".join(f"{name} {count}" for name, count in {**seen, **statuses}.items() if count), file=out)
    print(f"instants {instants}, values {values}, differences {different}", file=out)
    return different == 0


def main():
    parser = argparse.ArgumentParser(description=__doc__.split("\n")[0])
    parser.add_argument("--venue", required=True, choices=VENUES)
    parser.add_argument("--depth", required=True, help="captures, by commas")
    parser.add_argument("--tick", required=True, type=Decimal)
    parser.add_argument("--profile-s", type=int, default=1_800)
    parser.add_argument("--every", type=int, default=10, help="compare every n-th instant")
    parser.add_argument("rows")
    options = parser.parse_args()
    rows, trades, span = read(options.venue, options.depth.split(","))
    add_walls_and_vacuums(rows)
    with open(options.rows, encoding="utf-8") as lines:
        actual = {row["ts"]: row for row in map(json.loads, lines)}
    instants = span[1] // STEP - -(-span[0] // STEP) + 1
    print(f"instants of the captures {instants}, rows {len(actual)}")
    expected = reports(rows, trades, span, options.tick, options.profile_s * SECOND, options.every)
    return 0 if compare(expected, actual) and instants == len(actual) else 1


if __name__ == "__main__":
    sys.exit(main())
