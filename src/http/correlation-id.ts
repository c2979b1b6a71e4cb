import { randomUUID } from 'node:crypto';
import { CORRELATION_ID_PATTERN } from '../contract/constants.ts';

const ACCEPTED = new RegExp(CORRELATION_ID_PATTERN);

/** The client's id where it is well formed, otherwise a fresh one. */
export function correlationIdOf(header: string | undefined): string {
  return header !== undefined && ACCEPTED.test(header) ? header : randomUUID();
}
