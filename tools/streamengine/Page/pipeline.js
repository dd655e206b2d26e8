// The graph of the pipeline as it runs: a node a row, with rates, fates of rows, times, and queues in front of it.
import { attribute, html, replace, svg, text } from './dom.js';
import { term } from './definitions.js';
import { clock, fixed, share, words } from './format.js';
import { MOST_DRAWN, rowsOf } from './lanes.js';

const LANE = 12;
const DOT = 20;
const MOST_NODES = 2_000;
const FATES = ['in', 'used', 'filtered', 'late', 'rejected', 'error', 'pending', 'out'];
const TIMES = [['busy', 'busy'], ['backpressured', 'back-pressured'], ['idle', 'idle']];
const count = (value) => fixed(value, 0);

function drawing(row, kind) {
  const x = (lane) => LANE * lane + LANE;
  const dot = x(row.lane);
  const parts = row.passing.map((lane) => svg('line', { x1: x(lane), x2: x(lane), y1: 0, y2: '100%' }));
  for (const lane of row.joining) {
    parts.push(svg('path', { d: x(lane) === dot ? `M${dot} 0V${DOT}` : `M${x(lane)} 0C${x(lane)} ${DOT * 0.8} ${dot} ${DOT * 0.2} ${dot} ${DOT}` }));
  }
  if (row.leaving) {
    parts.push(svg('line', { x1: dot, x2: dot, y1: DOT, y2: '100%' }));
  }
  const shape = kind === 'source'
    ? svg('path', { class: 'node', d: `M${dot} ${DOT - 6}l6 6l-6 6l-6 -6Z` })
    : kind === 'operator' ? svg('circle', { class: 'node', cx: dot, cy: DOT, r: 5 }) : svg('rect', { class: 'node', x: dot - 5, y: DOT - 5, width: 10, height: 10 });
  return svg('svg', { class: 'lanes', 'aria-hidden': 'true' }, ...parts, shape);
}

function cell(field, label) {
  const value = html('span', { class: 'value', 'data-column': field });
  return { value, element: html('span', { class: 'fate', 'data-fate': field }, html('span', { class: 'name' }, label), ' ', value) };
}

function entry(row, inputs) {
  const kind = inputs.length === 0 ? 'source' : row.leaving ? 'operator' : 'sink';
  const reads = inputs.map((edge) => edge.from + (edge.port ? `.${edge.port}` : '')).join(', ');
  const fates = FATES.map((name) => ({ name, ...cell(name, name) }));
  const rate = html('span', { class: 'value', 'data-column': 'rows_per_s' });
  const times = TIMES.map(([name, label]) => ({ name, bar: html('span', { 'data-time': name }), ...cell(name, label) }));
  const queues = html('p', { class: 'queues' });
  const flag = html('span', { class: 'flag', hidden: '' }, '▲ bottleneck');
  const element = html('li', { 'data-node': row.node.name, 'data-kind': kind },
    drawing(row, kind),
    html('div', { class: 'what' },
      html('p', { class: 'title' }, html('strong', {}, row.node.name), ' ', html('code', {}, row.node.verb || 'rows pass'), ' ', html('span', { class: 'kindname' }, kind), ' ', flag),
      inputs.length > MOST_DRAWN
        ? html('details', { class: 'from' }, html('summary', {}, `reads ${inputs.length} streams, not drawn`), reads)
        : html('p', { class: 'from' }, inputs.length === 0 ? '' : `reads ${reads}`),
      queues),
    html('p', { class: 'rate' }, rate, ' ', html('span', { class: 'unit' }, 'rows/s')),
    html('p', { class: 'fates' }, ...fates.map((one) => one.element)),
    html('div', { class: 'times' }, html('div', { class: 'stack', 'aria-hidden': 'true' }, ...times.map((one) => one.bar)), html('p', {}, ...times.map((one) => one.element))));

  return {
    element,
    show(node, edges, isBottleneck) {
      text(rate, fixed(node.rows_per_s, node.rows_per_s < 100 ? 1 : 0));
      for (const one of fates) {
        text(one.value, count(node[one.name]));
        attribute(one.element, 'data-none', node[one.name] === 0 && !['in', 'out'].includes(one.name) ? '' : null);
        attribute(one.element, 'data-bad', node[one.name] > 0 && ['rejected', 'error'].includes(one.name) ? '' : null);
      }
      for (const one of times) {
        text(one.value, share(node[one.name]));
        one.bar.style.width = `${((node[one.name] ?? 0) * 100).toFixed(1)}%`;
      }
      attribute(flag, 'hidden', isBottleneck ? null : '');
      attribute(element, 'data-bottleneck', isBottleneck ? '' : null);
      const fill = (edge) => Math.max(edge.rows / edge.limit_rows, edge.limit_bytes > 0 ? edge.bytes / edge.limit_bytes : 0);
      const limited = edges.filter((edge) => edge.limit_rows > 0);
      const told = limited.length > MOST_DRAWN ? [limited.reduce((most, edge) => (fill(edge) > fill(most) ? edge : most))] : limited;
      text(queues, (told.length < limited.length ? `the fullest of ${limited.length} queues: ` : '') + told.map((edge) => `queue from ${edge.from}: ${count(edge.rows)} of ${count(edge.limit_rows)} rows, ${share(fill(edge))} full`).join('; '));
    },
  };
}

/** The pipeline in an element; `show(run)` fills it, null says that nothing is told. */
export function pipeline(element) {
  const empty = html('p', { class: 'empty' }, 'The server tells nothing of its pipeline yet.');
  const state = html('p', { class: 'run' });
  const why = html('p', { id: 'bottleneck', class: 'callout' });
  const list = html('ol', { class: 'nodes' });
  const named = (name, label = name) => html('span', {}, term(label, `/pipeline/${name}`));
  const terms = html('div', { class: 'terms' },
    html('p', { class: 'what' }, named('node'), named('queue'), named('bottleneck')),
    html('p', { class: 'rate' }, named('rows_per_s', 'rows/s')),
    html('p', { class: 'fates' }, ...FATES.map((name) => named(name))),
    html('p', { class: 'times' }, ...TIMES.map(([name, label]) => named(name, label))));
  const key = html('p', { class: 'legend' }, '◆ source  ● operator  ■ sink  Lines are streams; they run down to their readers.');
  const entries = new Map();
  let drawn = '';

  function build(run) {
    const shape = JSON.stringify([run.nodes.map((node) => [node.name, node.verb]), run.edges.map((edge) => [edge.from, edge.port, edge.to, edge.role])]);
    if (shape === drawn) {
      return;
    }
    drawn = shape;
    entries.clear();
    const { rows, lanes } = rowsOf(run.nodes.slice(0, MOST_NODES), run.edges);
    for (const row of rows) {
      entries.set(row.node.name, entry(row, run.edges.filter((edge) => edge.to === row.node.name)));
    }
    element.style.setProperty('--lanes', `${LANE * (lanes + 1)}px`);
    replace(list, ...[...entries.values()].map((one) => one.element));
    replace(element, state, why, key, terms, list);
  }

  return {
    show(run) {
      if (!run) {
        drawn = '';
        replace(element, empty);
        return;
      }
      build(run);
      text(state, `${words(run.name)}: ${run.state}, ${run.clock} clock, ${run.nodes.length} nodes, ${clock(run.at)}`);
      text(why, run.bottleneck ? `▲ Bottleneck: ${run.bottleneck.node}. ${run.bottleneck.why}` : '● No bottleneck: no node holds others back.');
      attribute(why, 'data-level', run.bottleneck ? 'warn' : 'ok');
      const into = Map.groupBy(run.edges, (edge) => edge.to);
      for (const node of run.nodes) {
        entries.get(node.name)?.show(node, into.get(node.name) ?? [], run.bottleneck?.node === node.name);
      }
    },
  };
}
