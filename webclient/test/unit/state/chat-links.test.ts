import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { type LinkPart, linkParts, maxLinks, type TextPart } from '../../../src/state/chat-links.ts';

const shown = (part: TextPart) => (part.kind === 'text' ? part.text : `${part.before}[${part.host}]${part.after}`);
const read = (text: string) => linkParts(text).map(shown);
const links = (text: string) => linkParts(text).filter((part): part is LinkPart => part.kind === 'link');

for (const { text, want } of [
  { text: 'nothing to see', want: ['nothing to see'] },
  { text: '', want: [] },
  { text: 'https://a.example', want: ['https://[a.example]'] },
  { text: 'see HTTP://A.example/Path now', want: ['see ', 'HTTP://[a.example]/Path', ' now'] },
  { text: 'www.shop.example/x', want: ['[www.shop.example]/x'] },
  { text: 'a.example:8080', want: ['a.example:8080'] },
  { text: 'https://a.example:8443/x', want: ['https://[a.example:8443]/x'] },
  // The sentence around it.
  { text: 'Look: https://a.example/x.', want: ['Look: ', 'https://[a.example]/x', '.'] },
  { text: '(https://a.example/x)', want: ['(', 'https://[a.example]/x', ')'] },
  { text: 'https://a.example/x_(y)', want: ['https://[a.example]/x_(y)'] },
  { text: '(see https://a.example/x_(y)).', want: ['(see ', 'https://[a.example]/x_(y)', ').'] },
  { text: '"https://a.example/x"', want: ['"', 'https://[a.example]/x', '"'] },
  { text: '«https://a.example/x»!', want: ['«', 'https://[a.example]/x', '»!'] },
  { text: 'https://a.example/?q=1&r=2#z…', want: ['https://[a.example]/?q=1&r=2#z', '…'] },
  { text: 'https://a.example/1\nhttps://b.example/2', want: ['https://[a.example]/1', '\n', 'https://[b.example]/2'] },
  // Other schemes, and what only looks like an address.
  { text: 'javascript:alert(1)', want: ['javascript:alert(1)'] },
  { text: 'data:text/html,https', want: ['data:text/html,https'] },
  { text: 'ftp://a.example file:///etc vbscript:x', want: ['ftp://a.example file:///etc vbscript:x'] },
  { text: 'javascript://a.example/%0aalert(1)', want: ['javascript://a.example/%0aalert(1)'] },
  { text: 'xhttps://a.example', want: ['xhttps://a.example'] },
  { text: 'http://', want: ['http://'] },
  { text: 'http://[::bad', want: ['http://[::bad'] },
  { text: 'www. or www.', want: ['www. or www.'] },
  { text: 'me@www.a.example', want: ['me@www.a.example'] },
  // Who the page belongs to.
  { text: 'https://bank.example@evil.example/', want: ['https://bank.example@[evil.example]/'] },
  { text: 'https://bank.example:pw@evil.example/', want: ['https://bank.example:pw@[evil.example]/'] },
  { text: 'https://bank.example\\@evil.example/', want: ['https://[bank.example]/@evil.example/'] },
  { text: 'https://bаnk.example/', want: ['https://[xn--bnk-6cd.example]/'] }, // a Cyrillic а
  { text: 'https://xn--bnk-6cd.example/', want: ['https://[xn--bnk-6cd.example]/'] },
  { text: 'https://bücher.example/ä', want: ['https://[xn--bcher-kva.example]/%C3%A4'] },
  { text: 'https://a.example／x', want: null }, // a full-width slash is no part of a host
  { text: 'https://0x7f.1/', want: ['https://[127.0.0.1]/'] },
  { text: 'https://a。example/x', want: ['https://[a.example]/x'] }, // an ideographic full stop
  // What cannot be seen ends an address.
  { text: 'https://a.example/\u202Egnp.exe', want: ['https://[a.example]/', '\u202Egnp.exe'] },
  { text: 'https://a.exa\u200Bmple', want: ['https://[a.exa]', '\u200Bmple'] },
  { text: '\u202Ehttps://a.example', want: ['\u202E', 'https://[a.example]'] },
]) {
  test(`links in ${JSON.stringify(text)}`, () => {
    if (want) assert.deepEqual(read(text), want);
    else assert.deepEqual(links(text), []);
  });
}

test('what is pressed leads where the host that is shown says, whatever was written', () => {
  const piece = fc.constantFrom(
    ...['https://', 'http://', 'www.', 'javascript:', 'data:', '//', '\\', '@', ':', '.', '/', '?', '#', '(', ')', ']'],
    ...['a.example', 'bаnk', 'ß', '。', '％2f', '%00', '\u202E', '\u200B', '\0', ' ', '\n', '<', '"', '127.1', '[::1]'],
  );
  const hostile = fc.oneof(
    fc.array(piece, { maxLength: 12 }).map((pieces) => `https://${pieces.join('')}`),
    fc.array(fc.oneof(piece, fc.string({ unit: 'binary', maxLength: 4 })), { maxLength: 30 }).map((p) => p.join('')),
  );
  fc.assert(
    fc.property(hostile, (text) => {
      for (const link of links(text)) {
        const url = new URL(link.href);
        assert.match(url.protocol, /^https?:$/);
        assert.equal(url.host, link.host);
        assert.match(link.host, /^[\x21-\x7e]+$/);
        assert.doesNotMatch(link.before + link.after, /[\p{Cc}\p{Cf}]/u);
        // Reading again what is shown leads to the same page.
        const again = link.before + link.host + link.after;
        assert.equal(new URL(/^https?:/i.test(again) ? again : `https://${again}`).href, link.href);
      }
    }),
    { numRuns: 3_000 },
  );
});

test('nothing of the text around links is lost or changed', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom('https://a.example/x', '(', ')', '. ', 'word', '\n', '"')), (pieces) => {
      const text = pieces.join('');
      const whole = linkParts(text).map((part) =>
        part.kind === 'text' ? part.text : part.before + part.host + part.after,
      );
      assert.equal(whole.join(''), text);
    }),
  );
});

test('only so many are links', () => {
  assert.equal(links('https://a.example '.repeat(maxLinks + 5)).length, maxLinks);
});

test('the time grows with the text, not with its square', () => {
  const time = (text: string) => {
    const start = performance.now();
    linkParts(text);
    return performance.now() - start;
  };
  // Quadratic, the shortest of these would take longer by far.
  for (const tail of [')', '(', '.', '()', 'https://', 'www.', '@', '/'])
    assert.ok(time(`https://a.example/${tail.repeat(100_000)}`) < 5_000, tail);
});
