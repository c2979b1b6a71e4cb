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
    path: 'src/store/table-keys.ts',
    before: 'return Math.ceil(window.endsAt / 1000) + 86_400;',
    after: 'return Math.floor(window.endsAt / 1000) + 86_400;',
    reason: 'Windows end at a full hour, so there is nothing to round.',
  },
  {
    path: 'src/usecases/start-run/idempotency.ts',
    before: "const scope = key.length < SHORTEST_SHARED_KEY ? clientHash : 'everybody';",
    after: "const scope = key.length < SHORTEST_SHARED_KEY ? clientHash : 'other';",
    reason: 'Any constant that is not the hash of a client does the same.',
  },
];
