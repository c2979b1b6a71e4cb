import { ConfigurationError } from '../errors.ts';
import { isDollars, isWhole } from './numbers.ts';

export type Environment = Readonly<Record<string, string | undefined>>;

/** Typed getters over an environment; every fault is noted and thrown together by `done`. */
export interface EnvReader {
  text(name: string): string;
  /** '' where it is missing. */
  optionalText(name: string): string;
  whole(name: string, range: { min: number; max: number; fallback?: number }): number;
  /** Dollars; a missing value is 0. */
  dollars(name: string): number;
  /** Parts between separators, trimmed, empty ones left out. */
  list(name: string, separator: string): string[];
  /** An http or https address without a trailing slash. */
  address(name: string): string;
  fault(message: string): void;
  /** @throws ConfigurationError naming every fault. */
  done<T>(value: T): T;
}

export function envReader(environment: Environment): EnvReader {
  const faults: string[] = [];
  const raw = (name: string) => environment[name]?.trim() ?? '';
  const required = (name: string) => {
    const value = raw(name);
    if (value === '') faults.push(`${name} is missing.`);
    return value;
  };

  return {
    text: required,
    optionalText: raw,
    whole(name, { min, max, fallback }) {
      if (raw(name) === '' && fallback !== undefined) return fallback;
      const value = required(name);
      if (value === '') return min;
      if (isWhole(value, { min, max })) return Number(value);
      faults.push(`${name} must be a whole number from ${min} to ${max}, but is "${value}".`);
      return min;
    },
    dollars(name) {
      const value = raw(name);
      if (value === '') return 0;
      if (isDollars(value)) return Number(value);
      faults.push(`${name} must be an amount in dollars such as 5 or 2.50, but is "${value}".`);
      return 0;
    },
    list: (name, separator) =>
      raw(name)
        .split(separator)
        .map((part) => part.trim())
        .filter((part) => part !== ''),
    address(name) {
      const value = required(name);
      if (value === '') return value;
      if (URL.canParse(value) && /^https?:$/.test(new URL(value).protocol)) return value.replace(/\/+$/, '');
      faults.push(`${name} must be an http or https address, but is "${value}".`);
      return value;
    },
    fault: (message) => faults.push(message),
    done(value) {
      if (faults.length > 0) throw new ConfigurationError(faults);
      return value;
    },
  };
}
