/** What the person at the terminal reads; everything goes to stdout in the order in which it happens. */
export const report = {
  step: (text: string) => console.log(`\n==> ${text}`),
  line: (text: string) => console.log(`    ${text}`),
  warning: (text: string) => console.log(`    Warning: ${text}`),
};
