import type { Template } from '../../../local/template/load.ts';
import { isMap, listOf, mapOrEmpty, type Value, type ValueMap } from '../../../local/template/value.ts';

export interface Mutation {
  /** What was taken away: `GenerateRole 1: s3:PutObject`. */
  name: string;
  template: Template;
}

/** Where the policies of the template stand, with the way to the list of statements in each. */
function documentsOf(template: Template): { owner: string; statements: (copy: Template) => Value[] }[] {
  return Object.entries(template.resources).flatMap(([owner, resource]) => {
    if (resource.Type === 'AWS::S3::BucketPolicy') {
      return [{ owner, statements: (copy: Template) => statementsOf(propertiesOf(copy, owner)) }];
    }
    if (resource.Type !== 'AWS::IAM::Role') return [];
    return listOf(resource.Properties.Policies).map((_, index) => ({
      owner,
      statements: (copy: Template) =>
        statementsOf(mapOrEmpty(listOf(propertiesOf(copy, owner).Policies)[index])),
    }));
  });
}

const propertiesOf = (template: Template, id: string): ValueMap => template.resources[id]?.Properties ?? {};

function statementsOf(holder: ValueMap): Value[] {
  const statements = mapOrEmpty(holder.PolicyDocument).Statement;
  if (!Array.isArray(statements)) throw new Error('Write "Statement:" as a list.');
  return statements;
}

function copyOf(template: Template): Template {
  return { ...template, resources: structuredClone(template.resources) };
}

/** The template without one statement, or without one action, resource or condition value of it, in turn. */
export function mutationsOf(template: Template): Mutation[] {
  return documentsOf(template).flatMap(({ owner, statements }) =>
    statements(template).flatMap((statement, index) => {
      // Only closed stacks have it: tests/integration/signed-pictures.test.ts needs it, and sees that it is used.
      if (isMap(statement) && 'Fn::If' in statement) return [];
      const without = (part: string, change: (list: Value[], copy: ValueMap) => void): Mutation => {
        const copy = copyOf(template);
        const list = statements(copy);
        change(list, mapOrEmpty(list[index]));
        return { name: `${owner} ${index}: ${part}`, template: copy };
      };
      const whole = without('all of it', (list) => list.splice(index, 1));
      const parts = ['Action', 'Resource'].flatMap((property) => {
        const values = isMap(statement) ? statement[property] : undefined;
        if (!Array.isArray(values) || values.length < 2) return [];
        return values.map((value, at) =>
          without(JSON.stringify(value), (_, changed) => listOf(changed[property]).splice(at, 1)),
        );
      });
      return [whole, ...parts, ...withoutConditionValues(statement, without)];
    }),
  );
}

function withoutConditionValues(
  statement: Value,
  without: (part: string, change: (list: Value[], copy: ValueMap) => void) => Mutation,
): Mutation[] {
  const conditions = mapOrEmpty(isMap(statement) ? statement.Condition : undefined);
  return Object.entries(conditions).flatMap(([operator, keys]) =>
    Object.entries(mapOrEmpty(keys)).flatMap(([key, values]) => {
      if (!Array.isArray(values) || values.length < 2) return [];
      return values.map((value, at) =>
        without(`${key} ${String(value)}`, (_, changed) => {
          listOf(mapOrEmpty(mapOrEmpty(changed.Condition)[operator])[key]).splice(at, 1);
        }),
      );
    }),
  );
}

/** The template with one more statement in a role. */
export function withStatement(template: Template, role: string, statement: ValueMap): Template {
  const copy = copyOf(template);
  const document = documentsOf(copy).find(({ owner }) => owner === role);
  if (document === undefined) throw new Error(`There is no role ${role}.`);
  document.statements(copy).push(statement);
  return copy;
}
