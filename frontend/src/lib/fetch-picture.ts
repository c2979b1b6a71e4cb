/** The bytes of a picture of ours. */
export async function fetchPicture(url: string): Promise<Uint8Array<ArrayBuffer>> {
  // A picture that an <img> loaded without CORS may lie in the cache without the header that we need.
  const response = await fetch(url, { mode: 'cors', cache: 'no-cache' });
  if (!response.ok) throw new Error(`Fetching the picture failed with status ${response.status}.`);
  return new Uint8Array(await response.arrayBuffer());
}
