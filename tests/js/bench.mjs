// Reads and writes an Arrow file of trades with apache-arrow as tools/bench does: node bench.mjs FILE (none|lz4) ROUNDS OUT.
// Prints the sums of what was read, then the median milliseconds of reading and of writing.
import { readFileSync, writeFileSync } from 'node:fs';
import * as arrow from 'apache-arrow';
import './lz4.mjs';

const [file, compression, rounds, out] = process.argv.slice(2);

function sums(table) {
  let [times, price, qty, ids, first] = [0n, 0, 0, 0, 0];
  const columns = ['ts', 'price', 'qty', 'symbol', 'trade_id'].map((name) => table.schema.fields.findIndex((field) => field.name === name));
  for (const batch of table.batches) {
    const [ts, prices, sizes, symbols, texts] = columns.map((c) => batch.data.children[c]);
    for (let i = 0; i < batch.numRows; i++) {
      times += ts.values[i];
    }
    for (let i = 0; i < batch.numRows; i++) {
      price += prices.values[i];
    }
    for (let i = 0; i < batch.numRows; i++) {
      qty += sizes.values[i];
    }
    for (let i = 0; i < batch.numRows; i++) {
      first += symbols.values[i] === 0 ? 1 : 0;
    }
    ids += texts.valueOffsets[batch.numRows];
  }
  return `${table.numRows} rows, ts ${BigInt.asIntN(64, times)}, price ${price}, qty ${qty}, ids of ${ids} bytes, ${first} of the first symbol`;
}

function write(table) {
  const options = { autoDestroy: true, compressionType: compression === 'lz4' ? arrow.CompressionType.LZ4_FRAME : null };
  const writer = new arrow.RecordBatchFileWriter(options);
  table.batches.forEach((batch) => writer.write(batch));
  writer.finish();
  writeFileSync(out, writer.toUint8Array(true));
}

function median(times) {
  return times.sort((a, b) => a - b)[times.length >> 1];
}

function measure(action) {
  const times = [];
  for (let round = -1; round < Number(rounds); round++) {
    const start = performance.now();
    action();
    if (round >= 0) {
      times.push(performance.now() - start);
    }
  }
  return median(times);
}

let found;
const read = measure(() => { found = sums(arrow.tableFromIPC(readFileSync(file))); });
const table = arrow.tableFromIPC(readFileSync(file));
const wrote = measure(() => write(table));
console.log(found);
console.log(`${read} ${wrote}`);
