// One number with its name, its unit and its definition.
import { attribute, html, text } from './dom.js';
import { term } from './definitions.js';
import { UNKNOWN } from './format.js';

/** A figure of a report: `show(text, unit)` sets it. */
export function figure(label, pointer, { big = false } = {}) {
  const value = html('span', { class: 'value', 'data-field': pointer });
  const unit = html('span', { class: 'unit' });
  const note = html('span', { class: 'note' });
  const element = html('div', { class: big ? 'figure big' : 'figure' }, html('dt', {}, term(label, pointer)), html('dd', {}, value, ' ', unit, ' ', note));
  return {
    element,
    show(shown, of, beside = '') {
      text(value, shown);
      text(unit, shown === UNKNOWN ? '' : of);
      text(note, shown === UNKNOWN ? '' : beside);
      attribute(value, 'data-unknown', shown === UNKNOWN ? '' : null);
    },
  };
}

/** Figures in one list. */
export const figures = (name, ...list) => html('dl', { class: name }, ...list.map((one) => one.element));

/** A panel with a heading. */
export function panel(id, heading, ...children) {
  return html('section', { id, class: 'panel', 'aria-labelledby': `${id}-title` }, html('h2', { id: `${id}-title` }, heading), ...children);
}
