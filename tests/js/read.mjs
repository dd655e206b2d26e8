// Reads an Arrow IPC file or stream with apache-arrow and prints JSON lines: the schema, then one array of values a row.
// Integers (also timestamps, durations and the units of decimals) are printed as strings, floats as numbers.
import { readFileSync } from 'node:fs';
import { DataType, RecordBatchReader } from 'apache-arrow';
import './lz4.mjs';

function text(type, value) {
  if (value === null || value === undefined) {
    return null;
  }
  if (DataType.isDecimal(type)) {
    let units = 0n;
    for (let i = 3; i >= 0; i--) {
      units = (units << 32n) | BigInt(value[i]);
    }
    return BigInt.asIntN(128, units).toString();
  }
  if (DataType.isFixedSizeList(type)) {
    return [...value];
  }
  if (DataType.isFloat(type) || DataType.isBool(type) || DataType.isUtf8(type) || DataType.isDictionary(type)) {
    return value;
  }
  return String(value);
}

const reader = RecordBatchReader.from(readFileSync(process.argv[2])).open();
const fields = reader.schema.fields;
console.log(JSON.stringify({
  name: reader.schema.metadata.get('streamengine.schema') ?? null,
  fields: fields.map((f) => ({ name: f.name, type: String(f.type), nullable: f.nullable, metadata: Object.fromEntries(f.metadata) })),
}));
for (const batch of reader) {
  const columns = fields.map((f, i) => batch.getChildAt(i));
  const raw = columns.map((column, i) =>
    DataType.isTimestamp(fields[i].type) || DataType.isDuration(fields[i].type)
      ? (row) => (column.isValid(row) ? at(column, row) : null)
      : (row) => column.get(row));
  for (let row = 0; row < batch.numRows; row++) {
    console.log(JSON.stringify(fields.map((f, i) => text(f.type, raw[i](row)))));
  }
}

// The stored integer: apache-arrow's own getter turns times into milliseconds, which loses nanoseconds.
function at(column, row) {
  let left = row;
  for (const data of column.data) {
    if (left < data.length) {
      return data.values[left];
    }
    left -= data.length;
  }
  return null;
}
