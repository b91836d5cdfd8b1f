// The custom ids of the menus, buttons and forms of /settings. The first part is the command that takes them.

export const settingIds = {
  /** Which section the panel shows. */
  section: 'settings:section',
  reasoningDisplay: 'settings:reasoningDisplay',
  answersInThreads: 'settings:answersInThreads',
  pingsAsker: 'settings:pingsAsker',
  language: 'settings:language',
  allowedChannelIds: 'settings:allowedChannelIds',
  allowedRoleIds: 'settings:allowedRoleIds',
  blockedMemberIds: 'settings:blockedMemberIds',
  /** A button, and the form that it opens. */
  limits: 'settings:limits',
  turns: 'settings:turns',
  persona: 'settings:persona',
  channelPersona: 'settings:channelPersona',
} as const;
