// Debian's headless Chromium, and a page that keeps account of what it asks for and complains of.
import { existsSync } from 'node:fs';
import { chromium } from 'playwright-core';

const PROGRAM = '/usr/bin/chromium-headless-shell';
const PATIENCE_MS = 90_000;

/** Starts the browser. */
export async function browse() {
  if (!existsSync(PROGRAM)) {
    throw new Error(`${PROGRAM} is not there: install it with ./eng/setup.sh test`);
  }
  return chromium.launch({ executablePath: PROGRAM, args: ['--no-sandbox', '--disable-gpu', '--hide-scrollbars'] });
}

/** Opens an address; `page.account` says what went out, how many questions were open at once, and what the console said. */
export async function open(browser, address, { width = 1440, scheme = 'light' } = {}) {
  const page = await browser.newPage({ viewport: { width, height: 900 }, colorScheme: scheme, reducedMotion: 'reduce' });
  page.setDefaultTimeout(PATIENCE_MS);
  const account = { asked: 0, outside: [], complaints: [], open: 0, mostOpen: 0 };
  const isQuestion = (request) => !new URL(request.url()).pathname.startsWith('/page/') && request.resourceType() === 'fetch';
  page.on('request', (request) => {
    if (!request.url().startsWith(`${address}/`)) {
      account.outside.push(request.url());
    }
    if (isQuestion(request)) {
      account.asked++;
      account.mostOpen = Math.max(account.mostOpen, ++account.open);
    }
  });
  for (const end of ['requestfinished', 'requestfailed']) {
    page.on(end, (request) => { account.open -= isQuestion(request) ? 1 : 0; });
  }
  page.on('console', (message) => ['error', 'warning'].includes(message.type()) && account.complaints.push(message.text()));
  page.on('pageerror', (error) => account.complaints.push(error.message));
  page.account = account;
  await page.goto(`${address}/`);
  return page;
}

/** Waits until the banner says something. */
export const told = (page, start) => page.waitForFunction((text) => document.getElementById('banner-text').textContent.startsWith(text), start, { polling: 50 });
