// A line over the last five minutes.
import { attribute, html, svg, text } from './dom.js';
import { term } from './definitions.js';
import { WINDOW_MS } from './history.js';
import { significant } from './format.js';
import { panel } from './figure.js';

const WIDTH = 600;
const HEIGHT = 150;
const GAP_MS = 3_000; // no line over a time without reports
const NICE = [1, 2, 5, 10];
const SPANS = [[30_000, '30 s'], [60_000, '1 min'], [120_000, '2 min'], [WINDOW_MS, '5 min']];

/** The least round number that is not below a value. */
export function nice(value) {
  const scale = 10 ** Math.floor(Math.log10(value));
  return (NICE.find((step) => step * scale >= value * (1 - 1e-9)) ?? 10) * scale;
}

/** The path through points of which some are null, in the units of the drawing. */
export function path(points, field, newest, span, [low, high]) {
  let drawn = '';
  let before = null;
  for (const point of points) {
    if (!Number.isFinite(point[field])) {
      before = null;
      continue;
    }
    const x = WIDTH * (1 - (newest - point.at) / span);
    const y = HEIGHT * (1 - (point[field] - low) / (high - low));
    drawn += `${before !== null && point.at - before <= GAP_MS ? 'L' : 'M'}${x.toFixed(1)} ${y.toFixed(1)}`;
    before = point.at;
  }
  return drawn;
}

/** A chart of one number of a report; `show(points)` draws it. `field` names it in the points; `around` 0 keeps that line in the middle. */
export function chart(id, heading, pointer, field, unit, around) {
  const value = html('span', { class: 'value', 'data-field': pointer });
  const line = svg('path', { class: 'line', 'vector-effect': 'non-scaling-stroke' });
  const zero = around === 0 ? [svg('line', { class: 'zero', x1: 0, x2: WIDTH, y1: HEIGHT / 2, y2: HEIGHT / 2, 'vector-effect': 'non-scaling-stroke' })] : [];
  const grid = [0.25, 0.5, 0.75].map((share) => svg('line', { class: 'grid', x1: 0, x2: WIDTH, y1: HEIGHT * share, y2: HEIGHT * share, 'vector-effect': 'non-scaling-stroke' }));
  const [top, middle, bottom] = [html('span'), html('span'), html('span')];
  const from = html('span');
  const told = html('p', { class: 'told' });
  const element = panel(id, heading,
    html('p', { class: 'lead' }, term('Now', pointer), ' ', value, ' ', html('span', { class: 'unit' }, unit)),
    html('div', { class: 'chart' },
      html('div', { class: 'scale', 'aria-hidden': 'true' }, top, middle, bottom),
      svg('svg', { viewBox: `0 0 ${WIDTH} ${HEIGHT}`, preserveAspectRatio: 'none', role: 'img', 'aria-label': `${heading}; least, mean and most are told below` }, ...grid, ...zero, line),
      html('div', { class: 'times', 'aria-hidden': 'true' }, from, html('span', {}, 'now'))),
    told);

  return {
    element,
    show(report, points, shown) {
      text(value, shown);
      const values = points.map((point) => point[field]).filter(Number.isFinite);
      const far = values.reduce((most, one) => Math.max(most, Math.abs(one)), 0);
      const high = nice(Math.max(far, around === 0 ? 0.1 : 1e-6));
      const low = around === 0 ? -high : 0;
      text(top, significant(high, 3));
      text(middle, significant((high + low) / 2, 3));
      text(bottom, significant(low, 3));
      const newest = Date.parse(report.generated_at);
      const [span, name] = SPANS.find(([ms]) => newest - (points[0]?.at ?? newest) <= ms) ?? SPANS.at(-1);
      text(from, `${name} before`);
      attribute(line, 'd', path(points, field, newest, span, [low, high]));
      const mean = values.reduce((sum, one) => sum + one, 0) / values.length;
      text(told, values.length === 0 ? 'Nothing is known yet.'
        : `Least ${significant(Math.min(...values), 3)}, mean ${significant(mean, 3)}, most ${significant(Math.max(...values), 3)}${unit ? ` ${unit}` : ''}, in the last 5 min or since this page was opened`);
    },
  };
}
