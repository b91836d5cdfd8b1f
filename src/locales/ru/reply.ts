// What a reply says, in Russian.
import type { Catalogue } from '../icu.ts';
import type { ReplyWords } from '../words/reply.ts';

export const ruReply: Catalogue<ReplyWords> = {
  units: {
    hours: '{count, number} ч',
    minutes: '{count, number} мин',
    seconds: '{count, number} с',
    tokens: '{count, plural, one {# токен} few {# токена} many {# токенов} other {# токена}}',
    tokensPerSecond:
      '{count, plural, one {# токен/с} few {# токена/с} many {# токенов/с} other {# токена/с}}',
    gigabytes: '{count, number, ::.#} ГБ',
  },
  status: {
    inLine: '{place, plural, =1 {Следующий в очереди} other {#-й в очереди}}',
    alsoInLine: '{place, plural, =1 {следующий в очереди} other {#-й в очереди}}',
    about: 'около {time}',
    underAMinute: 'меньше минуты',
    waitingForServer: 'Ожидание сервера модели',
    afterPrevious: 'После предыдущего ответа',
    serverSilent: 'Сервер модели не отвечает; попытки продолжаются',
    starting: 'Подготовка',
    loading: 'Загружается {model}',
    usually: 'обычно {time}',
    reading: 'Читает',
    thinking: 'Думает',
    answering: 'Отвечает',
    thought: 'размышления {time}',
    thoughtTokens:
      'размышления {time} ({count, plural, one {# токен} few {# токена} many {# токенов} other {# токена}})',
    inAll: 'всего {time}',
    dropped:
      '{count, plural, =1 {первое сообщение уже не помещается} one {первые # сообщение уже не помещаются} few {первые # сообщения уже не помещаются} many {первые # сообщений уже не помещаются} other {первые # сообщения уже не помещаются}}',
    isPrivate: 'видно только вам',
  },
  card: {
    paused: 'Пауза по решению владельца бота',
    pausedUntil: 'Пауза до {time}',
    quiet: 'Тихие часы',
    quietUntil: 'Тихие часы до {time}',
    quote: '«{words}»',
  },
  ending: {
    stopped: 'Остановлено через {after}: {by}.',
    stoppedByPause: 'Остановлено через {after}: {by}. Видеокарта на паузе.',
    stoppedAsDeleted: 'Остановлено через {after}: вопрос удалён.',
    keptAbove: 'Всё, что уже написано, осталось выше.',
    reachedLimit: 'Ответ достиг предельной длины и здесь обрывается.',
    onlyReasoning: 'Модель потратила всё место на размышления и не написала ответа.',
    noAnswer: 'Модель не написала ответа.',
    repeatedAnswer: 'Ответ начал повторяться и был здесь остановлен.',
    repeatedReasoning: 'Размышления пошли по кругу и были остановлены: до ответа не дошло.',
  },
  rest: {
    follows: 'Продолжение придёт файлом, когда ответ будет готов.',
    inFile: 'Продолжение ответа — в этом файле.',
  },
  reasoning: {
    thoughtFor: 'Размышления, {time}',
    soFar: 'Модель ещё думает: вот её размышления к этой минуте',
    noneYet: 'Модель пока не записала никаких размышлений.',
    none: 'Здесь модель ответила без размышлений.',
  },
  notice: {
    keepFollowing:
      'Этот ответ скоро перестанет обновляться. Нажмите **Следить дальше**, чтобы увидеть остальное здесь.',
    directMessageFollows: 'Если за минуту ответ не будет готов, он придёт личным сообщением.',
    answerByDirectMessage:
      'Ответ пришёл сюда, потому что сообщение там, где вы спросили, уже нельзя изменить.',
  },
  ping: {
    answered: '{asker} Ответ готов.',
    failed: '{asker} Ответа не будет: причина указана в сообщении.',
  },
  buttons: {
    stop: 'Остановить',
    keepFollowing: 'Следить дальше',
    showReasoning: 'Показать размышления',
    continueInThread: 'Продолжить в ветке',
    tryAgain: 'Ответить заново',
  },
  notes: {
    againRefused: 'Попросить другой ответ могут только тот, кто спросил, и модераторы.',
    askForgotten: 'Этот вопрос здесь уже не хранится, и сделать с ним ничего нельзя.',
    pressFailed: 'Сейчас это не получилось. Нажмите ещё раз через минуту.',
    reasoningForgotten: 'Эти размышления уже не хранятся.',
    reasoningHidden: 'На этом сервере размышления не показываются.',
    reasoningPrivate: 'Эти размышления может видеть только тот, кто спросил.',
    stopRefused: 'Остановить этот ответ могут только тот, кто спросил, и модераторы.',
  },
};
