// Calls a server over MCP as a language model's client does, and prints what it saw as one JSON object.
//   node client.mjs SCHEMA MILLISECONDS SYMBOL[,SYMBOL…] http://127.0.0.1:PORT/mcp | COMMAND ARGUMENT…
// Asks for each symbol until it has a report (or MILLISECONDS are over), then once more, then for what is refused. Each report is held to SCHEMA by ajv.
import { readFileSync } from 'node:fs';
import { Client } from '@modelcontextprotocol/sdk/client/index.js';
import { StdioClientTransport } from '@modelcontextprotocol/sdk/client/stdio.js';
import { StreamableHTTPClientTransport } from '@modelcontextprotocol/sdk/client/streamableHttp.js';
import Ajv2020 from 'ajv/dist/2020.js';

const [schemaFile, patience, symbols, target, ...rest] = process.argv.slice(2);
const schema = JSON.parse(readFileSync(schemaFile, 'utf8'));
const ajv = new Ajv2020.default({ allErrors: true, strictTypes: false });
const fits = ajv.compile(schema);
const transport = target.startsWith('http') ? new StreamableHTTPClientTransport(new URL(target)) : new StdioClientTransport({ command: target, args: rest, stderr: 'pipe' });
const client = new Client({ name: 'streamengine-tests', version: '1.0.0' });
const begun = Date.now();
await client.connect(transport);
const { tools } = await client.listTools();

async function call(args, name = 'get_report') {
  try {
    const result = await client.callTool({ name, arguments: args });
    const text = result.content?.[0]?.text ?? '';
    return { isError: result.isError ?? false, structured: result.structuredContent ?? null, text, same: JSON.stringify(JSON.parse(text)) === JSON.stringify(result.structuredContent ?? JSON.parse(text)) };
  } catch (failure) {
    return { thrown: failure.code ?? failure.message };
  }
}

const reports = [];
for (const symbol of symbols.split(',')) {
  let answer = await call({ symbol });
  while (!(answer.structured?.best_bid?.price > 0) && Date.now() - begun < Number(patience)) {
    await new Promise((resolve) => setTimeout(resolve, 50));
    answer = await call({ symbol });
  }
  const after = Date.now() - begun;
  const again = await call({ symbol });
  const faults = [answer, again].flatMap((a) => (a.structured && fits(a.structured) ? [] : (fits.errors ?? [{ message: 'no report' }]).map((e) => `${e.instancePath ?? ''} ${e.message}`)));
  reports.push({ symbol, after, faults, report: answer.structured, again: again.structured, same: answer.same && again.same });
}

// a schema that lets everything pass would find no fault: one that is broken by hand must have one
const broken = structuredClone(reports[0]?.report ?? {});
broken.health = { score: 101 };
const found = !fits(broken);

const refused = {
  unknown: await call({ symbol: 'NOSUCH' }),
  missing: await call({}),
  odd: await call({ symbol: '../etc/passwd\n' }),
  number: await call({ symbol: 5 }),
  more: await call({ symbol: 'BTCUSDT', path: '/' }),
  tool: await call({}, 'delete_all'),
};
console.log(JSON.stringify({ tools, server: client.getServerVersion(), capabilities: client.getServerCapabilities(), reports, found, refused }));
await client.close();
