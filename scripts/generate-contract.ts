import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openApiDocument } from './contract/openapi.ts';
import { validatorFiles } from './contract/validators.ts';

/** Every file made from src/contract, by its path in the repository. */
export async function generatedFiles(): Promise<Record<string, string>> {
  const validators = Object.entries(await validatorFiles());
  return {
    ...Object.fromEntries(validators.map(([name, text]) => [`src/contract/generated/${name}`, text])),
    'openapi.yaml': openApiDocument(),
  };
}

const self = fileURLToPath(import.meta.url);
if (process.argv[1] === self) {
  for (const [path, text] of Object.entries(await generatedFiles())) {
    const file = join(dirname(self), '..', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
