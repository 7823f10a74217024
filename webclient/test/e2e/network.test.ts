// What people see when the network fails, and that nothing on the panel is lost by it. The recorder stands between the
// pages and the service and cuts: the relay's datagrams, or the signaling alone.
import assert from 'node:assert/strict';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, test } from 'node:test';
import type { ChromiumPerson } from './chromium.ts';
import { newLink } from './link.ts';
import { meet } from './pair-up.ts';
import { Recorder } from './recorder.ts';
import { connected, converged, draw, enter, frame, look, showsPicture, toast } from './room.ts';
import { StageSet } from './stage-set.ts';
import { until } from './until.ts';

const set = StageSet.prepare();
let recorder = new Recorder();
afterEach(async () => {
  await set.dismiss();
  recorder.close();
  recorder = new Recorder();
});

interface Pair {
  readonly agent: ChromiumPerson;
  readonly customer: ChromiumPerson;
}

type Prepare = (person: ChromiumPerson) => Promise<void>;

/** Two people whose every way leads through the recorder: signaling, and relayed panel and blobs. */
async function pairBehindRecorder(prepare: Prepare = async () => {}): Promise<Pair> {
  const origin = `http://127.0.0.1:${await recorder.tcp(Number(new URL(set.service.url).port))}`;
  const { link } = newLink(origin);
  const [agent, customer] = [await set.chromium(), await set.chromium()];
  for (const person of [agent, customer]) {
    await relayThroughRecorder(person);
    await prepare(person);
  }
  await enter(agent, link, 'Giulia', { hide: true });
  await enter(customer, link, 'Lucia', { hide: true });
  await Promise.all([connected(agent, 'relayed'), connected(customer, 'relayed')]);
  return { agent, customer };
}

/** Two people who are connected directly; `prepare` sees their pages before anything is loaded. */
async function pair(prepare: Prepare): Promise<Pair> {
  const [agent, customer] = [await set.chromium(), await set.chromium()];
  for (const person of [agent, customer]) await prepare(person);
  return meet(set, agent, customer);
}

async function relayThroughRecorder(person: ChromiumPerson): Promise<void> {
  let port = 0;
  await person.page.routeWebSocket(/\/signaling$/, (socket) => {
    const server = socket.connectToServer();
    server.onMessage(async (message) => {
      const text = String(message);
      const relay = /turn:127\.0\.0\.1:(\d+)\?transport=udp/.exec(text);
      if (!relay) return socket.send(text);
      port ||= await recorder.udp(Number(relay[1]));
      const m = JSON.parse(text) as { iceServers: { urls: string[] }[] };
      for (const s of m.iceServers) s.urls = [`turn:127.0.0.1:${port}?transport=udp`];
      socket.send(JSON.stringify(m));
    });
  });
}

function says(person: ChromiumPerson, word: string): Promise<boolean> {
  return until(`the word ${word}`, async () => (await look(person)).connection === word);
}

test('a cut is told in words, both go on drawing, and all comes together when it is mended', async () => {
  const { agent, customer } = await pairBehindRecorder();
  await agent.choose([set.media.second]);
  await Promise.all([showsPicture(agent, 1600, 1000), showsPicture(customer, 1600, 1000)]);
  await draw(agent, 'Arrow', '10,10 30,40');
  await converged(agent, customer, 1);
  recorder.cut();
  await Promise.all([says(agent, 'reconnecting'), says(customer, 'reconnecting')]);
  assert.match((await agent.page.getByRole('status').first().textContent()) ?? '', /Reconnecting/);
  await Promise.all([draw(agent, 'Circle', '50,30 80,70'), draw(customer, 'Arrow', '60,80 90,90')]);
  assert.deepEqual([(await look(agent)).marks.length, (await look(customer)).marks.length], [2, 2]);
  recorder.mend();
  await Promise.all([connected(agent, 'relayed'), connected(customer, 'relayed')]);
  await converged(agent, customer, 3);
  await draw(customer, 'Circle', '10,60 30,90');
  await converged(agent, customer, 4);
});

test('a picture that was under way when the cut came goes on where it stopped', async () => {
  const { agent, customer } = await pairBehindRecorder();
  const folder = await mkdtemp(join(tmpdir(), 'coviewer-noise-'));
  try {
    const file = join(folder, 'noise.jpg');
    const { bytes, width, height } = await noise(agent);
    await writeFile(file, bytes);
    const before = recorder.passedUdp;
    recorder.cutAfter(bytes.length);
    await agent.choose([file]);
    await until('the cut', () => recorder.isCut);
    await Promise.all([says(agent, 'reconnecting'), says(customer, 'reconnecting')]);
    const [atCut, received] = [recorder.passedUdp - before, await blobBytes(customer)];
    assert.equal(received, 0, 'the picture was through before the cut');
    recorder.mend();
    await showsPicture(customer, width, height);
    await frame(agent, /arrived/);
    const size = await until('the picture on the device', () => blobBytes(customer));
    // Each byte passes twice: to the relay, and from it.
    const passed = recorder.passedUdp - before;
    const again = (passed - 2 * size) / size;
    assert.ok(atCut > size / 2, `cut after ${atCut} bytes of ${size}: too soon to tell`);
    assert.ok(again < 0.5, `${Math.round(100 * again)} % of the picture were sent again`);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
});

test('when only signaling drops, the panel goes on, and the place is taken back', async () => {
  const welcomes: string[] = [];
  const { agent, customer } = await pairBehindRecorder(async (person) => {
    person.page.on('websocket', (socket) =>
      socket.on('framereceived', ({ payload }) => {
        if (String(payload).includes('"welcome"')) welcomes.push(String(payload));
      }),
    );
  });
  await agent.choose([set.media.second]);
  await Promise.all([showsPicture(agent, 1600, 1000), showsPicture(customer, 1600, 1000)]);
  recorder.hangUp();
  await draw(agent, 'Arrow', '10,10 30,40');
  await converged(agent, customer, 1);
  assert.equal((await look(customer)).connection, 'relayed');
  recorder.pickUp();
  await until('both places taken back', () => welcomes.filter((w) => w.includes('"resumed":true')).length >= 2);
  await draw(customer, 'Circle', '50,30 80,70');
  await converged(agent, customer, 2);
  assert.deepEqual([(await look(agent)).connection, (await look(customer)).connection], ['relayed', 'relayed']);
});

test('an altered box is told, and the two get connected all the same', async () => {
  let altered = 0;
  const { agent, customer } = await pair(async (person) => {
    await person.page.routeWebSocket(/\/signaling$/, (socket) => {
      const server = socket.connectToServer();
      server.onMessage((message) => {
        const m = JSON.parse(String(message)) as { type: string; box?: { sealed: string } };
        if (m.type === 'box' && m.box && altered === 0) {
          altered++;
          const at = m.box.sealed.length >> 1;
          const other = m.box.sealed[at] === 'A' ? 'B' : 'A';
          m.box.sealed = m.box.sealed.slice(0, at) + other + m.box.sealed.slice(at + 1);
        }
        socket.send(JSON.stringify(m));
      });
    });
  });
  assert.equal(altered, 1);
  await Promise.any([toast(agent, /wasn’t sealed with the key/), toast(customer, /wasn’t sealed with the key/)]);
  await agent.choose([set.media.second]);
  await Promise.all([showsPicture(agent, 1600, 1000), showsPicture(customer, 1600, 1000)]);
  await draw(customer, 'Arrow', '10,10 30,40');
  await converged(agent, customer, 1);
});

for (const channel of ['panel', 'ack'] as const) {
  test(`who sends garbage on the channel ${channel} is cut off, in words, and nothing on the panel is lost`, async () => {
    const { agent, customer } = await pair(async (person) => {
      await person.page.addInitScript(keepChannels);
    });
    await agent.choose([set.media.second]);
    await Promise.all([showsPicture(agent, 1600, 1000), showsPicture(customer, 1600, 1000)]);
    await draw(agent, 'Arrow', '10,10 30,40');
    const before = await converged(agent, customer, 1);
    await customer.evaluate((label) => {
      const channels = (window as unknown as { channels: RTCDataChannel[] }).channels;
      const open = channels.find((c) => c.label === label && c.readyState === 'open');
      // Text, of all things: as a length it would be four gigabytes.
      for (let i = 0; i < 25; i++) {
        if (i % 2 === 0) open?.send('4000000000');
        else open?.send(new Uint8Array([0xff, i]));
      }
    }, channel);
    await toast(agent, /Lucia sent something that isn’t understood and has been disconnected/);
    await says(agent, 'gone');
    assert.deepEqual((await look(agent)).marks, before.marks);
    await draw(agent, 'Circle', '50,30 80,70');
    await until('a mark of one’s own', async () => (await look(agent)).marks.length === 2);
  });
}

/** Runs in the page, before its own code. */
function keepChannels(): void {
  const channels: RTCDataChannel[] = [];
  Object.assign(window, { channels });
  const create = RTCPeerConnection.prototype.createDataChannel;
  RTCPeerConnection.prototype.createDataChannel = function (...a) {
    const channel = create.apply(this, a);
    channels.push(channel);
    return channel;
  };
}

/** A photo that compresses badly, so that it is on its way for a while. */
async function noise(person: ChromiumPerson): Promise<{ bytes: Buffer; width: number; height: number }> {
  const [width, height] = [2400, 1800];
  const text = await person.evaluate(
    async ([w = 0, h = 0]) => {
      const canvas = new OffscreenCanvas(w, h);
      const c = canvas.getContext('2d');
      if (!c) throw new Error('no canvas');
      const image = c.createImageData(w, h);
      for (let i = 0, n = 1; i < image.data.length; i++) {
        n = (Math.imul(n, 1_664_525) + 1_013_904_223) >>> 0;
        image.data[i] = i % 4 === 3 ? 255 : n >>> 24;
      }
      c.putImageData(image, 0, 0);
      const blob = await canvas.convertToBlob({ type: 'image/jpeg', quality: 0.8 });
      let binary = '';
      for (const b of new Uint8Array(await blob.arrayBuffer())) binary += String.fromCharCode(b);
      return btoa(binary);
    },
    [width, height],
  );
  return { bytes: Buffer.from(text, 'base64'), width, height };
}

/** Bytes of pictures that the device keeps; they are sealed, which adds a few. */
function blobBytes(person: ChromiumPerson): Promise<number> {
  return person.evaluate(async () => {
    const done = <T>(request: IDBRequest<T>): Promise<T> =>
      new Promise((resolve, reject) => {
        request.onsuccess = () => resolve(request.result);
        request.onerror = () => reject(request.error ?? new Error('storage'));
      });
    const database = await done(indexedDB.open('coviewer'));
    const all = (await done(database.transaction('rows').objectStore('rows').getAll())) as {
      kind: string;
      sealed: Uint8Array[];
    }[];
    database.close();
    return all.filter((row) => row.kind === 'blob').reduce((sum, row) => sum + (row.sealed[0]?.length ?? 0), 0);
  }, null);
}
