-- Which rows each window holds. rows(seq, ts, at, sym, p, q): p in 64ths, q in eighths; at is the newest ts so far.
-- A window [s, e) takes rows until stream time e + lateness. Each query gives grp (one a result, in order of results within closes), closes, sym, s, e and the seq of its rows, null for a window without any.

-- name: tumble
SELECT s AS grp, s + 1000000000 + 250000000 AS closes, sym, s, s + 1000000000 AS e, seq
FROM (SELECT *, ts - ts % 1000000000 AS s FROM rows)
WHERE at <= s + 1000000000 + 250000000

-- name: hop
WITH RECURSIVE back(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM back WHERE k < 4)
SELECT s AS grp, s + 3000000000 + 250000000 AS closes, sym, s, s + 3000000000 AS e, seq
FROM (SELECT rows.*, ts - (ts - 100000000) % 700000000 - k * 700000000 AS s FROM rows, back)
WHERE ts < s + 3000000000 AND at <= s + 3000000000 + 250000000

-- name: slide
SELECT a.seq AS grp, a.ts + 1 + 250000000 AS closes, a.sym AS sym, a.ts + 1 - 500000000 AS s, a.ts + 1 AS e, b.seq AS seq
FROM rows a JOIN rows b ON b.sym = a.sym AND b.ts > a.ts - 500000000 AND b.ts <= a.ts
WHERE a.at <= a.ts + 1 + 250000000 AND b.at <= a.ts + 1 + 250000000

-- name: session
WITH marked AS (SELECT *, ts - LAG(ts) OVER (PARTITION BY sym ORDER BY ts, seq) >= 150000000 AS opens FROM rows),
numbered AS (SELECT *, SUM(COALESCE(opens, 0)) OVER (PARTITION BY sym ORDER BY ts, seq) AS nr FROM marked),
bounds AS (SELECT sym, nr, MIN(ts) AS s, MAX(ts) + 150000000 AS e FROM numbered GROUP BY sym, nr)
SELECT nr AS grp, e + 400000000 AS closes, sym, s, e, seq FROM numbered JOIN bounds USING (sym, nr)

-- name: count
WITH numbered AS (SELECT *, (ROW_NUMBER() OVER (PARTITION BY sym ORDER BY seq) - 1) / 20 AS nr FROM rows),
full AS (SELECT sym, nr, MIN(ts) AS s, MAX(ts) + 1 AS e, MAX(seq) AS last FROM numbered GROUP BY sym, nr HAVING COUNT(*) = 20)
SELECT last AS grp, last AS closes, sym, s, e, seq FROM numbered JOIN full USING (sym, nr)

-- name: count_every
WITH RECURSIVE back(k) AS (SELECT 0 UNION ALL SELECT k + 1 FROM back WHERE k < 29),
numbered AS (SELECT *, ROW_NUMBER() OVER (PARTITION BY sym ORDER BY seq) AS r FROM rows),
ends AS (SELECT sym, r - k AS r, seq AS last FROM numbered, back WHERE r >= 30 AND (r - 30) % 12 = 0)
SELECT last AS grp, last AS closes, sym, MIN(ts) OVER w AS s, MAX(ts) OVER w + 1 AS e, seq
FROM ends JOIN numbered USING (sym, r)
WINDOW w AS (PARTITION BY last)

-- name: tumble_null
WITH RECURSIVE filled AS (SELECT sym, ts - ts % 500000000 AS s, seq FROM rows WHERE at <= ts - ts % 500000000 + 750000000),
spans AS (SELECT sym, MIN(s) AS first, MAX(MAX(s), (SELECT MAX(at) - 750000000 FROM rows)) AS last FROM filled GROUP BY sym),
grid AS (SELECT sym, first AS s, last FROM spans UNION ALL SELECT sym, s + 500000000, last FROM grid WHERE s + 500000000 <= last)
SELECT s AS grp, s + 750000000 AS closes, sym, s, s + 500000000 AS e, seq FROM grid LEFT JOIN filled USING (sym, s)

-- name: hop_carry
WITH RECURSIVE back(k) AS (VALUES (0), (1)),
starts AS (SELECT rows.*, ts - (ts - 200000000) % 500000000 - k * 500000000 AS s FROM rows, back),
filled AS (SELECT sym, s, seq FROM starts WHERE ts < s + 700000000 AND at <= s + 950000000),
spans AS (SELECT sym, MIN(s) AS first, MAX(MAX(s), (SELECT MAX(at) - 950000000 FROM rows)) AS last FROM filled GROUP BY sym),
grid AS (SELECT sym, first AS s, last FROM spans UNION ALL SELECT sym, s + 500000000, last FROM grid WHERE s + 500000000 <= last)
SELECT s AS grp, s + 950000000 AS closes, sym, s, s + 700000000 AS e, seq FROM grid LEFT JOIN filled USING (sym, s)

-- name: early
-- closes is doubled here, the odd ones are provisional: at each g of the grid of 300 ms until the window closes
WITH RECURSIVE filled AS (SELECT sym, ts - ts % 1000000000 AS s, at, seq FROM rows WHERE at <= ts - ts % 1000000000 + 1250000000),
first AS (SELECT sym, s, MIN(at) AS at FROM filled GROUP BY sym, s),
grid AS (SELECT sym, s, (at + 299999999) / 300000000 * 300000000 AS g FROM first UNION ALL SELECT sym, s, g + 300000000 FROM grid WHERE g + 300000000 < s + 1250000000),
shown AS (SELECT sym, s, seq, g * 2 + 1 AS closes FROM grid JOIN filled USING (sym, s) WHERE at <= g AND g < s + 1250000000 UNION ALL SELECT sym, s, seq, (s + 1250000000) * 2 FROM filled)
SELECT s AS grp, closes, sym, s, s + 1000000000 AS e, seq FROM shown

-- name: early_hop
WITH RECURSIVE back(k) AS (VALUES (0), (1)),
starts AS (SELECT rows.*, ts - (ts - 100000000) % 1000000000 - k * 1000000000 AS s FROM rows, back),
filled AS (SELECT sym, s, at, seq FROM starts WHERE ts < s + 1500000000 AND at <= s + 1750000000),
first AS (SELECT sym, s, MIN(at) AS at FROM filled GROUP BY sym, s),
grid AS (SELECT sym, s, (at + 299999999) / 300000000 * 300000000 AS g FROM first UNION ALL SELECT sym, s, g + 300000000 FROM grid WHERE g + 300000000 < s + 1750000000),
shown AS (SELECT sym, s, seq, g * 2 + 1 AS closes FROM grid JOIN filled USING (sym, s) WHERE at <= g AND g < s + 1750000000 UNION ALL SELECT sym, s, seq, (s + 1750000000) * 2 FROM filled)
SELECT s AS grp, closes, sym, s, s + 1500000000 AS e, seq FROM shown
