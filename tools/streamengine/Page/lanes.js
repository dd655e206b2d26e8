// Where the nodes of a graph stand, and on which lanes its streams run between them: one node a row, inputs above their readers, as the history of a repository is drawn.

/** The nodes in order: each behind its inputs, such that few streams run at once. */
export function ordered(nodes, edges) {
  const known = new Set(nodes.map((node) => node.name));
  const links = [...new Set(edges.filter(({ from, to }) => known.has(from) && known.has(to) && from !== to).map(({ from, to }) => JSON.stringify([from, to])))].map((text) => JSON.parse(text));
  const [inputs, readers] = [new Map(nodes.map((node) => [node.name, []])), new Map(nodes.map((node) => [node.name, new Set()]))];
  for (const [from, to] of links) {
    inputs.get(to).push(from);
    readers.get(from).add(to);
  }
  const [place, left] = [new Map(), new Map([...inputs].map(([name, from]) => [name, from.length]))];
  const worth = (name) => {
    const closed = inputs.get(name).filter((from) => [...readers.get(from)].every((reader) => reader === name || place.has(reader))).length;
    return [inputs.get(name).length > 0 ? 1 : 0, closed - (readers.get(name).size > 0 ? 1 : 0), Math.max(-1, ...inputs.get(name).map((from) => place.get(from) ?? -1))];
  };
  const rest = new Map(nodes.map((node) => [node.name, node]));
  const order = [];
  while (rest.size > 0) {
    const ready = [...rest.keys()].filter((name) => left.get(name) === 0);
    const [name] = (ready.length > 0 ? ready : [rest.keys().next().value]) // a loop is opened at its first node
      .map((one) => [one, worth(one)]).reduce((best, one) => (better(one[1], best[1]) ? one : best));
    place.set(name, order.length);
    order.push(rest.get(name));
    rest.delete(name);
    for (const reader of readers.get(name)) {
      left.set(reader, left.get(reader) - 1);
    }
  }
  return order;
}

function better(a, b) {
  const at = a.findIndex((value, i) => value !== b[i]);
  return at >= 0 && a[at] > b[at];
}

/** Streams that a node reads beyond which they are counted, not drawn: dead letters come from everywhere. */
export const MOST_DRAWN = 8;

/** For each node in order its row: `{ node, lane, passing, joining, leaving }`, lanes by number; `lanes` is how many there are. */
export function rowsOf(nodes, all) {
  const order = ordered(nodes, all);
  const reads = Map.groupBy(all, (edge) => edge.to);
  const edges = all.filter((edge) => reads.get(edge.to).length <= MOST_DRAWN);
  const place = new Map(order.map((node, i) => [node.name, i]));
  const ends = new Map(); // the row of the last reader of what a node gives out
  for (const { from, to } of edges) {
    if (place.get(to) > place.get(from)) {
      ends.set(from, Math.max(ends.get(from) ?? 0, place.get(to)));
    }
  }
  const taken = []; // the node whose stream runs on a lane; null when it is free
  const rows = order.map((node, i) => {
    const inputs = new Set(edges.filter((edge) => edge.to === node.name).map((edge) => edge.from));
    const joining = taken.flatMap((from, lane) => (from !== null && inputs.has(from) ? [lane] : []));
    const before = [...taken];
    for (const lane of joining) {
      if (ends.get(taken[lane]) === i) {
        taken[lane] = null;
      }
    }
    const freed = joining.find((lane) => taken[lane] === null);
    const free = taken.indexOf(null);
    const lane = freed ?? (free < 0 ? taken.length : free);
    const passing = taken.flatMap((from, at) => (from !== null && before[at] === from ? [at] : []));
    while (taken.length <= lane) {
      taken.push(null);
    }
    taken[lane] = ends.has(node.name) ? node.name : null;
    return { node, lane, passing, joining, leaving: ends.has(node.name) };
  });
  return { rows, lanes: taken.length };
}
