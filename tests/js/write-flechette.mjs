// Writes the seeded columns with flechette: node write-flechette.mjs (file|stream) PATH SEED; prints the rows. Record batches of 64 rows.
import { writeFileSync } from 'node:fs';
import * as fl from '@uwdata/flechette';
import { columns, print } from './seeded.mjs';

const [framing, path, seed] = process.argv.slice(2);
const types = {
  bool: fl.bool(), int8: fl.int8(), int16: fl.int16(), int32: fl.int32(), int64: fl.int64(), uint8: fl.uint8(), uint16: fl.uint16(), uint32: fl.uint32(),
  float32: fl.float32(), float64: fl.float64(), decimal18: fl.decimal(38, 18, 128), decimal2: fl.decimal(12, 2, 128),
  timestamp_s: fl.timestamp(0, 'UTC'), timestamp_ms: fl.timestamp(1), timestamp_us: fl.timestamp(2, 'UTC'), timestamp_ns: fl.timestamp(3, 'Europe/Paris'),
  date_day: fl.dateDay(), date_ms: fl.dateMillisecond(), duration_s: fl.duration(0), duration_ms: fl.duration(1), duration_us: fl.duration(2), duration_ns: fl.duration(3),
  utf8: fl.utf8(), large_utf8: fl.largeUtf8(),
  dictionary8: fl.dictionary(fl.utf8(), fl.int8()), dictionary16: fl.dictionary(fl.utf8(), fl.uint16()), dictionary32: fl.dictionary(fl.utf8(), fl.int32()),
  list32: fl.fixedSizeList(fl.float32(), 2), list64: fl.fixedSizeList(fl.float64(), 3), null: fl.nullType(),
};

// Flechette takes timestamps and dates in milliseconds, small integers as numbers, everything else as it is.
function given(type, value) {
  if (typeof value !== 'bigint') {
    return value;
  }
  switch (type) {
    case 'timestamp_s': return Number(value) * 1000;
    case 'timestamp_us': return Number(value / 1000n);
    case 'timestamp_ns': return Number(value / 1000000n);
    case 'date_day': return Number(value) * 86400000;
    case 'timestamp_ms':
    case 'date_ms': return Number(value);
    default: return /^u?int(8|16|32)$/.test(type) ? Number(value) : value;
  }
}

const all = columns(Number(seed));
const table = fl.tableFromArrays(
  all.map(([name, type, values]) => [name, values.map((value) => given(type, value))]),
  { types: Object.fromEntries(all.map(([name, type]) => [name, types[type]])), maxBatchRows: 64, useBigInt: true });
writeFileSync(path, fl.tableToIPC(table, { format: framing }));
print(all, 0, all[0][2].length);
