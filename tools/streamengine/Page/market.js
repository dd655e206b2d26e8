// The report of one market.
import { html, replace } from './dom.js';
import { anomalies } from './anomalies.js';
import { chart } from './chart.js';
import { figure, figures, panel } from './figure.js';
import { age, clock, decimalsOf, fixed, significant, signed, stepsOf, unitsOf, UNKNOWN } from './format.js';
import { health } from './health.js';
import { historyOf } from './history.js';
import { ladder } from './ladder.js';
import { profile } from './profile.js';

const STATUS = { ok: '● ok', degraded: '◆ degraded', down: '▲ down' };

const price = (read, extra = 0) => (report, units, steps) => [fixed(read(report), steps.price + extra), units.quote];
const ticker = (read) => (report, units, steps) => [fixed(read(report), Math.max(steps.price, decimalsOf([read(report) ?? 0]))), units.quote]; // a price that need not be of the book's step
const qty = (read) => (report, units, steps) => [fixed(read(report), steps.qty), units.base];

const HEAD = [
  ['Last price', '/last_price', ticker((r) => r.last_price), true],
  ['Change in 24 h', '/change_24h_pct', (r) => [signed(r.change_24h_pct, 2), '%']],
  ['Best bid', '/best_bid/price', price((r) => r.best_bid.price)],
  ['Bid quantity', '/best_bid/qty', qty((r) => r.best_bid.qty)],
  ['Best ask', '/best_ask/price', price((r) => r.best_ask.price)],
  ['Ask quantity', '/best_ask/qty', qty((r) => r.best_ask.qty)],
  ['Mid price', '/mid_price', price((r) => r.mid_price, 1)],
  ['Micro price', '/micro_price', price((r) => r.micro_price, 2)],
];
const FLOW = [
  ['Orders a second', '/flow/orders_per_sec', (r) => [fixed(r.flow.orders_per_sec, 1), 'per s, over 10 s']],
  ['Net flow', '/flow/net_flow', (r, units, steps) => [signed(r.flow.net_flow, steps.qty), `${units.base}, over 30 s`, r.flow.net_flow > 0 ? 'more bought' : r.flow.net_flow < 0 ? 'more sold' : 'balanced']],
  ['Bids, 20 levels', '/depth/sum_bid', qty((r) => r.depth.sum_bid)],
  ['Asks, 20 levels', '/depth/sum_ask', qty((r) => r.depth.sum_ask)],
];
const DAY = [
  ['High', '/high_24h', ticker((r) => r.high_24h)],
  ['Low', '/low_24h', ticker((r) => r.low_24h)],
  ['Volume', '/volume_24h', (r, units) => [significant(r.volume_24h, 9), units.base]],
];
const FRESH = [
  ['Ingestion', '/ingestion/status', (r) => [STATUS[r.ingestion.status] ?? r.ingestion.status, '']],
  ['Fresh', '/ingestion/fresh', (r) => [r.ingestion.fresh ? 'yes' : 'no', '']],
  ['Data age', '/data_age_ms', (r) => [fixed(r.data_age_ms, 0), 'ms', r.data_age_ms >= 1_000 ? age(r.data_age_ms) : '']],
  ['Time of report', '/generated_at', (r) => [clock(r.generated_at), '', r.generated_at.slice(0, 10)]],
  ['Venue', '/venue', (r) => [r.venue ?? UNKNOWN, '']],
  ['Version', '/report_version', (r) => [String(r.report_version), '']],
];

function group(rows) {
  const made = rows.map(([label, pointer, read, big]) => ({ one: figure(label, pointer, { big }), read }));
  return {
    list: made.map((each) => each.one),
    show(report, units, steps) {
      for (const { one, read } of made) {
        one.show(...read(report, units, steps));
      }
    },
  };
}

/** The panels of a market in an element; `show(report)` fills them. */
export function market(element) {
  const [head, flow, day, fresh] = [group(HEAD), group(FLOW), group(DAY), group(FRESH)];
  const parts = { ladder: ladder(), profile: profile(), health: health(), anomalies: anomalies() };
  const spread = chart('spread', 'Spread, in basis points of the bid', '/spread_bps', 'spread', 'bps', null);
  const imbalance = chart('imbalance', 'Imbalance of the book, −1 to 1', '/depth/imbalance', 'imbalance', '', 0);
  const empty = html('p', { class: 'empty wide' });
  const content = html('div', { class: 'market' },
    panel('prices', 'Prices', figures('figures head', ...head.list)),
    html('div', { class: 'columns' },
      parts.ladder.element,
      html('div', { class: 'column' }, spread.element, imbalance.element, parts.profile.element, panel('flow', 'Flow and depth', figures('figures two', ...flow.list))),
      html('div', { class: 'column' }, panel('freshness', 'Freshness', figures('figures two', ...fresh.list)), parts.health.element, parts.anomalies.element,
        panel('day', 'Last 24 hours', figures('figures three', ...day.list)))));

  return {
    show(report) {
      if (!content.isConnected) {
        replace(element, content);
      }
      const [units, steps, points] = [unitsOf(report.symbol), stepsOf(report), historyOf(report.symbol)];
      for (const part of [head, flow, day, fresh]) {
        part.show(report, units, steps);
      }
      for (const part of Object.values(parts)) {
        part.show(report);
      }
      spread.show(report, points, significant(report.spread_bps, 4));
      imbalance.show(report, points, fixed(report.depth.imbalance, 3));
    },
    none(why) {
      empty.textContent = why;
      replace(element, empty);
    },
  };
}
