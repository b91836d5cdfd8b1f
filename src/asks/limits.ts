// What a server allows its askers, and whether one question is allowed. Pure: what has to be counted is counted where
// asks are stored, in `ask-store.ts`.
import type { ErrorCode } from '../errors.ts';

/** As a server has chosen, or else the host. */
export interface Limits {
  /** Questions of one asker that may wait at a time, in whichever server they were asked. */
  maxWaitingPerAsker: number;
  /** Questions that may wait at a time, whoever asked them. */
  maxWaiting: number;
  /** Of one asker in this server, in any 24 hours; `null`: as many as they like. */
  maxAnswersPerDay: number | null;
  /** Reasoning and answer together; `null`: as the host allows, who allows no more in any case. */
  maxAnswerTokens: number | null;
  /** Code points. */
  maxQuestionChars: number;
  /** None: everywhere. A channel stands for its threads too, and a category for its channels. */
  allowedChannelIds: readonly string[];
  /** One of them is enough. None: everybody. */
  allowedRoleIds: readonly string[];
  blockedMemberIds: readonly string[];
  /** How many asks of a member with this role are answered for every one of somebody else's; 1 without. */
  roleWeights: Readonly<Record<string, number>>;
}

/** Who asks what and where, as far as limits look at it. */
export interface Standpoint {
  askerId: string;
  roleIds: readonly string[];
  /** The channel, and what it stands in: a thread's channel, its category. */
  channelIds: readonly string[];
  question: string;
}

/** `detail` is a number, or ids with commas between them: the words of the code say which. */
export interface AskRefusal {
  type: 'refused';
  code: ErrorCode;
  detail?: string;
  /** Estimated ms until it is worth while to try again, where that is known. */
  waitMs?: number;
  /** Names of models that could be asked. */
  available?: readonly string[];
}

/** More would be a list that nobody reads. */
const maxNamed = 3;

/** Needs nothing but memory, so it can be told at once. */
export function refuseUncounted(
  limits: Limits,
  { askerId, roleIds, channelIds, question }: Standpoint,
): AskRefusal | undefined {
  const { allowedChannelIds, allowedRoleIds, blockedMemberIds, maxQuestionChars } = limits;
  if (blockedMemberIds.includes(askerId)) return { type: 'refused', code: 'MEMBER_BLOCKED' };
  if (!allows(allowedChannelIds, channelIds)) {
    return { type: 'refused', code: 'CHANNEL_NOT_ALLOWED', detail: named(allowedChannelIds) };
  }
  if (!allows(allowedRoleIds, roleIds)) {
    return { type: 'refused', code: 'ROLE_MISSING', detail: named(allowedRoleIds) };
  }
  if ([...question].length > maxQuestionChars) {
    return { type: 'refused', code: 'QUESTION_TOO_LONG', detail: String(maxQuestionChars) };
  }
  return undefined;
}

/** That of the asker's best role. */
export function weightOf({ roleWeights }: Limits, roleIds: readonly string[]): number {
  return Math.max(1, ...roleIds.map((id) => roleWeights[id] ?? 1));
}

function allows(allowed: readonly string[], given: readonly string[]): boolean {
  return allowed.length === 0 || allowed.some((id) => given.includes(id));
}

function named(ids: readonly string[]): string {
  return ids.slice(0, maxNamed).join(',');
}
