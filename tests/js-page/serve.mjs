// `streamengine serve` as a child: started, killed, stood still and started again.
import { spawn } from 'node:child_process';

const PATIENCE_MS = 90_000;

/** Starts a server; resolves when it listens. `command` is the program with its first arguments. */
export async function serve(command, ...more) {
  const child = spawn(command[0], [...command.slice(1), 'serve', 'pipelines/market-report.yaml', ...more], { stdio: ['ignore', 'ignore', 'pipe'] });
  let said = '';
  const address = await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`the server did not start: ${said}`)), PATIENCE_MS);
    child.stderr.on('data', (data) => {
      said += data;
      const found = /^serving (http:\/\/127\.0\.0\.1:\d+)/m.exec(said);
      if (found) {
        clearTimeout(timer);
        resolve(found[1]);
      }
    });
    child.on('exit', (code) => reject(new Error(`the server ended with ${code}: ${said}`)));
  });
  const gone = new Promise((resolve) => child.on('exit', resolve));
  return {
    address,
    port: Number(new URL(address).port),
    signal: (name) => child.kill(name),
    async kill() {
      child.kill('SIGKILL');
      await gone;
    },
  };
}
