const { createRequire } = process.getBuiltinModule('node:module');
const require = createRequire(import.meta.url);

/**
 * A package as Node itself loads it: once for each of jest's processes. What is imported, jest loads anew for each test
 * file, which for Playwright takes most of a second.
 */
export const loadOnce = <Package>(name: string) => require(name) as Package;
