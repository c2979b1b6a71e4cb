import { readFile } from 'node:fs/promises';
import type { Plugin } from 'esbuild';

const SCHEMAS = /@aws-sdk.client-[a-z0-9-]+.dist-es.schemas.schemas_\d+\.js$/;
const CONSTANT = /^const (_\w+) = ("[^"]*");$/gm;
const COMPUTED_KEY = /(?<=[{,]\s*)\[(_\w+)\](?=:)/g;

/**
 * Writes the constants in that the SDK's clients use as computed keys. To esbuild such a key may have effects, so that it
 * keeps the description of every operation that a service has, some thousand arrays in each instance of a function.
 */
export const plainSchemas: Plugin = {
  name: 'plain schemas',
  setup(build) {
    build.onLoad({ filter: SCHEMAS }, async ({ path }) => {
      const code = await readFile(path, 'utf8');
      const constants = new Map([...code.matchAll(CONSTANT)].map(([, name, value = '']) => [name, value]));
      return { contents: code.replace(COMPUTED_KEY, (key, name) => constants.get(name) ?? key) };
    });
  },
};
