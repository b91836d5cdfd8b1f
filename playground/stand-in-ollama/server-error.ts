// A refusal in Ollama's own words, thrown by any part of the stand-in and written out by its server.

export class ServerError extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.status = status;
  }
}

export const modelNotFound = (name: string) => new ServerError(404, `model '${name}' not found`);

// The two spaces are Ollama's.
export const serverBusyMessage =
  'server busy, please try again.  maximum pending requests exceeded';
