import type { Route } from '../template/routes.ts';

export interface Match {
  route: Route;
  pathParameters: Record<string, string>;
}

/**
 * The route that API Gateway would choose: full match before variables, greedy variables next, `$default` last.
 */
export function matchRoute(routes: readonly Route[], method: string, path: string): Match | undefined {
  let best: (Match & { rank: number }) | undefined;
  for (const route of routes) {
    if (route.method !== 'ANY' && route.method !== method) continue;
    const pathParameters = matchPath(route.path, path);
    if (!pathParameters) continue;
    const rank = specificity(route);
    if (!best || rank > best.rank) best = { route, pathParameters, rank };
  }
  return best;
}

function matchPath(pattern: string, path: string): Record<string, string> | undefined {
  if (pattern === '$default') return {};
  const names: string[] = [];
  const source = pattern.replace(
    /\{([^}+]+)(\+?)\}|[.*+?^$()|[\]\\]/g,
    (whole, name?: string, greedy?: string) => {
      if (name === undefined) return `\\${whole}`;
      names.push(name);
      return greedy === '+' ? '(.+)' : '([^/]+)';
    },
  );
  const match = new RegExp(`^${source}$`).exec(path);
  if (!match) return undefined;
  return Object.fromEntries(names.map((name, index) => [name, decoded(match[index + 1] ?? '')]));
}

/** Leaves text that is not percent-encoded UTF-8 unchanged; the function then finds no such name. */
function decoded(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

function specificity({ path, method }: Route): number {
  if (path === '$default') return 0;
  const kind = path.includes('+}') ? 1 : path.includes('{') ? 2 : 3;
  return kind * 10_000 + path.replace(/\{[^}]*\}/g, '').length * 2 + (method === 'ANY' ? 0 : 1);
}
