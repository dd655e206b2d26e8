// Writes an Arrow IPC file or stream with apache-arrow: node write.mjs (file|stream) PATH (wide|refused TYPE|shared COUNT|nulls|zstd).
// The values are those the tests in tests/Arrow expect.
import { writeFileSync } from 'node:fs';
import * as arrow from 'apache-arrow';

const [framing, path, what, refused] = process.argv.slice(2);
const { Field, Table, makeData, makeVector, vectorFromArray } = arrow;

// A column of fixed-width values given as raw bytes; the second of three rows is null.
function raw(type, data) {
  return makeVector(makeData({ type, length: 3, nullCount: 1, nullBitmap: Uint8Array.of(0b101), data }));
}

function dictionary(index, values) {
  return vectorFromArray(values, new arrow.Dictionary(new arrow.Utf8(), index));
}

// A dictionary in two chunks: the second is written as a delta dictionary batch.
function grown() {
  const texts = vectorFromArray(['one', 'two'], new arrow.Utf8()).concat(vectorFromArray(['three'], new arrow.Utf8()));
  const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32());
  return makeVector(makeData({ type, length: 3, data: Int32Array.of(2, 0, 1), dictionary: texts }));
}

function units(...values) {
  return BigInt64Array.from(values);
}

// 128-bit integers as pairs of 64-bit words, low word first.
function wide(...values) {
  return new Uint32Array(BigUint64Array.from(values.flatMap((v) => [BigInt.asUintN(64, v), BigInt.asUintN(64, v >> 64n)])).buffer);
}

function list(type, values, nulls) {
  const child = makeData({ type, length: values.length, data: values });
  const of = new arrow.FixedSizeList(2, new Field('item', type, true));
  return makeVector(makeData({ type: of, length: values.length / 2, nullCount: nulls ? 1 : 0, nullBitmap: nulls, child }));
}

// Many fields with one dictionary: COUNT of them, of 20,000 texts.
function shared(count) {
  const texts = Array.from({ length: 20000 }, (_, i) => i.toString(36).padStart(12, '0'));
  const type = new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32(), 7);
  const dictionary = vectorFromArray(texts, new arrow.Utf8());
  const column = (i) => makeVector(makeData({ type, length: 2, data: Int32Array.of(i, 19999), dictionary }));
  return Object.fromEntries(Array.from({ length: count }, (_, i) => [`s${i}`, column(i)]));
}

// Eight fields of type null beside one of bits: 200,000 rows in 25 kB.
function nulls() {
  const length = 200000;
  const empty = Array.from({ length: 8 }, (_, i) => [`n${i}`, makeVector(makeData({ type: new arrow.Null(), length }))]);
  return Object.fromEntries([['bits', makeVector(makeData({ type: new arrow.Bool(), length, data: new Uint8Array(length / 8) }))], ...empty]);
}

const columns = what === 'nulls' ? nulls() : what === 'shared' ? shared(Number(refused)) : what === 'zstd' ? {} : what === 'wide'
  ? {
      flag: vectorFromArray([true, null, false], new arrow.Bool()),
      i8: vectorFromArray([-128, null, 127], new arrow.Int8()),
      i16: vectorFromArray([-32768, null, 32767], new arrow.Int16()),
      i32: vectorFromArray([-2147483648, null, 2147483647], new arrow.Int32()),
      i64: vectorFromArray([-9223372036854775808n, null, 9223372036854775807n], new arrow.Int64()),
      u8: vectorFromArray([0, null, 255], new arrow.Uint8()),
      u16: vectorFromArray([0, null, 65535], new arrow.Uint16()),
      u32: vectorFromArray([0, null, 4294967295], new arrow.Uint32()),
      f32: vectorFromArray([1.5, null, -0.25], new arrow.Float32()),
      f64: vectorFromArray([0.1, null, -1e300], new arrow.Float64()),
      money: raw(new arrow.Decimal(18, 38, 128), wide(1500000000000000000n, 0n, -12345678901234567890000000000000000000n)),
      cents: raw(new arrow.Decimal(2, 10, 128), wide(199n, 0n, -5n)),
      ts_s: raw(new arrow.Timestamp(arrow.TimeUnit.SECOND, 'UTC'), units(1700000000n, 0n, -1n)),
      ts_ms: raw(new arrow.Timestamp(arrow.TimeUnit.MILLISECOND, 'UTC'), units(1700000000123n, 0n, -1n)),
      ts_us: raw(new arrow.Timestamp(arrow.TimeUnit.MICROSECOND), units(1700000000123456n, 0n, -1n)),
      ts_ns: raw(new arrow.Timestamp(arrow.TimeUnit.NANOSECOND, 'Europe/Paris'), units(1700000000123456789n, 0n, -1n)),
      day: raw(new arrow.DateDay(), Int32Array.of(19675, 0, -1)),
      day_ms: raw(new arrow.DateMillisecond(), units(1699920000000n, 0n, -86400000n)),
      wait_s: raw(new arrow.DurationSecond(), units(90n, 0n, -1n)),
      wait_ms: raw(new arrow.DurationMillisecond(), units(250n, 0n, -1n)),
      wait_us: raw(new arrow.DurationMicrosecond(), units(7n, 0n, -1n)),
      wait_ns: raw(new arrow.DurationNanosecond(), units(3n, 0n, -1n)),
      text: vectorFromArray(['', null, 'žluťoučký 🐎'], new arrow.Utf8()),
      large: vectorFromArray(['a', null, 'bc'], new arrow.LargeUtf8()),
      sym8: dictionary(new arrow.Int8(), ['BTCUSDT', null, 'ETHUSDT']),
      sym16: dictionary(new arrow.Uint16(), ['x', null, 'x']),
      sym32: dictionary(new arrow.Int32(), ['y', null, 'z']),
      grown: grown(),
      nothing: makeVector(makeData({ type: new arrow.Null(), length: 3 })),
      v32: list(new arrow.Float32(), Float32Array.of(1, 2, 0, 0, 3, 4), Uint8Array.of(0b101)),
      v64: list(new arrow.Float64(), Float64Array.of(0.1, 0.2, 0.3, 0.4, 0.5, 0.6)),
    }
  : {
      odd: {
        uint64: () => vectorFromArray([1n], new arrow.Uint64()),
        float16: () => vectorFromArray([1], new arrow.Float16()),
        time: () => vectorFromArray([1], new arrow.TimeMillisecond()),
        binary: () => vectorFromArray([Uint8Array.of(1)], new arrow.Binary()),
        list: () => vectorFromArray([[1]], new arrow.List(new Field('item', new arrow.Int32(), true))),
        struct: () => vectorFromArray([{ a: 1 }], new arrow.Struct([new Field('a', new arrow.Int32(), true)])),
        map: () => vectorFromArray([new Map([['a', 1]])], new arrow.Map_(new Field('entries',
          new arrow.Struct([new Field('key', new arrow.Utf8(), false), new Field('value', new arrow.Int32(), true)]), false))),
        dictionary: () => vectorFromArray([1, 2], new arrow.Dictionary(new arrow.Int32(), new arrow.Int8())),
        union: () => makeVector(makeData({ type: new arrow.SparseUnion([0], [new Field('a', new arrow.Int32(), true)]), length: 1, typeIds: Int8Array.of(0),
          children: [makeData({ type: new arrow.Int32(), length: 1, data: Int32Array.of(1) })] })),
        fixed_binary: () => vectorFromArray([Uint8Array.of(1, 2)], new arrow.FixedSizeBinary(2)),
        interval: () => makeVector(makeData({ type: new arrow.IntervalYearMonth(), length: 1, data: Int32Array.of(1) })),
        nested: () => list(new arrow.Int32(), Int32Array.of(1, 2)),
        far: () => makeVector(makeData({ type: new arrow.TimestampSecond(), length: 1, data: units(9223372037n) })),
      }[refused](),
    };

if (what === 'zstd') {
  arrow.compressionRegistry.set(arrow.CompressionType.ZSTD, { encode: () => Uint8Array.of(0x28, 0xB5, 0x2F, 0xFD, 0x00, 0x58, 0x09, 0x00, 0x00, 0x61) });
  const writer = new arrow.RecordBatchFileWriter({ autoDestroy: true, compressionType: arrow.CompressionType.ZSTD });
  new Table({ x: vectorFromArray([1, 2, 3], new arrow.Float64()) }).batches.forEach((batch) => writer.write(batch));
  writer.finish();
  writeFileSync(path, writer.toUint8Array(true));
} else {
  writeFileSync(path, arrow.tableToIPC(new Table(columns), framing));
}
