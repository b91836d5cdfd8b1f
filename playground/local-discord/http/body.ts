// Reads what a client sent: JSON, or multipart with `payload_json` and `files[n]`.
import type { IncomingMessage } from 'node:http';
import { refuse } from '../api-error.ts';

export interface UploadedFile {
  readonly name: string;
  readonly contentType: string;
  readonly content: Buffer;
}

export interface RequestBody {
  /** The JSON part; `undefined` when there is none. */
  json: unknown;
  /** By the n of `files[n]`. */
  files: ReadonlyMap<string, UploadedFile>;
}

const maxBodyBytes = 25 * 1024 * 1024;

/** Reads the whole body, also of a request that is too large (it is thrown away), so that the client can be answered. */
export async function readBytes(request: IncomingMessage): Promise<Buffer | 'too-large'> {
  const chunks: Buffer[] = [];
  let size = 0;
  for await (const chunk of chunksOf(request)) {
    size += chunk.length;
    if (size <= maxBodyBytes) chunks.push(chunk);
  }
  return size <= maxBodyBytes ? Buffer.concat(chunks) : 'too-large';
}

const chunksOf = (request: IncomingMessage): AsyncIterable<Buffer> => request;

export async function parseBody(
  bytes: Buffer | 'too-large',
  contentType: string,
): Promise<RequestBody> {
  if (bytes === 'too-large') throw refuse('REQUEST_TOO_LARGE');
  if (bytes.length === 0) return { json: undefined, files: new Map() };
  if (contentType.startsWith('multipart/form-data')) return parseMultipart(bytes, contentType);
  if (contentType.startsWith('application/json'))
    return { json: parseJson(bytes.toString()), files: new Map() };
  throw refuse('BAD_REQUEST');
}

async function parseMultipart(bytes: Buffer, contentType: string): Promise<RequestBody> {
  const form = await readFormData(bytes, contentType);
  const files = new Map<string, UploadedFile>();
  let json: unknown = {};
  for (const [field, value] of form) {
    const index = /^files\[(\d+)\]$/.exec(field)?.[1];
    if (typeof value === 'string') {
      if (field === 'payload_json') json = parseJson(value);
    } else if (index !== undefined) {
      const content = Buffer.from(await value.arrayBuffer());
      files.set(index, { name: value.name, contentType: value.type, content });
    }
  }
  return { json, files };
}

/** Of a Response, this alone. Its parser is discouraged for servers that strangers reach; this one has none. */
interface FormBody {
  formData(): Promise<FormData>;
}

async function readFormData(bytes: Buffer, contentType: string): Promise<FormData> {
  try {
    const headers = { 'content-type': contentType };
    const body: FormBody = new Response(new Uint8Array(bytes), { headers });
    return await body.formData();
  } catch {
    throw refuse('BAD_REQUEST');
  }
}

function parseJson(source: string): unknown {
  try {
    return JSON.parse(source);
  } catch {
    throw refuse('INVALID_JSON');
  }
}
