// Asks the server again and again, one request at a time; waits longer after failures, and rests while the page is hidden.

const ROUND_MS = 400;
const PIPELINE_MS = 1_000;
const SYMBOLS_MS = 5_000;
const PATIENCE_MS = 2_500;
const FIRST_WAIT_MS = 500;
const LONGEST_WAIT_MS = 8_000;

/** What a server answered that is no success. */
export class Refusal extends Error {
  constructor(status, code, message) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

async function ask(path) {
  const answer = await fetch(path, { cache: 'no-store', signal: AbortSignal.timeout(PATIENCE_MS) });
  const body = await answer.json();
  if (!answer.ok) {
    throw new Refusal(answer.status, body.error?.code ?? 'refused', body.error?.message ?? `status ${answer.status}`);
  }
  return body;
}

/** Asks, and tells `heard(part, value, symbol)` what came and `lost(failures, wait)` when nothing did. `chosen()` is the symbol that is shown. */
export class Connection {
  #heard;
  #lost;
  #chosen;
  #symbols = [];
  #next = 0;
  #due = { symbols: 0, pipeline: 0, definitions: 0 };
  #failures = 0;
  #wake = null;

  constructor({ heard, lost, chosen }) {
    this.#heard = heard;
    this.#lost = lost;
    this.#chosen = chosen;
    document.addEventListener('visibilitychange', () => this.now());
  }

  /** Asks at once instead of waiting on. */
  now() {
    this.#wake?.();
  }

  /** Asks for as long as the page is open. */
  async run() {
    for (;;) {
      if (document.hidden) {
        await this.#sleep(Infinity);
        continue;
      }
      const begun = performance.now();
      try {
        await this.#round();
        this.#failures = 0;
        await this.#sleep(Math.max(50, ROUND_MS - (performance.now() - begun)));
      } catch (failure) {
        this.#failures++;
        const wait = Math.min(LONGEST_WAIT_MS, FIRST_WAIT_MS * 2 ** (this.#failures - 1));
        this.#due = { symbols: 0, pipeline: 0, definitions: 0 };
        this.#lost(this.#failures, wait, failure);
        await this.#sleep(wait);
      }
    }
  }

  async #round() {
    if (this.#isDue('symbols', this.#symbols.length > 0 ? SYMBOLS_MS : ROUND_MS)) {
      this.#symbols = (await ask('/symbols')).symbols;
      this.#heard('symbols', this.#symbols);
    }
    if (this.#isDue('definitions', Infinity)) {
      await this.#part('definitions', '/definitions');
    }
    const chosen = this.#chosen();
    if (chosen !== null) {
      await this.#report(chosen);
    }
    const others = this.#symbols.filter((symbol) => symbol !== chosen);
    if (others.length > 0) {
      this.#next = (this.#next + 1) % others.length;
      await this.#report(others[this.#next]);
    }
    if (this.#isDue('pipeline', PIPELINE_MS)) {
      await this.#part('pipeline', '/pipeline');
    }
  }

  async #report(symbol) {
    try {
      this.#heard('report', await ask(`/get_report?symbol=${encodeURIComponent(symbol)}`), symbol);
    } catch (failure) {
      if (!(failure instanceof Refusal) || failure.status === 429) {
        throw failure;
      }
      this.#heard('refused', failure, symbol); // the server is there and says why it has none
    }
  }

  async #part(name, path) {
    try {
      this.#heard(name, await ask(path));
    } catch (failure) {
      if (!(failure instanceof Refusal) || failure.status === 429) {
        throw failure;
      }
      this.#heard(name, null);
    }
  }

  #isDue(name, every) {
    const now = performance.now();
    if (now < this.#due[name]) {
      return false;
    }
    this.#due[name] = now + every;
    return true;
  }

  #sleep(ms) {
    return new Promise((resolve) => {
      const timer = Number.isFinite(ms) ? setTimeout(done, ms) : null;
      function done() {
        clearTimeout(timer);
        resolve();
      }
      this.#wake = done;
    });
  }
}
