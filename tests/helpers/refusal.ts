import { RequestError } from '../../src/errors.ts';

/** The error with which a request is refused. @throws if it is not refused, or with another error */
export async function refusalOf(answer: Promise<unknown>): Promise<RequestError> {
  const error = await answer.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof RequestError)) throw new Error(`Not refused: ${String(error)}`);
  return error;
}

/** The error with which a request is refused at once. @throws if it is accepted, or the other error */
export function refusal(attempt: () => unknown): RequestError {
  try {
    attempt();
  } catch (error) {
    if (error instanceof RequestError) return error;
    throw error;
  }
  throw new Error('It was accepted.');
}
