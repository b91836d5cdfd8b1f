// What /settings says in English.
import type { Messages } from './messages.ts';

export const enSettings: Messages['settings'] = {
  title: 'Settings of this server',
  whenChoicesCount: 'A choice is kept at once, and counts for questions asked from now on.',
  reasoningDisplay: {
    title: 'Reasoning',
    choices: {
      spoiler: {
        label: 'Behind a spoiler',
        description: 'It grows in a covered box of the reply, which readers open if they want to.',
      },
      button: {
        label: 'On a button press',
        description: 'The reply has a button; whoever presses it sees the reasoning privately.',
      },
      never: {
        label: 'Never',
        description: 'Replies show the answer alone.',
      },
    },
  },
  pings: {
    title: 'Ping when the answer is there',
    choices: {
      yes: {
        label: 'After a long wait',
        description: 'Who waited for over a minute is mentioned once, as edits notify nobody.',
      },
      no: {
        label: 'Never',
        description: 'Nobody is mentioned.',
      },
    },
  },
  limits: {
    title: 'Limits',
    change: 'Change limits',
    none: 'no limit',
    fields: {
      maxWaitingPerAsker: {
        label: 'Waiting questions of one member',
        hint: 'One more is refused until one of them has its turn.',
      },
      maxWaiting: {
        label: 'Waiting questions in all',
        hint: 'Over all servers that share this model.',
      },
      maxAnswersPerDay: {
        label: 'Answers to one member in 24 hours',
        hint: 'Leave it empty for no limit.',
      },
      maxAnswerTokens: {
        label: 'Length of an answer, in tokens',
        hint: 'Its reasoning counts too. Leave it empty for the limit of the host.',
      },
      maxQuestionChars: {
        label: 'Length of a question, in characters',
        hint: 'A page of a book has about 2,000.',
      },
    },
  },
  channels: {
    title: 'Where to ask',
    placeholder: 'Only in these channels',
    nothingChosen: 'everywhere',
    chosen: 'only in the channels below',
  },
  roles: {
    title: 'Who may ask',
    placeholder: 'Only members with one of these roles',
    nothingChosen: 'everybody',
    chosen: 'only members with a role below',
  },
  blocked: {
    title: 'Blocked',
    placeholder: 'Members who may not ask',
    nothingChosen: 'nobody',
    chosen: 'the members below',
  },
  turns: {
    title: 'Turns',
    change: 'Give a role more turns',
    alike: 'everybody alike',
    share: (role, weight) => `${role} ×${weight}`,
    roles: {
      label: 'Roles',
      hint: 'Of several, the one with the most turns counts for a member.',
    },
    weight: {
      label: 'Turns for each turn of others',
      hint: 'From 1, as everybody has, to 8.',
    },
  },
  numberRefused: ({ label, min, max }) =>
    `**${label}** takes a whole number from ${min} to ${max}.`,
  tooManyRoles: (max) => `At most ${max} roles can have more turns.`,
  nothingChanged: 'Nothing was changed.',
  notOffered: 'This is not offered any more. Please open the settings again.',
};
