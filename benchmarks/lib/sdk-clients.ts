import type { Bundle } from './functions.ts';

/** The SDK clients that this system uses, by the end of their package's name. */
const CLIENTS = {
  s3: 'S3Client',
  dynamodb: 'DynamoDBClient',
  lambda: 'LambdaClient',
  'secrets-manager': 'SecretsManagerClient',
  'bedrock-runtime': 'BedrockRuntimeClient',
} as const;

type ClientName = keyof typeof CLIENTS;

const NAMES = Object.keys(CLIENTS) as ClientName[];

/** A client that a bundle holds, with the commands that are sent, by itself too, such as `PutObjectCommand`. */
export interface UsedClient {
  name: ClientName;
  commands: string[];
}

export function clientsOf({ inputs }: Pick<Bundle, 'inputs'>): UsedClient[] {
  const used = Object.entries(inputs).flatMap(([path, bytes]) => (bytes > 0 ? [path] : []));
  return NAMES.flatMap((name) => {
    const own = used.filter((path) => path.includes(`/@aws-sdk/client-${name}/`));
    const commands = own.flatMap((path) => /\/commands\/(\w+Command)\.js$/.exec(path)?.[1] ?? []);
    return own.length === 0 ? [] : [{ name, commands: [...new Set(commands)] }];
  });
}

/** A module that loads and constructs these clients and does nothing else. */
export function clientsSource(clients: readonly UsedClient[]): string {
  const imports = clients.map(
    ({ name, commands }) =>
      `import { ${[CLIENTS[name], ...commands].join(', ')} } from '@aws-sdk/client-${name}';`,
  );
  const made = clients.map(({ name }) => `new ${CLIENTS[name]}({})`);
  return `${imports.join('\n')}
export const clients = [${made.join(', ')}];
export const handler = async () => [${clients.flatMap(({ commands }) => commands).join(', ')}];`;
}

/** The handler together with every client of the system, like code that is shared by all functions. */
export function handlerWithAllClients(entry: string): string {
  const imports = NAMES.map((name, index) => `import * as sdk${index} from '@aws-sdk/client-${name}';`);
  return `${imports.join('\n')}
export { handler } from './src/${entry}';
export const sdk = [${NAMES.map((_, index) => `sdk${index}`).join(', ')}];`;
}
