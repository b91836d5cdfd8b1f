// All that is known of one ask of a soak, in the order in which it happened.
import type { LocalDiscord, LocalMessage } from '../../playground/local-discord/index.ts';
import type { StoredEntry } from '../../src/token-log/entries.ts';
import { readPage } from '../support/screen.ts';
import type { Faults } from './faults.ts';
import type { Verdict } from './judge-ask.ts';
import { idsOf, messagesOf } from './soak-ask.ts';
import type { SoakLogLine } from './soak-log.ts';

export interface StoryOptions {
  discord: LocalDiscord;
  faults: Pick<Faults, 'records'>;
  lines: readonly SoakLogLine[];
  entries: readonly StoredEntry[];
}

interface Event {
  at: number;
  text: string;
}

const maxTextChars = 400;

export function tellStory({ ask, end, problems }: Verdict, options: StoryOptions): string {
  const { id, askedAt, number, kind, place, isPrivate } = ask;
  const messages = messagesOf(ask, options.discord);
  const events: Event[] = [
    { at: askedAt, text: 'asked' },
    ...pressesOf(ask),
    ...messages.flatMap(versionsOf),
    ...requestsFor(ask, { discord: options.discord, messages }),
    ...options.entries.filter(isStep).map(({ at, type, ...body }) => ({
      at,
      text: `log: ${type} ${JSON.stringify(body)}`,
    })),
    ...options.lines
      .filter((line) => idsOf(ask).some((own) => line.text.includes(own)))
      .map(({ at, process, text }) => ({ at, text: `${process}: ${text.slice(0, maxTextChars)}` })),
  ];
  const until = Math.max(...events.map(({ at }) => at));
  const broken = options.faults.records
    .filter(({ from, to }) => from <= until && to >= askedAt)
    .flatMap(({ kind: fault, from, to }) => [
      { at: from, text: `--- ${fault}` },
      { at: to, text: `--- ${fault} is over` },
    ]);
  const told = [...events, ...broken]
    .toSorted((one, other) => one.at - other.at)
    .map(({ at, text }) => `${((at - askedAt) / 1_000).toFixed(3).padStart(9)} ${text}`);
  const access = isPrivate ? 'private' : 'public';
  const title = `Ask ${number} (${id}, ${kind}, ${place}, ${access}): ${end}`;
  return [title, ...problems.map((problem) => `  ! ${problem}`), ...told].join('\n');
}

function pressesOf({ stops, tries, source, isDeleted }: Verdict['ask']): Event[] {
  const pressed = (button: string, presses: typeof stops): Event[] =>
    presses.map(({ createdAt: at, state }) => ({ at, text: `${button} was pressed: ${state}` }));
  const deletedAt = 'deletedAt' in source ? source.deletedAt : undefined;
  return [
    ...pressed('Stop', stops),
    ...pressed('Try again', tries),
    ...(isDeleted && deletedAt !== undefined ? [{ at: deletedAt, text: 'was deleted' }] : []),
  ];
}

/** Text goes by in its hundreds. */
function isStep({ type }: StoredEntry): boolean {
  return type !== 'reasoning-delta' && type !== 'answer-delta';
}

function versionsOf({ id, versions, deletedAt }: LocalMessage): Event[] {
  const shown = versions.map((version) => {
    const { status, body, buttons } = readPage(version);
    const words = body === '' ? '' : `${body.split(' ').length} words to ${body.slice(-12)}`;
    const parts = [version.route, words, status, buttons.join()];
    const text = parts.filter((part) => part !== '').join(' | ');
    return { at: version.at, text: `message ${id}: ${text || version.content}` };
  });
  return deletedAt === undefined
    ? shown
    : [...shown, { at: deletedAt, text: `message ${id} is gone` }];
}

/** Only what failed: the others are versions. */
function requestsFor(
  { source, tries }: Verdict['ask'],
  { discord, messages }: { discord: LocalDiscord; messages: readonly LocalMessage[] },
): Event[] {
  const tokens = [source, ...tries].flatMap((one) => ('token' in one ? [one.token] : []));
  const names = [...tokens, ...messages.map(({ id }) => id)];
  return discord.traffic.requests
    .filter(({ path }) => names.some((name) => path.includes(name)))
    .filter(({ status }) => status === undefined || status >= 400)
    .map(({ at, method, kind, status = 'no answer', code }) => ({
      at,
      text: `request ${method} ${kind}: ${status}${code === undefined ? '' : `/${code}`}`,
    }));
}
