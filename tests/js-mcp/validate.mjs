// Holds documents to a JSON Schema by ajv, and compares with what was expected of each.
//   node validate.mjs SCHEMA FILE        a line: 1 or 0 (fits or not), a blank, the document
import { readFileSync } from 'node:fs';
import Ajv2020 from 'ajv/dist/2020.js';

const [schema, file] = process.argv.slice(2);
const fits = new Ajv2020.default({ allErrors: false, strictTypes: false }).compile(JSON.parse(readFileSync(schema, 'utf8')));
const lines = readFileSync(file, 'utf8').split('\n');
const other = lines.filter((line) => fits(JSON.parse(line.slice(2))) !== (line[0] === '1'));
console.log(`${lines.length} documents, ${other.length} judged otherwise`);
for (const line of other.slice(0, 5)) {
  console.log(line);
}
