import type { Role, Scope } from './contract/index.ts';

/** Who sends a request. */
export interface Caller {
  /** `key`: a program with a personal key. `anonymous`: anybody, where the stack is open. */
  kind: 'anonymous' | 'person' | 'key';
  /** Of the person, or of whose key it is: a hash that names nobody. `undefined` for anonymous callers. */
  id: string | undefined;
  role: Role | 'nobody';
  /** What the caller may do. */
  scopes: readonly Scope[];
  /** Of a program: which key, and what it may use: runs a day, and US dollars a month. */
  key?: { id: string; runsPerDay?: number; usdPerMonth?: number };
  /** As the issuer has it, for that person's own eyes. Never stored, never logged. */
  email?: string;
}
