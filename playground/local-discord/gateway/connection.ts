// Reads what one gateway connection sends, and closes it with Discord's codes when it breaks the rules.
import { GatewayCloseCodes, GatewayOpcodes } from 'discord-api-types/v10';
import type { RawData, WebSocket } from 'ws';
import { z } from 'zod';

const identifySchema = z.object({
  token: z.string(),
  intents: z.number(),
  properties: z.object({}),
  shard: z.tuple([z.int().min(0), z.int().min(1)]).optional(),
});
const resumeSchema = z.object({ token: z.string(), session_id: z.string(), seq: z.int() });
const payloadSchema = z.object({ op: z.enum(GatewayOpcodes), d: z.unknown() });

export type Identify = z.output<typeof identifySchema>;
export type Resume = z.output<typeof resumeSchema>;

export interface ConnectionOptions {
  socket: WebSocket;
  send(socket: WebSocket, payload: object): void;
  heartbeatIntervalMs: number;
  isIdentified(): boolean;
  onIdentify(payload: Identify): void;
  onResume(payload: Resume): void;
  onClose(code: number): void;
}

/** What a connection may send in a minute (facts, section 6). */
const maxSends = 120;
const sendWindowMs = 60_000;

export function openConnection(options: ConnectionOptions): void {
  const { socket, send } = options;
  let sends = 0;
  let windowEndsAt = 0;

  const isWithinLimit = () => {
    if (Date.now() >= windowEndsAt) {
      windowEndsAt = Date.now() + sendWindowMs;
      sends = 0;
    }
    sends += 1;
    return sends <= maxSends;
  };

  const start = <T>(schema: z.ZodType<T>, data: unknown, begin: (payload: T) => void) => {
    if (options.isIdentified()) return socket.close(GatewayCloseCodes.AlreadyAuthenticated);
    const payload = schema.safeParse(data);
    if (payload.success) begin(payload.data);
    else socket.close(GatewayCloseCodes.DecodeError);
  };

  const receive = (raw: RawData) => {
    if (!isWithinLimit()) return socket.close(GatewayCloseCodes.RateLimited);
    const decoded = decode(raw);
    if (decoded === undefined) return socket.close(GatewayCloseCodes.DecodeError);
    const payload = payloadSchema.safeParse(decoded);
    if (!payload.success) return socket.close(GatewayCloseCodes.UnknownOpcode);
    switch (payload.data.op) {
      case GatewayOpcodes.Heartbeat:
        return send(socket, { op: GatewayOpcodes.HeartbeatAck });
      case GatewayOpcodes.Identify:
        return start(identifySchema, payload.data.d, options.onIdentify);
      case GatewayOpcodes.Resume:
        return start(resumeSchema, payload.data.d, options.onResume);
      case GatewayOpcodes.PresenceUpdate:
      case GatewayOpcodes.RequestGuildMembers:
      case GatewayOpcodes.VoiceStateUpdate:
        if (!options.isIdentified()) socket.close(GatewayCloseCodes.NotAuthenticated);
        return;
      default:
        return socket.close(GatewayCloseCodes.UnknownOpcode);
    }
  };

  socket.on('message', receive);
  socket.on('close', options.onClose);
  // A frame over 4,096 bytes ends here; ws has closed the connection already.
  socket.on('error', () => socket.terminate());
  const { heartbeatIntervalMs } = options;
  send(socket, {
    op: GatewayOpcodes.Hello,
    d: { heartbeat_interval: heartbeatIntervalMs, _trace: [] },
  });
}

function decode(raw: RawData): unknown {
  try {
    return JSON.parse(asBuffer(raw).toString());
  } catch {
    return undefined;
  }
}

function asBuffer(raw: RawData): Buffer {
  if (Array.isArray(raw)) return Buffer.concat(raw);
  return Buffer.isBuffer(raw) ? raw : Buffer.from(raw);
}
