// What is odd in a market now, with its severity and note.
import { attribute, html, replace } from './dom.js';
import { term } from './definitions.js';
import { words } from './format.js';
import { panel } from './figure.js';

const SHAPES = { low: '●', medium: '◆', high: '▲' };
const RANK = ['high', 'medium', 'low'];
const MOST_SHOWN = 50;

/** Anomalies; `show(report)` lists them, the severest first. */
export function anomalies() {
  const list = html('ul', { class: 'anomalies' });
  const empty = html('p', { class: 'empty' }, 'None now.');
  const more = html('p', { class: 'told' });
  const element = panel('anomalies', 'Anomalies', html('p', { class: 'lead' }, term('What is looked for', '/anomalies')), empty, list, more);
  let before = '';

  return {
    element,
    show(report) {
      const now = JSON.stringify(report.anomalies);
      if (now === before) {
        return;
      }
      before = now;
      const ranked = [...report.anomalies].sort((a, b) => RANK.indexOf(a.severity) - RANK.indexOf(b.severity));
      attribute(empty, 'hidden', ranked.length === 0 ? null : '');
      more.textContent = ranked.length > MOST_SHOWN ? `and ${ranked.length - MOST_SHOWN} more, in the JSON` : '';
      replace(list, ...ranked.slice(0, MOST_SHOWN).map((one) => html('li', { 'data-severity': one.severity },
        html('span', { class: 'severity' }, `${SHAPES[one.severity] ?? '●'} ${words(one.severity)}`), ' ', html('strong', {}, words(one.type)), ' ', html('span', { class: 'note' }, one.note ?? ''))));
    },
  };
}
