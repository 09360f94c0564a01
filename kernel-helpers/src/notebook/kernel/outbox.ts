import type { MessageLike } from "zeromq";

/** A socket that messages are sent over, as zeromq has them: it refuses a second one (EBUSY) while the first must wait. */
export interface Sender {
  closed: boolean;
  send(frames: MessageLike[]): Promise<void>;
}

/**
 * Sends messages over a socket in their order. A message goes out at once, not after an await, so that a bar moves also
 * while a synchronous loop holds the event loop; only where the socket is busy, as on a machine with too much to do, it
 * waits for its turn.
 */
export class Outbox {
  private readonly waiting: MessageLike[][] = [];
  private underWay: Promise<void> = Promise.resolve();

  constructor(private readonly socket: Sender) {}

  send(frames: MessageLike[]): void {
    if (this.waiting.length === 0 && this.isTaken(frames)) return;
    this.waiting.push(frames);
    if (this.waiting.length === 1) void this.flush();
  }

  private async flush(): Promise<void> {
    while (this.waiting.length > 0 && !this.socket.closed) {
      await this.underWay;
      if (this.isTaken(this.waiting[0])) this.waiting.shift();
    }
  }

  private isTaken(frames: MessageLike[]): boolean {
    try {
      this.underWay = this.socket.send(frames).catch((error: unknown) => {
        if (!this.socket.closed) throw error;
      });
      return true;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EBUSY") throw error;
      return false;
    }
  }
}
