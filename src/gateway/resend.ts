// A connection that breaks says nothing of whether the request took effect. Discord's client gives such a request up;
// an interaction has three seconds, so it is sent once more instead.
import type { RESTOptions } from '@discordjs/rest';

type MakeRequest = RESTOptions['makeRequest'];

/** What undici says of a connection that the other side has closed before it answered. */
const brokenConnection = 'UND_ERR_SOCKET';

export function resendOnce(makeRequest: MakeRequest): MakeRequest {
  return async (url, init) => {
    try {
      return await makeRequest(url, init);
    } catch (error) {
      const isBroken = error instanceof Error && 'code' in error && error.code === brokenConnection;
      if (!isBroken || !isRepeatable(url, init)) throw error;
      return makeRequest(url, init);
    }
  };
}

/** A repeated first answer finds its own first one (40060); a repeated follow-up would be a second message. */
function isRepeatable(url: string, { method }: Parameters<MakeRequest>[1]): boolean {
  return method !== 'POST' || url.includes('/callback');
}
