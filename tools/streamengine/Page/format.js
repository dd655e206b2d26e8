// Numbers, times and units as people read them.

/** What stands where a number is not known. */
export const UNKNOWN = 'not known';

const MOST_DECIMALS = 8;
const QUOTES = ['USDT', 'USDC', 'FDUSD', 'BUSD', 'TUSD', 'USD', 'EUR', 'BTC', 'ETH'];
const formats = new Map();

function formatOf(least, most, significant) {
  const key = `${least},${most},${significant}`;
  if (!formats.has(key)) {
    formats.set(key, new Intl.NumberFormat('en-US', significant ? { maximumSignificantDigits: significant } : { minimumFractionDigits: least, maximumFractionDigits: most }));
  }
  return formats.get(key);
}

const minus = (shown) => shown.replace('-', '−');

/** A number with a fixed count of decimals; UNKNOWN for null. */
export const fixed = (value, decimals) => (Number.isFinite(value) ? minus(formatOf(decimals, decimals, 0).format(value)) : UNKNOWN);

/** A number to some significant digits; UNKNOWN for null. */
export const significant = (value, digits) => (Number.isFinite(value) ? minus(formatOf(0, 0, digits).format(value)) : UNKNOWN);

/** A number with its sign. */
export const signed = (value, decimals) => (value > 0 ? `+${fixed(value, decimals)}` : fixed(value, decimals));

/** A share of 0 to 1 in per cent. */
export const share = (value) => (Number.isFinite(value) ? `${fixed(value * 100, value >= 0.0005 && value < 0.0995 ? 1 : 0)} %` : UNKNOWN);

/** How many decimals the shortest texts of some numbers have at most. */
export function decimalsOf(numbers) {
  let most = 0;
  for (const number of numbers) {
    const [mantissa, exponent = '0'] = String(number).split('e');
    most = Math.max(most, (mantissa.split('.')[1]?.length ?? 0) - Number(exponent));
  }
  return Math.min(most, MOST_DECIMALS);
}

/** Decimals of the prices and quantities of a report, so that its columns line up. */
export function stepsOf(report) {
  const levels = [...(report.depth.top20_bid ?? []), ...(report.depth.top20_ask ?? [])];
  return { price: decimalsOf(levels.map((level) => level.p)), qty: decimalsOf(levels.map((level) => level.q)) };
}

/** Units of a market by its name: BTCUSDT trades BTC for USDT. */
export function unitsOf(symbol) {
  const quote = QUOTES.find((name) => symbol.endsWith(name) && symbol.length > name.length);
  return quote && /^[A-Z0-9]+$/.test(symbol) ? { base: symbol.slice(0, -quote.length), quote } : { base: 'base units', quote: 'quote units' };
}

/** The time of day of an RFC 3339 text, UTC, to the millisecond. */
export function clock(time) {
  const at = new Date(time);
  return Number.isNaN(at.getTime()) ? UNKNOWN : `${at.toISOString().slice(11, 23)} UTC`;
}

/** A duration in milliseconds, for people. */
export function age(ms) {
  if (!Number.isFinite(ms)) {
    return UNKNOWN;
  }
  if (ms < 1_000) {
    return `${Math.round(ms)} ms`;
  }
  return ms < 120_000 ? `${fixed(ms / 1_000, 1)} s` : `${fixed(ms / 60_000, 0)} min`;
}

/** A word of a program for people: flash_crash_risk is Flash crash risk. */
export function words(name) {
  const plain = name.replaceAll('_', ' ');
  return plain.charAt(0).toUpperCase() + plain.slice(1);
}
