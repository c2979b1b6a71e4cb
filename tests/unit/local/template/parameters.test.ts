import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { StackFault } from '../../../../local/fault.ts';
import {
  builtInParameters,
  readParametersFile,
  resolveParameters,
} from '../../../../local/template/parameters.ts';
import type { ValueMap } from '../../../../local/template/value.ts';
import { temporaryFolder } from '../../../helpers/local-stack/start.ts';
import { templateFrom } from '../../../helpers/local-stack/template-text.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

const { template } = templateFrom(`
Parameters:
  Count: {Type: Number, Default: 9, MinValue: 1, MaxValue: 20}
  Stage: {Type: String, Default: dev, AllowedValues: [dev, prod]}
  Name: {Type: String, Default: '', MaxLength: 5}
  Mail: {Type: String, Default: '', AllowedPattern: '|.+@.+', ConstraintDescription: an address or nothing}
  Origins: {Type: CommaDelimitedList, Default: '*'}
  Json: {Type: String, Default: '{}'}
  Key: {Type: String, NoEcho: true, Default: N/A, MaxLength: 9, AllowedPattern: '(?:[^"\\\\]|\\\\.)*', ConstraintDescription: escape}
Resources:
  A: {Type: T}
`);

const source = (values: ValueMap) => ({
  name: 'p.json',
  values,
  place: (name: string) => `p.json:${name.length}`,
});
const resolve = (values: ValueMap) => resolveParameters(template, source(values));
function faultsOf(values: ValueMap): readonly string[] {
  try {
    resolve(values);
    return [];
  } catch (error) {
    if (error instanceof StackFault) return error.faults;
    throw error;
  }
}

describe('resolveParameters', () => {
  it('fills in defaults and turns everything into text, as CloudFormation does', () => {
    expect(resolve({ Count: 4, Origins: 'https://a, https://b', Json: { '3': { model: 'x' } } })).toEqual({
      Count: '4',
      Stage: 'dev',
      Name: '',
      Mail: '',
      Origins: ['https://a', 'https://b'],
      Json: '{"3":{"model":"x"}}',
      Key: 'N/A',
    });
  });

  it('escapes keys for the JSON of the secret before the pattern is checked', () => {
    expect(resolve({ Key: 'a"b\\c\n' }).Key).toBe('a\\"b\\\\c\\n');
  });

  it('lists all faults, with their places and without the values', () => {
    expect(
      faultsOf({ Count: 'many', Stage: 'secret-value', Name: 'too long', Mail: 'x', Nam: 1, Key: null }),
    ).toEqual([
      'p.json:3 Nam: the template has no such parameter; did you mean Name?',
      'p.json:5 Count: must be a number.',
      'p.json:5 Stage: must be one of dev, prod.',
      'p.json:4 Name: must have 5 characters or less.',
      'p.json:4 Mail: is not allowed. an address or nothing',
      'p.json:3 Key: write text, a number, true or false.',
    ]);
  });

  it.each([[{ a: 1 }], [['a', 'b']]])('takes no map and no list for a key: %j', (Key) => {
    expect(faultsOf({ Key })).toEqual(['p.json:3 Key: write text, a number, true or false.']);
  });

  it('says only what is wrong with a key that is too long, not how others are written', () => {
    expect(faultsOf({ Key: 'x'.repeat(10) })).toEqual(['p.json:3 Key: must have 9 characters or less.']);
  });

  it.each([
    [0, 'must be 1 or more.'],
    [21, 'must be 20 or less.'],
    ['', 'must be a number.'],
  ])('checks the range of %j', (Count, message) => {
    expect(faultsOf({ Count })).toEqual([`p.json:5 Count: ${message}`]);
  });
});

describe('readParametersFile', () => {
  const write = (text: string) => {
    const file = join(folder.path, 'p.json');
    writeFileSync(file, text);
    return file;
  };

  it('reads values and knows their lines', () => {
    const file = write('\uFEFF{"Parameters": {\n  "Count": 4,\n  "Name": "x"\n}}');
    const { values, place } = readParametersFile(file);
    expect(values).toEqual({ Count: 4, Name: 'x' });
    expect([place('Name'), place('Other')]).toEqual([`${file}:3`, file]);
  });

  it.each([
    ['{"Parameters": {"Key": "sk-1"\n"x"', /p\.json:2 is not JSON/],
    ['[]', /p\.json:1: write/],
    ['{"Parameters": {}, "Tags": {}}', /unknown "Tags" beside "Parameters"/],
  ])('says what is wrong with %j, without quoting it', (text, message) => {
    const file = write(text);
    expect(() => readParametersFile(file)).toThrow(message);
    expect(() => readParametersFile(file)).not.toThrow(/sk-1/);
  });
});

describe('builtInParameters', () => {
  it('leaves out what the template does not have', () => {
    expect(builtInParameters(template, { Count: 4, Other: 1 }).values).toEqual({ Count: 4 });
  });
});
