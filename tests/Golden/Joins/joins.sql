-- What each join must give, for SQLite. One query a section; the section's name is that of the node in joins.yaml.
-- l and r hold the rows with t (event time), at (stream time: the newest t of their file so far) and their place in stream order: l.seq, and r.ord over both files of r by (at, rank, seq).
-- Right rows rank first: a left row sees those with at <= its own. due is when a row that is held back is joined; what lies further back than the horizon is no longer seen.

-- section: setup
CREATE TABLE l AS SELECT seq, k, id, t, y, max(t) OVER (ORDER BY seq) AS at FROM l_rows;
CREATE TABLE r AS SELECT row_number() OVER (ORDER BY at, rank, seq) AS ord, k, id, t, y, at FROM (
  SELECT 1 AS rank, seq, k, id, t, y, max(t) OVER (ORDER BY seq) AS at FROM r1_rows
  UNION ALL SELECT 2, seq, k, id, t, y, max(t) OVER (ORDER BY seq) FROM r2_rows);
CREATE INDEX l_time ON l (k, t, seq);
CREATE INDEX l_order ON l (k, seq);
CREATE INDEX l_at ON l (k, at, seq);
CREATE UNIQUE INDEX l_seq ON l (seq);
CREATE INDEX r_time ON r (k, t, ord);
CREATE INDEX r_at ON r (k, at, ord);
CREATE UNIQUE INDEX r_ord ON r (ord);

-- section: asof_backward
SELECT l.id, m.id, m.t, m.y FROM l LEFT JOIN r m ON m.ord = (
  SELECT r.ord FROM r WHERE r.k = l.k AND r.t <= l.t AND r.t >= max(l.t - 3000, l.at - 5000) AND r.at <= l.at ORDER BY r.t DESC, r.ord DESC LIMIT 1)
ORDER BY l.seq;

-- section: asof_forward
SELECT l.id, m.id, m.t, m.y FROM (SELECT *, max(t + 5000, at) AS due FROM l) l LEFT JOIN r m ON m.ord = (
  SELECT r.ord FROM r WHERE r.k = l.k AND r.t >= max(l.t, l.due - 5000) AND r.t <= l.t + 3000 AND r.at <= l.due ORDER BY r.t, r.ord DESC LIMIT 1)
ORDER BY l.due, l.k, l.seq;

-- section: asof_nearest
WITH near AS (
  SELECT *, (SELECT max(r.t) FROM r WHERE r.k = l.k AND r.t <= l.t AND r.t >= max(l.t - 3000, l.due - 8000) AND r.at <= l.due) AS before,
    (SELECT min(r.t) FROM r WHERE r.k = l.k AND r.t > l.t AND r.t >= l.due - 8000 AND r.t <= l.t + 3000 AND r.at <= l.due) AS after
  FROM (SELECT *, max(t + 5000, at) AS due FROM l) l),
chosen AS (SELECT *, CASE WHEN before IS NULL OR after - t < t - before THEN after ELSE before END AS best FROM near)
SELECT c.id, m.id, m.t, m.y FROM chosen c LEFT JOIN r m ON m.ord = (SELECT max(r.ord) FROM r WHERE r.k = c.k AND r.t = c.best AND r.at <= c.due)
ORDER BY c.due, c.k, c.seq;

-- section: interval
SELECT l.id, r.id, r.t, r.y FROM (SELECT *, max(t + 3000, at) AS due FROM l) l
LEFT JOIN r ON r.k = l.k AND r.t >= max(l.t - 2000, l.due - 5000) AND r.t <= l.t + 1000 AND r.at <= l.due
ORDER BY l.due, l.k, l.seq, r.t, r.ord;

-- section: latest
SELECT l.id, m.id, m.t, m.y FROM l LEFT JOIN r m ON m.ord = (SELECT r.ord FROM r WHERE r.k = l.k AND r.at <= l.at ORDER BY r.at DESC, r.ord DESC LIMIT 1)
ORDER BY l.seq;

-- section: latest_ttl
SELECT l.id, m.id, m.t, m.y FROM l LEFT JOIN r m ON m.ord = (SELECT r.ord FROM r WHERE r.k = l.k AND r.at <= l.at AND r.at >= l.at - 500 ORDER BY r.at DESC, r.ord DESC LIMIT 1)
ORDER BY l.seq;

-- section: latest_both
SELECT lid, rid, rt, ry FROM (
  SELECT l.at AS at, 1 AS side, l.seq AS place, l.id AS lid, m.id AS rid, m.t AS rt, m.y AS ry FROM l
  LEFT JOIN r m ON m.ord = (SELECT r.ord FROM r WHERE r.k = l.k AND r.at <= l.at AND r.at >= l.at - 5000 ORDER BY r.at DESC, r.ord DESC LIMIT 1)
  UNION ALL
  SELECT r.at, 0, r.ord, m.id, r.id, r.t, r.y FROM r
  JOIN l m ON m.seq = (SELECT l.seq FROM l WHERE l.k = r.k AND l.at < r.at AND l.at >= r.at - 5000 ORDER BY l.at DESC, l.seq DESC LIMIT 1))
ORDER BY at, side, place;

-- section: self_asof
SELECT l.id, m.id, m.t, m.y FROM l LEFT JOIN l m ON m.seq = (
  SELECT o.seq FROM l o WHERE o.k = l.k AND o.t <= l.t AND o.t >= max(l.t - 3000, l.at - 5000) AND o.at <= l.at ORDER BY o.t DESC, o.seq DESC LIMIT 1)
ORDER BY l.seq;

-- section: self_interval
SELECT l.id, o.id, o.t, o.y FROM (SELECT *, max(t + 2000, at) AS due FROM l) l
LEFT JOIN l o ON o.k = l.k AND o.t >= max(l.t - 1500, l.due - 3500) AND o.t <= l.t AND o.at <= l.due
ORDER BY l.due, l.k, l.seq, o.t, o.seq;

-- section: lookup
SELECT l.id, lots.id, lots.lot FROM l LEFT JOIN lots ON lots.k = l.k ORDER BY l.seq;
