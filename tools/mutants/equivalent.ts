/** A mutant that no test can notice, because it does the same. */
export interface Equivalent {
  path: string;
  /** The line as it stands and as the mutant has it, as `npm run test:mutants` prints them. */
  before: string;
  after: string;
  reason: string;
}

export const EQUIVALENT: readonly Equivalent[] = [];
