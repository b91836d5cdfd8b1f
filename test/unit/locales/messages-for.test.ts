import { describe, expect, it } from 'vitest';
import { alternatives } from '../../../src/locales/alternatives.ts';
import { failureWords } from '../../../src/locales/failure-words.ts';
import { messagesFor } from '../../../src/locales/messages-for.ts';

/** Between thousands, and where else a line must not break. */
const nbsp = '\u{A0}';
const { units, queue, status, gpu } = messagesFor('ru');

describe('the language', () => {
  it.each([
    ['ru', 'Остановить'],
    ['ru-RU', 'Остановить'],
    ['en-US', 'Stop'],
    ['en-GB', 'Stop'],
    ['de', 'Stop'],
    ['uk', 'Stop'],
    ['not a locale', 'Stop'],
  ])('for %s says: %s', (locale, stop) => {
    expect(messagesFor(locale).buttons.stop).toBe(stop);
  });
});

describe('a count in Russian', () => {
  it.each([
    [0, '0 токенов', '0 вопросов ждут', '0 токенов/с'],
    [1, '1 токен', '1 вопрос ждёт', '1 токен/с'],
    [2, '2 токена', '2 вопроса ждут', '2 токена/с'],
    [5, '5 токенов', '5 вопросов ждут', '5 токенов/с'],
    [11, '11 токенов', '11 вопросов ждут', '11 токенов/с'],
    [21, '21 токен', '21 вопрос ждёт', '21 токен/с'],
    [1_000, `1${nbsp}000 токенов`, `1${nbsp}000 вопросов ждут`, `1${nbsp}000 токенов/с`],
  ])('of %d', (count, ...said) => {
    const { tokens, tokensPerSecond } = units;
    expect([tokens({ count }), queue.waiting({ count }), tokensPerSecond({ count })]).toEqual(said);
  });

  it('agrees with its verb', () => {
    expect([1, 2, 5, 21].map((answers) => gpu.running({ answers }))).toEqual([
      '1 ответ пишется',
      '2 ответа пишутся',
      '5 ответов пишутся',
      '21 ответ пишется',
    ]);
  });

  it('has a comma before its fractions', () => {
    expect(units.gigabytes({ count: 5.23 })).toBe('5,2 ГБ');
  });
});

describe('a place in the line', () => {
  it.each([
    [1, 'Next in line', 'Следующий в очереди'],
    [2, '2nd in line', '2-й в очереди'],
    [3, '3rd in line', '3-й в очереди'],
    [11, '11th in line', '11-й в очереди'],
    [21, '21st in line', '21-й в очереди'],
  ])('of %d', (place, english, russian) => {
    expect(messagesFor('en').status.inLine({ place })).toBe(english);
    expect(status.inLine({ place })).toBe(russian);
  });
});

describe('a failure', () => {
  it('names its model, if it is known', () => {
    const words = (detail?: string) => failureWords('ru', { code: 'MODEL_MISSING', detail }).what;
    expect(words('r1:8b')).toBe('Модель `r1:8b` не установлена.');
    expect(words()).toBe('Модель не установлена.');
  });

  it('counts in the language', () => {
    const words = (detail: string) => failureWords('ru', { code: 'TOO_MANY_WAITING', detail }).what;
    expect(['1', '3', '21'].map(words)).toEqual([
      'Один ваш вопрос уже ждёт.',
      'Уже ждут 3 ваших вопроса.',
      'Уже ждёт 21 ваш вопрос.',
    ]);
  });

  it('shows channels and roles as Discord names them', () => {
    const words = (code: 'CHANNEL_NOT_ALLOWED' | 'ROLE_MISSING') =>
      failureWords('en', { code, detail: '1,2,3' }).next;
    expect(words('CHANNEL_NOT_ALLOWED')).toBe('You can ask in <#1>, <#2>, or <#3>.');
    expect(words('ROLE_MISSING')).toContain('<@&1>, <@&2>, or <@&3>');
  });
});

it('lists what can be chosen', () => {
  expect(alternatives('en', ['`a`', '`b`'])).toBe('`a` or `b`');
  expect(alternatives('ru-RU', ['`a`', '`b`', '`c`'])).toBe('`a`, `b` или `c`');
});
