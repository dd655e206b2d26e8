// The page: what the connection hears is kept here and shown.
import { Connection } from './connection.js';
import { define } from './definitions.js';
import { attribute, text } from './dom.js';
import { remember } from './history.js';
import { market } from './market.js';
import { pipeline } from './pipeline.js';
import { markOfLevel, stateOf } from './status.js';
import { Symbols } from './symbols.js';
import { themeSwitch } from './theme.js';

const at = (id) => document.getElementById(id);
const held = { lost: false, seenAt: null, symbols: null, report: null, refused: null, pipeline: null };
const reports = new Map();

/** What the page shows, for whoever wants to compare. */
window.streamengine = held;

const panel = market(at('panel'));
const graph = pipeline(at('graph'));
const symbols = new Symbols(at('symbols'), at('panel'), (symbol) => {
  held.report = reports.get(symbol) ?? null;
  held.refused = null;
  text(at('command'), `curl '${location.origin}/get_report?symbol=${symbol}'`);
  if (held.report === null) {
    panel.none('Waiting for the report of this market.');
  } else {
    panel.show(held.report);
  }
  connection.now();
});

function status() {
  const state = stateOf(held);
  attribute(at('banner'), 'data-level', state.level);
  attribute(document.body, 'data-stale', state.level === 'bad' ? '' : null);
  text(at('banner-mark'), markOfLevel(state.level));
  text(at('banner-text'), state.text);
  text(at('banner-detail'), state.detail);
  attribute(at('retry'), 'hidden', held.lost ? null : '');
  document.title = `${state.level === 'bad' ? '▲ ' : ''}${symbols.chosen ?? 'Market report'} – StreamEngine`;
}

const HEARD = {
  symbols(names) {
    held.symbols = names;
    symbols.offer(names);
    if (names.length === 0) {
      panel.none('There is no report yet. The first one is built as soon as the sources deliver.');
    }
  },
  definitions: (definitions) => define(definitions ?? {}),
  report(report, symbol) {
    reports.set(symbol, report);
    remember(report);
    symbols.tell(report);
    if (symbol === symbols.chosen) {
      [held.report, held.refused] = [report, null];
      panel.show(report);
    }
  },
  refused(refusal, symbol) {
    if (symbol === symbols.chosen) {
      held.refused = refusal;
    }
  },
  pipeline(run) {
    held.pipeline = run;
    graph.show(run);
    attribute(at('run-name'), 'hidden', run ? null : '');
    attribute(at('run-kind'), 'hidden', run ? null : '');
    text(at('run-name'), run?.name ?? '');
    text(at('run-kind'), run?.simulated ? '◇ Simulated market' : run?.clock === 'replay' ? '◇ Recorded market' : '● Live market');
  },
};

const connection = new Connection({
  chosen: () => symbols.chosen,
  heard(part, value, symbol) {
    [held.lost, held.seenAt] = [false, Date.now()];
    HEARD[part](value, symbol);
    status();
  },
  lost(failures) {
    held.lost = failures > 0;
    symbols.lost();
    status();
  },
});

themeSwitch(at('theme'));
at('retry').addEventListener('click', () => connection.now());
connection.run();
