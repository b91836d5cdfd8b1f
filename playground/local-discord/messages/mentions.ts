// Who a message mentions with effect: its text against its allowed_mentions (facts, section 3).
import type { AllowedMentions, MessageForm } from './message-form.ts';

type MentionKind = 'users' | 'roles' | 'everyone';

/** Channel messages parse everything by default, interactions and webhooks users only. */
export const defaultMentions = {
  channel: ['users', 'roles', 'everyone'],
  webhook: ['users'],
} as const satisfies Record<string, readonly MentionKind[]>;

export interface MentionsOptions {
  texts: readonly string[];
  allowed: AllowedMentions | null | undefined;
  source: keyof typeof defaultMentions;
  canMentionEveryone: boolean;
  repliedUserId: string | undefined;
}

export function pingsOf(options: MentionsOptions): string[] {
  const whole = options.texts.join('\n');
  const allow = allowance(options);
  const users = mentionedUserIds(whole).filter((id) => allow('users', id));
  const roles = mentionedRoleIds(whole).filter((id) => allow('roles', id));
  const isEveryone = /@(everyone|here)/.test(whole) && options.canMentionEveryone;
  const everyone = isEveryone && allow('everyone', '') ? ['everyone'] : [];
  const replied =
    options.repliedUserId !== undefined && pingsReplied({ allowed_mentions: options.allowed })
      ? [options.repliedUserId]
      : [];
  return [...new Set([...everyone, ...roles, ...users, ...replied])];
}

/** Whether a reply pings: without `allowed_mentions` everything does, and in it this must be said. */
export function pingsReplied(form: Pick<MessageForm, 'allowed_mentions'>): boolean {
  return form.allowed_mentions ? form.allowed_mentions.replied_user === true : true;
}

/** The users that a text names, allowed or not. */
export function mentionedUserIds(text: string): string[] {
  return idsIn(text, /<@!?(\d+)>/g);
}

export function mentionedRoleIds(text: string): string[] {
  return idsIn(text, /<@&(\d+)>/g);
}

function allowance({ allowed, source }: MentionsOptions) {
  if (!allowed) {
    const kinds: readonly MentionKind[] = defaultMentions[source];
    return (kind: MentionKind) => kinds.includes(kind);
  }
  return (kind: MentionKind, id: string) => {
    if (allowed.parse?.includes(kind)) return true;
    return kind !== 'everyone' && (allowed[kind]?.includes(id) ?? false);
  };
}

function idsIn(text: string, pattern: RegExp): string[] {
  return [...text.matchAll(pattern)].flatMap(([, id]) => id ?? []);
}
