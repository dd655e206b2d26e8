// What state all of it is in, in one sentence: the gravest thing first.
import { age, clock } from './format.js';

const MARKS = { ok: '●', wait: '…', warn: '◆', bad: '▲' };

/** The state, as `{ level, text, detail }`. What stands in `text` changes seldom, since it is read out. */
export function stateOf({ lost, seenAt, symbols, report, refused, pipeline }) {
  const since = seenAt === null ? '' : ` What is shown is of ${clock(seenAt)}.`;
  if (lost) {
    return { level: 'bad', text: `Stopped: the server does not answer. Trying again by itself.${since}`, detail: '' };
  }
  if (pipeline?.state === 'failed') {
    return { level: 'bad', text: 'Stopped: the pipeline has failed. The messages of the server say why.', detail: '' };
  }
  if (refused) {
    const text = refused.code === 'symbol_not_indexed' ? 'There is no report of this market now.' : `No report: ${refused.message}.`;
    return { level: refused.code === 'symbol_not_indexed' ? 'wait' : 'bad', text, detail: '' };
  }
  if (symbols !== null && symbols.length === 0) {
    return { level: 'wait', text: 'Connected. The first report has not been built yet.', detail: '' };
  }
  if (!report) {
    return { level: 'wait', text: 'Connecting to the server.', detail: '' };
  }
  const old = report.data_age_ms === null ? 'No event has come yet.' : `The newest event is ${age(report.data_age_ms)} old.`;
  if (pipeline?.state === 'ended') {
    return { level: 'warn', text: 'Ended: the sources are at their end. These are the last reports.', detail: old };
  }
  if (report.ingestion.status === 'down') {
    return { level: 'bad', text: 'Stale: ingestion is down. Do not rely on these prices.', detail: old };
  }
  if (report.ingestion.status === 'degraded') {
    return { level: 'warn', text: 'Stale: ingestion is degraded.', detail: old };
  }
  return { level: 'ok', text: pipeline?.clock === 'replay' ? 'Replaying.' : 'Live.', detail: `Report of ${clock(report.generated_at)}` };
}

/** The shape that goes with a level. */
export const markOfLevel = (level) => MARKS[level];
