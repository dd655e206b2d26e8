// The volume profile: its fullest price and the range of its value area, with the last price beside them.
import { attribute, html, svg, text } from './dom.js';
import { figure, figures, panel } from './figure.js';
import { fixed, stepsOf, unitsOf } from './format.js';

const WIDTH = 600;

/** The volume profile of 30 minutes; `show(report)` fills it. */
export function profile() {
  const [val, poc, vah] = [figure('VAL', '/liquidity/profile/val'), figure('POC', '/liquidity/profile/poc'), figure('VAH', '/liquidity/profile/vah')];
  const area = svg('rect', { class: 'area', y: 26, height: 22 });
  const fullest = svg('rect', { class: 'poc', y: 18, height: 38, width: 4 });
  const last = svg('path', { class: 'last', d: 'M-7 4 L7 4 L0 16 Z' });
  const drawing = svg('svg', { class: 'range', viewBox: `0 0 ${WIDTH} 60`, role: 'img', 'aria-label': 'Value area with the fullest price and the last price; their numbers are below' },
    svg('line', { class: 'axis', x1: 0, x2: WIDTH, y1: 37, y2: 37 }), area, fullest, last);
  const key = html('p', { class: 'legend' }, html('span', { class: 'key', 'data-kind': 'area' }, '▬'), ' value area, 70 % of volume  ', html('span', { class: 'key', 'data-kind': 'poc' }, '┃'), ' POC  ▼ last price');
  const empty = html('p', { class: 'empty' }, 'Fewer than 10 trades in 30 min: there is no profile yet.');
  const told = html('p', { class: 'told' });
  const list = figures('figures three', val, poc, vah);
  const element = panel('profile', 'Volume profile, 30 min', empty, drawing, key, list, told);

  return {
    element,
    show(report) {
      const of = report.liquidity?.profile ?? null;
      for (const part of [drawing, key, list, told]) {
        attribute(part, 'hidden', of ? null : '');
      }
      attribute(empty, 'hidden', of ? '' : null);
      const units = unitsOf(report.symbol);
      const steps = stepsOf(report);
      for (const [one, name] of [[val, 'val'], [poc, 'poc'], [vah, 'vah']]) {
        one.show(fixed(of ? of[name] : null, steps.price), units.quote);
      }
      if (!of) {
        return;
      }
      const price = report.last_price;
      const [low, high] = [Math.min(of.val, price ?? of.val), Math.max(of.vah, price ?? of.vah)];
      const margin = (high - low || high * 1e-4) * 0.08;
      const x = (value) => (WIDTH * (value - low + margin)) / (high - low + 2 * margin);
      attribute(area, 'x', x(of.val).toFixed(1));
      attribute(area, 'width', Math.max(2, x(of.vah) - x(of.val)).toFixed(1));
      attribute(fullest, 'x', (x(of.poc) - 2).toFixed(1));
      attribute(last, 'hidden', price === null ? '' : null);
      attribute(last, 'transform', `translate(${x(price ?? low).toFixed(1)} 0)`);
      text(told, price === null ? '' : `The last price is ${price > of.vah ? 'above' : price < of.val ? 'below' : 'inside'} the value area.`);
    },
  };
}
