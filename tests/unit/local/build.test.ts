import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { concernedBy, createBuilder } from '../../../local/build.ts';
import { readConfiguration } from '../../../local/configuration.ts';
import { demoParameters } from '../../../local/demo-parameters.ts';
import { temporaryFolder } from '../../helpers/local-stack/start.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const built = new Map([
  ['Models', { inputs: new Set(['/src/models.ts', '/src/shared.ts']) }],
  ['Status', { inputs: new Set(['/src/status.ts', '/src/shared.ts']) }],
]);
const concerned = (...paths: string[]) => [...concernedBy(new Set(paths), built)];

describe('concernedBy', () => {
  it('names the bundles that have read a changed file', () => {
    expect(concerned('/src/models.ts')).toEqual(['Models']);
    expect(concerned('/src/shared.ts')).toEqual(['Models', 'Status']);
    expect(concerned('/src/models.ts', '/src/status.ts')).toEqual(['Models', 'Status']);
  });

  it('names all of them for a new file, which any may read now, and when not every change was told', () => {
    const added = join(folder.path, 'added.ts');
    writeFileSync(added, 'export {};');
    expect(concerned(added)).toEqual(['Models', 'Status']);
    expect([...concernedBy(undefined, built)]).toEqual(['Models', 'Status']);
  });

  it('passes over folders and over files that editors have taken away again', () => {
    expect(concerned(folder.path, join(folder.path, 'gone.ts~'))).toEqual([]);
  });
});

describe('createBuilder', () => {
  it('leaves the AWS SDK to the thread, which finds it from where the bundle is', async () => {
    const { functions } = readConfiguration({
      templateFile: 'template.yaml',
      parameters: { values: demoParameters },
      stackId: '01234567-89ab-4cde-8f01-23456789abcd',
    });
    const builder = await createBuilder(
      functions.filter(({ logicalId }) => logicalId === 'StatusFunction'),
      folder.path,
    );
    const bundles = await builder.build();
    await builder.stop();

    const code = readFileSync(bundles.get('StatusFunction') ?? '', 'utf8');
    expect(code).toContain('require("@aws-sdk/client-s3")');
    expect(code).not.toMatch(/^\/\/ node_modules\/@(aws-sdk|smithy)\//m);
    expect(code).toContain('// src/usecases/read-run/get-status.ts');
  });
});
