// How the API refuses: Discord's status, code and words, one table for all of them.

/** The nested tree under `errors` of a 50035 body. */
export interface FormErrorTree {
  _errors?: { code: string; message: string }[];
  [field: string]: FormErrorTree | { code: string; message: string }[] | undefined;
}

const refusals = {
  NOT_FOUND: [404, 0, '404: Not Found'],
  METHOD_NOT_ALLOWED: [405, 0, '405: Method Not Allowed'],
  UNAUTHORIZED: [401, 0, '401: Unauthorized'],
  BAD_REQUEST: [400, 0, '400: Bad Request'],
  UNKNOWN_CHANNEL: [404, 10003, 'Unknown Channel'],
  UNKNOWN_GUILD: [404, 10004, 'Unknown Guild'],
  UNKNOWN_MESSAGE: [404, 10008, 'Unknown Message'],
  UNKNOWN_USER: [404, 10013, 'Unknown User'],
  UNKNOWN_WEBHOOK: [404, 10015, 'Unknown Webhook'],
  UNKNOWN_INTERACTION: [404, 10062, 'Unknown interaction'],
  MISSING_ACCESS: [403, 50001, 'Missing Access'],
  NOT_THE_AUTHOR: [403, 50005, 'Cannot edit a message authored by another user'],
  EMPTY_MESSAGE: [400, 50006, 'Cannot send an empty message'],
  CANNOT_MESSAGE_USER: [403, 50007, 'Cannot send messages to this user'],
  NO_TEXT_CHANNEL: [400, 50008, 'Cannot send messages in a non-text channel'],
  MISSING_PERMISSIONS: [403, 50013, 'Missing Permissions'],
  SYSTEM_MESSAGE: [403, 50021, 'Cannot execute action on a system message'],
  WRONG_CHANNEL_TYPE: [400, 50024, 'Cannot execute action on this channel type'],
  INVALID_WEBHOOK_TOKEN: [401, 50027, 'Invalid Webhook Token'],
  THREAD_ARCHIVED: [400, 50083, 'Thread is archived'],
  INVALID_JSON: [400, 50109, 'The request body contains invalid JSON.'],
  REQUEST_TOO_LARGE: [413, 40005, 'Request entity too large'],
  ALREADY_ACKNOWLEDGED: [400, 40060, 'Interaction has already been acknowledged.'],
  TOO_MANY_FOLLOWUPS: [400, 40094, 'This interaction has reached the maximum follow-up messages.'],
  CANNOT_REPLY: [403, 160002, 'Cannot reply without permission to read message history'],
  THREAD_EXISTS: [400, 160004, 'A thread has already been created for this message'],
  THREAD_LOCKED: [403, 160005, 'Thread is locked'],
  SERVER_ERROR: [500, 0, '500: Internal Server Error'],
} as const satisfies Record<string, readonly [number, number, string]>;

export type Refusal = keyof typeof refusals;

/** Thrown by routes and rules, turned into a response by the HTTP server and by nothing else. */
export class ApiError extends Error {
  readonly status: number;
  readonly code: number;
  readonly errors: FormErrorTree | undefined;

  constructor(refusal: { status: number; code: number; message: string; errors?: FormErrorTree }) {
    super(refusal.message);
    this.name = 'ApiError';
    this.status = refusal.status;
    this.code = refusal.code;
    this.errors = refusal.errors;
  }

  get body() {
    return {
      message: this.message,
      code: this.code,
      ...(this.errors && { errors: this.errors }),
    };
  }
}

export function refuse(refusal: Refusal): ApiError {
  const [status, code, message] = refusals[refusal];
  return new ApiError({ status, code, message });
}

export function invalidForm(errors: FormErrorTree): ApiError {
  return new ApiError({ status: 400, code: 50035, message: 'Invalid Form Body', errors });
}
