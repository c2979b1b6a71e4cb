import { stringify } from 'yaml';
import { CONTRACT_VERSION } from '../../src/contract/constants.ts';
import { TAGS } from '../../src/contract/operation.ts';
import type { Contract } from './exports.ts';
import { pathsOf } from './paths.ts';

/** Quoted, because older YAML readers take `16:9` for a number and a time for a date. */
const QUOTED = {
  lineWidth: 0,
  aliasDuplicateObjects: false,
  defaultStringType: 'QUOTE_DOUBLE',
  defaultKeyType: 'PLAIN',
} as const;

const SIGN_IN = {
  type: 'http',
  scheme: 'bearer',
  description: 'Unless `GET /access` says `open`: a token of the issuer that it names.',
};

/** The text of `openapi.yaml`. */
export function openApiDocument(contract: Contract): string {
  const { value: paths, components } = withComponents(pathsOf(contract), contract);
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Pixel Prompt',
      version: CONTRACT_VERSION,
      description:
        'One prompt, drawn by up to twenty image models at the same time. API Gateway answers some requests itself, ' +
        'with `{"message": "…"}`: 404 for unknown routes, 429 when it throttles, 503 when a function is unavailable.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: 'http://127.0.0.1:3000', description: 'Started by `npm start`.' }],
    // Nobody has to sign in where the stack is open.
    security: [{}, { signIn: [] }],
    tags: Object.entries(TAGS).map(([name, description]) => ({ name, description })),
    paths,
    components: { securitySchemes: { signIn: SIGN_IN }, schemas: components },
  };
  return `# Made by \`npm run generate\` from src/contract.\n${stringify(document, QUOTED)}`;
}

/** Replaces every schema that src/contract exports by a reference to a component of the same name. */
function withComponents(paths: unknown, { schemas }: Contract) {
  const names = new Map([...schemas].map(([name, schema]) => [JSON.stringify(schema), name]));
  const components = new Map<string, unknown>();
  const partsOf = (value: object): unknown =>
    Array.isArray(value)
      ? value.map(refer)
      : Object.fromEntries(Object.entries(value).map(([key, item]) => [key, refer(item)]));
  const refer = (value: unknown): unknown => {
    if (typeof value !== 'object' || value === null) return value;
    const name = names.get(JSON.stringify(value));
    if (name === undefined) return partsOf(value);
    if (!components.has(name)) components.set(name, partsOf(value));
    return { $ref: `#/components/schemas/${name}` };
  };
  const value = refer(paths);
  return { value, components: Object.fromEntries([...components].sort(([a], [b]) => (a < b ? -1 : 1))) };
}
