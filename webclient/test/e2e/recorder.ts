import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { createServer, type Socket as NetSocket, type Server, connect as tcpConnect } from 'node:net';

/**
 * Stands between the browsers and the service on every way that leads to it,
 * passes all on, and keeps a copy: what it saw is what anybody on the wire, or
 * the service itself, can see. It can also cut these ways, and mend them.
 */
export class Recorder {
  readonly #chunks: Buffer[] = [];
  readonly #closers: (() => void)[] = [];
  readonly #calls = new Set<NetSocket>();
  #isCut = false;
  #isHungUp = false;
  #passedUdp = 0;
  #cutAt = Number.POSITIVE_INFINITY;

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  /** Bytes that went through over UDP, in both directions. */
  get passedUdp(): number {
    return this.#passedUdp;
  }

  /** Drops all datagrams, without telling anybody. */
  cut(): void {
    this.#isCut = true;
  }

  /** The same, once so many more bytes have passed. */
  cutAfter(bytes: number): void {
    this.#cutAt = this.#passedUdp + bytes;
  }

  get isCut(): boolean {
    return this.#isCut;
  }

  mend(): void {
    this.#isCut = false;
    this.#cutAt = Number.POSITIVE_INFINITY;
  }

  /** Ends every TCP connection and takes no new one. */
  hangUp(): void {
    this.#isHungUp = true;
    for (const call of this.#calls) call.destroy();
  }

  pickUp(): void {
    this.#isHungUp = false;
  }

  /** Forwards TCP to `port`; returns its own port. */
  async tcp(port: number): Promise<number> {
    const server: Server = createServer((near) => {
      if (this.#isHungUp) {
        near.destroy();
        return;
      }
      this.#calls.add(near);
      near.on('close', () => this.#calls.delete(near));
      const far = tcpConnect(port, '127.0.0.1');
      for (const [from, to] of [
        [near, far],
        [far, near],
      ] as const) {
        from.on('data', (data) => {
          this.#chunks.push(data);
          to.write(data);
        });
        from.on('close', () => to.destroy());
        from.on('error', () => to.destroy());
      }
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    this.#closers.push(() => server.close());
    return (server.address() as { port: number }).port;
  }

  /** Forwards UDP to `port`, one socket a sender; returns its own port. */
  async udp(port: number): Promise<number> {
    const near = createSocket('udp4');
    const far = new Map<string, Socket>();
    near.on('message', (data, sender) => {
      if (!this.#passes(data)) return;
      this.#farSocket(near, far, sender).send(data, port, '127.0.0.1');
    });
    await new Promise<void>((resolve) => near.bind(0, '127.0.0.1', resolve));
    this.#closers.push(() => {
      near.close();
      for (const socket of far.values()) socket.close();
    });
    return near.address().port;
  }

  #farSocket(near: Socket, far: Map<string, Socket>, sender: RemoteInfo): Socket {
    const key = `${sender.address}:${sender.port}`;
    const known = far.get(key);
    if (known) return known;
    const socket = createSocket('udp4');
    socket.on('message', (data) => {
      if (this.#passes(data)) near.send(data, sender.port, sender.address);
    });
    far.set(key, socket);
    return socket;
  }

  #passes(datagram: Buffer): boolean {
    if (this.#passedUdp >= this.#cutAt) this.#isCut = true;
    if (this.#isCut) return false;
    this.#passedUdp += datagram.length;
    this.#chunks.push(datagram);
    return true;
  }

  close(): void {
    for (const close of this.#closers.splice(0)) close();
  }
}
