import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, describe, expect, it } from '@jest/globals';
import { loadTemplate } from '../../../../local/template/load.ts';
import { temporaryFolder } from '../../../helpers/local-stack/start.ts';

const folder = temporaryFolder();
afterAll(folder.remove);

function load(text: string) {
  const file = join(folder.path, 'template.yaml');
  writeFileSync(file, text);
  return loadTemplate(file);
}

describe('loadTemplate', () => {
  it('writes short tags out and follows anchors', () => {
    const { resources } = load(`
Resources:
  A:
    Type: T
    Properties: &shared
      Ref: !Ref B
      Attribute: !GetAtt B.Arn.Part
      Sub: !Sub ['\${X}', {X: !Ref Y}]
      Date: 2012-10-17
  B:
    Type: T
    Properties: *shared
`);
    expect(resources.B?.Properties).toEqual({
      Ref: { Ref: 'B' },
      Attribute: { 'Fn::GetAtt': ['B', 'Arn.Part'] },
      Sub: { 'Fn::Sub': [`\${X}`, { X: { Ref: 'Y' } }] },
      Date: '2012-10-17',
    });
    expect(resources.B).toEqual(resources.A);
  });

  it('takes the last anchor of a name before an alias, also one within another, and merges it', () => {
    const { resources } = load(`
Resources:
  A: { Type: T, Properties: &outer { Inner: &inner { X: 1 }, Same: *inner } }
  B: { Type: T, Properties: { Inner: *inner, Outer: *outer } }
  C: { Type: T, Properties: { Inner: &inner [2], Same: *inner } }
  D: { Type: T, Properties: { <<: *outer, Inner: *inner } }
`);
    const outer = { Inner: { X: 1 }, Same: { X: 1 } };
    expect(resources.A?.Properties).toEqual(outer);
    expect(resources.B?.Properties).toEqual({ Inner: { X: 1 }, Outer: outer });
    expect(resources.C?.Properties).toEqual({ Inner: [2], Same: [2] });
    expect(resources.D?.Properties).toEqual({ Inner: [2], Same: { X: 1 } });
  });

  it('knows the line of every value', () => {
    const { place } = load(
      'Resources:\n  A:\n    Type: T\n    Properties:\n      List:\n        - one\n        - two\n',
    );
    expect(place(['Resources', 'A', 'Properties'])).toBe('template.yaml:4 Resources.A.Properties');
    expect(place(['Resources', 'A', 'Properties', 'List', 1])).toBe(
      'template.yaml:7 Resources.A.Properties.List.1',
    );
    expect(place(['Resources', 'A', 'None', 'Deep'])).toBe('template.yaml:2 Resources.A.None.Deep');
  });

  it.each([
    ['Resources:\n  A: [', /template\.yaml:2 is not YAML/],
    ['Resources:\n  A:\n    Type: !Reff B', /:3 unknown tag !Reff; write !Ref\./],
    ['Resource:\n  A:\n    Type: T', /:1 Resource: unknown section; write "Resources:"/],
    ['Resources:\n  A:\n    Properties: {}', /:2 Resources\.A: write "Type:"/],
    ['just text', /is not a template/],
    ['Transform: x', /needs "Resources:"/],
  ])('says what is wrong in %j', (text, message) => {
    expect(() => load(text)).toThrow(message);
  });

  it('says where to start when there is no template', () => {
    expect(() => loadTemplate(join(folder.path, 'none.yaml'))).toThrow(/none\.yaml: cannot be read/);
  });
});
