import { type ParseArgsOptionsConfig, parseArgs } from 'node:util';

/** Says what is wrong with a command, and ends it. */
export function fail(text: string): never {
  console.error(text);
  process.exit(2);
}

/** The options and words of a command; one that is not understood is told how it is used. */
export function readArguments<const Options extends ParseArgsOptionsConfig>(usage: string, options: Options) {
  try {
    return parseArgs({ allowPositionals: true, options });
  } catch (error) {
    return fail(`${(error as Error).message}\n\n${usage}`);
  }
}
