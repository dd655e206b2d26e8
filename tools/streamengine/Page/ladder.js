// The price ladder: 20 levels a side, asks above bids, with walls and vacuums.
import { attribute, html, text } from './dom.js';
import { term } from './definitions.js';
import { fixed, significant, stepsOf, unitsOf } from './format.js';
import { panel } from './figure.js';

const LEVELS = 20;
const SEVERITIES = ['low', 'medium', 'high'];

function row(side) {
  const cells = { price: html('th', { scope: 'row' }), qty: html('td'), bar: html('td', { class: 'bar', 'aria-hidden': 'true' }, html('span')), mark: html('td', { class: 'marks' }) };
  return { ...cells, element: html('tr', { 'data-side': side, hidden: true }, cells.price, cells.qty, cells.bar, cells.mark) };
}

/** What a level is marked with: a wall, a vacuum, or nothing. */
export function markOf(report, side, price) {
  const wall = (report.liquidity?.walls ?? []).find((one) => one.side === side && one.price === price);
  if (wall) {
    return { kind: 'wall', severity: wall.severity };
  }
  const around = (report.liquidity?.vacuums ?? []).filter((one) => one.side === side && price >= one.from && price <= one.to);
  const worst = around.sort((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity))[0];
  return worst ? { kind: 'vacuum', severity: worst.severity } : null;
}

/** The ladder; `show(report)` fills it. */
export function ladder() {
  const asks = Array.from({ length: LEVELS }, () => row('ask'));
  const bids = Array.from({ length: LEVELS }, () => row('bid'));
  const priceUnit = html('span', { class: 'unit' });
  const qtyUnit = html('span', { class: 'unit' });
  const between = html('td', { colspan: '4' });
  const empty = html('p', { class: 'empty' }, 'The order book is not known yet.');
  const sums = { ask: html('p', { class: 'sum' }), bid: html('p', { class: 'sum' }) };
  const table = html('table', { class: 'ladder' },
    html('caption', { class: 'unseen' }, 'The best 20 asks, the highest first, then the best 20 bids, the highest first'),
    html('thead', {}, html('tr', {},
      html('th', { scope: 'col' }, term('Price', '/depth/top20_bid/p'), ' ', priceUnit),
      html('th', { scope: 'col' }, term('Quantity', '/depth/top20_bid/q'), ' ', qtyUnit),
      html('td', { 'aria-hidden': 'true' }),
      html('th', { scope: 'col', class: 'marks' }, 'Mark'))),
    html('tbody', { 'data-part': 'asks' }, ...[...asks].reverse().map((one) => one.element)),
    html('tbody', { class: 'between' }, html('tr', {}, between)),
    html('tbody', { 'data-part': 'bids' }, ...bids.map((one) => one.element)));
  const legend = html('p', { class: 'legend' },
    html('span', { class: 'key', 'data-kind': 'wall' }, '■ '), term('Wall', '/liquidity/walls'), ' a level far larger than usual  ',
    html('span', { class: 'key', 'data-kind': 'vacuum' }, '□ '), term('Vacuum', '/liquidity/vacuums'), ' neighbouring levels that are thin');
  const counts = html('p', { class: 'counts' });
  const element = panel('ladder', 'Price ladder', empty, sums.ask, table, sums.bid, counts, legend);

  function side(rows, levels, report, name, steps, most) {
    rows.forEach((one, i) => {
      const level = levels[i];
      attribute(one.element, 'hidden', level ? null : '');
      if (!level) {
        return;
      }
      const mark = markOf(report, name, level.p);
      text(one.price, fixed(level.p, steps.price));
      text(one.qty, fixed(level.q, steps.qty));
      one.bar.firstChild.style.width = `${Math.max(1, (level.q / most) * 100).toFixed(1)}%`;
      attribute(one.element, 'data-mark', mark?.kind ?? null);
      text(one.mark, mark ? `${mark.kind === 'wall' ? '■' : '□'} ${mark.kind}, ${mark.severity}` : '');
    });
  }

  return {
    element,
    show(report) {
      const { top20_bid: bid, top20_ask: ask } = report.depth;
      const known = bid !== null && ask !== null;
      attribute(table, 'hidden', known ? null : '');
      attribute(empty, 'hidden', known ? '' : null);
      const units = unitsOf(report.symbol);
      const steps = stepsOf(report);
      const most = Math.max(...[...(bid ?? []), ...(ask ?? [])].map((level) => level.q), Number.MIN_VALUE);
      text(priceUnit, units.quote);
      text(qtyUnit, units.base);
      side(asks, ask ?? [], report, 'ask', steps, most);
      side(bids, bid ?? [], report, 'bid', steps, most);
      text(sums.ask, known ? `${ask.length} asks, ${fixed(report.depth.sum_ask, steps.qty)} ${units.base} in all` : '');
      text(sums.bid, known ? `${bid.length} bids, ${fixed(report.depth.sum_bid, steps.qty)} ${units.base} in all` : '');
      text(between, `Spread ${significant(report.spread_bps, 4)} bps, mid ${fixed(report.mid_price, steps.price + 1)}`);
      const { walls, vacuums } = report.liquidity ?? {};
      text(counts, walls && vacuums ? `${walls.length} ${walls.length === 1 ? 'wall' : 'walls'}, ${vacuums.length} ${vacuums.length === 1 ? 'vacuum' : 'vacuums'} now` : '');
    },
  };
}
