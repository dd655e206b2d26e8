// Holds the page to the same on a server of the test's own, in every state it can be in, and then with bugs planted into it: each must be found. Prints `{ faults, planted: [{ bug, found }] }`.
import { browse, open, told } from './browser.mjs';
import { contrastFaults, keyboardFaults, pipelineFaults, reportFaults, widthFaults } from './checks.mjs';
import { pipelineOf, reportOf, startFake } from './fake-server.mjs';

const BUGS = [
  { bug: 'bid and ask swapped', file: 'market.js', from: '(r) => r.best_bid.price', to: '(r) => r.best_ask.price', says: '/best_bid/price is shown as', check: reportFaults },
  { bug: 'a unit left out', file: 'market.js', from: "'per s, over 10 s'", to: "''", says: '/flow/orders_per_sec has no unit', check: reportFaults },
  { bug: 'the ladder upside down', file: 'ladder.js', from: '...[...asks].reverse().map', to: '...asks.map', says: 'ask 0: shown', check: reportFaults },
  { bug: 'a wall without its mark', file: 'ladder.js', from: 'one.price === price', to: 'one.price === price + 1', says: 'marked', check: reportFaults },
  { bug: 'a faint colour', file: 'theme.css', from: '--soft: light-dark(#4f5b67', to: '--soft: light-dark(#a0a8b0', says: ' : 1', check: contrastFaults },
  { bug: 'a picture from elsewhere', file: 'index.html', from: '<main', to: '<img src="http://127.0.0.1:9/x.png" alt=""><main', says: 'http://127.0.0.1:9/x.png', check: (page) => page.account.outside },
  { bug: 'a wide line', file: 'layout.css', from: '.panel {', to: '.panel { width: 420px;', says: 'wide in 360', check: widthFaults, width: 360 },
  { bug: 'busy and idle swapped', file: 'pipeline.js', from: "['busy', 'busy']", to: "['idle', 'busy']", says: 'busy is shown as', check: pipelineFaults },
  { bug: 'a focus that is not seen', file: 'theme.css', from: ':focus-visible { outline: 3px solid var(--link)', to: ':focus-visible { outline: 0 solid var(--link)', says: 'does not show it', check: (page, state) => keyboardFaults(page, state.definitions) },
];
const ready = async (page) => {
  await told(page, 'Live.');
  await page.waitForFunction(() => document.querySelector('#spread .line')?.getAttribute('d')?.includes('L') && document.querySelector('.nodes li'));
};

const fake = await startFake();
const address = `http://127.0.0.1:${fake.port}`;
const browser = await browse();
const faults = [];
const planted = [];
try {
  // something of everything: walls, vacuums, three severities, a bottleneck, queues
  for (const [width, scheme] of [[1440, 'dark'], [800, 'light'], [360, 'light']]) {
    const page = await open(browser, address, { width, scheme });
    await ready(page);
    const found = [...await reportFaults(page), ...await pipelineFaults(page), ...await contrastFaults(page), ...await widthFaults(page), ...page.account.outside, ...page.account.complaints];
    faults.push(...found.map((fault) => `${width} px, ${scheme}: ${fault}`));
    await page.close();
  }

  const page = await open(browser, address, { width: 360 });
  await ready(page);
  const report = (change) => (symbol) => ({ ...reportOf(symbol), ...change });
  const states = [
    ['degraded', () => { fake.state.report = report({ ingestion: { status: 'degraded', fresh: false }, data_age_ms: 2_400 }); }, 'Stale: ingestion is degraded.'],
    ['down', () => { fake.state.report = report({ ingestion: { status: 'down', fresh: false }, data_age_ms: 7_200 }); }, 'Stale: ingestion is down.'],
    ['nothing known', () => {
      const unknown = { price: null, qty: null };
      const nulls = { last_price: null, change_24h_pct: null, high_24h: null, low_24h: null, volume_24h: null, best_bid: unknown, best_ask: unknown, spread_bps: null, mid_price: null, micro_price: null, venue: null, data_age_ms: null, anomalies: [] };
      fake.state.report = report({ ...nulls, depth: { top20_bid: null, top20_ask: null, sum_bid: null, sum_ask: null, imbalance: null }, ingestion: { status: 'down', fresh: false }, liquidity: { walls: null, vacuums: null } });
    }, 'Stale: ingestion is down.'],
    ['failed', () => { fake.state.report = reportOf; fake.state.pipeline = () => ({ ...pipelineOf(), state: 'failed' }); }, 'Stopped: the pipeline has failed.'],
    ['no backend', () => { fake.state.pipeline = pipelineOf; fake.state.status = 503; }, 'Stopped: the server does not answer.'],
    ['back', () => { fake.state.status = 200; }, 'Live.'],
    ['a market gone', () => { fake.state.missing.add('/get_report'); }, 'No report: there is no such page.'],
    ['replay', () => { fake.state.missing.clear(); fake.state.pipeline = () => ({ ...pipelineOf(), clock: 'replay', simulated: false, bottleneck: null }); }, 'Replaying.'],
    ['no markets', () => { fake.state.symbols = []; }, 'Connected. The first report has not been built yet.'],
    ['many markets', () => { fake.state.symbols = Array.from({ length: 40 }, (_, i) => `COIN${i}USDT`); }, 'Replaying.'],
  ];
  for (const [name, change, banner] of states) {
    change();
    await told(page, banner).catch((failure) => faults.push(`${name}: the banner never says '${banner}': ${failure.message}`));
    faults.push(...[...await contrastFaults(page), ...await widthFaults(page)].map((fault) => `${name}: ${fault}`));
  }
  await page.selectOption('select', 'COIN7USDT');
  await page.waitForFunction(() => window.streamengine.report?.symbol === 'COIN7USDT');
  await page.close();
  Object.assign(fake.state, { symbols: ['BTCUSDT', 'ETHUSDT'], pipeline: pipelineOf });

  for (const { bug, file, from, to, says, check, width } of BUGS) {
    fake.state.change = (name, text) => (name === file ? text.replace(from, to) : text);
    const bad = await open(browser, address, { width });
    await ready(bad);
    const found = await check(bad, fake.state);
    planted.push({ bug, isPlanted: fake.state.changed, found: found.some((fault) => fault.includes(says)), faults: found.length });
    fake.state.changed = false;
    await bad.close();
  }
} finally {
  await browser.close();
  await fake.close();
}
console.log(JSON.stringify({ faults, planted }));
