// A message of the local Discord, with everything it ever was.
import { ComponentType, MessageFlags, MessageType } from 'discord-api-types/v10';
import type { Attachment } from '../files/file-store.ts';
import type { RouteKind } from '../http/route-kinds.ts';
import type { Channel, User } from '../world/entities.ts';
import { allComponents } from './components.ts';
import type { Button, Select, TopComponent } from './components.ts';
import type { Embed } from './embeds.ts';
import { textsOf } from './component-rules.ts';

export interface AttachmentShown extends Attachment {
  /** False: uploaded, but no component points to it, so nobody sees it (facts, section 3). */
  readonly isShown: boolean;
}

/** What a message was from `at` on. */
export interface MessageVersion {
  /** Epoch ms of the local Discord's clock. */
  readonly at: number;
  /** Who wrote it: the kind of the request, or a person, or Discord itself. */
  readonly route: RouteKind | 'person' | 'system';
  readonly flags: number;
  readonly content: string;
  readonly embeds: readonly Embed[];
  /** As sent: media keeps its `attachment://name`, in the spelling that Discord gives to names. */
  readonly components: readonly TopComponent[];
  readonly attachments: readonly AttachmentShown[];
  /** Who is mentioned with effect: user ids, role ids, `everyone`. Empty: nobody is pinged. */
  readonly pings: readonly string[];
}

export interface MessageReference {
  readonly message: LocalMessage;
  readonly isPing: boolean;
}

export interface LocalMessage {
  readonly id: string;
  readonly type: MessageType;
  readonly channel: Channel;
  readonly author: User;
  readonly interactionId: string | undefined;
  /** Only this person sees it. */
  readonly onlyFor: User | undefined;
  readonly reference: MessageReference | undefined;
  readonly nonce: string | number | undefined;
  readonly createdAt: number;
  readonly versions: readonly MessageVersion[];
  readonly deletedAt: number | undefined;
  readonly isEphemeral: boolean;
  readonly isDeleted: boolean;
  /** "… is thinking" */
  readonly isLoading: boolean;
  readonly isComponentsV2: boolean;
  /** The newest version. */
  readonly current: MessageVersion;
  readonly flags: number;
  /** All text that the newest version shows: content, then text displays, one a line. */
  readonly text: string;
  readonly buttons: readonly Button[];
  readonly selects: readonly Select[];
  readonly attachments: readonly AttachmentShown[];
}

/** The store's own side of a message. */
export interface MessageRecord extends LocalMessage {
  addVersion(version: MessageVersion): void;
  markDeleted(at: number): void;
}

export interface NewMessage {
  id: string;
  type?: MessageType;
  channel: Channel;
  author: User;
  interactionId?: string | undefined;
  onlyFor?: User | undefined;
  reference?: MessageReference | undefined;
  nonce?: string | number | undefined;
  first: MessageVersion;
}

export function createMessage({ first, ...options }: NewMessage): MessageRecord {
  const versions: MessageVersion[] = [first];
  let current = first;
  let deletedAt: number | undefined;
  const hasFlag = (flag: MessageFlags) => (current.flags & flag) !== 0;
  const placed = () => allComponents(current.components).map(({ component }) => component);

  return {
    id: options.id,
    type: options.type ?? MessageType.Default,
    channel: options.channel,
    author: options.author,
    interactionId: options.interactionId,
    onlyFor: options.onlyFor,
    reference: options.reference,
    nonce: options.nonce,
    createdAt: first.at,
    isEphemeral: options.onlyFor !== undefined,
    versions,
    get deletedAt() {
      return deletedAt;
    },
    get isDeleted() {
      return deletedAt !== undefined;
    },
    get isLoading() {
      return hasFlag(MessageFlags.Loading);
    },
    get isComponentsV2() {
      return hasFlag(MessageFlags.IsComponentsV2);
    },
    get current() {
      return current;
    },
    get flags() {
      return current.flags;
    },
    get text() {
      return [current.content, ...textsOf(current.components)].filter(Boolean).join('\n');
    },
    get buttons() {
      return placed().filter((component) => component.type === ComponentType.Button);
    },
    get selects() {
      return placed().filter(isSelect);
    },
    get attachments() {
      return current.attachments;
    },
    addVersion(version) {
      versions.push(version);
      current = version;
    },
    markDeleted(at) {
      deletedAt ??= at;
    },
  };
}

function isSelect(component: { type: ComponentType }): component is Select {
  return (
    component.type === ComponentType.StringSelect ||
    component.type === ComponentType.UserSelect ||
    component.type === ComponentType.RoleSelect ||
    component.type === ComponentType.MentionableSelect ||
    component.type === ComponentType.ChannelSelect
  );
}
