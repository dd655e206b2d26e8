#!/usr/bin/env python3
"""Holds market_features.py to the values of FORMULAE 11 and REQUIREMENTS, and to cases worked by hand.

    python3 tests/Golden/test_market_features.py
"""
import io
import unittest
from decimal import Decimal

import market_features as market

MS = 1_000_000
SECOND = 1_000 * MS


def levels(*pairs):
    return [(Decimal(str(price)), Decimal(str(qty))) for price, qty in pairs]


def row(ts, bids, asks, threshold=None):
    made = market.BookRow(ts, ts, levels(*bids), levels(*asks))
    made.wall_threshold = threshold
    return made


def trade(ts, price, qty, seller=True):
    return market.Trade(ts, ts, Decimal(str(price)), Decimal(str(qty)), seller)


class Books(unittest.TestCase):
    def test_the_quote_of_the_requirements_has_its_micro_price_and_spread(self):
        said = market.book_features(row(0, [(64100, 2.5)], [(64110, 1.2)]))
        self.assertEqual((round(said["weighted_mid"], 4), round(said["spread_bps"], 4), said["mid"]), (64106.7568, 1.5601, 64105))

    def test_percentiles_are_linear_between_two_sizes(self):
        self.assertEqual(market.percentile([1.0, 2.0, 3.0, 4.0], 95), 3.0 + 85 / 100 * 1.0)

    def test_a_size_is_seen_when_it_is_new_or_changed(self):
        bids = [(100 - place, 1) for place in range(10)]
        asks = [(101 + place, 1) for place in range(9)]
        rows = [row(0, bids, asks), row(1, bids, asks), row(2, bids, asks + [(120, 4)])]
        market.add_walls_and_vacuums(rows)
        self.assertEqual([one.wall_threshold for one in rows], [None, None, 1.5 * (1 + 5 / 100 * 3)])  # 19 ones, then a 4
        self.assertEqual(rows[2].walls, [{"side": "ask", "price": 120.0, "qty": 4.0, "severity": "medium"}])

    def test_neighbouring_regions_are_one_vacuum_as_grave_as_the_gravest(self):
        book = levels((10, 0.9), (9, 0.9), (8, 0.9), (7, 0.1), (6, 0.1), (5, 0.1), (4, 1))
        self.assertEqual(market.vacuums("bid", book, 1.0), [{"side": "bid", "from": 5.0, "to": 10.0, "levels": 6, "severity": "high"}])


class Profile(unittest.TestCase):
    def test_the_rows_of_the_formulae_have_their_value_area(self):
        bins = [Decimal(price) for price in range(100, 107)]
        low, poc, high = market.value_area(bins, [Decimal(size) for size in (10, 20, 45, 60, 30, 25, 10)])
        self.assertEqual((bins[low], bins[poc], bins[high]), (102, 103, 105))

    def test_a_plateau_is_one_node_and_the_last_row_no_low(self):
        nodes = market.volume_nodes([1.0, 2.0, 3.0, 4.0, 5.0], [Decimal(size) for size in (5, 2, 2, 7, 1)])
        self.assertEqual([(node["price"], node["kind"]) for node in nodes], [(1.0, "high"), (2.0, "low"), (4.0, "high")])


class Freshness(unittest.TestCase):
    def test_status_moves_at_the_milliseconds_of_the_requirements(self):
        events = [trade(0, 1, 1)]
        told = [market.freshness(t * MS, events) for t in (1_000, 1_001, 1_999, 2_000, 5_000, 5_001)]
        self.assertEqual([one["fresh"] for one in told], [True, False, False, False, False, False])
        self.assertEqual([one["status"] for one in told], ["ok", "ok", "ok", "degraded", "degraded", "down"])


class Anomalies(unittest.TestCase):
    def test_a_far_wall_that_is_pulled_is_spoofing_as_far_as_no_trade_explains_it(self):
        quiet, wall = [(100, 1), (90, 1)], [(100, 1), (90, 20)]
        rows = [row(t * SECOND, bids, [(101, 1)], 10.0) for t, bids in enumerate([quiet, wall, quiet])]
        changes = market.suspect_changes(rows)
        told = market.spoofing(changes, [trade(SECOND, 90, 1)], 10.0)
        self.assertEqual(told, [{"type": "spoofing", "severity": "low", "note": "bid 90: pulled 1 time, 18 of 19 without trades"}])
        self.assertEqual(market.spoofing(changes, [trade(SECOND, 90, 7)], 10.0), [])

    def test_five_fills_of_a_level_that_stays_are_an_iceberg_once_the_book_has_shown_it(self):
        told = market.Icebergs()
        told.on_row(row(0, [(100, 1)], [(101, 5)]))
        for t in range(1, 6):
            told.on_trade(trade(t, 101, 2, seller=False))
        self.assertEqual(told.at(10), [])
        told.on_row(row(6, [(100, 1)], [(101, 5.5)]))
        self.assertEqual(told.at(10), [{"type": "iceberg", "severity": "medium", "note": "ask 101: 5 fills, volume 10"}])
        told.on_row(row(7, [(100, 1)], [(101, 5.6)]))
        self.assertEqual(told.at(10), [])

    def test_a_crash_needs_all_three_signs(self):
        before = [{"spread_bps": 2.0, "depth": 50.0, "net_flow_30s": -10.0}] * 20
        now = {"spread_bps": 8.0, "depth": 40.0, "net_flow_30s": -15.0, "vacuum_count": 0}  # 2 times, 1.25 times, 1.5 times: 1.58
        note = "spread 8.0, usually 2.0; vacuums 0, depth 40.0; net flow -15.0, before -10.0"
        self.assertEqual(market.flash_crash_risk(now, before), [{"type": "flash_crash_risk", "severity": "medium", "note": note}])
        self.assertEqual(market.flash_crash_risk({**now, "net_flow_30s": -10.0}, before), [])

    def test_health_adds_up(self):
        report = {"spread_bps": 25.5, "quote_depth_20": 400_000.0, "imbalance_20": -0.2, "orders_per_sec": 10.0, "data_age_ms": 1_000}
        said = market.health(report, [{"severity": "medium"}])
        self.assertEqual([round(value, 9) for value in said.values()], [54, 10, 10, 12, 3, 10.5, 8])  # 53.5, half to even


class Comparing(unittest.TestCase):
    def test_every_difference_is_told(self):
        report = dict.fromkeys(("walls", "vacuums", "spoofing", "iceberg", "flash_crash_risk", "loose_iceberg", "loose_crash"), [])
        report.update(status="ok", mid=2.5, fresh=True)
        out = io.StringIO()
        self.assertTrue(market.compare([(1, report)], {1: dict(report)}, out))
        self.assertFalse(market.compare([(1, report), (2, report)], {1: {**report, "mid": 2.5000001, "status": "down", "fresh": 1}}, out))
        self.assertIn("1: status: expected 'ok', actual 'down'\n1: mid: expected 2.5, actual 2.5000001\n1: fresh: expected True, actual 1\n2: no row\n", out.getvalue())
        self.assertTrue(out.getvalue().endswith("instants 2, values 10, differences 4\n"))


if __name__ == "__main__":
    unittest.main()
