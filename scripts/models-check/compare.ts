import type { SourcedModelRow } from '../../src/catalog/schema.ts';
import type { ModelList } from './lists.ts';

export interface Comparison {
  /** Rows that are offered although the vendor does not list them. */
  gone: string[];
  /** Rows that count as switched off although the vendor lists them. */
  back: string[];
  /** Ids of models that draw and that no row has. */
  fresh: string[];
}

/** What the catalog says of one vendor's models against what the vendor lists. */
export function compareModels(
  list: ModelList,
  ids: readonly string[],
  rows: readonly SourcedModelRow[],
): Comparison {
  const own = rows.filter((row) => row.provider === list.vendor || row.label === list.label);
  const listed = new Set(ids);
  const known = new Set(own.flatMap((row) => [row.model, ...row.aliases]));
  const isOff = (row: SourcedModelRow) => row.status === 'retired';
  return {
    gone: own.filter((row) => !isOff(row) && !listed.has(row.model)).map(({ name }) => name),
    back: own.filter((row) => isOff(row) && listed.has(row.model)).map(({ name }) => name),
    // A reseller has hundreds; its models need no row.
    fresh:
      list.headers === undefined || own.length === 0
        ? []
        : ids.filter((id) => list.draws.test(id) && !known.has(id)),
  };
}

/** Lines for people; none where nothing has changed. */
export function reportOf({ label }: ModelList, { gone, back, fresh }: Comparison): string[] {
  return [
    ...gone.map((name) => `${label} does not list ${name} any more.`),
    ...back.map((name) => `${label} lists ${name}, which counts as switched off.`),
    ...fresh.map((id) => `${label} lists ${id}, which the catalog does not have.`),
  ];
}
