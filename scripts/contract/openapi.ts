import { stringify } from 'yaml';
import {
  AspectRatio,
  CONTRACT_VERSION,
  CompletedResult,
  CostRange,
  EnhanceRequest,
  EnhanceResponse,
  ErrorResponse,
  FailedResult,
  GalleryEntry,
  GalleryListResponse,
  GalleryResponse,
  GenerateRequest,
  GenerateResponse,
  Limits,
  ModelEntry,
  ModelsResponse,
  Parameters,
  PendingResult,
  Result,
  ResultError,
  RunningResult,
  Sent,
  StatusResponse,
  Supports,
} from '../../src/contract/index.ts';
import { paths } from './paths.ts';

/** Schemas that get a name of their own in the document; wherever one occurs in another, it is referred to. */
const NAMED = {
  AspectRatio,
  CostRange,
  Parameters,
  ResultError,
  Sent,
  PendingResult,
  RunningResult,
  CompletedResult,
  FailedResult,
  Result,
  Supports,
  ModelEntry,
  Limits,
  GalleryEntry,
  GenerateRequest,
  GenerateResponse,
  StatusResponse,
  EnhanceRequest,
  EnhanceResponse,
  GalleryListResponse,
  GalleryResponse,
  ModelsResponse,
  ErrorResponse,
};

/** Quoted, because older readers take `16:9` for a number and a time for a date. */
const QUOTED = {
  lineWidth: 0,
  aliasDuplicateObjects: false,
  defaultStringType: 'QUOTE_DOUBLE',
  defaultKeyType: 'PLAIN',
} as const;

/** The text of `openapi.yaml`. */
export function openApiDocument(): string {
  const document = {
    openapi: '3.1.0',
    info: {
      title: 'Pixel Prompt',
      version: CONTRACT_VERSION,
      description:
        'One prompt, drawn by up to twenty image models at the same time. The gateway in front may answer on its own ' +
        'account, with `{"message": "…"}`: 404 for unknown routes, 429 when it throttles, 503 when a function is missing.',
      license: { name: 'Apache-2.0', identifier: 'Apache-2.0' },
    },
    servers: [{ url: 'http://127.0.0.1:3000', description: 'Started by `npm start`.' }],
    security: [],
    tags: [
      { name: 'runs', description: 'Asking for pictures and watching them arrive.' },
      { name: 'gallery', description: 'Runs of the last days.' },
      { name: 'models', description: 'What can be asked, and what it costs.' },
    ],
    paths,
    components: { schemas: componentSchemas() },
  };
  return `# Made by \`npm run generate\` from src/contract.\n${stringify(document, QUOTED)}`;
}

function componentSchemas(): Record<string, unknown> {
  const names = new Map(Object.entries(NAMED).map(([name, schema]) => [JSON.stringify(schema), name]));
  const refer = (value: unknown, self: string): unknown => {
    if (Array.isArray(value)) return value.map((item) => refer(item, self));
    if (typeof value !== 'object' || value === null) return value;
    const name = names.get(JSON.stringify(value));
    if (name !== undefined && name !== self) return { $ref: `#/components/schemas/${name}` };
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, refer(item, self)]));
  };
  return Object.fromEntries(Object.entries(NAMED).map(([name, schema]) => [name, refer(schema, name)]));
}
