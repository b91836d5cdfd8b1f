// What /model tells of one model: in a line of the list, and in full. Pure.
import { messagesFor } from '../locales/messages-for.ts';
import type { Messages } from '../locales/messages.ts';
import { isDenied } from '../models/denied-models.ts';
import { isSameModel } from '../models/model-name.ts';
import type { PublishedModel, PublishedWorker } from '../models/published-models.ts';
import { dotted } from '../rendering/dotted.ts';
import { formatGigabytes } from '../rendering/numbers.ts';
import { showModel, showName } from '../rendering/quoted-words.ts';
import { isLoadedOn, workersWith, type ModelLook } from './model-look.ts';

/** More would be a list that nobody reads. */
const maxServers = 5;

export function modelLine(model: PublishedModel, look: ModelLook, messages: Messages): string {
  const { traits } = messages.models;
  return dotted([
    `**${showModel(model.name)}**`,
    isSameModel(model.name, look.usedHere) ? `**${traits.usedHere}**` : undefined,
    parametersOf(model),
    formatGigabytes(model.sizeBytes, messages),
    model.contextTokens === undefined ? undefined : traits.tokens({ tokens: model.contextTokens }),
    ...abilitiesOf(model, messages),
    memoryOf(model, look, messages),
    isDenied(look.denied, model.name) ? traits.denied : undefined,
  ]);
}

export function modelInfoWords(model: PublishedModel, look: ModelLook, locale: string): string {
  const messages = messagesFor(locale);
  const { info } = messages.models;
  const rows: [name: string, value: string | undefined][] = [
    [info.size, formatGigabytes(model.sizeBytes, messages)],
    [info.parameters, parametersLine(model)],
    [info.context, contextOf(model, look, messages)],
    [info.abilities, abilitiesOf(model, messages).join(' · ') || info.onlyAnswers],
    [info.memory, model.isLoaded ? memoryOf(model, look, messages) : info.notInMemory],
    [info.license, known([model.license])],
    [info.changed, changedAt(model)],
  ];
  const servers = namedServers(workersWith(look, { model: model.name }), messages);
  return [
    `### ${showModel(model.name)}`,
    ...standing(model, look, messages),
    ...rows.map(([name, value]) => `**${name}** · ${value ?? info.none}`),
    ...(servers === undefined ? [] : [`**${info.servers}** · ${servers}`]),
  ].join('\n');
}

function standing(model: PublishedModel, look: ModelLook, { models }: Messages): string[] {
  const { traits } = models;
  const told = dotted([
    isSameModel(model.name, look.usedHere) ? traits.usedHere : undefined,
    isDenied(look.denied, model.name) ? traits.denied : undefined,
  ]);
  return told === '' ? [] : [`-# ${told}`];
}

/** Empty where Ollama does not tell. */
function parametersOf({ parameterSize }: PublishedModel): string | undefined {
  // As it is where nothing in it is markup: `8.2B` is no numbered list within a line.
  const isPlain = /^[\w.]{1,16}$/u.test(parameterSize);
  if (isPlain) return parameterSize;
  return parameterSize === '' ? undefined : showName(parameterSize);
}

function abilitiesOf({ isReasoner, canSee }: PublishedModel, { models }: Messages): string[] {
  const { traits } = models;
  return [...(isReasoner ? [traits.reasons] : []), ...(canSee ? [traits.sees] : [])];
}

function parametersLine(model: PublishedModel): string | undefined {
  const told = dotted([parametersOf(model), known([model.family, model.quantization])]);
  return told === '' ? undefined : told;
}

function contextOf(
  { contextTokens: trained }: PublishedModel,
  { contextTokens }: ModelLook,
  { models }: Messages,
): string {
  const { traits } = models;
  if (trained === undefined) return traits.tokens({ tokens: contextTokens });
  return traits.tokensOf({ used: Math.min(contextTokens, trained), trained });
}

/** With one server there is only one place to be. */
function memoryOf(model: PublishedModel, look: ModelLook, messages: Messages): string | undefined {
  const { traits } = messages.models;
  const all = workersWith(look, { model: model.name });
  const loaded = all.filter((worker) => isLoadedOn(worker, model));
  if (look.workers.length < 2) return loaded.length > 0 ? traits.inMemory : undefined;
  if (loaded.length > 0) {
    return traits.inMemoryOn({ servers: named(loaded, messages).join(', ') });
  }
  return traits.on({ servers: named(all, messages).join(', ') });
}

/** Undefined where there is one, and without a name: its code tells nothing. */
export function namedServers(
  workers: readonly PublishedWorker[],
  messages: Messages,
): string | undefined {
  const isTelling = workers.length > 1 || workers.some(({ name }) => name !== undefined);
  return isTelling ? named(workers, messages).join(', ') : undefined;
}

function named(workers: readonly PublishedWorker[], messages: Messages): string[] {
  const { unnamed, away } = messages.models.traits;
  return workers.slice(0, maxServers).map(({ name, machine = '?', state }) => {
    const server = name === undefined ? unnamed({ code: machine }) : showName(name);
    return state === 'ready' ? server : away({ server });
  });
}

function changedAt({ modifiedAt }: PublishedModel): string | undefined {
  const ms = Date.parse(modifiedAt ?? '');
  return Number.isNaN(ms) ? undefined : `<t:${Math.floor(ms / 1_000)}:D>`;
}

function known(parts: readonly (string | undefined)[]): string | undefined {
  const told = dotted(parts.map((part) => (part === undefined ? part : showName(part))));
  return told === '' ? undefined : told;
}
