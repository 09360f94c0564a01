import { createHmac, randomUUID, timingSafeEqual } from "node:crypto";

/** What a front end writes into the connection file before it starts a kernel. */
export interface ConnectionInfo {
  transport: string;
  ip: string;
  shell_port: number;
  iopub_port: number;
  stdin_port: number;
  control_port: number;
  hb_port: number;
  key: string;
  signature_scheme: string;
  kernel_name?: string;
}

export interface Header {
  msg_id: string;
  msg_type: string;
  session: string;
  username: string;
  date: string;
  version: string;
}

/** One message of the Jupyter protocol 5.3 (jupyter-client.readthedocs.io, "Messaging in Jupyter"). */
export interface Message {
  /** Where a router socket sends it; a topic on iopub. */
  identities: Buffer[];
  header: Header;
  parent: Partial<Header>;
  metadata: Record<string, unknown>;
  content: Record<string, unknown>;
}

const DELIMITER = Buffer.from("<IDS|MSG>");

export function newHeader(type: string, session: string): Header {
  return {
    msg_id: randomUUID(),
    msg_type: type,
    session,
    username: "paper",
    date: new Date().toISOString(),
    version: "5.3",
  };
}

const signature = (parts: readonly (string | Buffer)[], key: string): string => {
  const mac = createHmac("sha256", key);
  for (const part of parts) mac.update(part);
  return mac.digest("hex");
};

/** Frames for one ZeroMQ multipart message: identities, delimiter, signature, then four JSON objects. */
export function encode(message: Message, key: string): (Buffer | string)[] {
  const parts = [message.header, message.parent, message.metadata, message.content].map((part) => JSON.stringify(part));
  return [...message.identities, DELIMITER, signature(parts, key), ...parts];
}

/** The message in `frames`; throws when the signature is not made with `key`. */
export function decode(frames: readonly Buffer[], key: string): Message {
  const at = frames.findIndex((frame) => frame.equals(DELIMITER));
  if (at < 0 || frames.length < at + 6) throw new Error("not a Jupyter message: the delimiter or a part is missing");
  const parts = frames.slice(at + 2, at + 6);
  const expected = Buffer.from(signature(parts, key));
  const given = frames[at + 1];
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) {
    throw new Error("not our Jupyter message: the signature is wrong");
  }
  const [header, parent, metadata, content] = parts.map((part) => JSON.parse(part.toString()) as never);
  return { identities: frames.slice(0, at), header, parent, metadata, content };
}

/** A port's address in ZeroMQ's form. */
export const address = (connection: ConnectionInfo, port: number): string =>
  `${connection.transport}://${connection.ip}:${port}`;
