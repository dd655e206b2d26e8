// The health score with its six components.
import { attribute, html, text } from './dom.js';
import { definitionOf, term } from './definitions.js';
import { fixed, words } from './format.js';
import { panel } from './figure.js';

const COMPONENTS = ['spread', 'depth', 'balance', 'flow', 'anomalies', 'freshness'];

/** The health of a market; `show(report)` fills it. */
export function health() {
  const score = html('span', { class: 'value', 'data-field': '/health/score' });
  const rows = COMPONENTS.map((name) => {
    const pointer = `/health/components/${name}`;
    const value = html('span', { class: 'value', 'data-field': pointer });
    const most = html('span', { class: 'unit' });
    const bar = html('span');
    return { name, pointer, value, most, bar, element: html('tr', {}, html('th', { scope: 'row' }, term(words(name), pointer)), html('td', { class: 'number' }, value, ' ', most), html('td', { class: 'bar', 'aria-hidden': 'true' }, html('i', {}, bar))) };
  });
  const element = panel('health', 'Health',
    html('p', { class: 'score' }, term('Score', '/health/score'), ' ', score, ' ', html('span', { class: 'unit' }, 'of 100 points')),
    html('table', { class: 'components' }, html('caption', { class: 'unseen' }, 'Points of each component; together they are the score, before rounding'), html('tbody', {}, ...rows.map((one) => one.element))));

  return {
    element,
    show(report) {
      text(score, fixed(report.health.score, 0));
      for (const one of rows) {
        const points = report.health.components[one.name];
        const most = definitionOf(one.pointer)?.most ?? null;
        text(one.value, fixed(points, 1));
        text(one.most, most === null ? 'points' : `of ${most} points`);
        attribute(one.bar, 'data-low', most !== null && points < most / 2 ? '' : null);
        one.bar.style.width = `${Math.min(100, (points / (most ?? 100)) * 100).toFixed(1)}%`;
      }
    },
  };
}
