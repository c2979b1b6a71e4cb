/** Prints the event of its schedule. */
export async function handler(event: unknown) {
  console.log(JSON.stringify({ tick: event }));
}
