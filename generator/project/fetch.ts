/** The bytes behind an address, over the network. Long enough for a slow server, not for a dead one. */
export async function fetchBytes(
  address: string,
  download: typeof globalThis.fetch = globalThis.fetch,
): Promise<Uint8Array> {
  const answer = await download(address, { signal: AbortSignal.timeout(60_000) });
  if (!answer.ok) throw new Error(`the server answered ${answer.status} ${answer.statusText}`);
  return new Uint8Array(await answer.arrayBuffer());
}
