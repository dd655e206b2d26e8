// The choice of a market: tabs when there are few, a list when there are many.
import { attribute, html, replace, text } from './dom.js';
import { fixed, stepsOf, unitsOf } from './format.js';

const MOST_TABS = 8;
const STATUS = { ok: '● ok', degraded: '◆ degraded', down: '▲ down' };

/** The choice in an element; `pick(symbol)` is told what is chosen. */
export class Symbols {
  #element;
  #panel;
  #pick;
  #list = null;
  #tabs = new Map();
  #select = null;
  #chosen = null;

  constructor(element, panel, pick) {
    this.#element = element;
    this.#panel = panel;
    this.#pick = pick;
  }

  /** The symbol that is shown; null before there is one. */
  get chosen() {
    return this.#chosen;
  }

  /** Offers symbols; keeps the choice when it is still among them. */
  offer(symbols) {
    if (this.#list !== null && symbols.join('\n') === this.#list.join('\n')) {
      return;
    }
    const focused = this.#element.contains(document.activeElement);
    this.#list = symbols;
    this.#tabs.clear();
    this.#select = null;
    replace(this.#element, ...(symbols.length === 0 ? [] : symbols.length <= MOST_TABS ? [this.#asTabs(symbols)] : [this.#asList(symbols)]));
    const wanted = decodeURIComponent(location.hash.slice(1));
    const symbol = symbols.find((one) => one === this.#chosen) ?? symbols.find((one) => one === wanted) ?? symbols[0] ?? null;
    if (symbol !== null) {
      this.choose(symbol, focused);
    }
  }

  /** Says on a tab how a market is. */
  tell(report) {
    const tab = this.#tabs.get(report.symbol);
    if (tab) {
      text(tab.price, report.last_price === null ? '' : `${fixed(report.last_price, stepsOf(report).price)} ${unitsOf(report.symbol).quote}`);
      text(tab.status, STATUS[report.ingestion.status] ?? report.ingestion.status);
      attribute(tab.element, 'data-status', report.ingestion.status);
    }
  }

  /** Says on the tabs that nothing is heard of the markets. */
  lost() {
    for (const tab of this.#tabs.values()) {
      text(tab.status, '▲ not heard of');
      attribute(tab.element, 'data-status', 'down');
    }
  }

  /** Chooses a symbol. */
  choose(symbol, focus = false) {
    for (const [name, tab] of this.#tabs) {
      attribute(tab.element, 'aria-selected', String(name === symbol));
      attribute(tab.element, 'tabindex', name === symbol ? '0' : '-1');
      if (name === symbol) {
        attribute(this.#panel, 'aria-labelledby', tab.element.id);
        if (focus) {
          tab.element.focus();
        }
      }
    }
    if (this.#select) {
      this.#select.value = symbol;
      attribute(this.#panel, 'aria-labelledby', 'market-title');
    }
    if (symbol !== this.#chosen) {
      this.#chosen = symbol;
      this.#pick(symbol);
    }
  }

  #asTabs(symbols) {
    const list = html('div', { role: 'tablist', 'aria-label': 'Markets', class: 'tabs' }, ...symbols.map((symbol, i) => {
      const [price, status] = [html('span', { class: 'price' }), html('span', { class: 'status' })];
      const element = html('button', { type: 'button', role: 'tab', id: `tab-${i}`, 'aria-controls': 'panel', 'aria-selected': 'false', tabindex: '-1' }, html('strong', {}, symbol), price, status);
      element.addEventListener('click', () => this.choose(symbol, true));
      this.#tabs.set(symbol, { element, price, status });
      return element;
    }));
    list.addEventListener('keydown', (event) => this.#key(event, symbols));
    return list;
  }

  #asList(symbols) {
    this.#select = html('select', {}, ...symbols.map((symbol) => html('option', { value: symbol }, symbol)));
    this.#select.addEventListener('change', () => this.choose(this.#select.value));
    return html('label', { class: 'choice' }, `Market, one of ${symbols.length}: `, this.#select);
  }

  #key(event, symbols) {
    const at = symbols.indexOf(this.#chosen);
    const to = { ArrowRight: at + 1, ArrowLeft: at - 1, Home: 0, End: symbols.length - 1 }[event.key];
    if (to !== undefined) {
      event.preventDefault();
      this.choose(symbols[(to + symbols.length) % symbols.length], true);
    }
  }
}
