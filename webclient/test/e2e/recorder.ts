import { createSocket, type RemoteInfo, type Socket } from 'node:dgram';
import { createServer, type Server, connect as tcpConnect } from 'node:net';

/**
 * Stands between the browsers and the service on every way that leads to it,
 * passes all on, and keeps a copy: what it saw is what anybody on the wire, or
 * the service itself, can see.
 */
export class Recorder {
  readonly #chunks: Buffer[] = [];
  readonly #closers: (() => void)[] = [];

  get bytes(): Buffer {
    return Buffer.concat(this.#chunks);
  }

  /** Forwards TCP to `port`; returns its own port. */
  async tcp(port: number): Promise<number> {
    const server: Server = createServer((near) => {
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
      this.#chunks.push(data);
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
      this.#chunks.push(data);
      near.send(data, sender.port, sender.address);
    });
    far.set(key, socket);
    return socket;
  }

  close(): void {
    for (const close of this.#closers.splice(0)) close();
  }
}
