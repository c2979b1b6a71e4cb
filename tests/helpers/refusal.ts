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
