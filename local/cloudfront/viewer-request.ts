import crypto from 'node:crypto';
import { createContext, Script } from 'node:vm';
import { StackFault } from '../fault.ts';
import { isMap, mapOrEmpty, type Value } from '../template/value.ts';

export interface ViewerRequest {
  method: string;
  /** As it was sent, not decoded. */
  path: string;
  query: string;
}

/** A response instead of what was asked for; `undefined` lets the request pass. */
export type ViewerRequestFunction = (
  request: ViewerRequest,
) => { status: number; headers: Record<string, string> } | undefined;

/** What functions of CloudFront may import, as far as it is known here. */
const MODULES: Readonly<Record<string, unknown>> = { crypto };
const IMPORT = /^import (\w+) from '(\w+)';$/gm;

/** Runs the code of a function of CloudFront as it stands in the template. @throws StackFault if it cannot run here */
export function viewerRequestFunction(code: string): ViewerRequestFunction {
  const imported = (_line: string, name: string, module: string) => {
    if (!(module in MODULES)) throw new StackFault(`The local CloudFront has no module ${module}.`);
    return `const ${name} = modules.${module};`;
  };
  const script = new Script(`${code.replace(IMPORT, imported)}\nhandler`, { filename: 'image-guard.js' });
  const handler = script.runInContext(createContext({ modules: MODULES })) as (event: object) => Value;
  return ({ method, path, query }) => {
    const request = { method, uri: path, querystring: parse(query), headers: {}, cookies: {} };
    const answer = mapOrEmpty(handler({ version: '1.0', request }));
    if (answer.statusCode === undefined) return undefined;
    const headers = Object.entries(mapOrEmpty(answer.headers)).map(([name, header]) => [
      name,
      isMap(header) ? String(header.value) : '',
    ]);
    return { status: Number(answer.statusCode), headers: Object.fromEntries(headers) };
  };
}

/** As CloudFront hands parameters over: not decoded, and one that is repeated with all its values. */
function parse(query: string): Record<string, { value: string; multiValue?: { value: string }[] }> {
  const values = new Map<string, { value: string }[]>();
  for (const part of query.split('&').filter((each) => each !== '')) {
    const [name = '', ...rest] = part.split('=');
    values.set(name, [...(values.get(name) ?? []), { value: rest.join('=') }]);
  }
  const parameters = [...values].map(([name, all]) => {
    const value = all.at(-1)?.value ?? '';
    return [name, all.length > 1 ? { value, multiValue: all } : { value }] as const;
  });
  return Object.fromEntries(parameters);
}
