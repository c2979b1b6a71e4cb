import type { Bundle } from './functions.ts';

/** The SDK clients that this system uses, each with the commands that it sends. */
export const CLIENTS = {
  s3: { client: 'S3Client', commands: ['GetObjectCommand', 'ListObjectsV2Command', 'PutObjectCommand'] },
  dynamodb: { client: 'DynamoDBClient', commands: ['UpdateItemCommand', 'BatchGetItemCommand'] },
  lambda: { client: 'LambdaClient', commands: ['InvokeCommand'] },
  'secrets-manager': { client: 'SecretsManagerClient', commands: ['GetSecretValueCommand'] },
  'bedrock-runtime': { client: 'BedrockRuntimeClient', commands: ['InvokeModelCommand', 'ConverseCommand'] },
} as const;

export type ClientName = keyof typeof CLIENTS;

/** The clients that a bundle holds. */
export function clientsOf({ inputs }: Pick<Bundle, 'inputs'>): ClientName[] {
  const paths = Object.keys(inputs);
  const names = Object.keys(CLIENTS) as ClientName[];
  return names.filter((name) => paths.some((path) => path.includes(`/@aws-sdk/client-${name}/`)));
}

/** A module that loads and constructs these clients and does nothing else. */
export function clientsSource(names: readonly ClientName[]): string {
  const imports = names.map((name) => {
    const { client, commands } = CLIENTS[name];
    return `import { ${[client, ...commands].join(', ')} } from '@aws-sdk/client-${name}';`;
  });
  const made = names.map((name) => `new ${CLIENTS[name].client}({})`);
  const commands = names.flatMap((name) => CLIENTS[name].commands);
  return `${imports.join('\n')}
export const clients = [${made.join(', ')}];
export const handler = async () => [${commands.join(', ')}];`;
}

/** The handler together with every client of the system, like code that is shared by all functions. */
export function handlerWithAllClients(entry: string): string {
  const names = Object.keys(CLIENTS) as ClientName[];
  const imports = names.map((name, index) => `import * as sdk${index} from '@aws-sdk/client-${name}';`);
  return `${imports.join('\n')}
export { handler } from './src/${entry}';
export const sdk = [${names.map((_, index) => `sdk${index}`).join(', ')}];`;
}
