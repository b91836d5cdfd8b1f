// What /model does, for whoever may: the command checks who that is.
import type { ChatInputCommandInteraction } from 'discord.js';
import type { AskRefusal } from '../asks/limits.ts';
import type { ErrorCode } from '../errors.ts';
import { messagesFor } from '../locales/messages-for.ts';
import type { DeniedModels } from '../models/denied-models.ts';
import { isDenied } from '../models/denied-models.ts';
import { checkModelName, codeOfProblem, isSameModel } from '../models/model-name.ts';
import type { ModelTasks } from '../models/tasks/model-tasks.ts';
import { showModel } from '../rendering/quoted-words.ts';
import type { BeginTasks } from './begin-tasks.ts';
import type { CommandOutcome, Invocation } from './command.ts';
import {
  findPublished,
  isLoadedOn,
  machinesOf,
  workersWith,
  type ModelLook,
} from './model-look.ts';
import type { ModelRemoval } from './model-removal.ts';

export interface ModelControlOptions {
  tasks: Pick<ModelTasks, 'listOpen'>;
  denied: DeniedModels;
  removal: Pick<ModelRemoval, 'ask'>;
  beginTasks: BeginTasks;
  defaultModel: string;
  modelHosts: readonly string[];
}

/** A use of the command, and the models as they are for it. */
export interface ModelUse extends Invocation {
  look: ModelLook;
}

/** One that others see is in the language of the server. */
export function answerLocaleOf({ origin, look }: ModelUse): string {
  return origin.place.isPrivate ? origin.locale : (look.language ?? origin.locale);
}

export type ModelControl = Record<
  'pull' | 'remove' | 'unload' | 'allow' | 'deny',
  (use: ModelUse) => Promise<CommandOutcome>
>;

export function createModelControl(options: ModelControlOptions): ModelControl {
  const { tasks, denied, beginTasks, defaultModel, modelHosts } = options;

  async function pull(use: ModelUse): Promise<CommandOutcome> {
    const { interaction, look } = use;
    const typed = interaction.options.getString('model', true);
    const check = checkModelName(typed, { hosts: modelHosts });
    if (check.type === 'refused') return refused(codeOfProblem(check.problem), typed);
    const wished = machineOf(interaction);
    const isKnown = machinesOf(look.workers).some((known) => known === wished);
    if (wished !== undefined && !isKnown) return refused('WORKER_UNKNOWN', wished);
    const model = check.name;
    const machine = wished ?? usualMachine(look, defaultModel);
    const open = (await tasks.listOpen()).find(
      ({ task, outcome, isCancelled }) =>
        task.kind === 'pull' &&
        isSameModel(task.model ?? '', model) &&
        task.machine === machine &&
        !outcome &&
        !isCancelled,
    );
    await beginTasks(interaction, {
      kind: 'pull',
      model,
      targets: [machine === undefined ? {} : { machine }],
      ...(open && { taskIds: [open.task.id] }),
      ...placeOf(use),
    });
    return { type: 'accepted' };
  }

  async function remove({ interaction, look }: ModelUse): Promise<CommandOutcome> {
    const typed = interaction.options.getString('model', true);
    const found = findPublished(look.models, typed);
    if (!found) return missing(typed, look);
    const machine = machineOf(interaction);
    const workers = workersWith(look, { model: found.name, machine });
    if (workers.length === 0) return refused('WORKER_UNKNOWN', machine);
    return options.removal.ask(interaction, { model: found.name, workers });
  }

  async function unload(use: ModelUse): Promise<CommandOutcome> {
    const { interaction, look } = use;
    const typed = interaction.options.getString('model') ?? undefined;
    const found = typed === undefined ? undefined : findPublished(look.models, typed);
    if (typed !== undefined && !found) return missing(typed, look);
    const wished = machineOf(interaction);
    const workers = look.workers
      .filter(({ machine, state }) => state === 'ready' && (wished ?? machine) === machine)
      .filter((worker) =>
        found ? isLoadedOn(worker, found) : worker.models.some(({ isLoaded }) => isLoaded),
      );
    const targets = machinesOf(workers).map((machine) => ({ machine }));
    if (targets.length === 0) {
      return { type: 'told', text: messagesFor(interaction.locale).models.tasks.nothing };
    }
    await beginTasks(interaction, {
      kind: 'unload',
      targets,
      ...(found && { model: found.name }),
      ...placeOf(use),
    });
    return { type: 'accepted' };
  }

  async function allow({ interaction, look }: ModelUse): Promise<CommandOutcome> {
    const model = nameIn(look, interaction.options.getString('model', true));
    const { allowed, wasAllowed } = messagesFor(interaction.locale).models.access;
    const words = (await denied.allow(model)) ? allowed : wasAllowed;
    return { type: 'told', text: words({ model: showModel(model) }) };
  }

  async function deny({ interaction, look }: ModelUse): Promise<CommandOutcome> {
    const model = nameIn(look, interaction.options.getString('model', true));
    const check = checkModelName(model);
    // The name of one that is installed may be of any form.
    const isInstalled = findPublished(look.models, model) !== undefined;
    if (!isInstalled && check.type === 'refused') return refused('MODEL_NAME_INVALID', model);
    if (isSameModel(model, defaultModel)) return refused('MODEL_IS_DEFAULT', model);
    const words = messagesFor(interaction.locale).models.access;
    const told = (await denied.deny(model)) ? words.denied : words.wasDenied;
    return { type: 'told', text: told({ model: showModel(model) }) };
  }

  return { pull, remove, unload, allow, deny };
}

/** As it is installed, or as it is denied, or as Ollama would complete it. */
function nameIn({ models }: ModelLook, typed: string): string {
  const check = checkModelName(typed);
  return findPublished(models, typed)?.name ?? (check.type === 'valid' ? check.name : typed.trim());
}

function machineOf({ options }: ChatInputCommandInteraction): string | undefined {
  return options.getString('worker') ?? undefined;
}

/** That of the usual model, whose host answers most questions; any where none is connected. */
function usualMachine(look: ModelLook, defaultModel: string): string | undefined {
  const preferred = [...workersWith(look, { model: defaultModel }), ...look.workers];
  return machinesOf(preferred.filter(({ state }) => state === 'ready'))[0];
}

/** In private nothing but the interaction's token reaches the message. */
export function placeOf(use: ModelUse) {
  const { place, token } = use.origin;
  return {
    messageId: token.messageId,
    canUseChannel: place.canUseChannel && !place.isPrivate,
    locale: answerLocaleOf(use),
  };
}

export function refused(code: ErrorCode, detail?: string): AskRefusal {
  return { type: 'refused', code, ...(detail !== undefined && { detail }) };
}

export function missing(typed: string, { models, denied }: ModelLook): AskRefusal {
  const available = models.map(({ name }) => name).filter((name) => !isDenied(denied, name));
  return { ...refused('MODEL_MISSING', typed), available };
}
