// Seeded columns of every type and unit that is read, nulls in all of them: name, type, values. Integers, times and units of decimals are BigInt.
const count = 200;

export function columns(seed) {
  let state = seed >>> 0;
  const next = () => {
    state = (state + 0x6D2B79F5) >>> 0;
    let t = Math.imul(state ^ (state >>> 15), state | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return (t ^ (t >>> 14)) >>> 0;
  };
  const below = (n) => next() % n;
  const wide = (bits) => BigInt.asIntN(bits, (BigInt(next()) << 32n) | BigInt(next()));
  const pick = (extremes, usual) => (below(6) === 0 ? extremes[below(extremes.length)] : usual());
  const many = (value) => Array.from({ length: count }, (_, i) => (below(8) === 0 ? null : value(i)));
  const signed = (bits) => many(() => pick([-(2n ** BigInt(bits - 1)), 2n ** BigInt(bits - 1) - 1n, 0n], () => wide(bits)));
  const unsigned = (bits) => many(() => pick([0n, 2n ** BigInt(bits) - 1n], () => BigInt.asUintN(bits, wide(64))));
  const text = () => pick(['', 'ž', '🐎 and ž', 'a'.repeat(300)], () => `text ${next()}`);
  const float = () => pick([0, -0, Number.MAX_VALUE, Number.MIN_VALUE, 0.1 + 0.2], () => (next() - 2 ** 31) / 1000);
  const single = () => Math.fround(pick([0, -0, 3.4028234663852886e38, 1.401298464324817e-45], () => (next() - 2 ** 31) / 1000));
  return [
    ['flag', 'bool', many(() => below(2) === 0)],
    ['i8', 'int8', signed(8)],
    ['i16', 'int16', signed(16)],
    ['i32', 'int32', signed(32)],
    ['i64', 'int64', signed(64)],
    ['u8', 'uint8', unsigned(8)],
    ['u16', 'uint16', unsigned(16)],
    ['u32', 'uint32', unsigned(32)],
    ['f32', 'float32', many(single)],
    ['f64', 'float64', many(float)],
    ['money', 'decimal18', many(() => pick([0n, 99999999999999999999n * 10n ** 8n, -1n], () => wide(64)))],
    ['cents', 'decimal2', many(() => wide(32))],
    ['ts_s', 'timestamp_s', many(() => wide(32))],
    ['ts_ms', 'timestamp_ms', many(() => wide(41))],
    ['ts_us', 'timestamp_us', many(() => wide(42) * 1000n)],
    ['ts_ns', 'timestamp_ns', many(() => wide(39) * 1000000n)], // milliseconds that flechette multiplies without rounding
    ['day', 'date_day', many(() => wide(16))],
    ['day_ms', 'date_ms', many(() => wide(16) * 86400000n)],
    ['wait_s', 'duration_s', many(() => wide(32))],
    ['wait_ms', 'duration_ms', many(() => wide(40))],
    ['wait_us', 'duration_us', many(() => wide(48))],
    ['wait_ns', 'duration_ns', many(() => wide(60))],
    ['text', 'utf8', many(text)],
    ['large', 'large_utf8', many(text)],
    ['sym8', 'dictionary8', many((i) => `S${below(2 + Math.floor(i / 8))}`)],
    ['sym16', 'dictionary16', many(() => ['BTCUSDT', 'ETHUSDT', '', 'ž'][below(4)])],
    ['sym32', 'dictionary32', many((i) => `T${i}`)],
    ['v32', 'list32', many(() => [single(), single()])],
    ['v64', 'list64', many(() => [float(), float(), float()])],
    ['nothing', 'null', Array.from({ length: count }, () => null)],
  ];
}

const scale = {
  decimal2: 10n ** 16n,
  timestamp_s: 1000000000n, timestamp_ms: 1000000n, timestamp_us: 1000n, date_day: 86400000000000n, date_ms: 1000000n,
  duration_s: 1000000000n, duration_ms: 1000000n, duration_us: 1000n,
};

// Prints rows as read.mjs does, with times in nanoseconds and decimals in units of 10^-18: what our reader makes of them.
export function print(all, from, to) {
  const lines = [];
  for (let row = from; row < to; row++) {
    lines.push(JSON.stringify(all.map(([, type, values]) => {
      const value = values[row];
      return typeof value === 'bigint' ? String(value * (scale[type] ?? 1n)) : value;
    })));
  }
  console.log(lines.join('\n'));
}
