import type { RESTOptions } from '@discordjs/rest';
import { expect, it, vi } from 'vitest';
import { resendOnce } from '../../../src/gateway/resend.ts';

const callback = 'https://discord.com/api/v10/interactions/1/token/callback?with_response=true';
const followUp = 'https://discord.com/api/v10/webhooks/1/token';

/** A way to Discord on which each request fails like this. */
function openWay(code: string) {
  const makeRequest = vi.fn<RESTOptions['makeRequest']>(() =>
    Promise.reject(Object.assign(new Error('no'), { code })),
  );
  const send = resendOnce(makeRequest);
  return { makeRequest, send };
}

it.each([
  ['a first answer', callback, 'POST'],
  ['an edit', `${followUp}/messages/2`, 'PATCH'],
  ['a look', `${followUp}/messages/2`, 'GET'],
])('sends %s once more whose connection broke', async (_, url, method) => {
  const { makeRequest, send } = openWay('UND_ERR_SOCKET');
  await expect(send(url, { method })).rejects.toThrow('no');
  expect(makeRequest).toHaveBeenCalledTimes(2);
});

it.each([
  ['a follow-up, which would come twice', followUp, 'UND_ERR_SOCKET'],
  ['what failed otherwise', callback, 'ECONNREFUSED'],
])('does not repeat %s', async (_, url, code) => {
  const { makeRequest, send } = openWay(code);
  await expect(send(url, { method: 'POST' })).rejects.toThrow('no');
  expect(makeRequest).toHaveBeenCalledOnce();
});
