/** Has `fetch` give these files by their addresses, and 404 for everything else. */
export function fetchFiles(files: ReadonlyMap<string, Uint8Array>): void {
  globalThis.fetch = async (url) => {
    const bytes = files.get(String(url));
    const reply = {
      ok: bytes !== undefined,
      status: bytes ? 200 : 404,
      arrayBuffer: async () => bytes?.slice().buffer,
    };
    return reply as unknown as Response;
  };
}
