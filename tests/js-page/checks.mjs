// What the page is held to. Each check takes a page of playwright and gives a list of faults, in words; nothing of the page's own code is used.

const number = (shown) => Number(shown.replaceAll(',', '').replace('−', '-').replace('+', ''));
const decimals = (shown) => shown.split('.')[1]?.length ?? 0;

/** Whether a shown text is a number rounded, to no less than some digits. */
function isRounded(shown, value, digits) {
  if (value === null) {
    return shown === 'not known';
  }
  const error = Math.abs(number(shown) - value);
  const isNear = error <= Math.abs(value) * 0.5 * 10 ** (1 - digits) * (1 + 1e-6);
  return isNear || (decimals(shown) >= Math.min(digits - 1, 3) && error <= 0.5 * 10 ** -decimals(shown) * (1 + 1e-6)); // near 0 so many decimals must do
}

/** Each number with its unit: pointer, value in the report, unit, digits that must be right. */
function fieldsOf(report) {
  const [base, quote] = [report.symbol.slice(0, 3), report.symbol.slice(3)];
  const profile = report.liquidity.profile ?? null;
  return [
    ['/last_price', report.last_price, quote, 17], ['/change_24h_pct', report.change_24h_pct, '%', 2], ['/high_24h', report.high_24h, quote, 17], ['/low_24h', report.low_24h, quote, 17], ['/volume_24h', report.volume_24h, base, 8],
    ['/best_bid/price', report.best_bid.price, quote, 17], ['/best_bid/qty', report.best_bid.qty, base, 17], ['/best_ask/price', report.best_ask.price, quote, 17], ['/best_ask/qty', report.best_ask.qty, base, 17],
    ['/mid_price', report.mid_price, quote, 6], ['/micro_price', report.micro_price, quote, 6], ['/spread_bps', report.spread_bps, 'bps', 4], ['/depth/imbalance', report.depth.imbalance, '', 2],
    ['/depth/sum_bid', report.depth.sum_bid, base, 17], ['/depth/sum_ask', report.depth.sum_ask, base, 17], ['/flow/orders_per_sec', report.flow.orders_per_sec, 'per s', 2], ['/flow/net_flow', report.flow.net_flow, base, 3],
    ['/data_age_ms', report.data_age_ms, 'ms', 17], ['/report_version', report.report_version, '', 1], ['/health/score', report.health.score, 'points', 3],
    ...Object.entries(report.health.components).map(([name, points]) => [`/health/components/${name}`, points, 'points', 2]),
    ...(profile ? Object.entries(profile).map(([name, price]) => [`/liquidity/profile/${name}`, price, quote, 6]) : []),
  ];
}

/** What is shown of the report, and the report, at one instant. */
const snapshot = (page) => page.evaluate(() => {
  const shownIn = (element) => element.innerText.replaceAll(/\s+/g, ' ').trim();
  const rows = (part) => [...document.querySelectorAll(`.ladder [data-part="${part}"] tr:not([hidden])`)].map((row) => ({
    side: row.dataset.side, price: row.cells[0].innerText, qty: row.cells[1].innerText, bar: row.cells[2].firstChild.getBoundingClientRect().width, mark: row.cells[3].innerText,
  }));
  const chart = (id) => ({ path: document.querySelector(`#${id} .line`).getAttribute('d'), scale: [...document.querySelectorAll(`#${id} .scale span`)].map((one) => one.textContent) });
  const at = (selector, name) => Number(document.querySelector(selector).getAttribute(name));
  return {
    report: structuredClone(window.streamengine.report),
    fields: [...document.querySelectorAll('[data-field]')].map((one) => ({ pointer: one.dataset.field, shown: one.innerText, around: shownIn(one.parentElement) })),
    asks: rows('asks'), bids: rows('bids'), heads: [...document.querySelectorAll('.ladder thead th')].map(shownIn),
    between: shownIn(document.querySelector('.ladder .between')),
    spread: chart('spread'), imbalance: chart('imbalance'),
    profile: { x: at('.range .area', 'x'), width: at('.range .area', 'width'), poc: at('.range .poc', 'x') + 2, last: Number(/\((-?[\d.]+)/.exec(document.querySelector('.range .last').getAttribute('transform'))?.[1]) },
    anomalies: [...document.querySelectorAll('.anomalies li')].map(shownIn), none: !document.querySelector('#anomalies .empty').hidden,
    tabs: [...document.querySelectorAll('[role="tab"]')].map((tab) => ({ name: tab.querySelector('strong').innerText, selected: tab.ariaSelected })),
    status: shownIn(document.querySelector('[data-field="/ingestion/status"]')), fresh: shownIn(document.querySelector('[data-field="/ingestion/fresh"]')),
    time: shownIn(document.querySelector('[data-field="/generated_at"]').parentElement), venue: shownIn(document.querySelector('[data-field="/venue"]')),
  };
});

function chartFaults(name, drawn, value) {
  const [top, , bottom] = drawn.scale.map(number);
  const points = [...drawn.path.matchAll(/[ML](-?[\d.]+) (-?[\d.]+)/g)].map((one) => [Number(one[1]), Number(one[2])]);
  if (points.length < 2) {
    return [`chart ${name}: ${points.length} points are drawn`];
  }
  const [x, y] = points.at(-1);
  const told = top - (y / 150) * (top - bottom);
  return Math.abs(x - 600) > 0.5 || Math.abs(told - value) > (top - bottom) * 0.01 ? [`chart ${name}: the line ends at ${told} (x ${x}), the report says ${value}`] : [];
}

/** Holds every number on the page to the report of the same instant. */
export async function reportFaults(page) {
  const seen = await snapshot(page);
  const { report } = seen;
  const faults = [];
  for (const [pointer, value, unit, digits] of fieldsOf(report)) {
    const shown = seen.fields.filter((field) => field.pointer === pointer);
    if (shown.length === 0) {
      faults.push(`${pointer} is not on the page`);
    }
    for (const one of shown) {
      if (!isRounded(one.shown, value, digits)) {
        faults.push(`${pointer} is shown as '${one.shown}', the report says ${value}`);
      }
      const around = one.pointer.startsWith('/health/components') ? 'points' : one.around;
      if (value !== null && !` ${around} `.includes(`${unit}`)) {
        faults.push(`${pointer} has no unit '${unit}': '${one.around}'`);
      }
    }
  }
  const [base, quote] = [report.symbol.slice(0, 3), report.symbol.slice(3)];
  if (!seen.heads[0].includes(quote) || !seen.heads[1].includes(base)) {
    faults.push(`the ladder's heads lack a unit: ${seen.heads.slice(0, 2)}`);
  }
  for (const [side, levels, rows] of [['ask', [...report.depth.top20_ask].reverse(), seen.asks], ['bid', report.depth.top20_bid, seen.bids]]) {
    if (rows.length !== levels.length) {
      faults.push(`the ladder has ${rows.length} ${side}s of ${levels.length}`);
      continue;
    }
    const most = Math.max(...[...report.depth.top20_ask, ...report.depth.top20_bid].map((level) => level.q));
    const widest = Math.max(...[...seen.asks, ...seen.bids].map((row) => row.bar));
    levels.forEach((level, i) => {
      if (rows[i].side !== side || number(rows[i].price) !== level.p || number(rows[i].qty) !== level.q) {
        faults.push(`${side} ${i}: shown ${rows[i].side} ${rows[i].price} × ${rows[i].qty}, the report says ${level.p} × ${level.q}`);
      }
      if (Math.abs(rows[i].bar / widest - Math.max(0.01, level.q / most)) > 0.03) {
        faults.push(`${side} ${level.p}: its bar is ${rows[i].bar} of ${widest} for ${level.q} of ${most}`);
      }
      const wall = report.liquidity.walls.find((one) => one.side === side && one.price === level.p);
      const inside = report.liquidity.vacuums.filter((one) => one.side === side && one.from <= level.p && level.p <= one.to).map((one) => one.severity);
      const mark = wall ? `■ wall, ${wall.severity}` : inside.length > 0 ? `□ vacuum, ${['high', 'medium', 'low'].find((one) => inside.includes(one))}` : '';
      if (rows[i].mark !== mark) {
        faults.push(`${side} ${level.p}: marked '${rows[i].mark}' instead of '${mark}'`);
      }
    });
  }
  faults.push(...chartFaults('spread', seen.spread, report.spread_bps), ...chartFaults('imbalance', seen.imbalance, report.depth.imbalance));
  const profile = report.liquidity.profile;
  if (profile && profile.vah > profile.val) {
    const perPrice = seen.profile.width / (profile.vah - profile.val);
    for (const [name, price, x] of [['POC', profile.poc, seen.profile.poc], ['last price', report.last_price, seen.profile.last]]) {
      if (Math.abs(seen.profile.x + (price - profile.val) * perPrice - x) > 1.5) {
        faults.push(`the volume profile has its ${name} at ${x}`);
      }
    }
  }
  for (const one of report.anomalies) {
    const words = one.type.replaceAll('_', ' ');
    if (!seen.anomalies.some((shown) => shown.toLowerCase().includes(`${one.severity} ${words}`) && shown.includes(one.note))) {
      faults.push(`the anomaly ${one.severity} ${one.type} '${one.note}' is not shown: ${seen.anomalies}`);
    }
  }
  if (seen.anomalies.length !== report.anomalies.length || seen.none !== (report.anomalies.length === 0)) {
    faults.push(`${seen.anomalies.length} anomalies are shown of ${report.anomalies.length}`);
  }
  const said = { ok: '● ok', degraded: '◆ degraded', down: '▲ down' }[report.ingestion.status];
  for (const [name, shown, told] of [['status', seen.status, said], ['fresh', seen.fresh, report.ingestion.fresh ? 'yes' : 'no'], ['venue', seen.venue, report.venue ?? 'not known']]) {
    if (shown !== told) {
      faults.push(`${name} is shown as '${shown}', it is '${told}'`);
    }
  }
  if (!seen.time.startsWith(`${report.generated_at.slice(11, 23)} UTC`)) {
    faults.push(`the time is shown as '${seen.time}', the report says ${report.generated_at}`);
  }
  if (seen.tabs.length > 0 && seen.tabs.find((tab) => tab.selected === 'true')?.name !== report.symbol) {
    faults.push('the selected tab is not the symbol of the report');
  }
  return faults;
}

/** Holds the pipeline's graph to what the server says of it at the same instant. */
export async function pipelineFaults(page) {
  const { run, nodes, why } = await page.evaluate(() => ({
    run: structuredClone(window.streamengine.pipeline), why: document.getElementById('bottleneck').innerText,
    nodes: [...document.querySelectorAll('.nodes li')].map((one) => ({
      name: one.dataset.node, text: one.innerText.replaceAll(/\s+/g, ' '), flagged: !one.querySelector('.flag').hidden, verb: one.querySelector('code').innerText, reads: one.querySelector('.from').textContent, queues: one.querySelector('.queues').innerText,
      values: Object.fromEntries([...one.querySelectorAll('[data-column]')].map((value) => [value.dataset.column, value.textContent])),
      joins: [...one.querySelectorAll('.lanes path:not(.node)')].length, widths: [...one.querySelectorAll('.stack span')].map((bar) => bar.getBoundingClientRect().width / one.querySelector('.stack').getBoundingClientRect().width),
    })),
  }));
  const faults = nodes.length === run.nodes.length ? [] : [`${nodes.length} nodes are shown of ${run.nodes.length}`];
  const place = new Map(nodes.map((node, i) => [node.name, i]));
  for (const node of run.nodes) {
    const shown = nodes[place.get(node.name)];
    if (!shown) {
      faults.push(`${node.name} is not shown`);
      continue;
    }
    const inputs = run.edges.filter((edge) => edge.to === node.name);
    for (const column of ['in', 'used', 'filtered', 'late', 'rejected', 'error', 'pending', 'out']) {
      if (number(shown.values[column]) !== node[column]) {
        faults.push(`${node.name}: ${column} is shown as ${shown.values[column]}, it is ${node[column]}`);
      }
    }
    ['busy', 'backpressured', 'idle'].forEach((time, i) => {
      if (!shown.values[time]?.endsWith(' %') || Math.abs(number(shown.values[time].slice(0, -2)) - node[time] * 100) > 0.51 || Math.abs(shown.widths[i] - node[time]) > 0.02) {
        faults.push(`${node.name}: ${time} is shown as ${shown.values[time]}, it is ${node[time]}`);
      }
    });
    if (!isRounded(shown.values.rows_per_s, node.rows_per_s, 2)) {
      faults.push(`${node.name}: its rate is shown as ${shown.values.rows_per_s}, it is ${node.rows_per_s}`);
    }
    if (shown.verb !== (node.verb || 'rows pass') || shown.flagged !== (run.bottleneck?.node === node.name)) {
      faults.push(`${node.name}: its verb or its flag is wrong: ${shown.verb}, ${shown.flagged}`);
    }
    const limited = inputs.filter((edge) => edge.limit_rows > 0);
    const isDrawn = inputs.length <= 8; // dead letters come from everywhere: they are told, not drawn
    if (shown.joins !== (isDrawn ? new Set(inputs.map((edge) => edge.from)).size : 0)) {
      faults.push(`${node.name}: ${shown.joins} lines lead to it from ${inputs.map((edge) => edge.from)}`);
    }
    for (const edge of inputs) {
      if (!shown.reads.includes(edge.from + (edge.port ? `.${edge.port}` : '')) || place.get(edge.from) > place.get(node.name)) {
        faults.push(`${node.name}: does not show, below it, that it reads ${edge.from}`);
      }
      if (limited.length <= 8 && edge.limit_rows > 0 && !shown.queues.replaceAll(',', '').includes(`queue from ${edge.from}: ${edge.rows} of ${edge.limit_rows} rows`)) {
        faults.push(`${node.name}: its queue is shown as '${shown.queues}', it is ${edge.rows} of ${edge.limit_rows}`);
      }
    }
  }
  if (run.bottleneck ? !(why.includes(run.bottleneck.node) && why.includes(run.bottleneck.why)) : !why.startsWith('● No bottleneck')) {
    faults.push(`the bottleneck is told as '${why}'`);
  }
  return faults;
}

/** Text that is too faint on its ground (WCAG 2.1 AA: 4.5 : 1, or 3 : 1 for large text), and lines below 3 : 1. */
export const contrastFaults = (page) => page.evaluate(() => {
  const canvas = new OffscreenCanvas(1, 1).getContext('2d', { willReadFrequently: true });
  const rgba = (colour) => {
    canvas.clearRect(0, 0, 1, 1);
    canvas.fillStyle = colour;
    canvas.fillRect(0, 0, 1, 1);
    const [r, g, b, a] = canvas.getImageData(0, 0, 1, 1).data;
    return [r, g, b, a / 255];
  };
  const over = (top, below) => [0, 1, 2].map((i) => top[i] * top[3] + below[i] * (1 - top[3])).concat(1);
  const groundOf = (element) => {
    const layers = [];
    for (let one = element; one; one = one.parentElement) {
      layers.push(rgba(getComputedStyle(one).backgroundColor));
      if (layers.at(-1)[3] === 1) {
        break;
      }
    }
    return layers.reverse().reduce((below, top) => over(top, below), [255, 255, 255, 1]);
  };
  const light = (colour) => colour.slice(0, 3).map((c) => c / 255).map((c) => (c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4)).reduce((sum, c, i) => sum + c * [0.2126, 0.7152, 0.0722][i], 0);
  const ratio = (a, b) => (Math.max(light(a), light(b)) + 0.05) / (Math.min(light(a), light(b)) + 0.05);
  const faults = new Set();
  for (const element of document.body.querySelectorAll('*')) {
    const style = getComputedStyle(element);
    const hasText = [...element.childNodes].some((node) => node.nodeType === Node.TEXT_NODE && node.textContent.trim() !== '');
    if (!element.checkVisibility() || element.closest('noscript')) {
      continue;
    }
    const ground = groundOf(element);
    if (hasText && !(element instanceof SVGElement)) {
      const size = parseFloat(style.fontSize);
      const least = size >= 24 || (size >= 18.66 && Number(style.fontWeight) >= 700) ? 3 : 4.5;
      const found = ratio(over(rgba(style.color), ground), ground);
      if (found < least) {
        faults.add(`'${element.textContent.trim().slice(0, 30)}' (${element.className || element.tagName}) has ${found.toFixed(2)} : 1`);
      }
    }
    if (element.matches('.line, .zero, .lanes line, .lanes path:not(.node)') && ratio(over(rgba(style.stroke), ground), ground) < 3) {
      faults.add(`a line (${element.getAttribute('class') ?? 'lane'}) has ${ratio(rgba(style.stroke), ground).toFixed(2)} : 1`);
    }
  }
  return [...faults];
});

/** What stands out of the window to the right. */
export const widthFaults = (page) => page.evaluate(() => {
  const faults = document.documentElement.scrollWidth > innerWidth ? [`the page is ${document.documentElement.scrollWidth} wide in ${innerWidth}`] : [];
  for (const element of document.body.querySelectorAll('*')) {
    const box = element.getBoundingClientRect();
    if (box.width > 1 && box.right > innerWidth + 0.5 && element.checkVisibility() && !(element instanceof SVGElement && element.tagName !== 'svg')) {
      faults.push(`${element.tagName.toLowerCase()}.${element.className} ends at ${box.right.toFixed(0)} of ${innerWidth}`);
    }
    const style = getComputedStyle(element);
    if (box.width > 1 && element.scrollWidth > element.clientWidth + 1 && style.display !== 'inline' && style.clipPath === 'none' && element.matches('td, th, dd, dt, p, li, button, h1, h2, section')) {
      faults.push(`what ${element.tagName.toLowerCase()}.${element.className} holds is cut or runs over: '${element.textContent.slice(0, 40)}'`);
    }
  }
  return [...new Set(faults)];
});

/** Goes through the page by Tab, and works every control by keys. */
export async function keyboardFaults(page, definitions) {
  const faults = [];
  await page.evaluate(() => {
    document.activeElement?.blur();
    scrollTo(0, 0);
    document.querySelectorAll('[data-walk]').forEach((one) => one.removeAttribute('data-walk'));
    [...document.querySelectorAll('a[href], button, select')].filter((one) => one.checkVisibility() && one.tabIndex >= 0).forEach((one, i) => one.setAttribute('data-walk', i));
  });
  const all = await page.evaluate(() => document.querySelectorAll('[data-walk]').length);
  const reached = new Set();
  for (let i = 0; i < all + 1; i++) {
    await page.keyboard.press('Tab');
    const at = await page.evaluate(() => {
      const one = document.activeElement;
      const style = getComputedStyle(one);
      return { walk: one.dataset?.walk, name: one.textContent, ring: style.outlineStyle !== 'none' && parseFloat(style.outlineWidth) >= 2 };
    });
    if (at.walk === undefined) {
      continue;
    }
    reached.add(at.walk);
    if (!at.ring) {
      faults.push(`'${at.name}' has the focus and does not show it`);
    }
  }
  if (reached.size !== all) {
    const left = await page.evaluate((seen) => [...document.querySelectorAll('[data-walk]')].filter((one) => !seen.includes(one.dataset.walk)).map((one) => one.textContent), [...reached]);
    faults.push(`Tab reaches ${reached.size} of ${all} controls; not ${left}`);
  }

  const terms = await page.evaluate(() => [...document.querySelectorAll('[data-term]')].filter((one) => one.checkVisibility()).length);
  for (let i = 0; i < terms; i++) {
    const pointer = await page.evaluate((n) => {
      const one = [...document.querySelectorAll('[data-term]')].filter((each) => each.checkVisibility())[n];
      one.focus();
      return one.dataset.term;
    }, i);
    await page.keyboard.press(i % 2 === 0 ? 'Enter' : 'Space');
    const shown = await page.evaluate(() => ({ open: document.getElementById('definition').matches(':popover-open'), text: document.getElementById('definition').innerText }));
    const of = definitions[pointer];
    if (!shown.open || !of || ![of.title, of.unit, of.definition].every((part) => shown.text.includes(part))) {
      faults.push(`the definition of ${pointer} is not shown: '${shown.text.slice(0, 80)}'`);
    }
    await page.keyboard.press(i % 2 === 0 ? 'Escape' : 'Enter'); // Enter: the focus is on Close
    const back = await page.evaluate(() => ({ open: document.getElementById('definition').matches(':popover-open'), term: document.activeElement?.dataset?.term }));
    if (back.open || back.term !== pointer) {
      faults.push(`the definition of ${pointer} does not close, or the focus does not go back: ${back.term}`);
    }
  }

  const tabs = await page.evaluate(() => document.querySelectorAll('[role="tab"]').length);
  if (tabs > 1) {
    await page.focus('[role="tab"][aria-selected="true"]');
    for (const [key, from, to] of [['End', null, tabs - 1], ['Home', null, 0], ['ArrowRight', 0, 1], ['ArrowLeft', 1, 0]]) {
      await page.keyboard.press(key);
      const at = await page.evaluate(() => [...document.querySelectorAll('[role="tab"]')].findIndex((tab) => tab.ariaSelected === 'true' && tab === document.activeElement && tab.tabIndex === 0));
      if (at !== to) {
        faults.push(`${key} goes from tab ${from ?? '?'} to ${at} instead of ${to}`);
      }
    }
  }
  await page.focus('#theme');
  const themes = [];
  for (let i = 0; i < 3; i++) {
    await page.keyboard.press(i === 0 ? 'Enter' : 'Space');
    themes.push(await page.evaluate(() => getComputedStyle(document.documentElement).colorScheme));
  }
  if (themes.join('; ') !== 'light; dark; light dark') {
    faults.push(`the switch of colours gives ${themes.join('; ')}`);
  }
  await page.evaluate(() => { document.activeElement.blur(); scrollTo(0, 0); });
  await page.focus('.skip');
  const box = await page.locator('.skip').boundingBox();
  await page.keyboard.press('Enter');
  if (!(box.y >= 0) || await page.evaluate(() => document.activeElement.id) !== 'main') {
    faults.push('the skip link is not seen when it has the focus, or does not lead to the report');
  }
  return faults;
}
