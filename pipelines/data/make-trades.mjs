// Writes trades.arrow: 300 made-up trades of half an hour with quiet minutes in between, in the columns of a freqtrade file. Run in tests/js after ./eng/setup.sh test:
//   node ../../pipelines/data/make-trades.mjs ../../pipelines/data/trades.arrow
import { writeFileSync } from "node:fs";
import { createRequire } from "node:module";

const { tableFromArrays, tableToIPC } = createRequire(process.cwd() + "/")("apache-arrow");
let state = 42n;
const draw = (below) => {
  state = (state * 6364136223846793005n + 1442695040888963407n) & ((1n << 64n) - 1n);
  return Number((state >> 33n) % BigInt(below));
};
const timestamp = [], price = [], amount = [];
let ms = Date.UTC(2024, 0, 2, 9, 0, 0), ticks = 150_000;
for (let i = 0; i < 300; i++) {
  ms += draw(40) === 0 ? 120_000 + draw(60_000) : draw(9_000);
  ticks += draw(21) - 10;
  timestamp.push(BigInt(ms));
  price.push(ticks / 1e8);
  amount.push((1 + draw(50_000)) / 100);
}
const table = tableFromArrays({ timestamp: BigInt64Array.from(timestamp), price: Float64Array.from(price), amount: Float64Array.from(amount) });
writeFileSync(process.argv[2], tableToIPC(table, "file"));
