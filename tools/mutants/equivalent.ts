/** A mutant that no test can notice, because it does the same. */
export interface Equivalent {
  path: string;
  /** The line as it stands and as the mutant has it, as `npm run test:mutants` prints them. */
  before: string;
  after: string;
  reason: string;
}

export const EQUIVALENT: readonly Equivalent[] = [
  {
    path: 'src/http/api-handler.ts',
    before: 'startedAt: 0,',
    after: 'startedAt: 1,',
    reason: 'Set by `reporting` before anything reads it.',
  },
  {
    path: 'src/providers/shared/picture.ts',
    before: 'if (/;base64$/i.test(text.slice(0, comma))) return decodeBase64(text);',
    after: 'if (/;base64$/i.test(text.slice(1, comma))) return decodeBase64(text);',
    reason: 'The first letter is that of `data:`.',
  },
  {
    path: 'src/usecases/read-run/read-run.ts',
    before: 'if (own?.deletedAt !== undefined && !maySee(undefined, own, who, now)) return undefined;',
    after: 'if (own?.deletedAt !== undefined && maySee(undefined, own, who, now)) return undefined;',
    reason: 'Of a deleted run it is never true: it throws, or is false, and then the job is not seen either.',
  },
  {
    path: 'src/store/object-keys.ts',
    before:
      "const id = bytes.toString('hex', 8).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');",
    after:
      "const id = bytes.toString('hex', 8).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})/, '$1-$2-$3-$4-$5');",
    reason: 'A cursor has 24 bytes by its schema, so that exactly 32 digits are left.',
  },
  {
    path: 'src/store/object-keys.ts',
    before:
      "const id = bytes.toString('hex', 8).replace(/^(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');",
    after:
      "const id = bytes.toString('hex', 8).replace(/(.{8})(.{4})(.{4})(.{4})(.{12})$/, '$1-$2-$3-$4-$5');",
    reason: 'A cursor has 24 bytes by its schema, so that exactly 32 digits are left.',
  },
  {
    path: 'src/usecases/end-run/sweep.ts',
    before: 'return hasState ? jobs.readState(jobId) : undefined;',
    after: 'return true ? jobs.readState(jobId) : undefined;',
    reason: 'Where there is no state, reading it finds none, with one request more.',
  },
  {
    path: 'src/usecases/limits/rate-limiter.ts',
    before: "outcome.status === 'fulfilled' && outcome.value.admitted ? outcome.value.value : 0,",
    after: "outcome.status === 'fulfilled' && outcome.value.admitted ? outcome.value.value : 1,",
    reason: 'Whoever was not admitted everywhere has been refused by then; the types do not know it.',
  },
  {
    path: 'src/usecases/limits/rate-limiter.ts',
    before: '.map((quota, index) => ({ quota, left: quota.limit - (values[index] ?? 0) }))',
    after: '.map((quota, index) => ({ quota, left: quota.limit - (values[index] ?? 1) }))',
    reason: 'Every quota has a value; the types do not know it.',
  },
  {
    path: 'src/usecases/models/describe-models.ts',
    before: 'const used = (key: string) => values.get(key) ?? 0;',
    after: 'const used = (key: string) => values.get(key) ?? 1;',
    reason: 'Every quota has a value; the types do not know it.',
  },
  {
    path: 'src/usecases/models/usual-times.ts',
    before: 'const before = monthWindow(beginOf(now) - 1);',
    after: 'const before = monthWindow(beginOf(now) - 2);',
    reason: 'Two milliseconds before a month is the same month as one.',
  },
  {
    path: 'src/usecases/people/get-me.ts',
    before: 'const [runs = 0, spent = 0] = await failClosed(counters.read(keys));',
    after: 'const [runs = 1, spent = 0] = await failClosed(counters.read(keys));',
    reason: 'Every key that is read has a value; the types do not know it.',
  },
  {
    path: 'src/usecases/people/get-me.ts',
    before: 'const [runs = 0, spent = 0] = await failClosed(counters.read(keys));',
    after: 'const [runs = 0, spent = 1] = await failClosed(counters.read(keys));',
    reason: 'Every key that is read has a value; the types do not know it.',
  },
  {
    path: 'src/usecases/references/create-reference.ts',
    before: "const { from, contentType = '', bytes = 0 } = request;",
    after: "const { from, contentType = '', bytes = 1 } = request;",
    reason: 'By the contract, a request without a picture of a run has both; the types do not know it.',
  },
  {
    path: 'src/usecases/read-run/attempt-results.ts',
    before: 'return ends.includes(undefined) ? null : (ends.sort().at(-1) ?? null);',
    after: 'return false ? null : (ends.sort().at(-1) ?? null);',
    reason: 'Sorting puts `undefined` last, which then becomes null.',
  },
  {
    path: 'src/usecases/read-run/run-totals.ts',
    before:
      "actualCostUsd: sumUsd(results.map((result) => ('costUsd' in result ? (result.costUsd ?? 0) : 0))),",
    after:
      "actualCostUsd: sumUsd(results.map((result) => ('costUsd' in result ? (result.costUsd ?? 1) : 0))),",
    reason: 'Results are read from JSON, which has no fields without a value; the types do not know it.',
  },
  {
    path: 'src/usecases/run-model/believed-cost.ts',
    before:
      'const reported = Number.isFinite(reportedUsd) && reportedUsd >= 0 ? { reportedCostUsd: reportedUsd } : {};',
    after:
      'const reported = Number.isFinite(reportedUsd) && reportedUsd > 0 ? { reportedCostUsd: reportedUsd } : {};',
    reason: 'A cost of 0 was believed on the line before.',
  },
  {
    path: 'src/usecases/start-run/plan-run.ts',
    before: 'const position = ({ id }: JobModel) => wanted?.indexOf(id) ?? 0;',
    after: 'const position = ({ id }: JobModel) => wanted?.indexOf(id) ?? 1;',
    reason: 'Where no models are named, all have the same position, whichever it is.',
  },
  {
    path: 'src/store/table-keys.ts',
    before: 'return Math.ceil(window.endsAt / 1000) + 86_400;',
    after: 'return Math.floor(window.endsAt / 1000) + 86_400;',
    reason: 'Windows end at a full hour, so there is nothing to round.',
  },
  {
    path: 'src/usecases/start-run/idempotency.ts',
    before: "if (key.length >= SHORTEST_SHARED_KEY) return [recordOf('everybody', key)];",
    after: "if (key.length >= SHORTEST_SHARED_KEY) return [recordOf('other', key)];",
    reason: 'Any constant that is not the hash of a client does the same.',
  },
  {
    path: 'src/usecases/votes/read-board.ts',
    before: "const numberOf = numbersOf([me ?? '', ...voters.filter((voter) => voter !== me)]);",
    after: "const numberOf = numbersOf(['', ...voters.filter((voter) => voter !== me)]);",
    reason: 'Whoever asks is not among the others, and a voter without a number is told as 0.',
  },
  {
    path: 'src/usecases/votes/read-board.ts',
    before: 'model: placeOf.get(modelId) ?? 0,',
    after: 'model: placeOf.get(modelId) ?? 1,',
    reason: 'Every model of a vote has a place.',
  },
  {
    path: 'src/store/vote-store.ts',
    before: 'const isFirst = one.length === other.length ? one < other : one.length < other.length;',
    after: 'const isFirst = one.length === other.length ? one < other : one.length <= other.length;',
    reason: 'Equal lengths were told apart before.',
  },
];
