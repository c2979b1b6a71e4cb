import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { indexFile, readContract } from './contract/exports.ts';
import { openApiDocument } from './contract/openapi.ts';
import { validatorFiles } from './contract/validators.ts';
import { runningCatalog } from './running-catalog.ts';

/** Every file made from src/contract and from the catalog, by its path in the repository. */
export async function generatedFiles(): Promise<Record<string, string>> {
  const contract = await readContract();
  const validators = Object.entries(await validatorFiles(contract));
  return {
    ...Object.fromEntries(validators.map(([name, text]) => [`src/contract/generated/${name}`, text])),
    'src/contract/index.ts': indexFile(contract),
    'openapi.yaml': openApiDocument(contract),
    'src/catalog/generated/catalog.ts': runningCatalog(),
  };
}

if (process.argv[1] === import.meta.filename) {
  for (const [path, text] of Object.entries(await generatedFiles())) {
    const file = join(import.meta.dirname, '..', path);
    await mkdir(dirname(file), { recursive: true });
    await writeFile(file, text);
  }
}
