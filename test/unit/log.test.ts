import { describe, expect, it } from 'vitest';
import { createLogger, type Logger } from '../../src/log.ts';

const interactionToken = 'aW50ZXJhY3Rpb246MTIz_-secret';
// Put together here, so that no scanner takes it for a real one.
const botToken = ['MTAwMDAwMDAwMDAwMDAwMDAx', 'GabcDE', 'x'.repeat(38)].join('.');
const webhookUrl = `https://discord.com/api/v10/webhooks/100000000000000001/${interactionToken}/messages/@original`;

/** What the log says about whatever `write` logs: the lines, and the last one parsed. */
function logged(write: (log: Logger) => void) {
  const lines: string[] = [];
  const destination = { write: (line: string) => void lines.push(line) };
  write(createLogger({ level: 'trace', destination }));
  return { text: lines.join(''), entry: JSON.parse(lines.at(-1) ?? '{}') as unknown };
}

/** Shaped like discord.js's DiscordAPIError, which carries the whole request. */
function discordError(): Error {
  const cause = new Error(`PATCH ${webhookUrl} failed`);
  return Object.assign(new Error(`Unknown Message at ${webhookUrl}`, { cause }), {
    code: 10_008,
    status: 404,
    method: 'PATCH',
    url: webhookUrl,
    requestBody: { json: { content: 'what the model answered', token: interactionToken } },
  });
}

describe('the log', () => {
  it('writes one JSON line per event with its level, time and fields', () => {
    const { entry } = logged((log) =>
      log.child({ askId: 'ask-1' }).info({ tokens: 3 }, 'ask-done'),
    );
    expect(entry).toEqual({
      level: 'info',
      time: expect.stringMatching(/^\d{4}-/),
      askId: 'ask-1',
      tokens: 3,
      msg: 'ask-done',
    });
  });

  it('keeps interaction tokens out of an error, its stack and its causes', () => {
    const { text, entry } = logged((log) => log.error({ err: discordError() }, 'edit-failed'));
    expect(text).not.toContain(interactionToken);
    expect(entry).toMatchObject({
      err: {
        type: 'Error',
        code: 10_008,
        status: 404,
        url: 'https://discord.com/api/v10/webhooks/100000000000000001/[redacted]/messages/@original',
        cause: { message: expect.stringContaining('[redacted]') },
      },
    });
  });

  it('keeps what a request carried out of an error', () => {
    const { text } = logged((log) => log.error(discordError()));
    expect(text).not.toContain('what the model answered');
  });

  it.each([
    ['an interaction token in a callback path', `/interactions/123/${interactionToken}/callback`],
    ['an interaction token in an encoded URL', `webhooks%2F123%2F${interactionToken}`],
    ['a bot token', `Authorization: Bot ${botToken}`],
    ['a password in a URL', `cannot reach redis://:${interactionToken}@db:6379`],
    ['a token in a quoted body', JSON.stringify({ token: interactionToken })],
  ])('redacts %s', (_, text) => {
    const everywhere = logged((log) => {
      log.info(text);
      log.info({ place: { deep: text } }, 'nested');
      log.child({ text }).info('bound');
      log.error(new Error(text));
    });
    expect(everywhere.text).not.toContain(interactionToken);
    expect(everywhere.text).not.toContain(botToken);
    expect(everywhere.text).toContain('[redacted]');
  });

  it('redacts a field named token', () => {
    const { entry } = logged((log) => log.info({ token: 'a"b', tokens: 2 }, 'x'));
    expect(entry).toMatchObject({ token: '[redacted]', tokens: 2 });
  });

  it('keeps text that could not be parsed out of the line', () => {
    const { text } = logged((log) => {
      try {
        JSON.parse('so "the" answer');
      } catch (error) {
        log.error(error);
      }
    });
    expect(text).not.toContain('answer');
    expect(text).toContain('is not valid JSON');
  });

  it('ends a chain of causes that bites its tail', () => {
    const error = new Error('loop');
    error.cause = error;
    expect(logged((log) => log.error({ err: error }, 'x')).entry).toMatchObject({ msg: 'x' });
  });
});
