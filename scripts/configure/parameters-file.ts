import { chmodSync, existsSync, renameSync, writeFileSync } from 'node:fs';
import { readParametersFile } from '../../local/template/parameters.ts';

export type ParameterValues = Record<string, unknown>;

/** The parameters in a file, or `undefined` if the file does not exist. @throws StackFault if it is not a parameters file */
export function readFile(file: string): ParameterValues | undefined {
  return existsSync(file) ? { ...readParametersFile(file).values } : undefined;
}

/** What to write into a file that overrides `base`: what differs from it, and what the file already had. */
export function differing(
  wanted: ParameterValues,
  base: ParameterValues,
  before: ParameterValues,
): ParameterValues {
  return Object.fromEntries(
    Object.entries(wanted).filter(
      ([name, value]) => value !== undefined && (name in before || value !== base[name]),
    ),
  );
}

/** Only the owner may read it; an interruption leaves the old file. */
export function saveFile(file: string, values: ParameterValues): void {
  const temporary = `${file}.new`;
  writeFileSync(temporary, `${JSON.stringify({ Parameters: values }, null, 2)}\n`, { mode: 0o600 });
  // A leftover of an interrupted run would have kept its own mode.
  chmodSync(temporary, 0o600);
  renameSync(temporary, file);
}
