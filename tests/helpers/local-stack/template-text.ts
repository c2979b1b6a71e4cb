import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createResolver, type Resolver } from '../../../local/template/intrinsics.ts';
import { loadTemplate, type Template } from '../../../local/template/load.ts';
import { builtInParameters, resolveParameters } from '../../../local/template/parameters.ts';
import { createResourceNames, pseudoParameters } from '../../../local/template/resources.ts';
import type { ValueMap } from '../../../local/template/value.ts';

/** A template from its text, with a resolver over it. */
export function templateFrom(
  text: string,
  parameters: ValueMap = {},
): { template: Template; resolver: Resolver } {
  const folder = mkdtempSync(join(tmpdir(), 'pixel-prompt-template-'));
  try {
    const file = join(folder, 'template.yaml');
    writeFileSync(file, text);
    const template = loadTemplate(file);
    const resolver: Resolver = createResolver({
      template,
      parameters: resolveParameters(template, builtInParameters(template, parameters)),
      pseudo: pseudoParameters('00000000-0000-4000-8000-000000000000'),
      resources: createResourceNames(template, (value, id, property) => resolver.text(value, [id, property])),
    });
    return { template, resolver };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
