// What the page has seen of each market: bounded in time, points and markets.

export const WINDOW_MS = 300_000;
const MOST_POINTS = 2_400;
const MOST_SYMBOLS = 32;
const markets = new Map();

/** Keeps spread and imbalance of a report. */
export function remember(report) {
  const at = Date.parse(report.generated_at);
  const points = markets.get(report.symbol) ?? [];
  if (points.length > 0 && at < points.at(-1).at) {
    points.length = 0; // the run began anew
  }
  if (points.at(-1)?.at !== at) {
    points.push({ at, spread: report.spread_bps, imbalance: report.depth.imbalance });
  }
  while (points.length > MOST_POINTS || points[0].at < at - WINDOW_MS) {
    points.shift();
  }
  markets.delete(report.symbol);
  markets.set(report.symbol, points);
  if (markets.size > MOST_SYMBOLS) {
    markets.delete(markets.keys().next().value);
  }
}

/** The points of a market, oldest first. */
export const historyOf = (symbol) => markets.get(symbol) ?? [];
