import { connect, createServer, type Server, type Socket } from "node:net";

/** A door before a server on loopback that a test can close, open again, or let hang, without touching the server. */
export class TcpProxy {
  readonly #server: Server;
  readonly #pairs = new Set<[Socket, Socket]>();
  #state: "open" | "shut" | "hanging" = "open";

  private constructor(readonly target: { host: string; port: number }) {
    this.#server = createServer((client) => this.#join(client));
  }

  static async before(url: string): Promise<TcpProxy> {
    const { hostname, port } = new URL(url);
    const proxy = new TcpProxy({ host: hostname, port: Number(port) });
    await new Promise<void>((resolve) => proxy.#server.listen(0, "127.0.0.1", resolve));
    return proxy;
  }

  get port(): number {
    const address = this.#server.address();
    return typeof address === "object" && address ? address.port : 0;
  }

  /** Cuts every connection and refuses new ones. */
  shut(): void {
    this.#state = "shut";
    for (const [client, upstream] of this.#pairs) {
      client.destroy();
      upstream.destroy();
    }
  }

  /** Accepts everything and answers nothing. */
  hang(): void {
    this.#state = "hanging";
    for (const [client] of this.#pairs) client.pause();
  }

  open(): void {
    this.#state = "open";
    for (const [client] of this.#pairs) client.resume();
  }

  async close(): Promise<void> {
    this.shut();
    await new Promise((resolve) => this.#server.close(resolve));
  }

  #join(client: Socket): void {
    if (this.#state === "shut") {
      client.destroy();
      return;
    }
    const upstream = connect(this.target);
    const pair: [Socket, Socket] = [client, upstream];
    this.#pairs.add(pair);
    const end = () => {
      this.#pairs.delete(pair);
      client.destroy();
      upstream.destroy();
    };
    for (const socket of pair) socket.on("error", end).on("close", end);
    client.pipe(upstream);
    upstream.pipe(client);
    if (this.#state === "hanging") client.pause();
  }
}
