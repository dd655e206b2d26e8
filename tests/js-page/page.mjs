// Drives Chromium through the page of a real server, and prints `{ faults: [...], did: [...] }`.
//   node page.mjs FOLDER COMMAND ARGUMENT…      FOLDER gets four pictures; COMMAND starts the command line
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { browse, open, told } from './browser.mjs';
import { contrastFaults, keyboardFaults, pipelineFaults, reportFaults, widthFaults } from './checks.mjs';
import { serve } from './serve.mjs';

const [folder, ...command] = process.argv.slice(2);
const [faults, did] = [[], []];
const begun = Date.now();

async function hold(what, check) {
  try {
    faults.push(...(await check()).map((fault) => `${what}: ${fault}`));
  } catch (failure) {
    faults.push(`${what}: ${failure.message}`);
  }
  did.push(`${what} (${((Date.now() - begun) / 1000).toFixed(1)} s)`);
}

const expect = (holds, otherwise) => (holds ? [] : [otherwise]);
mkdirSync(folder, { recursive: true });
const browser = await browse();
let server = await serve(command, '--http', '0');
const { address, port } = server;
try {
  const page = await open(browser, address);
  await told(page, 'Live.');
  await page.waitForFunction(() => window.streamengine.report?.liquidity?.profile && window.streamengine.pipeline && document.querySelector('#spread .line').getAttribute('d').includes('L'));
  const definitions = await (await fetch(`${address}/definitions`)).json();
  await hold('report of the first symbol', () => reportFaults(page));
  await hold('pipeline', () => pipelineFaults(page));
  await hold('simulated', async () => expect(await page.locator('#run-kind').innerText() === '◇ Simulated market', 'the page does not say that the market is simulated'));
  await hold('keyboard', () => keyboardFaults(page, definitions));
  await hold('contrast, light', () => contrastFaults(page));
  await hold('reports of the second symbol, five times', async () => {
    await page.focus('[role="tab"][aria-selected="true"]');
    await page.keyboard.press('ArrowRight');
    await page.waitForFunction(() => window.streamengine.report?.symbol === 'ETHUSDT' && window.streamengine.report.liquidity.profile && document.querySelector('#spread .line').getAttribute('d').includes('L'));
    const found = [];
    for (let i = 0; i < 5; i++) {
      const last = await page.evaluate(() => window.streamengine.report.generated_at);
      await page.waitForFunction((time) => window.streamengine.report.generated_at !== time, last);
      found.push(...await reportFaults(page), ...await pipelineFaults(page));
    }
    return found;
  });
  await hold('rest while hidden', async () => {
    const hide = (hidden) => page.evaluate((value) => {
      Object.defineProperty(document, 'hidden', { value, configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    }, hidden);
    await hide(true);
    await page.waitForTimeout(500);
    const before = page.account.asked;
    await page.waitForTimeout(1_200);
    const asked = page.account.asked - before;
    await hide(false);
    await page.waitForFunction((time) => window.streamengine.report.generated_at !== time, await page.evaluate(() => window.streamengine.report.generated_at));
    return expect(asked === 0, `${asked} questions while the page was hidden`);
  });
  await hold('questions', async () => [
    ...expect(page.account.mostOpen === 1, `${page.account.mostOpen} questions were open at once`),
    ...expect(page.account.outside.length === 0, `asked elsewhere: ${page.account.outside}`),
    ...expect(page.account.complaints.length === 0, `the console says: ${page.account.complaints}`),
  ]);

  for (const [width, scheme] of [[1440, 'light'], [1440, 'dark'], [360, 'light'], [360, 'dark']]) {
    await hold(`${width} px, ${scheme}`, async () => {
      const other = await open(browser, address, { width, scheme });
      await told(other, 'Live.');
      await other.waitForFunction(() => document.querySelector('#spread .line')?.getAttribute('d')?.includes('L') && document.querySelector('.nodes li'));
      await other.screenshot({ path: join(folder, `${width}-${scheme}.png`), fullPage: true });
      const found = [...await reportFaults(other), ...await widthFaults(other), ...await contrastFaults(other), ...other.account.outside, ...other.account.complaints];
      await other.close();
      return found;
    });
  }

  await hold('server stands still', async () => {
    server.signal('SIGSTOP');
    await told(page, 'Stopped: the server does not answer.');
    const retry = await page.locator('#retry').isVisible();
    const found = await contrastFaults(page);
    server.signal('SIGCONT');
    await page.focus('#retry');
    await page.keyboard.press('Enter');
    await told(page, 'Live.');
    return [...found, ...expect(retry, 'there is no button to try now')];
  });
  await hold('server killed and started again on its port', async () => {
    await server.kill();
    await told(page, 'Stopped: the server does not answer.');
    const shown = await page.locator('#banner').innerText();
    server = await serve(command, '--http', String(port));
    await told(page, 'Live.');
    return [...expect(shown.includes('UTC'), `the page does not say of when its numbers are: ${shown}`), ...await reportFaults(page)];
  });
  await hold('sources at their end', async () => {
    await server.kill();
    server = await serve(command, '--http', String(port), '--set', 'rows=600', '--set', 'rate=1000/s');
    await told(page, 'Ended: the sources are at their end.');
    await page.waitForFunction(() => window.streamengine.report.ingestion.status === 'degraded');
    const status = await page.locator('[data-field="/ingestion/status"]').innerText();
    return [...expect(status === '◆ degraded', `the status is shown as ${status}`), ...expect(page.account.outside.length === 0, `asked elsewhere: ${page.account.outside}`)];
  });
} finally {
  await browser.close();
  await server.kill();
}
console.log(JSON.stringify({ faults, did }));
