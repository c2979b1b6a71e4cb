import { rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Value } from '../../local/template/value.ts';
import { scratchFolder } from './scratch-folder.ts';

/**
 * A value as the SAM CLI has to get it. It strips quotes around a value and turns `\"`, `\'` and `\ ` into the bare
 * character, so JSON escapes are written in the one form that it leaves alone (`\u0022`). Keys become JSON string
 * bodies, which the template puts into the JSON of the secret.
 */
function samValue(name: string, value: Value): string {
  if (/^(?:Model\d+Key|VendorKeys)$/.test(name)) return escapeKey(String(value));
  if (Array.isArray(value)) return value.map(String).join(',');
  if (typeof value === 'object' && value !== null) return escapeJson(JSON.stringify(value));
  const text = String(value);
  return name === 'ModelOverrides' || name === 'SignIn' ? escapeJson(text) : text;
}

/** Only characters that SAM or JSON would read as something else are escaped. */
function escapeKey(key: string): string {
  return Array.from(key, (character) => (isSpecial(character) ? hexEscape(character) : character)).join('');
}

function isSpecial(character: string): boolean {
  return `"'\\\u007f`.includes(character) || character < ' ';
}

/** In JSON text a backslash occurs only in escapes; those that SAM would undo are written in hexadecimal. */
function escapeJson(json: string): string {
  return json.replace(/\\(["\\/])/g, (_, character: string) => hexEscape(character));
}

function hexEscape(character: string): string {
  return `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`;
}

export interface ParameterFile {
  /** `file://…`, for --parameter-overrides. */
  reference: string;
  remove(): void;
}

/**
 * Writes the values where only this user can read them: an argument would show in `ps`.
 * JSON is YAML, and SAM takes `.yaml` but refuses `.json`.
 */
export function writeParameterFile(values: Readonly<Record<string, Value>>): ParameterFile {
  const folder = scratchFolder();
  const file = join(folder, 'parameters.yaml');
  const remove = () => rmSync(folder, { recursive: true, force: true });
  const entries = Object.entries(values).map(([name, value]) => [name, samValue(name, value)]);
  writeFileSync(file, JSON.stringify(Object.fromEntries(entries)), { mode: 0o600 });
  return { reference: `file://${file}`, remove };
}
