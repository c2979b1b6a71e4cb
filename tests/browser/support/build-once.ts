import { slots, startStack } from './stack.ts';

/** Builds the site and the functions before the files are run, which may be side by side. */
export default async function buildOnce(): Promise<void> {
  const stack = await startStack(slots(['Demo Aurora']));
  await stack.stop();
}
