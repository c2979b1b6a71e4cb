import { Ajv } from 'ajv';
import standaloneCode from 'ajv/dist/standalone/index.js';
import { build } from 'esbuild';
import type { TSchema } from 'typebox';
import { type Contract, nameOf } from './exports.ts';

/**
 * Checked at run time although no request holds them: an event, and a parameter of the template. Of these, a fault says
 * only which field is wrong: nobody reads more.
 */
const OTHERS = ['ModelOverride', 'WorkerEvent'];

/** `validators.js` and `validators.d.ts`: every check that runs in a Lambda, compiled ahead and free of imports. */
export async function validatorFiles(contract: Contract): Promise<Record<string, string>> {
  const schemas = checkedSchemas(contract);
  const ajv = new Ajv({
    allErrors: true,
    verbose: false,
    // What a person reads comes from src/http/invalid-input.ts.
    messages: false,
    strict: true,
    strictTypes: false,
    // `anyOf` names properties that are defined beside it.
    strictRequired: false,
    code: { source: true, esm: true, lines: true },
    schemas: [...schemas].map(([name, schema]) => ({ ...withoutWords(schema), $id: name })),
  });
  const names = Object.fromEntries([...schemas.keys()].map((name) => [`is${name}`, name]));
  const code = standaloneCode.default(ajv, names);
  const bundle = await build({
    stdin: { contents: withoutSchemas(code), resolveDir: process.cwd(), loader: 'js' },
    bundle: true,
    write: false,
    format: 'esm',
    platform: 'node',
    target: 'node24',
    charset: 'ascii',
  });
  const script = compact(bundle.outputFiles[0]?.text ?? '');
  return {
    'validators.js': `// Made by \`npm run generate\`.\n${script}`,
    'validators.d.ts': declarations(schemas),
  };
}

/** Each fault as ajv writes it, with its path in the schema, which nobody reads. */
const FAULT =
  /const (err\d+) = \{(?: instancePath(?:: (.*?))?, schemaPath: "(?:[^"\\]|\\.)*", keyword: ("\w+"), params: (.*) )?\};\n\s*if \(vErrors === null\) \{\s*vErrors = \[\1\];\s*\} else \{\s*vErrors\.push\(\1\);\s*\}\s*errors\+\+;/g;

/** Once for all of them: what is written out hundreds of times would be half of the file. */
const ADD_FAULT = `function addFault(faults, instancePath, keyword, params) {
  const fault = { instancePath, keyword, params };
  if (faults === null) return [fault];
  faults.push(fault);
  return faults;
}
`;

/** How each check begins, and what it adds its faults with. */
const START = /let vErrors = null;\s*let errors = 0;/g;
const FAULTS = `let vErrors = null;
  let errors = 0;
  const fault = (instancePath, keyword, params) => {
    vErrors = addFault(vErrors, instancePath, keyword, params);
    errors++;
  };`;

/** `schema12.properties.visibility.enum`, with the schemas by their names in the script. */
const LIST = /\b(schema\d+)((?:\.\w+)*)\.enum\b/g;
/** How ajv looks a name up among many. */
const NAMES = /func\d+\.call\((schema\d+)\.properties, (key\d+)\)/g;
const SCHEMA = /^(?:const|var) (schema\d+) = (\{.*\});$/gm;

/** Writes out what ajv looks up in whole schemas, so that no function carries those. */
function withoutSchemas(script: string): string {
  const schemas = new Map(
    [...script.matchAll(SCHEMA)].map(([, name, text]) => [name, JSON.parse(text ?? '')] as const),
  );
  return script
    .replace(LIST, (_, name, path: string) => {
      const holder = path
        .split('.')
        .slice(1)
        .reduce((part, key) => part?.[key], schemas.get(name));
      return JSON.stringify(holder.enum);
    })
    .replace(
      NAMES,
      (_, name, key) => `${JSON.stringify(Object.keys(schemas.get(name).properties))}.includes(${key})`,
    )
    .replace(SCHEMA, '');
}

/** Makes the code small in bundles, also by telling that what one function does not use has no effects. */
function compact(script: string): string {
  const texts = new Map<string, string>();
  const shorter = script
    .replace(FAULT, (_, _name, path = 'instancePath', keyword, params) =>
      keyword === undefined ? 'fault();' : `fault(${path}, ${keyword}, ${params});`,
    )
    .replace(START, FAULTS)
    .replace(/var pattern(\d+) = new RegExp\(("(?:[^"\\]|\\.)*"), /g, (_, number, text) => {
      texts.set(text, `text${number}`);
      return `var text${number} = ${text};\nvar pattern${number} = new RegExp(text${number}, `;
    })
    .replace(/(?<=\{ pattern: )"(?:[^"\\]|\\.)*"(?= \})/g, (text) => texts.get(text) ?? text)
    .replace(/(?<== )(?=new RegExp\(|__commonJS\()/g, '/* @__PURE__ */ ')
    .replace(/(?<== )(require_\w+\(\)[.\w]*)(?=;)/g, '/* @__PURE__ */ (() => $1)()');
  if (shorter.includes('schemaPath')) throw new Error('ajv writes faults in another way than before.');
  return withoutPlaces(`${ADD_FAULT}${OTHERS.reduce(withFieldsOnly, shorter)}`);
}

/** No check calls another, so that each begins at the root of its data. */
function withoutPlaces(script: string): string {
  const rooted = script
    .replace(/(function validate\d+)\(data, \{[^}]*\} = \{\}\)/g, '$1(data)')
    .replaceAll('instancePath + "', '"')
    .replace(/\bfault\(instancePath,/g, 'fault("",');
  const outside = rooted.replace(ADD_FAULT, '').replaceAll(FAULTS, '');
  if (/instancePath|rootData|parentData/.test(outside)) throw new Error('One check calls another.');
  return rooted;
}

/** The check of one schema with faults that name the field alone: a third less code. */
function withFieldsOnly(script: string, name: string): string {
  const [, check] = new RegExp(`var is${name} = (validate\\d+);`).exec(script) ?? [];
  const start = script.indexOf(`function ${check}(`);
  const end = script.indexOf('\n}\n', start);
  if (check === undefined || start < 0 || end < 0)
    throw new Error(`The check of ${name} is written in another way than before.`);
  const terse = script.slice(start, end).replace(/\bfault\((.+?), "\w+", (.*)\);/g, (_, path, params) => {
    const [, field] = /^instancePath \+ "(\/\w+)/.exec(path) ?? [];
    const [, key] = /additionalProperty: (key\d+)/.exec(params) ?? [];
    return `fault(${field !== undefined ? `"${field}"` : key !== undefined ? `"/" + ${key}` : '""'});`;
  });
  return script.slice(0, start) + terse + script.slice(end);
}

/** Every schema of a request: bodies, queries, headers and path parameters, by the name under which it is exported. */
function checkedSchemas(contract: Contract): Map<string, TSchema> {
  const ofRequests = contract.operations.flatMap(({ route, request, query, headers = {}, path = {} }) =>
    [
      ...(request ? [request.schema] : []),
      ...(query ? [query] : []),
      ...Object.values({ ...headers, ...path }).map(({ schema }) => schema),
    ].map((schema) => nameOf(schema, contract, route)),
  );
  const names = [...new Set([...ofRequests, ...OTHERS])].sort();
  return new Map(names.flatMap((name) => [...contract.schemas].filter(([exported]) => exported === name)));
}

/** Without descriptions, which would only make the bundles larger: functions carry the schemas too. */
function withoutWords(schema: object): object {
  const text = JSON.stringify(schema, (key, value) =>
    key === 'description' && typeof value === 'string' ? undefined : value,
  );
  return JSON.parse(text);
}

function declarations(schemas: ReadonlyMap<string, TSchema>): string {
  const typeOf = (name: string) => (isText(schemas.get(name)) ? 'string' : name);
  const names = [...schemas.keys()];
  return [
    '// Made by `npm run generate`.',
    `import type { ${names.filter((name) => typeOf(name) === name).join(', ')} } from '../index.ts';`,
    '',
    'export interface Fault {',
    '  instancePath: string;',
    '  keyword: string;',
    '  params: Record<string, unknown>;',
    '}',
    '',
    'export interface Validator<T, F = Fault> {',
    '  (data: unknown): data is T;',
    '  /** What is wrong with the data of the last call. */',
    '  errors?: F[] | null;',
    '}',
    '',
    ...names.map(
      (name) =>
        `export declare const is${name}: Validator<${typeOf(name)}${OTHERS.includes(name) ? ", Pick<Fault, 'instancePath'>" : ''}>;`,
    ),
    '',
  ].join('\n');
}

const isText = (schema: TSchema | undefined) =>
  schema !== undefined && 'type' in schema && schema.type === 'string';
