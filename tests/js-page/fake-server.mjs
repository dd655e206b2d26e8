// A server that looks like `streamengine serve` to the page, with whatever states a test wants: walls, vacuums, all severities, a bottleneck, failures.
//   node fake-server.mjs PORT
// `startFake(port)` gives `{ port, state, close() }`; what is changed in `state` is answered from then on.
import { readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const files = join(here, '..', '..', 'tools', 'streamengine', 'Page');
const graph = JSON.parse(readFileSync(join(here, 'graph.json'), 'utf8'));
const TYPES = { html: 'text/html; charset=utf-8', css: 'text/css; charset=utf-8', js: 'text/javascript; charset=utf-8', svg: 'image/svg+xml' };

/** A report in which something of everything is to be seen. */
export function reportOf(symbol, at = Date.now()) {
  const t = at / 1000;
  const base = symbol.startsWith('ETH') ? 2996 : 60002.1;
  const tick = symbol.startsWith('ETH') ? 0.01 : 0.1;
  const round = (value, digits) => Number(value.toFixed(digits));
  const qty = (i, side) => round(i === 7 && side > 0 ? 6.2 : i >= 11 && i <= 14 && side < 0 ? 0.004 : 0.2 + Math.abs(Math.sin(i * 1.7 + t / 3 + side)) * 1.4, 3);
  const side = (sign) => Array.from({ length: 20 }, (_, i) => ({ p: round(base + sign * tick * (i * 3 + 4 + Math.round(Math.sin(t / 20) * 3)), 2), q: qty(i, sign) }));
  const [bid, ask] = [side(-1), side(1)];
  const sum = (levels) => round(levels.reduce((all, level) => all + level.q, 0), 3);
  const [sumBid, sumAsk] = [sum(bid), sum(ask)];
  return {
    symbol, venue: 'sim', generated_at: `${new Date(at).toISOString().slice(0, -1)}123456Z`, data_age_ms: 84, report_version: 1, ingestion: { status: 'ok', fresh: true },
    last_price: ask[0].p, change_24h_pct: -1.2345, high_24h: round(base * 1.02, 2), low_24h: round(base * 0.97, 2), volume_24h: 18234.567,
    best_bid: { price: bid[0].p, qty: bid[0].q }, best_ask: { price: ask[0].p, qty: ask[0].q },
    spread_bps: ((ask[0].p - bid[0].p) / bid[0].p) * 10_000 * (1 + 0.3 * Math.sin(t)), mid_price: (bid[0].p + ask[0].p) / 2, micro_price: (ask[0].p * bid[0].q + bid[0].p * ask[0].q) / (ask[0].q + bid[0].q),
    depth: { top20_bid: bid, top20_ask: ask, sum_bid: sumBid, sum_ask: sumAsk, imbalance: (sumBid - sumAsk) / (sumBid + sumAsk) },
    flow: { orders_per_sec: 211.4, net_flow: -3.218 },
    anomalies: [
      { type: 'spoofing', severity: 'low', note: `ask ${ask[7].p}: pulled 1 time, 1.217 of 1.267 without trades` },
      { type: 'flash_crash_risk', severity: 'high', note: 'spread 12.5, usually 3.9; vacuums 4, depth 12.1; net flow -120, before -80' },
      { type: 'iceberg', severity: 'medium', note: `bid ${bid[2].p}: 6 fills, volume 3.12` },
    ],
    health: { score: 61, components: { spread: 20, depth: 9.41, balance: 12.2, flow: 15, anomalies: 0, freshness: 4.2 } },
    liquidity: {
      walls: [{ side: 'ask', price: ask[7].p, qty: ask[7].q, severity: 'high' }],
      vacuums: [{ side: 'bid', from: bid[14].p, to: bid[11].p, levels: 4, severity: 'medium' }],
      profile: { poc: round(base + 60 * tick, 2), vah: round(base + 95 * tick, 2), val: round(base - 40 * tick, 2) },
    },
  };
}

/** The pipeline as it runs. */
export function pipelineOf() {
  return {
    name: 'market-report', clock: 'live', state: 'running', simulated: true, at: new Date().toISOString(),
    nodes: graph.nodes.map(([name, verb], i) => {
      const rows = 1_000 + ((i * 7919) % 90_000);
      const busy = name.endsWith('spoofing') ? 0.97 : ((i * 37) % 60) / 400;
      const backpressured = name === 'exchange' ? 0.31 : 0;
      return { name, verb, segment: Math.floor(i / 12), in: rows, used: rows - 12, filtered: i % 5 === 0 ? 12 : 0, late: i % 7 === 0 ? 3 : 0, rejected: 0, error: 0, pending: i % 9 === 0 ? 4 : 0, out: rows - 12, busy, backpressured, idle: 1 - busy - backpressured, rows_per_s: rows / 90 };
    }),
    edges: graph.edges.map(([from, port, to, role], i) => (['exchange', 'clock', 'report'].includes(from)
      ? { from, port, to, role, rows: (i * 613) % 8192, bytes: 4096, limit_rows: 8192, limit_bytes: 16_777_216 }
      : { from, port, to, role, rows: 0, bytes: 0, limit_rows: 0, limit_bytes: 0 })),
    bottleneck: { node: 'features/spoofing', why: 'It is busy 97 % of the time, and the queues before it are 62 % full while those behind it are empty.' },
  };
}

const definition = (unit, title, text) => ({ unit, title, definition: text, formula: 'spread_bps = (ask − bid) / bid · 10 000', operator: 'spread', link: 'docs/operators/spread.md' });

/** Starts the server on a port of the loopback address; 0 for a free one. */
export async function startFake(port = 0) {
  const state = {
    symbols: ['BTCUSDT', 'ETHUSDT'], report: reportOf, pipeline: pipelineOf, status: 200, missing: new Set(), // paths answered with 404
    change: (name, text) => text, changed: false, // files of the page, changed on their way
    definitions: { ...Object.fromEntries([['spread', 20], ['depth', 25], ['balance', 15], ['flow', 15], ['anomalies', 15], ['freshness', 10]].map(([name, most]) => [`/health/components/${name}`, { ...definition('points', name, `Points for ${name}.`), most }])),
      '/spread_bps': definition('basis points of the bid', 'Spread', 'Relative spread of the best prices.'),
    },
  };
  const json = (response, value, status = 200) => response.writeHead(status, { 'content-type': 'application/json', 'cache-control': 'no-store' }).end(JSON.stringify(value));
  const server = createServer((request, response) => {
    const url = new URL(request.url, 'http://127.0.0.1');
    if (state.missing.has(url.pathname)) {
      return json(response, { error: { code: 'not_found', message: 'there is no such page' } }, 404);
    }
    if (url.pathname === '/' || url.pathname.startsWith('/page/')) {
      const name = url.pathname === '/' ? 'index.html' : url.pathname.slice('/page/'.length);
      if (!/^[a-z-]+\.(html|css|js|svg)$/.test(name)) {
        return response.writeHead(404).end();
      }
      const text = state.change(name, readFileSync(join(files, name), 'utf8'));
      state.changed ||= text !== readFileSync(join(files, name), 'utf8');
      return response.writeHead(200, { 'content-type': TYPES[name.split('.')[1]], 'content-security-policy': "default-src 'self'" }).end(text);
    }
    if (state.status !== 200) {
      return json(response, { error: { code: 'backend_unavailable', message: 'the reports cannot be had now: the pipeline that makes them is not running' } }, state.status);
    }
    switch (url.pathname) {
      case '/symbols': return json(response, { symbols: state.symbols });
      case '/pipeline': return json(response, state.pipeline());
      case '/definitions': return json(response, state.definitions);
      case '/get_report': return json(response, state.report(url.searchParams.get('symbol')));
      default: return response.writeHead(404).end();
    }
  });
  await new Promise((resolve) => server.listen(port, '127.0.0.1', resolve));
  return { port: server.address().port, state, close: () => new Promise((resolve) => { server.close(resolve); server.closeAllConnections(); }) };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const fake = await startFake(Number(process.argv[2] ?? 0));
  console.log(`http://127.0.0.1:${fake.port}/`);
}
