import { didYouMean, StackFault } from '../fault.ts';
import type { Template } from './load.ts';
import { isMap, type Path, type Value, type ValueMap } from './value.ts';

/** Answers `Ref` and `GetAtt` of resources; see resources.ts. */
export interface ResourceNames {
  ref(logicalId: string): Value | undefined;
  attribute(logicalId: string, name: string): Value | undefined;
}

export interface Resolver {
  /** The value without intrinsics; `undefined` for `AWS::NoValue`. @throws StackFault with the place. */
  resolve(value: Value | undefined, path: Path): Value | undefined;
  text(value: Value | undefined, path: Path): string;
  /** Whether a named condition of the template holds. */
  condition(name: string, path: Path): boolean;
}

interface Sources {
  template: Template;
  parameters: ValueMap;
  pseudo: Readonly<Record<string, Value | undefined>>;
  resources: ResourceNames;
}

/** Resolves CloudFormation's intrinsic functions, as far as a template of functions needs them. */
export function createResolver({ template, parameters, pseudo, resources }: Sources): Resolver {
  const evaluating = new Set<string>();
  const fail = (path: Path, text: string): never => {
    throw new StackFault(`${template.place(path)}: ${text}`);
  };

  function resolve(value: Value | undefined, path: Path): Value | undefined {
    if (Array.isArray(value)) {
      return value.map((item, index) => resolve(item, [...path, index])).filter((item) => item !== undefined);
    }
    if (!isMap(value)) return value;
    const names = Object.keys(value);
    const name = names[0];
    if (names.length === 1 && name && (name === 'Ref' || name === 'Condition' || name.startsWith('Fn::'))) {
      // `Condition:` with a map is part of a policy statement, not a function.
      if (name !== 'Condition' || typeof value[name] === 'string')
        return call(name, value[name] ?? null, path);
    }
    const resolved: ValueMap = {};
    for (const [key, item] of Object.entries(value)) {
      const inner = resolve(item, [...path, key]);
      if (inner !== undefined) resolved[key] = inner;
    }
    return resolved;
  }

  function call(name: string, argument: Value, path: Path): Value | undefined {
    const run = functions[name];
    if (!run) {
      return fail(path, `${name} is not known here${didYouMean(name, Object.keys(functions))}`);
    }
    return run(argument, path);
  }

  function ref(name: string, path: Path): Value | undefined {
    if (name in pseudo) return pseudo[name];
    const parameter = parameters[name];
    if (parameter !== undefined) return parameter;
    const resource = resources.ref(name);
    if (resource !== undefined) return resource;
    const known = [...Object.keys(template.parameters), ...Object.keys(template.resources)];
    return fail(path, `"${name}" is neither a parameter nor a resource${didYouMean(name, known)}`);
  }

  function attribute(id: string, name: string, path: Path): Value {
    const value = resources.attribute(id, name);
    if (value !== undefined) return value;
    if (template.resources[id]) return fail(path, `the local stack knows no ${name} of ${id}.`);
    return fail(path, `there is no resource "${id}"${didYouMean(id, Object.keys(template.resources))}`);
  }

  function condition(name: string, path: Path): boolean {
    if (!(name in template.conditions)) {
      return fail(
        path,
        `there is no condition "${name}"${didYouMean(name, Object.keys(template.conditions))}`,
      );
    }
    if (evaluating.has(name)) return fail(path, `the condition "${name}" refers to itself.`);
    evaluating.add(name);
    try {
      return resolve(template.conditions[name], ['Conditions', name]) === true;
    } finally {
      evaluating.delete(name);
    }
  }

  function list(value: Value, path: Path, length: number | undefined, form: string): Value[] {
    if (!Array.isArray(value) || (length !== undefined && value.length !== length)) {
      return fail(path, `write it as ${form}.`);
    }
    return value;
  }

  const text = (value: Value | undefined, path: Path): string => {
    const resolved = resolve(value, path);
    if (typeof resolved === 'string') return resolved;
    if (typeof resolved === 'number' || typeof resolved === 'boolean') return String(resolved);
    // A comma-delimited list where text is wanted reads as CloudFormation's `Ref` in a string.
    if (Array.isArray(resolved)) return resolved.join(',');
    return fail(path, 'text is needed here.');
  };

  const listText = (value: Value | undefined, path: Path): Value[] => {
    const resolved = resolve(value, path);
    return Array.isArray(resolved) ? resolved : fail(path, 'a list is needed here.');
  };

  function substitute(pattern: string, variables: ValueMap, path: Path): string {
    return pattern.replace(/\$\{([^}]*)\}/g, (whole, raw: string) => {
      const name = raw.trim();
      if (name.startsWith('!')) return `\${${name.slice(1)}}`;
      const own = variables[name];
      if (own !== undefined) return text(own, path);
      const dot = name.indexOf('.');
      const value = dot < 0 ? ref(name, path) : attribute(name.slice(0, dot), name.slice(dot + 1), path);
      return value === undefined ? fail(path, `${whole} has no value here.`) : text(value, path);
    });
  }

  const truths = (argument: Value, path: Path) =>
    list(argument, path, undefined, 'a list of conditions').map(
      (item, index) => resolve(item, [...path, index]) === true,
    );

  const functions: Record<string, (argument: Value, path: Path) => Value | undefined> = {
    Ref: (argument, path) => ref(String(argument), path),
    Condition: (argument, path) => condition(String(argument), path),
    'Fn::GetAtt': (argument, path) => {
      const [id, ...rest] =
        typeof argument === 'string'
          ? argument.split('.')
          : list(argument, path, undefined, '!GetAtt Name.Attribute');
      return attribute(String(id), rest.map(String).join('.'), path);
    },
    'Fn::Sub': (argument, path) => {
      if (typeof argument === 'string') return substitute(argument, {}, path);
      const [pattern, variables] = list(argument, path, 2, '!Sub [text, {Name: value}]');
      return substitute(String(pattern), isMap(variables) ? variables : {}, path);
    },
    'Fn::Join': (argument, path) => {
      const [separator, parts] = list(argument, path, 2, "!Join [',', [a, b]]");
      return listText(parts, [...path, 1])
        .map((part) => text(part, path))
        .join(String(separator));
    },
    'Fn::Select': (argument, path) => {
      const [index, items] = list(argument, path, 2, '!Select [0, list]');
      const chosen = listText(items, [...path, 1])[Number(resolve(index, path))];
      return chosen ?? fail(path, `the list has no item ${String(index)}.`);
    },
    'Fn::Split': (argument, path) => {
      const [separator, whole] = list(argument, path, 2, "!Split [',', text]");
      return text(whole, path).split(String(separator));
    },
    'Fn::FindInMap': (argument, path) => {
      const names = list(argument, path, 3, '!FindInMap [Map, Key, Name]').map((part) => text(part, path));
      let found: Value | undefined = template.mappings;
      for (const name of names) found = isMap(found) ? found[name] : undefined;
      return found ?? fail(path, `there is no mapping ${names.join('.')}.`);
    },
    'Fn::If': (argument, path) => {
      const [name, yes, no] = list(argument, path, 3, '!If [Condition, then, else]');
      const holds = condition(String(name), path);
      return resolve(holds ? yes : no, [...path, holds ? 1 : 2]);
    },
    'Fn::Equals': (argument, path) => {
      const [a, b] = list(argument, path, 2, '!Equals [a, b]');
      return text(a, path) === text(b, path);
    },
    'Fn::And': (argument, path) => truths(argument, path).every(Boolean),
    'Fn::Or': (argument, path) => truths(argument, path).some(Boolean),
    'Fn::Not': (argument, path) => !truths(argument, path)[0],
    'Fn::Base64': (argument, path) => Buffer.from(text(argument, path)).toString('base64'),
  };

  return { resolve, text, condition };
}
