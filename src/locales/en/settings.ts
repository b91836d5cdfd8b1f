// What /settings says in English.
import type { Catalogue } from '../icu.ts';
import type { SettingsWords } from '../words/settings.ts';

export const enSettings: Catalogue<SettingsWords> = {
  title: 'Settings of this server',
  whenChoicesCount: 'A choice is kept at once, and counts for questions asked from now on.',
  sections: {
    answers: { label: 'Answers', description: 'Reasoning, threads, pings, language.' },
    limits: { label: 'Limits', description: 'How much may be asked, and who has more turns.' },
    access: { label: 'Who and where', description: 'Channels, roles, blocked members.' },
    model: { label: 'Model and persona', description: 'Who answers, and in what manner.' },
  },
  threads: {
    title: 'Where answers appear',
    choices: {
      yes: { label: 'In a thread', description: 'Each question in a channel opens a thread.' },
      no: { label: 'In the channel', description: 'An answer can be continued in a thread later.' },
    },
  },
  language: {
    title: 'Language of what everybody sees',
    choices: {
      discord: {
        label: 'As Discord has it',
        description: 'The language that this server is set to.',
      },
      en: { label: 'English', description: 'Whatever the language of the server.' },
      ru: { label: 'Русский (Russian)', description: 'Whatever the language of the server.' },
    },
  },
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
    share: '{role} ×{weight, number}',
    roles: {
      label: 'Roles',
      hint: 'Of several, the one with the most turns counts for a member.',
    },
    weight: {
      label: 'Turns for each turn of others',
      hint: 'From 1, as everybody has, to 8.',
    },
  },
  model: {
    title: 'Model',
    how: 'Choose another with `/model use`, for the server or for one channel.',
  },
  persona: {
    title: 'Persona',
    none: 'none',
    counted: '{count, number} of {max, number} characters',
    takesRoom:
      'The model is told it before each question. It takes room from the conversation: the longer it is, the sooner early messages no longer fit.',
    change: 'Change persona',
    changeChannel: 'Persona of a channel',
    ofChannels: 'Personas of channels',
    formTitle: 'Persona',
    channelFormTitle: 'Persona of a channel',
    text: {
      label: 'What the model is told',
      hint: 'How it should be and speak. Leave it empty for none.',
    },
    channel: {
      label: 'Channel',
      hint: 'There it applies in place of the persona of the server.',
    },
    tooLong: 'A persona has at most {max, number} characters.',
    tooManyChannels: 'At most {max, number} channels can have a persona of their own.',
    channelGone: 'This channel is gone.',
  },
  shown: {
    title: 'What applies in this channel',
    ofHost: 'set by the host',
    ofServer: 'set for this server',
    ofChannel: 'set for this channel',
  },
  numberRefused: '**{label}** takes a whole number from {min, number} to {max, number}.',
  tooManyRoles: 'At most {max, number} roles can have more turns.',
  nothingChanged: 'Nothing was changed.',
  notOffered: 'This is not offered any more. Please open the settings again.',
};
