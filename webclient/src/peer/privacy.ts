// Relay only: what leaves this device names relay addresses and nothing else. The browser already gathers none but
// relay candidates then; this holds even if one did not, and takes out the related address that some browsers add.

export function cleanCandidate(line: string, relayOnly: boolean): string | null {
  if (!relayOnly || line === '') return line;
  if (!/ typ relay( |$)/.test(line)) return null;
  return line.replace(/ raddr \S+ rport \d+/, ' raddr 0.0.0.0 rport 9');
}

export function cleanDescription(sdp: string, relayOnly: boolean): string {
  if (!relayOnly) return sdp;
  const lines = sdp.split('\r\n').flatMap((line) => {
    if (!line.startsWith('a=candidate:')) return [line];
    const clean = cleanCandidate(line.slice(2), true);
    return clean === null ? [] : [`a=${clean}`];
  });
  return lines.join('\r\n');
}
