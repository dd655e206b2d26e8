// Reads an Arrow IPC file or stream with flechette and prints what read.mjs prints: the schema, then one array of values a row.
import { readFileSync } from 'node:fs';
import { tableFromIPC, Type } from '@uwdata/flechette';

const table = tableFromIPC(readFileSync(process.argv[2]), { useBigInt: true, useDecimalInt: true });
const { fields, metadata } = table.schema;

function text(field, value) {
  if (value === null || value === undefined) {
    return null;
  }
  switch (field.type.typeId) {
    case Type.FixedSizeList:
      return [...value];
    case Type.Float:
    case Type.Bool:
    case Type.Utf8:
    case Type.Dictionary:
      return value;
    default:
      return String(value);
  }
}

// The stored integer of a time: flechette's own getter turns timestamps into milliseconds, which loses nanoseconds.
function reader(field, column) {
  if (field.type.typeId !== Type.Timestamp) {
    return (row) => column.at(row);
  }
  return (row) => {
    let left = row;
    for (const batch of column.data) {
      if (left < batch.length) {
        return column.at(row) === null ? null : batch.values[left];
      }
      left -= batch.length;
    }
    return null;
  };
}

console.log(JSON.stringify({
  name: metadata?.get('streamengine.schema') ?? null,
  fields: fields.map((f) => ({ name: f.name, type: f.type.typeId, nullable: f.nullable, metadata: Object.fromEntries(f.metadata ?? []) })),
}));
const values = fields.map((field, i) => reader(field, table.getChildAt(i)));
for (let row = 0; row < table.numRows; row++) {
  console.log(JSON.stringify(fields.map((field, i) => text(field, values[i](row)))));
}
