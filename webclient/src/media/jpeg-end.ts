// Whether a JPEG's data is whole, as far as its markers tell. Browsers draw gray where data is missing and call it a
// success, so a damaged photo would go out unnoticed.

/** Walks the entropy-coded data (ITU-T T.81 B.1.1.5): restart markers in turn, no marker that has no business there, EOI
 *  at the end. Damage that leaves the markers alone is not seen: only decoding it could tell. */
export function isWholeJpeg(b: Uint8Array): boolean {
  let at = skipToScan(b, 2);
  while (at !== null) {
    const end = scanEnd(b, at);
    if (end === null) return false;
    if (b[end + 1] === 0xd9) return true;
    // Progressive pictures have several scans, with tables between them.
    at = skipToScan(b, end);
  }
  return false;
}

const maxSegments = 2_000;

/** The first byte of entropy-coded data after at; null when the segments are broken. */
function skipToScan(b: Uint8Array, from: number): number | null {
  let at = from;
  for (let i = 0; i < maxSegments && at + 4 <= b.length; i++) {
    if (b[at] !== 0xff) return null;
    const marker = b[at + 1] ?? 0;
    if (marker === 0xff) {
      at++;
      continue;
    }
    const length = ((b[at + 2] ?? 0) << 8) | (b[at + 3] ?? 0);
    at += 2 + length;
    if (marker === 0xda) return at;
  }
  return null;
}

/** Where the marker is that ends the scan; null when the data breaks off or a restart marker is out of turn. */
function scanEnd(b: Uint8Array, from: number): number | null {
  let restart = 0;
  for (let at = b.indexOf(0xff, from); at !== -1 && at + 1 < b.length; at = b.indexOf(0xff, at + 1)) {
    const marker = b[at + 1] ?? 0;
    if (marker === 0x00 || marker === 0xff) continue;
    if (marker < 0xd0 || marker > 0xd7) return isScanEnd(marker) ? at : null;
    if (marker !== 0xd0 + restart) return null;
    restart = (restart + 1) % 8;
  }
  return null;
}

/** EOI, or what may stand between two scans: SOS, DHT, DQT, DRI, DNL, COM, APPn. */
function isScanEnd(marker: number): boolean {
  return (
    marker === 0xd9 ||
    marker === 0xc4 ||
    (marker >= 0xda && marker <= 0xdd) ||
    marker === 0xfe ||
    (marker & 0xf0) === 0xe0
  );
}
