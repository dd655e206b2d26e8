// What each number means: asked from the server once, shown when its name is pressed.
import { html, replace, text } from './dom.js';

const panel = document.getElementById('definition');
const title = document.getElementById('definition-title');
const parts = document.getElementById('definition-parts');
let known = {};
let opener = null;

document.getElementById('definition-close').addEventListener('click', () => panel.hidePopover());
panel.addEventListener('beforetoggle', (event) => { // when it closes, the browser gives the focus back
  opener?.setAttribute('aria-expanded', String(event.newState === 'open'));
});

/** Takes the definitions, by the pointer of a field. */
export function define(definitions) {
  known = definitions;
}

/** The definition of a field; null before it is known. */
export const definitionOf = (pointer) => known[pointer] ?? null;

/** A name that opens the definition of a field. */
export function term(label, pointer) {
  const button = html('button', { type: 'button', class: 'term', 'data-term': pointer, 'aria-expanded': 'false', 'aria-haspopup': 'dialog' }, label);
  button.addEventListener('click', () => show(button, label, pointer));
  return button;
}

function show(button, label, pointer) {
  const of = known[pointer];
  const rows = of
    ? [['Unit', of.unit], ['Definition', of.definition], ['Formula', of.formula], ['Not known', of.null_when], ['Made by', of.operator && `operator ${of.operator}`], ['More', of.link]]
    : [['Definition', 'The server has not given its definitions yet.']];
  text(title, of?.title ?? label);
  replace(parts, ...rows.filter(([, value]) => value).flatMap(([name, value]) => [
    html('dt', {}, name),
    html('dd', {}, name === 'Formula' || name === 'More' ? html('code', {}, value) : value),
  ]));
  if (panel.matches(':popover-open')) {
    panel.hidePopover();
  }
  opener = button;
  panel.showPopover();
  document.getElementById('definition-close').focus();
}
