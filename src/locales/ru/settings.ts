// What /settings says in Russian.
import type { Catalogue } from '../icu.ts';
import type { SettingsWords } from '../words/settings.ts';

export const ruSettings: Catalogue<SettingsWords> = {
  title: 'Настройки этого сервера',
  whenChoicesCount: 'Выбор сохраняется сразу и действует для новых вопросов.',
  sections: {
    answers: { label: 'Ответы', description: 'Размышления, ветки, упоминания, язык.' },
    limits: {
      label: 'Ограничения',
      description: 'Сколько можно спрашивать и кому отвечать чаще.',
    },
    access: { label: 'Кто и где', description: 'Каналы, роли, заблокированные участники.' },
    model: { label: 'Модель и характер', description: 'Кто отвечает и в какой манере.' },
  },
  threads: {
    title: 'Где появляются ответы',
    choices: {
      yes: { label: 'В ветке', description: 'Каждый вопрос в канале открывает ветку.' },
      no: { label: 'В канале', description: 'Ответ можно потом продолжить в ветке.' },
    },
  },
  language: {
    title: 'Язык того, что видят все',
    choices: {
      discord: { label: 'Как в Discord', description: 'Язык, который выбран для этого сервера.' },
      en: { label: 'English (английский)', description: 'Какой бы язык ни был у сервера.' },
      ru: { label: 'Русский', description: 'Какой бы язык ни был у сервера.' },
    },
  },
  reasoningDisplay: {
    title: 'Размышления',
    choices: {
      spoiler: {
        label: 'Под спойлером',
        description: 'Появляются в скрытом блоке ответа; кто хочет, открывает его.',
      },
      button: {
        label: 'По кнопке',
        description: 'Под ответом есть кнопка; размышления увидит только тот, кто её нажал.',
      },
      never: {
        label: 'Никогда',
        description: 'В сообщении только ответ.',
      },
    },
  },
  pings: {
    title: 'Упоминание, когда ответ готов',
    choices: {
      yes: {
        label: 'После долгого ожидания',
        description: 'Кто ждал больше минуты, упоминается один раз: правки не дают уведомлений.',
      },
      no: {
        label: 'Никогда',
        description: 'Никто не упоминается.',
      },
    },
  },
  limits: {
    title: 'Ограничения',
    change: 'Изменить ограничения',
    none: 'без ограничения',
    fields: {
      maxWaitingPerAsker: {
        label: 'Вопросов одного участника в очереди',
        hint: 'Ещё один можно задать, когда подойдёт очередь одного из них.',
      },
      maxWaiting: {
        label: 'Вопросов в очереди всего',
        hint: 'На всех серверах, у которых эта модель общая.',
      },
      maxAnswersPerDay: {
        label: 'Ответов одному участнику за 24 часа',
        hint: 'Пустое поле — без ограничения.',
      },
      maxAnswerTokens: {
        label: 'Длина ответа в токенах',
        hint: 'Размышления тоже считаются. Пустое поле — сколько разрешает владелец бота.',
      },
      maxQuestionChars: {
        label: 'Длина вопроса в символах',
        hint: 'На странице книги их около 2000.',
      },
    },
  },
  channels: {
    title: 'Где можно спрашивать',
    placeholder: 'Только в этих каналах',
    nothingChosen: 'везде',
    chosen: 'только в каналах ниже',
  },
  roles: {
    title: 'Кто может спрашивать',
    placeholder: 'Только участники с одной из этих ролей',
    nothingChosen: 'все',
    chosen: 'только участники с ролью из списка ниже',
  },
  blocked: {
    title: 'Заблокированы',
    placeholder: 'Участники, которым нельзя спрашивать',
    nothingChosen: 'никто',
    chosen: 'участники из списка ниже',
  },
  turns: {
    title: 'Очерёдность',
    change: 'Отвечать роли чаще',
    alike: 'у всех поровну',
    share: '{role} ×{weight, number}',
    roles: {
      label: 'Роли',
      hint: 'Если у участника их несколько, действует та, которой отвечают чаще.',
    },
    weight: {
      label: 'Сколько вопросов за один вопрос остальных',
      hint: 'От 1, как у всех, до 8.',
    },
  },
  model: {
    title: 'Модель',
    how: 'Другую можно выбрать командой `/model use` — для сервера или для одного канала.',
  },
  persona: {
    title: 'Характер модели',
    none: 'нет',
    counted: '{count, number} из {max, number} символов',
    takesRoom:
      'Модель получает это перед каждым вопросом. Текст занимает место в разговоре: чем он длиннее, тем раньше перестают помещаться первые сообщения.',
    change: 'Изменить характер',
    changeChannel: 'Характер для канала',
    ofChannels: 'Характер в каналах',
    formTitle: 'Характер модели',
    channelFormTitle: 'Характер модели для канала',
    text: {
      label: 'Что сказать модели',
      hint: 'Какой ей быть и как говорить. Пустое поле — без характера.',
    },
    channel: { label: 'Канал', hint: 'Там он действует вместо характера для всего сервера.' },
    tooLong: 'В описании характера не больше {max, number} символов.',
    tooManyChannels:
      'Свой характер может быть не более чем у {max, plural, one {# канала} few {# каналов} many {# каналов} other {# канала}}.',
    channelGone: 'Этого канала больше нет.',
  },
  shown: {
    title: 'Что действует в этом канале',
    ofHost: 'задано владельцем бота',
    ofServer: 'задано для этого сервера',
    ofChannel: 'задано для этого канала',
  },
  numberRefused: '**{label}**: нужно целое число от {min, number} до {max, number}.',
  tooManyRoles:
    'Отвечать чаще можно не более чем {max, plural, one {# роли} few {# ролям} many {# ролям} other {# роли}}.',
  nothingChanged: 'Ничего не изменено.',
  notOffered: 'Этого выбора больше нет. Откройте настройки ещё раз.',
};
