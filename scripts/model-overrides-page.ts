import { writeFileSync } from 'node:fs';
import { ModelOverride } from '../src/contract/model-override.ts';

const PAGE = new URL('../docs/model-overrides.md', import.meta.url);

/** A JSON schema, as far as this page reads it. */
interface Schema {
  type?: string;
  description?: string;
  enum?: unknown[];
  anyOf?: Schema[];
  minimum?: number;
  maximum?: number;
  properties?: Record<string, Schema>;
  patternProperties?: Record<string, Schema>;
}

/** Values of `ModelOverrides` that the page shows; a test parses them. */
export const EXAMPLES: readonly { about: string; value: Record<string, Record<string, unknown>> }[] = [
  {
    about:
      'Slot 3 is a server of your own that speaks the OpenAI protocol (LocalAI, vLLM, stable-diffusion.cpp):',
    value: {
      '3': { provider: 'openai-compatible', model: 'sdxl', baseUrl: 'https://example.org/v1', priceUsd: 0 },
    },
  },
  {
    about: 'Slot 1 draws in high quality, which costs more, and may take longer:',
    value: { '1': { fixed: { quality: 'high' }, priceUsd: { low: 0.1, high: 0.2 }, timeoutSeconds: 240 } },
  },
  {
    about: 'Slot 2 goes through a proxy, and slot 5 asks for a model that the catalog does not know yet:',
    value: {
      '2': { baseUrl: 'https://proxy.example.org/openai' },
      '5': {
        provider: 'recraft',
        model: 'recraftv9',
        sizes: { '1:1': '1024x1024' },
        supports: { seed: true },
      },
    },
  },
  {
    about:
      'GPT Image on Azure OpenAI, where `model` is the name of the deployment; another model of OpenRouter, with what is known of it:',
    value: {
      '6': {
        provider: 'openai',
        model: 'my-gpt-image-2',
        baseUrl: 'https://NAME.openai.azure.com/openai/v1',
      },
      '7': {
        provider: 'openrouter',
        model: 'bytedance-seed/seedream-5-5',
        priceUsd: 0.03,
        sizes: { '1:1': '1:1', '16:9': '16:9' },
        fixed: { resolution: '1K' },
      },
    },
  },
];

const INTRODUCTION = `# ModelOverrides

The template parameter \`ModelOverrides\` changes single slots: another model id, another server, another price. It is a JSON object; its
names are slot numbers, 1 to 20, and each value may have the settings below. Made from \`src/contract/model-override.ts\` by \`npm run generate\`.

In \`parameters.json\` it may be the object itself instead of text. \`npm start\` and \`scripts/deploy.sh\` check it and list every mistake; keys of
vendors do not belong here but in \`Model1Key\` to \`Model20Key\`. A slot that is not mentioned runs as the [catalog](models.md) says.

A \`baseUrl\` at a private address (\`http://localhost:7860\`, \`http://192.168.1.20:8080\`) works with \`npm start\` only: functions on AWS refuse it, and \`scripts/deploy.sh\`
says so. For a server inside your VPC: [vpc.md](vpc.md).
`;

/** The page, as it has to stand in docs/model-overrides.md. */
export function modelOverridesPage(): string {
  const { properties = {} } = ModelOverride as Schema;
  const lines = Object.entries(properties).map(
    ([name, schema]) => `| \`${name}\` | ${valuesOf(schema)} | ${schema.description ?? ''} |`,
  );
  const examples = EXAMPLES.map(
    ({ about, value }) => `${about}\n\n\`\`\`json\n${JSON.stringify(value, null, 2)}\n\`\`\`\n`,
  );
  return [
    INTRODUCTION,
    '| setting | value | meaning |',
    '| --- | --- | --- |',
    ...lines,
    '',
    '## Examples',
    '',
    examples.join('\n'),
  ].join('\n');
}

/** What a value may be, in words. */
function valuesOf(schema: Schema): string {
  if (schema.enum) return schema.enum.map((value) => `\`${value}\``).join(' ');
  if (schema.anyOf) return schema.anyOf.map(valuesOf).join(', or ');
  if (schema.type === 'object') return objectOf(schema);
  const range = schema.minimum === undefined ? '' : `, ${schema.minimum} to ${schema.maximum}`;
  return `${TYPES[schema.type ?? ''] ?? schema.type}${range}`;
}

function objectOf({ properties, patternProperties = {} }: Schema): string {
  if (properties) {
    const names = Object.keys(properties).map((name) => `\`${name}\``);
    return `object with ${names.join(', ')}`;
  }
  return `object of ${Object.values(patternProperties).map(valuesOf).join(', ')}`;
}

const TYPES: Readonly<Record<string, string>> = {
  string: 'text',
  integer: 'whole number',
  number: 'number',
  boolean: 'true or false',
  array: 'list',
  null: 'null',
};

if (process.argv[1] === import.meta.filename) writeFileSync(PAGE, modelOverridesPage());
