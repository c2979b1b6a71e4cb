import { readFileSync } from 'node:fs';

interface Price {
  usd: number;
  source: string;
  freePerMonth?: number;
}

interface PriceList {
  region: string;
  date: string;
  prices: Record<string, Price>;
}

const list = JSON.parse(
  readFileSync(new URL('../data/aws-prices.json', import.meta.url), 'utf8'),
) as PriceList;

export const PRICE_DATE = list.date;

/** US dollars for one unit. @throws when the list has no such price */
export function price(name: string): number {
  const found = list.prices[name];
  if (found === undefined) throw new Error(`benchmarks/data/aws-prices.json has no "${name}".`);
  return found.usd;
}

/** Units billed in a month beyond the free tier. */
export function billable(name: string, units: number): number {
  return Math.max(0, units - (list.prices[name]?.freePerMonth ?? 0)) * price(name);
}

/** With this much memory, a function has one full CPU. */
const FULL_PROCESSOR_MB = 1769;

/** Milliseconds that work of this CPU time takes in a function with this much memory. */
export function stretched(cpuMs: number, memoryMb: number): number {
  return cpuMs * Math.max(1, FULL_PROCESSOR_MB / memoryMb);
}

export interface Billed {
  memoryMb: number;
  /** Per invocation. */
  milliseconds: number;
  invocations: number;
}

/** Compute and requests of a function on arm64. */
export function lambdaUsd({ memoryMb, milliseconds, invocations }: Billed): number {
  const gbSeconds = (memoryMb / 1024) * (milliseconds / 1000) * invocations;
  return gbSeconds * price('lambdaArmGbSecond') + invocations * price('lambdaRequest');
}

/** Dollars by service. */
export type Bill = Record<string, number>;

export function total(bill: Bill): number {
  return Object.values(bill).reduce((sum, usd) => sum + usd, 0);
}

export function times(bill: Bill, factor: number): Bill {
  return Object.fromEntries(Object.entries(bill).map(([service, usd]) => [service, usd * factor]));
}
