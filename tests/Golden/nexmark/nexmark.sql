-- The queries of Nexmark over the tables person, auction and bid. Shares no code with the engine. Times are ns; a window [s, e) holds s.
-- section: q0
SELECT ts, auction, bidder, price, channel FROM bid
-- section: q1
SELECT ts, auction, bidder, 0.908 * price AS price, channel FROM bid
-- section: q2
SELECT ts, auction, price FROM bid WHERE auction % 123 = 0
-- section: q4
SELECT category, COUNT(*) AS auctions, SUM(final) * 1.0 / COUNT(*) AS final
FROM (SELECT a.category, MAX(b.price) AS final FROM auction a JOIN bid b ON b.auction = a.id AND b.ts BETWEEN a.ts AND a.expires GROUP BY a.id, a.category)
GROUP BY category
-- section: q5
WITH steps (k) AS (VALUES (1), (2), (3), (4), (5)),
     counts AS (SELECT (b.ts / 2000000000 + k) * 2000000000 AS e, b.auction, COUNT(*) AS bids FROM bid b, steps GROUP BY e, b.auction)
SELECT e - 10000000000 AS window_start, e AS window_end, auction, bids FROM counts c WHERE bids = (SELECT MAX(bids) FROM counts o WHERE o.e = c.e)
-- section: q7
SELECT b.ts, b.auction, b.bidder, b.price
FROM bid b JOIN (SELECT ts / 10000000000 AS w, MAX(price) AS highest FROM bid GROUP BY w) m ON b.ts / 10000000000 = m.w AND b.price = m.highest
-- section: q8
SELECT p.w * 10000000000 AS window_start, p.id AS person, p.name, s.auctions
FROM (SELECT DISTINCT id, name, ts / 10000000000 AS w FROM person) p
JOIN (SELECT seller, ts / 10000000000 AS w, COUNT(*) AS auctions FROM auction GROUP BY seller, w) s ON s.seller = p.id AND s.w = p.w
-- section: q9
SELECT ts, auction, bidder, price, item, seller, category, reserve, opened, expires
FROM (SELECT b.ts, b.auction, b.bidder, b.price, a.name AS item, a.seller, a.category, a.reserve, a.ts AS opened, a.expires,
             ROW_NUMBER() OVER (PARTITION BY a.id ORDER BY b.price DESC, b.ts) AS place
      FROM auction a JOIN bid b ON b.auction = a.id AND b.ts BETWEEN a.ts AND a.expires)
WHERE place = 1
-- section: q11
SELECT MIN(ts) AS window_start, MAX(ts) + 10000000000 AS window_end, bidder, COUNT(*) AS bids
FROM (SELECT ts, bidder, SUM(begins) OVER (PARTITION BY bidder ORDER BY ts) AS session
      FROM (SELECT ts, bidder, ts - COALESCE(LAG(ts) OVER (PARTITION BY bidder ORDER BY ts), 0) >= 10000000000 AS begins FROM bid))
GROUP BY bidder, session
-- section: q12
SELECT ts / 10000000000 * 10000000000 AS window_start, (ts / 10000000000 + 1) * 10000000000 AS window_end, bidder, COUNT(*) AS bids FROM bid GROUP BY window_start, bidder
-- section: q18
SELECT ts, auction, bidder, price, channel FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY bidder, auction ORDER BY ts DESC) AS place FROM bid) WHERE place = 1
-- section: q19
SELECT ts, auction, bidder, price, rank FROM (SELECT *, ROW_NUMBER() OVER (PARTITION BY auction ORDER BY price DESC, ts) AS rank FROM bid) WHERE rank <= 10
-- section: q20
SELECT b.ts, b.auction, b.bidder, b.price, b.channel, a.name AS item, a.seller, a.category, a.initial_bid, a.reserve, a.expires
FROM bid b JOIN auction a ON a.id = b.auction WHERE a.category = 10
