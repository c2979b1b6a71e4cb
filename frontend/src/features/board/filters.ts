/** What a board is narrowed to. It stands in the address, so that Back and a link bring it again. Empty: everything. */
export interface Filters {
  category: string;
  /** The number of a voter; `0` is whoever looks. */
  voter: string;
  /** Days in UTC, `2026-11-20`, both included. */
  from: string;
  to: string;
}

const DAY = /^\d{4}-\d{2}-\d{2}$/;

export function filtersFrom(search: URLSearchParams): Filters {
  const day = (name: string) => {
    const value = search.get(name) ?? '';
    return DAY.test(value) && !Number.isNaN(Date.parse(value)) ? value : '';
  };
  const voter = search.get('voter') ?? '';
  return {
    category: search.get('category') ?? '',
    voter: /^\d{1,9}$/.test(voter) ? voter : '',
    from: day('from'),
    to: day('to'),
  };
}

/** The address of a board with these filters. */
export function searchOf(list: string | undefined, filters: Filters): URLSearchParams {
  const entries = Object.entries({ list: list ?? '', ...filters }).filter(([, value]) => value !== '');
  return new URLSearchParams(entries);
}

export const isNarrowed = (filters: Filters): boolean => Object.values(filters).some(Boolean);

interface Filtered {
  voter: string;
  category?: string;
  day: string;
}

export function passes({ voter, category, day }: Filtered, filters: Filters): boolean {
  return (
    (filters.category === '' || filters.category === category) &&
    (filters.voter === '' || filters.voter === voter) &&
    (filters.from === '' || day >= filters.from) &&
    (filters.to === '' || day <= filters.to)
  );
}
