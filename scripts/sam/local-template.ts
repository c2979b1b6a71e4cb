import { cpSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseDocument } from 'yaml';

/** Where `sam local` works; below .aws-sam, which git ignores. */
const FOLDER = '.aws-sam/local';

/** Variables that lead the AWS SDK to the local endpoint. `sam local` passes only what the template declares. */
const ENDPOINT_VARIABLES = [
  'AWS_ENDPOINT_URL',
  'AWS_ENDPOINT_URL_LAMBDA',
  'AWS_ACCESS_KEY_ID',
  'AWS_SECRET_ACCESS_KEY',
  'AWS_SESSION_TOKEN',
] as const;

/**
 * Writes a copy of the template for `sam local`: for this machine's processor, since arm64 containers need an
 * emulator elsewhere, and with the variables above. What is deployed stays free of both.
 * @returns path of the copy
 */
export function writeLocalTemplate(root: string): string {
  const folder = join(root, FOLDER);
  const layer = join(folder, 'layers/sharp');
  mkdirSync(layer, { recursive: true });
  const document = parseDocument(readFileSync(join(root, 'template.yaml'), 'utf8'), { logLevel: 'silent' });
  const architecture = process.arch === 'arm64' ? 'arm64' : 'x86_64';

  const globals = ['Globals', 'Function'];
  document.setIn([...globals, 'Architectures'], [architecture]);
  document.setIn([...globals, 'CodeUri'], join(root, 'src'));
  for (const name of ENDPOINT_VARIABLES)
    document.setIn([...globals, 'Environment', 'Variables', name], 'unset');

  const sharp = ['Resources', 'SharpLayer'];
  document.setIn([...sharp, 'Metadata', 'BuildArchitecture'], architecture);
  document.setIn([...sharp, 'Properties', 'CompatibleArchitectures'], [architecture]);
  document.setIn([...sharp, 'Properties', 'ContentUri'], layer);
  cpSync(join(root, 'layers/sharp'), layer, {
    recursive: true,
    filter: (path) => !path.includes('node_modules'),
  });
  const npmrc = readFileSync(join(layer, '.npmrc'), 'utf8');
  writeFileSync(join(layer, '.npmrc'), npmrc.replace(/^cpu=.*$/m, `cpu=${process.arch}`));

  const file = join(folder, 'template.yaml');
  writeFileSync(file, document.toString({ lineWidth: 0 }));
  return file;
}
