// The custom ids of the menus, buttons and forms of /settings. The first part is the command that takes them.

export const settingIds = {
  reasoningDisplay: 'settings:reasoningDisplay',
  pingsAsker: 'settings:pingsAsker',
  allowedChannelIds: 'settings:allowedChannelIds',
  allowedRoleIds: 'settings:allowedRoleIds',
  blockedMemberIds: 'settings:blockedMemberIds',
  /** A button, and the form that it opens. */
  limits: 'settings:limits',
  turns: 'settings:turns',
} as const;
