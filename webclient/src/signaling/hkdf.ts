// HKDF-SHA256 (RFC 5869) by WebCrypto.

const text = new TextEncoder();

export async function hkdf(
  secret: Uint8Array<ArrayBuffer>,
  salt: Uint8Array<ArrayBuffer>,
  info: string,
  bytes: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const key = await crypto.subtle.importKey('raw', secret, 'HKDF', false, ['deriveBits']);
  const params = { name: 'HKDF', hash: 'SHA-256', salt, info: text.encode(info) };
  return new Uint8Array(await crypto.subtle.deriveBits(params, key, bytes * 8));
}
