import { StackFault } from '../fault.ts';
import { isFunction, isPresent } from './functions.ts';
import type { Resolver } from './intrinsics.ts';
import type { Template } from './load.ts';
import { listOf, mapOrEmpty } from './value.ts';

export interface Route {
  /** `GET`, or `ANY`. */
  method: string;
  /** `/status/{jobId}`, or `$default`. */
  path: string;
  /** `GET /status/{jobId}`, as API Gateway names it. */
  key: string;
  functionId: string;
}

export interface CorsSettings {
  allowOrigins: string[];
  allowMethods: string[];
  allowHeaders: string[];
  exposeHeaders: string[];
  allowCredentials: boolean;
  maxAge: number | undefined;
}

const METHODS = ['GET', 'POST', 'PUT', 'PATCH', 'DELETE', 'HEAD', 'OPTIONS', 'ANY'];

/** Every `HttpApi` event of every function. @throws StackFault with all faults */
export function readRoutes(template: Template, resolver: Resolver): Route[] {
  const routes = new Map<string, Route>();
  const faults: string[] = [];
  for (const [functionId, resource] of Object.entries(template.resources)) {
    if (!isFunction(resource) || !isPresent(resource, resolver, functionId)) continue;
    for (const [eventId, raw] of Object.entries(mapOrEmpty(resource.Properties.Events))) {
      const event = mapOrEmpty(raw);
      const at = ['Resources', functionId, 'Properties', 'Events', eventId];
      const place = template.place(at);
      if (event.Type === 'Schedule') continue;
      if (event.Type !== 'HttpApi') {
        faults.push(`${place}: the local stack knows events of "Type: HttpApi" and "Type: Schedule" only.`);
        continue;
      }
      const properties = mapOrEmpty(event.Properties);
      const path = properties.Path === undefined ? '$default' : resolver.text(properties.Path, at);
      const method =
        properties.Method === undefined ? 'ANY' : resolver.text(properties.Method, at).toUpperCase();
      if (path !== '$default' && !path.startsWith('/'))
        faults.push(`${place}: write the path with "/" in front.`);
      if (!METHODS.includes(method))
        faults.push(`${place}: write one of ${METHODS.join(', ')} as the method.`);
      const key = path === '$default' ? '$default' : `${method} ${path}`;
      const other = routes.get(key);
      if (other) faults.push(`${place}: ${key} already belongs to ${other.functionId}.`);
      else routes.set(key, { method, path, key, functionId });
    }
  }
  if (faults.length > 0) throw new StackFault(faults);
  return [...routes.values()];
}

/** The CORS configuration of the HTTP API; `undefined` where it has none. */
export function readCors(template: Template, resolver: Resolver): CorsSettings | undefined {
  for (const [id, resource] of Object.entries(template.resources)) {
    if (resource.Type !== 'AWS::Serverless::HttpApi') continue;
    const written = { ...mapOrEmpty(mapOrEmpty(template.globals.HttpApi)), ...resource.Properties }
      .CorsConfiguration;
    if (written === undefined) return undefined;
    const cors = mapOrEmpty(resolver.resolve(written, ['Resources', id, 'Properties', 'CorsConfiguration']));
    const texts = (name: string) => listOf(cors[name]).map(String);
    return {
      allowOrigins: texts('AllowOrigins'),
      allowMethods: texts('AllowMethods'),
      allowHeaders: texts('AllowHeaders'),
      exposeHeaders: texts('ExposeHeaders'),
      allowCredentials: cors.AllowCredentials === true,
      maxAge: cors.MaxAge === undefined ? undefined : Number(cors.MaxAge),
    };
  }
  return undefined;
}

/** Origins whose pages may send forms to a bucket, by its CORS rules. */
export function readUploadOrigins(template: Template, resolver: Resolver): string[] {
  return Object.entries(template.resources).flatMap(([id, { Type, Properties }]) => {
    if (Type !== 'AWS::S3::Bucket') return [];
    const at = ['Resources', id, 'Properties', 'CorsConfiguration', 'CorsRules'];
    const written = mapOrEmpty(Properties.CorsConfiguration).CorsRules;
    const rules = written === undefined ? [] : listOf(resolver.resolve(written, at)).map(mapOrEmpty);
    return rules
      .filter((rule) => listOf(rule.AllowedMethods).includes('POST'))
      .flatMap((rule) => listOf(rule.AllowedOrigins).map(String));
  });
}
