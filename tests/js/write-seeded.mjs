// Writes the seeded columns with apache-arrow: node write-seeded.mjs (file|stream) PATH SEED (none|lz4) (grown|replaced|sliced); prints the rows.
// Record batches of several lengths, one of them empty. Dictionaries grow from batch to batch, or (in a stream) are replaced by others.
import { writeFileSync } from 'node:fs';
import * as arrow from 'apache-arrow';
import './lz4.mjs';
import { columns, print } from './seeded.mjs';

const [framing, path, seed, compression, how] = process.argv.slice(2);
const { Field, RecordBatch, Schema, Struct, Table, TimeUnit, makeData, vectorFromArray } = arrow;
const all = columns(Number(seed));
const rows = all[0][2].length;
const cuts = [0, 7, 7, 64, 129, rows];

const types = {
  bool: new arrow.Bool(), int8: new arrow.Int8(), int16: new arrow.Int16(), int32: new arrow.Int32(), int64: new arrow.Int64(),
  uint8: new arrow.Uint8(), uint16: new arrow.Uint16(), uint32: new arrow.Uint32(), float32: new arrow.Float32(), float64: new arrow.Float64(),
  decimal18: new arrow.Decimal(18, 38, 128), decimal2: new arrow.Decimal(2, 12, 128),
  timestamp_s: new arrow.Timestamp(TimeUnit.SECOND, 'UTC'), timestamp_ms: new arrow.Timestamp(TimeUnit.MILLISECOND),
  timestamp_us: new arrow.Timestamp(TimeUnit.MICROSECOND, 'UTC'), timestamp_ns: new arrow.Timestamp(TimeUnit.NANOSECOND, 'Europe/Paris'),
  date_day: new arrow.DateDay(), date_ms: new arrow.DateMillisecond(),
  duration_s: new arrow.DurationSecond(), duration_ms: new arrow.DurationMillisecond(),
  duration_us: new arrow.DurationMicrosecond(), duration_ns: new arrow.DurationNanosecond(),
  utf8: new arrow.Utf8(), large_utf8: new arrow.LargeUtf8(),
  dictionary8: new arrow.Dictionary(new arrow.Utf8(), new arrow.Int8()), dictionary16: new arrow.Dictionary(new arrow.Utf8(), new arrow.Uint16()),
  dictionary32: new arrow.Dictionary(new arrow.Utf8(), new arrow.Int32()),
  list32: new arrow.FixedSizeList(2, new Field('item', new arrow.Float32(), true)), list64: new arrow.FixedSizeList(3, new Field('item', new arrow.Float64(), true)),
  null: new arrow.Null(),
};
const arrays = {
  int8: Int8Array, int16: Int16Array, int32: Int32Array, uint8: Uint8Array, uint16: Uint16Array, uint32: Uint32Array,
  float32: Float32Array, float64: Float64Array, date_day: Int32Array,
};

function bits(flags) {
  const bytes = new Uint8Array(Math.ceil(flags.length / 64) * 8);
  flags.forEach((flag, i) => { bytes[i >> 3] |= flag ? 1 << (i & 7) : 0; });
  return bytes;
}

const dictionaries = new Map();

function dictionaryOf(name, values) {
  let known = dictionaries.get(name);
  if (how === 'replaced' || known === undefined) {
    known = { index: new Map(), vector: null };
    dictionaries.set(name, known);
  }
  const fresh = [...new Set(values.filter((v) => v !== null && !known.index.has(v)))];
  if (how === 'replaced') {
    fresh.reverse();
  }
  fresh.forEach((v) => known.index.set(v, known.index.size));
  if (fresh.length > 0 || known.vector === null) {
    const added = vectorFromArray(fresh, new arrow.Utf8());
    known.vector = known.vector === null ? added : known.vector.concat(added);
  }
  return known;
}

function data(name, type, values) {
  const length = values.length;
  const nulls = values.filter((v) => v === null).length;
  const given = { type: types[type], length, nullCount: nulls, nullBitmap: nulls > 0 ? bits(values.map((v) => v !== null)) : undefined };
  if (type === 'null') {
    return makeData({ type: types.null, length });
  }
  if (type === 'bool') {
    return makeData({ ...given, data: bits(values.map((v) => v === true)) });
  }
  if (type.endsWith('utf8')) {
    return length === 0 ? makeData({ type: types[type], length: 0 }) : vectorFromArray(values, types[type]).data[0];
  }
  if (type.startsWith('dictionary')) {
    const { index, vector } = dictionaryOf(name, values);
    const array = { dictionary8: Int8Array, dictionary16: Uint16Array, dictionary32: Int32Array }[type];
    return makeData({ ...given, data: array.from(values.map((v) => (v === null ? 0 : index.get(v)))), dictionary: vector });
  }
  if (type.startsWith('list')) {
    const [array, item, width] = type === 'list32' ? [Float32Array, new arrow.Float32(), 2] : [Float64Array, new arrow.Float64(), 3];
    const flat = array.from(values.flatMap((v) => v ?? new Array(width).fill(0)));
    return makeData({ ...given, child: makeData({ type: item, length: flat.length, data: flat }) });
  }
  if (type.startsWith('decimal')) {
    const words = BigUint64Array.from(values.flatMap((v) => [BigInt.asUintN(64, v ?? 0n), BigInt.asUintN(64, (v ?? 0n) >> 64n)]));
    return makeData({ ...given, data: new Uint32Array(words.buffer) });
  }
  const array = arrays[type] ?? BigInt64Array;
  const raw = array.BYTES_PER_ELEMENT === 8 && array !== Float64Array ? values.map((v) => v ?? 0n) : values.map((v) => Number(v ?? 0));
  return makeData({ ...given, data: array.from(raw) });
}

// apache-arrow 21.2.0 writes before a compressed buffer how long it is; the format wants how long it is when unpacked.
function correctLengths(writer) {
  const compress = writer._compressBodyBuffers;
  writer._compressBodyBuffers = function (buffers) {
    const made = compress.call(this, buffers);
    buffers.forEach((buffer, i) => {
      const prefix = made.buffers[2 * i];
      if (prefix.length === 8) {
        const view = new DataView(prefix.buffer, prefix.byteOffset);
        if (view.getBigInt64(0, true) !== -1n) {
          view.setBigInt64(0, BigInt(buffer.byteLength), true);
        }
      }
    });
    return made;
  };
}

const schema = new Schema(all.map(([name, type]) => new Field(name, types[type], true)));
const batches = cuts.slice(1).map((to, i) => {
  const from = cuts[i];
  const children = all.map(([name, type, values]) => data(name, type, values.slice(from, to)));
  return new RecordBatch(schema, makeData({ type: new Struct(schema.fields), length: to - from, nullCount: 0, children }));
});
let table = new Table(schema, batches);
let [from, to] = [0, rows];
if (how === 'sliced') {
  [from, to] = [3, rows - 5];
  table = table.slice(from, to);
}
const Writer = framing === 'file' ? arrow.RecordBatchFileWriter : arrow.RecordBatchStreamWriter;
const writer = new Writer({ autoDestroy: true, compressionType: compression === 'lz4' ? arrow.CompressionType.LZ4_FRAME : null });
correctLengths(writer);
table.batches.forEach((batch) => writer.write(batch));
writer.finish();
writeFileSync(path, writer.toUint8Array(true));
print(all, from, to);
