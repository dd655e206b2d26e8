#!/usr/bin/env python3
"""Holds the oracle to published vectors, to rows worked by hand, and to a brute-force recomputation of another make.

    python3 tests/Golden/test_oracle.py
"""
import gzip
import io
import json
import os
import random
import subprocess
import sys
import tempfile
import unittest
from decimal import Decimal
from fractions import Fraction

import book_features
import check_booktickers
import compare_features
import late_rows
import shuffle_frames

HERE = os.path.dirname(os.path.abspath(__file__))
MS = 1_000_000


def depth(symbol, event, first, last, bids=(), asks=(), previous=None, trade_time=None):
    message = {"e": "depthUpdate", "E": event, "s": symbol, "U": first, "u": last, "b": list(bids), "a": list(asks)}
    if previous is not None:
        message |= {"pu": previous, "T": event if trade_time is None else trade_time}
    return message


def trade(time, qty, taker_sold, kind=None):
    message = {"e": "trade", "E": time + 1, "s": "X", "t": 1, "p": "1", "q": qty, "T": time, "m": taker_sold}
    return message | ({"X": kind} if kind else {})


def snapshot(last, bids, asks):
    return {"lastUpdateId": last, "bids": list(bids), "asks": list(asks)}


class Captures(unittest.TestCase):
    """Writes captures of (receive time in ms, message) and reads the oracle's rows of them."""

    def setUp(self):
        self.folder = tempfile.TemporaryDirectory()
        self.addCleanup(self.folder.cleanup)

    def path(self, name):
        return os.path.join(self.folder.name, name)

    def capture(self, frames, name="capture"):
        with open(self.path(name), "w", encoding="utf-8") as out:
            for received, message in frames:
                out.write(f"{received * MS} {json.dumps(message, separators=(',', ':'))}\n")
        return self.path(name)

    def rows(self, venue, frames, lateness=None):
        return book_features.features(venue, [self.capture(frames)], lateness=lateness)[0]

    def tops(self, rows):
        return [(row["seq"],) + tuple(book_features.text_of(row[c]) for c in ("bid_px", "bid_qty", "ask_px", "ask_qty")) for row in rows]


class Vectors(Captures):
    """Vectors S1, F1, F2 and F3 of EXCHANGES 3.3 and 4.3."""

    S1 = snapshot(5020, [["20.00", "5.00"], ["19.99", "2.00"]], [["20.01", "4.00"], ["20.02", "1.00"]])
    S1_EVENTS = [depth("X", 1, 5011, 5014, [["20.00", "9.00"]]),
                 depth("X", 2, 5015, 5020, [["19.99", "7.00"]]),
                 depth("X", 3, 5018, 5023, [["20.00", "6.50"]], [["20.01", "0"]]),
                 depth("X", 4, 5024, 5024, asks=[["20.01", "3.25"]]),
                 depth("X", 5, 5025, 5027, [["19.98", "0"]]),
                 depth("X", 6, 5029, 5030, [["20.00", "1.00"]])]
    S1_TOPS = [(5023, "20", "6.5", "20.02", "1"), (5024, "20", "6.5", "20.01", "3.25"), (5027, "20", "6.5", "20.01", "3.25")]
    F = snapshot(880100, [["3120.10", "4.000"], ["3120.00", "9.500"]], [["3120.20", "2.200"], ["3120.30", "7.000"]])

    def test_s1_wherever_the_snapshot_stands(self):
        for place in range(4):
            with self.subTest(place=place):
                messages = self.S1_EVENTS[:place] + [self.S1] + self.S1_EVENTS[place:]
                path = self.capture([(i + 1, m) for i, m in enumerate(messages)])
                rows, counts = book_features.features("binance_spot", [path])
                self.assertEqual(self.tops(rows), self.S1_TOPS)
                self.assertEqual((counts["dropped"], counts["gaps"], counts["state"]), (2, 1, "BUFFERING"))
                # The dropped message would have set 19.99 to 7.00: 6.50 + 2.00 shows that it did not.
                self.assertEqual(rows[0]["sum_bid_20"], Decimal("8.5"))

    def test_s1_with_the_book_id_repeated_is_ignored(self):
        messages = [self.S1] + self.S1_EVENTS[:4] + [depth("X", 4, 5024, 5024, asks=[["20.01", "9"]])] + self.S1_EVENTS[4:]
        rows = self.rows("binance_spot", list(enumerate(messages, 1)))
        self.assertEqual(self.tops(rows), self.S1_TOPS)

    def test_snapshot_that_ends_at_an_event_border(self):
        border = snapshot(5023, [["20.00", "6.50"]], [["20.02", "1.00"]])
        for messages in ([border] + self.S1_EVENTS[3:5], self.S1_EVENTS[3:5] + [border]):
            rows = self.rows("binance_spot", list(enumerate(messages, 1)))
            self.assertEqual(self.tops(rows), self.S1_TOPS[1:])

    def test_snapshot_older_than_the_buffer_waits_for_another(self):
        old = snapshot(5000, [["1", "1"]], [["2", "1"]])
        rows = self.rows("binance_spot", list(enumerate(self.S1_EVENTS[1:4] + [old, self.S1] + self.S1_EVENTS[4:], 1)))
        self.assertEqual(self.tops(rows), self.S1_TOPS)

    def f(self, events, place=0):
        messages = events[:place] + [self.F] + events[place:]
        rows, counts = book_features.features("binance_usdm", [self.capture(list(enumerate(messages, 1)))])
        return self.tops(rows), counts

    def test_f1(self):
        events = [depth("X", 1, 880050, 880071, [["3120.10", "1"]], previous=880049),
                  depth("X", 2, 880074, 880118, [["3120.10", "3.500"]], [["3120.20", "0"]], previous=880071),
                  depth("X", 3, 880125, 880160, asks=[["3120.20", "0.800"]], previous=880118),
                  depth("X", 4, 880170, 880190, [["3120.10", "9"]], previous=880166)]
        for place in range(3):
            tops, counts = self.f(events, place)
            self.assertEqual(tops, [(880118, "3120.1", "3.5", "3120.3", "7"), (880160, "3120.1", "3.5", "3120.2", "0.8")])
            self.assertEqual((counts["dropped"], counts["gaps"]), (1, 1))

    def test_f2(self):
        tops, counts = self.f([depth("X", 1, 880060, 880090, [["3120.10", "1"]], previous=880040),
                               depth("X", 2, 880105, 880140, previous=880100),
                               depth("X", 3, 880141, 880141, asks=[["3120.20", "1"]], previous=880140)])
        self.assertEqual(tops, [(880140, "3120.1", "4", "3120.2", "2.2"), (880141, "3120.1", "4", "3120.2", "1")])
        self.assertEqual((counts["dropped"], counts["gaps"]), (1, 0))

    def test_f3(self):
        tops, counts = self.f([depth("X", 1, 880130, 880140, previous=880120)])
        self.assertEqual((tops, counts["stale_snapshots"], counts["state"]), ([], 1, "BUFFERING"))

    def test_futures_message_that_ends_at_the_snapshot_is_applied(self):
        tops, counts = self.f([depth("X", 1, 880090, 880100, [["3120.10", "1"]], previous=880080)])
        self.assertEqual((tops, counts["dropped"]), ([(880100, "3120.1", "1", "3120.2", "2.2")], 0))


class GoldenValues(unittest.TestCase):
    """FORMULAE 1, 3 and 4; REQUIREMENTS FEA-01."""

    def test_weighted_mid(self):
        _, mid, weighted = book_features.quote_features(Decimal("100.00"), Decimal(500), Decimal("100.10"), Decimal(50))
        self.assertEqual((mid, weighted.quantize(Decimal("1e-6"), context=book_features.QUOTIENT)), (Decimal("100.05"), Decimal("100.090909")))

    def test_spread_and_weighted_mid_of_the_requirement(self):
        spread, _, weighted = book_features.quote_features(Decimal(64100), Decimal("2.5"), Decimal(64110), Decimal("1.2"))
        self.assertEqual(round(float(weighted), 4), 64106.7568)
        self.assertEqual(round(float(spread), 4), 1.5601)

    def test_mid_when_both_quantities_are_zero(self):
        self.assertEqual(book_features.quote_features(Decimal(2), Decimal(0), Decimal(3), Decimal(0))[2], Decimal("2.5"))

    def test_imbalance(self):
        self.assertEqual(round(float(book_features.imbalance(Decimal(10), Decimal(9))), 7), 0.0526316)
        self.assertEqual(book_features.imbalance(Decimal(0), Decimal(0)), 0)

    def test_order_flow(self):
        quotes = [("100.00", 5, "100.01", 7), ("100.00", 8, "100.02", 3), ("99.99", 4, "100.02", 6), ("100.00", 2, "100.01", 1)]
        quotes = [tuple(map(Decimal, quote)) for quote in quotes]
        self.assertEqual([book_features.order_flow(*pair) for pair in zip(quotes, quotes[1:])], [10, -11, 1])


class HandWorked(unittest.TestCase):
    """The rows of hand-worked.md, byte for byte."""

    def test_rows(self):
        for venue, name in (("binance_spot", "hand-worked"), ("binance_usdm", "hand-worked-usdm")):
            with self.subTest(name=name):
                out = io.StringIO()
                book_features.write_rows(book_features.features(venue, [os.path.join(HERE, name + ".capture")])[0], out)
                with open(os.path.join(HERE, name + ".csv"), encoding="utf-8") as expected:
                    self.assertEqual(out.getvalue(), expected.read())

    def test_late_trade_is_in_the_later_rows_only(self):
        capture = os.path.join(HERE, "hand-worked.capture")
        complete = book_features.features("binance_spot", [capture])[0]
        for lateness, late, third in ((0, 1, "0.25"), (24 * MS, 1, "0.25"), (25 * MS, 0, "0.375")):
            rows = book_features.features("binance_spot", [capture], lateness=lateness)[0]
            self.assertEqual(rows[2]["buy_qty_10s"], Decimal(third))
            self.assertEqual(rows[:2] + rows[3:], complete[:2] + complete[3:])
            book = [(row["at"], row["ts"]) for row in rows]
            trades = [(at, ts) for ts, at, _ in book_features.read_trades([capture])]
            self.assertEqual(late_rows.late_rows(book, trades, lateness), late)

    def test_book_tickers(self):
        capture, rows, out = os.path.join(HERE, "hand-worked.capture"), os.path.join(HERE, "hand-worked.csv"), io.StringIO()
        self.assertTrue(check_booktickers.check("binance_spot", [capture], rows, out))
        self.assertEqual(out.getvalue(), "2 of 2\n")


class Windows(Captures):
    BOOK = snapshot(10, [["100", "1"]], [["101", "1"]])

    def test_trade_borders(self):
        rows = self.rows("binance_spot", [
            (1, self.BOOK),
            (20_000, trade(10_000, "1", False)),    # exactly 10 s old: out
            (20_000, trade(10_001, "2", False)),    # in
            (20_000, trade(20_001, "4", False)),    # stands before the row, is after it: out
            (20_005, depth("X", 20_000, 11, 11)),
            (20_006, trade(20_000, "8", True)),     # ts == t, stands later in the file: in
            (20_007, trade(15_000, "16", False))])  # out of order by 5 s: in
        self.assertEqual([rows[0][c] for c in ("buy_qty_10s", "sell_qty_10s", "net_flow_10s")], [18, 8, 10])

    def test_no_trades_are_zero(self):
        rows = self.rows("binance_spot", [(1, self.BOOK), (20_005, depth("X", 20_000, 11, 11))])
        self.assertEqual([rows[0][c] for c in ("buy_qty_10s", "sell_qty_10s", "net_flow_10s")], [0, 0, 0])

    def test_only_market_trades_on_futures(self):
        rows = self.rows("binance_usdm", [
            (1, self.BOOK), (2, trade(20_000, "1", False, "MARKET")), (3, trade(20_000, "2", False, "INSURANCE_FUND")),
            (4, trade(20_000, "4", True, "ADL")), (5, trade(20_000, "8", True, "NA")),
            (6, depth("X", 20_003, 11, 11, previous=10, trade_time=20_000))])
        self.assertEqual([rows[0][c] for c in ("ts", "buy_qty_10s", "sell_qty_10s")], [20_000 * MS, 1, 0])

    def test_trade_outside_the_windows_answered_is_not_late(self):
        row, arrival = (1_000, 20_000 * MS), 9_000 * MS
        self.assertEqual([late_rows.late_rows([row], [(arrival, ts * MS)], 0) for ts in (10_000, 10_001, 20_000, 20_001)], [0, 1, 1, 0])

    def test_order_flow_borders(self):
        rows = self.rows("binance_spot", [
            (1, self.BOOK), (2, depth("X", 1_000, 11, 11)), (3, depth("X", 2_000, 12, 12, [["100", "5"]])),
            (4, depth("X", 3_000, 13, 13, [["100", "6"]])), (5, depth("X", 12_000, 14, 14, [["100", "8"]]))])
        self.assertEqual([row["ofi"] for row in rows], [None, 4, 1, 2])
        self.assertEqual([row["ofi_10s"] for row in rows], [None, 4, 5, 3])

    def test_gap_then_nothing(self):
        rows = self.rows("binance_spot", [
            (1, self.BOOK), (2, depth("X", 1_000, 11, 11)), (3, depth("X", 2_000, 13, 13)), (4, depth("X", 3_000, 14, 14))])
        self.assertEqual([row["seq"] for row in rows], [11])

    def test_gap_then_resync_starts_order_flow_again(self):
        rows = self.rows("binance_spot", [
            (1, self.BOOK), (2, depth("X", 1_000, 11, 11)), (3, depth("X", 2_000, 12, 12, [["100", "5"]])),
            (4, depth("X", 3_000, 14, 14, [["100", "70"]])), (5, depth("X", 4_000, 15, 15)),
            (6, snapshot(14, [["100", "9"]], [["101", "1"]])), (7, depth("X", 5_000, 16, 16, [["100", "10"]]))])
        self.assertEqual([(row["seq"], row["bid_qty"], row["ofi"], row["ofi_10s"]) for row in rows],
                         [(11, 1, None, None), (12, 5, 4, 4), (15, 9, None, 4), (16, 10, 1, 5)])
        self.assertEqual([row["ts_recv"] // MS for row in rows], [2, 3, 5, 7])
        self.assertEqual([row["at"] // MS for row in rows], [2, 3, 6, 7])  # the third was set free by the snapshot

    def test_no_snapshot_no_row(self):
        self.assertEqual(self.rows("binance_spot", [(2, depth("X", 1_000, 11, 11)), (3, depth("X", 2_000, 12, 12))]), [])

    def test_only_twenty_levels_are_summed(self):
        bids = [[str(100 - i), "1"] for i in range(25)]
        asks = [[str(101 + i), "2"] for i in range(25)]
        row = self.rows("binance_spot", [(1, snapshot(10, bids, asks)), (2, depth("X", 1, 11, 11, [["80", "50"]], [["121", "50"]]))])[0]
        self.assertEqual((row["sum_bid_20"], row["sum_ask_20"]), (20, 40))

    def test_two_files_are_one_stream(self):
        first = self.capture([(1, self.BOOK), (9, depth("X", 1_000, 11, 11))], "first")
        second = self.path("second.gz")
        with gzip.open(second, "wt", encoding="utf-8") as out:
            out.write(f"{5 * MS} {json.dumps(depth('X', 2_000, 12, 12))}\n")
        rows = book_features.features("binance_spot", [first, second])[0]
        self.assertEqual([(row["seq"], row["ts_recv"] // MS, row["at"] // MS) for row in rows], [(11, 9, 9), (12, 5, 9)])


class BruteForce(Captures):
    """Random captures against a recomputation in fractions, with other structures and in squared time."""

    def market(self, seed):
        draw = random.Random(seed)
        frames, update, event, received = [], 100, 1_000, 500
        levels = lambda low: [[f"{low + i}.50", f"{draw.randrange(1, 900) / 100:.2f}"] for i in range(30)]
        frames.append((received, snapshot(update, levels(970), levels(1000))))
        center = 1000
        for _ in range(400):
            event += draw.randrange(1, 400)
            received = event - 700 + draw.randrange(0, 150)
            kind = draw.random()
            if kind < 0.5:
                count = draw.randrange(1, 4)
                center += draw.choice((-1, 0, 0, 1))
                rows = {"b": [], "a": []}
                for price in range(center - 4, center + 4):
                    # Below the center no asks, above it no bids: the book never crosses.
                    rows["a" if price < center else "b"].append([f"{price}.50", "0.00"])
                    if draw.random() < 0.5 or price in (center - 1, center):
                        rows["b" if price < center else "a"].append([f"{price}.50", f"{draw.randrange(1, 900) / 100:.2f}"])
                frames.append((received, depth("X", event, update + 1, update + count, rows["b"], rows["a"])))
                update += count
            else:
                frames.append((received, trade(event - draw.randrange(0, 300), f"{draw.randrange(1, 500) / 1000:.3f}", draw.random() < 0.5)))
        return frames

    def brute(self, frames, lateness=None):
        """[(ts, top, sums, ofi, ofi_10s, buys, sells)] and the number of late trades."""
        books, trades, stamp = [], [], 0
        bids, asks, was = {}, {}, None
        for received, message in frames:
            stamp = max(stamp, received)
            if "lastUpdateId" in message:
                bids = {Fraction(p): Fraction(q) for p, q in message["bids"]}
                asks = {Fraction(p): Fraction(q) for p, q in message["asks"]}
            elif message["e"] == "trade":
                trades.append((message["T"], stamp, Fraction(message["q"]), message["m"]))
            else:
                for side, changes in ((bids, message["b"]), (asks, message["a"])):
                    side.update({Fraction(p): Fraction(q) for p, q in changes})
                held_bids = sorted(((p, q) for p, q in bids.items() if q), reverse=True)
                held_asks = sorted((p, q) for p, q in asks.items() if q)
                now = held_bids[0] + held_asks[0]
                flow = None
                if was:
                    bid = now[1] - was[1] if now[0] == was[0] else now[1] if now[0] > was[0] else -was[1]
                    ask = now[3] - was[3] if now[2] == was[2] else now[3] if now[2] < was[2] else -was[3]
                    flow = bid - ask
                was = now
                books.append((message["E"], stamp, now, sum(q for _, q in held_bids[:20]), sum(q for _, q in held_asks[:20]), flow))

        answers = []
        for ts, at, now, sum_bid, sum_ask, flow in books:
            flows = [b[5] for b in books if ts - 10_000 < b[0] <= ts and b[5] is not None]
            near = [t for t in trades if ts - 10_000 < t[0] <= ts and (lateness is None or t[1] <= at + lateness)]
            answers.append((ts, now, sum_bid, sum_ask, flow, sum(flows) if flows else None,
                            sum(t[2] for t in near if not t[3]), sum(t[2] for t in near if t[3])))
        late = lateness is not None and sum(
            any(b[1] + lateness < t[1] and b[0] - 10_000 < t[0] <= b[0] for b in books) for t in trades)
        return answers, late

    def test_random_captures(self):
        for seed in range(12):
            frames = self.market(seed)
            if seed % 2:
                lines = [f"{received * MS} {index}" for index, (received, _) in enumerate(frames)]
                kept = [int(line.split()[1]) for line in shuffle_frames.shuffled(lines, seed, 400 * MS)]
                books = iter([f for f in frames if f[1].get("e") != "trade"])  # trades change places, the book does not
                frames = [frames[i] if frames[i][1].get("e") == "trade" else next(books) for i in kept]
            for lateness in (None, 0, 80, 400):
                with self.subTest(seed=seed, lateness=lateness):
                    self.agree(frames, lateness)

    def agree(self, frames, lateness):
        answers, late = self.brute(frames, lateness)
        rows = self.rows("binance_spot", frames, None if lateness is None else lateness * MS)
        self.assertEqual(len(rows), len(answers))
        exact = lambda value: None if value is None else Fraction(value)
        for row, (ts, now, sum_bid, sum_ask, flow, flows, buys, sells) in zip(rows, answers):
            self.assertEqual(row["ts"], ts * MS)
            self.assertEqual([exact(row[c]) for c in ("bid_px", "bid_qty", "ask_px", "ask_qty")], list(now))
            self.assertEqual([exact(row[c]) for c in ("sum_bid_20", "sum_ask_20", "ofi", "ofi_10s")], [sum_bid, sum_ask, flow, flows])
            self.assertEqual([exact(row[c]) for c in ("buy_qty_10s", "sell_qty_10s", "net_flow_10s")], [buys, sells, buys - sells])
            quotients = ((now[2] - now[0]) / now[0] * 10_000, (now[0] + now[2]) / 2,
                         now[0] + (now[2] - now[0]) * now[1] / (now[1] + now[3]), (sum_bid - sum_ask) / (sum_bid + sum_ask))
            for column, value in zip(("spread_bps", "mid", "weighted_mid", "imbalance_20"), quotients):
                self.assertLessEqual(abs(exact(row[column]) - value), abs(value) / 10**33)
        if lateness is not None:
            path = self.path("capture")
            trades = [(at, ts) for ts, at, _ in book_features.read_trades([path])]
            self.assertEqual(late_rows.late_rows([(row["at"], row["ts"]) for row in rows], trades, lateness * MS), late)


class Comparison(Captures):
    HEADER = ",".join(book_features.COLUMNS)
    ROW = "1700000000200000000,1700000000205000000,BTCUSDT,1003,50000,3,50002,1.5,0.4,50001,50001.5,16.5,12,0.125,,,0.25,0,0.25"

    def compare(self, actual, expected=None):
        for name, rows in (("expected.csv", expected or [self.ROW]), ("actual.csv", actual)):
            with open(self.path(name), "w", encoding="utf-8") as out:
                out.write("\n".join([self.HEADER] + rows) + "\n")
        out = io.StringIO()
        return compare_features.compare(self.path("expected.csv"), self.path("actual.csv"), out), out.getvalue()

    def test_spelling_of_times_and_decimals_does_not_matter(self):
        actual = self.ROW.replace("1700000000200000000", "2023-11-14T22:13:20.200000000Z").replace(",50000,3,", ",5E4,3.000,")
        self.assertEqual(self.compare([actual]), (True, "expected rows 1, actual rows 1, compared 1, different 0\nequal\n"))

    def test_first_difference_is_named(self):
        equal, text = self.compare([self.ROW, self.ROW.replace(",16.5,", ",16.500000000000004,")], [self.ROW, self.ROW])
        self.assertFalse(equal)
        self.assertEqual(text, "expected rows 2, actual rows 2, compared 2, different 1\n"
                               "first difference: row 2, column sum_bid_20: expected '16.5', actual '16.500000000000004'\n"
                               "differing fields: sum_bid_20 1\nDIFFERENT\n")

    def test_quotients_have_a_tolerance_and_nulls_have_none(self):
        self.assertTrue(self.compare([self.ROW.replace(",0.125,", ",0.1250000001,")])[0])
        self.assertFalse(self.compare([self.ROW.replace(",0.125,", ",0.12500001,")])[0])
        self.assertFalse(self.compare([self.ROW.replace(",0.125,,,", ",0.125,0,,")])[0])
        self.assertFalse(self.compare([self.ROW.replace(",0.125,", ",NaN,")])[0])

    def test_a_missing_row_is_a_difference(self):
        self.assertFalse(self.compare([self.ROW], [self.ROW, self.ROW])[0])


class Commands(Captures):
    def run_script(self, name, *args):
        return subprocess.run([sys.executable, os.path.join(HERE, name), *args], capture_output=True, text=True, check=False)

    def test_pipeline_of_commands(self):
        capture, rows = os.path.join(HERE, "hand-worked.capture"), self.path("rows.csv")
        done = self.run_script("book_features.py", "--venue", "binance_spot", "--depth", capture, "--out", rows)
        self.assertTrue(done.stdout.startswith("rows=10 depth=13 snapshots=2 applied=10 dropped=2 duplicates=1 gaps=1 resyncs=2 "), done)
        self.assertEqual(self.run_script("compare_features.py", os.path.join(HERE, "hand-worked.csv"), rows).returncode, 0)
        self.assertEqual(self.run_script("check_booktickers.py", "--venue", "binance_spot", "--depth", capture, rows).stdout, "2 of 2\n")
        self.assertEqual(self.run_script("late_rows.py", "--depth", capture, "--lateness-ms", "0").stdout, "trades=7 late=1\n")

    def test_shuffle_is_seeded_and_loses_nothing(self):
        capture = os.path.join(HERE, "hand-worked.capture")
        bytes_of = []
        for name, seed in (("a.gz", "1"), ("b.gz", "1"), ("c.gz", "2")):
            done = self.run_script("shuffle_frames.py", "--seed", seed, "--within-ms", "400", capture, self.path(name))
            self.assertEqual(done.stdout, "frames=25\n")
            with open(self.path(name), "rb") as packed:
                bytes_of.append(packed.read())
        self.assertEqual(bytes_of[0], bytes_of[1])
        self.assertNotEqual(bytes_of[0], bytes_of[2])
        with open(capture, encoding="utf-8") as lines:
            original = lines.read().splitlines()
        shuffled = gzip.decompress(bytes_of[0]).decode().splitlines()
        self.assertNotEqual(shuffled, original)
        self.assertEqual(sorted(shuffled), sorted(original))


if __name__ == "__main__":
    unittest.main()
