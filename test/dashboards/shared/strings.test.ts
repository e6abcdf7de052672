// Every language says everything, with the same values, and nothing that no page asks for.
import { globSync, readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { describe, expect, test } from 'vitest';
import { closestLanguage } from '../../../dashboards/shared/i18n/closest-language.ts';
import { languages as offered } from '../../../dashboards/shared/i18n/languages.ts';
import type { Message } from '../../../dashboards/shared/i18n/message.ts';
import { commentGroups, holdReasons } from '../../../dashboards/shared/task/coded-notes.ts';
import { guestRequests } from '../../../devices/simulators/guests/room-day.ts';
import { drawOutcomes, exclusionReasons } from '../../../gateway/domain/draw.ts';
import { incidentShapes } from '../../../gateway/domain/incident.ts';
import { servicePresets } from '../../../gateway/domain/standards/house-presets.ts';
import { taskKinds, taskStates } from '../../../gateway/domain/task.ts';
import { type PhraseArea, phraseAreas, phrasesOf, phrasesOfArea } from './phrases.ts';

const root = new URL('../../../', import.meta.url).pathname;
const codes = globSync('dashboards/strings/*.json', { cwd: root }).map((file) => basename(file, '.json'));
const languages = new Map(codes.map((code) => [code, phrasesOf(code)]));
const english = phrasesOf('en');

const placeholders = (message: Message | undefined) => {
  const text = typeof message === 'string' ? message : Object.values(message ?? {}).join(' ');
  return [...new Set([...text.matchAll(/\{(\w+)/g)].map(([, name]) => name))].sort();
};

test('every language that has phrases is offered, and no other', () => {
  expect([...offered].sort()).toEqual([...codes].sort());
});

describe.each([...languages])('%s', (language, phrases) => {
  test('says everything that English says, and nothing else', () => {
    expect(Object.keys(phrases).sort()).toEqual(Object.keys(english).sort());
  });

  test('each phrase takes the values of the English one', () => {
    const differing = Object.keys(english).filter((key) => {
      return placeholders(phrases[key]).join() !== placeholders(english[key]).join();
    });
    expect(differing).toEqual([]);
  });

  test('has the phrases of an area where English has them', () => {
    const keysOf = (code: string) => phraseAreas.map((area) => Object.keys(phrasesOfArea(code, area)).sort());
    expect(keysOf(language)).toEqual(keysOf('en'));
  });

  test('a phrase that counts has a form for every count that a hotel reaches', () => {
    const counts = Array.from({ length: 1001 }, (_, n) => new Intl.PluralRules(language).select(n));
    const wordless = Object.entries(phrases).filter(
      ([, message]) => typeof message !== 'string' && counts.some((category) => !message[category]),
    );
    expect(wordless).toEqual([]);
  });

  test('a kind of task has one name, in the list of tasks and in what is counted of them', () => {
    const named = (family: string) => taskKinds.map((kind) => phrases[`${family}.${kind}`]);
    expect(named('answers.kind')).toEqual(named('task.kind'));
  });

  test('what a sentence is about bears no unit: that belongs to a figure', () => {
    const bearing = (family: string) =>
      Object.keys(phrases).filter((key) => key.startsWith(family) && /[°%]/.test(String(phrases[key])));
    expect(bearing('field.')).toEqual([]);
    expect(bearing('measured.')).toEqual(Object.keys(phrases).filter((key) => key.startsWith('measured.')));
  });

  test('no line ends between a figure and its percent sign', () => {
    const parted = Object.entries(phrases).filter(([, message]) => /[\d}] %/.test(JSON.stringify(message)));
    expect(parted).toEqual([]);
  });

  test('no phrase is empty, but for the space between sentences where none is written', () => {
    const empty = Object.keys(phrases).filter((key) => phrases[key] === '');
    expect(empty).toEqual(language.startsWith('zh') ? ['text.space'] : []);
  });
});

test('Spanish has one word for one thing on all pages', () => {
  /** What is said, and what would be said beside it by another hand. */
  const others: Readonly<Record<string, RegExp>> = {
    'la central': /\bhub\b(?! --)/i,
    dispositivo: /(?<!todo el |otro )\bequipos?\b/i,
    periodo: /período/i,
    aceptada: /\btom(ó|adas?)\b/i,
    batería: /\bpilas?\b/i,
    'el hotel': /\bla casa\b/i,
    incumplimiento: /\bfallos?\b(?! del (sensor|reloj))/i,
    escalada: /\belevad/i,
  };
  const said = Object.entries(phrasesOf('es')).map(([key, message]) => [key, JSON.stringify(message)] as const);
  const strays = Object.entries(others).flatMap(([word, other]) =>
    said.filter(([, text]) => other.test(text)).map(([key, text]) => `${word}: ${key} ${text}`),
  );
  expect(strays).toEqual([]);
});

test('no phrase is left that no page says', () => {
  const sources = globSync('dashboards/**/*.{ts,tsx}', { cwd: root })
    .map((file) => readFileSync(root + file, 'utf8'))
    .join('\n');
  const families = [...sources.matchAll(/`([\w.-]+\.)\$\{|sayCode\(\s*'([\w.-]+)'/g)].map(
    ([, prefix, family]) => prefix ?? `${family}.`,
  );
  const unsaid = Object.keys(english).filter(
    (key) => !sources.includes(`'${key}'`) && !families.some((family) => key.startsWith(family)),
  );
  expect(unsaid).toEqual([]);
});

test('a page says only what it has loaded', () => {
  const loaded: Readonly<Record<string, readonly PhraseArea[]>> = {
    'sign-in': ['sign-in'],
    housekeeping: ['work', 'housekeeping', 'leader'],
    engineering: ['work', 'engineering', 'plant'],
    management: ['promises', 'edit'],
    stays: ['promises'],
    install: ['install'],
    reports: ['promises', 'reports', 'edit'],
  };
  const strangers = Object.entries(loaded).flatMap(([page, areas]) => {
    const foreign = phraseAreas
      .filter((area) => area !== undefined && !areas.includes(area))
      .flatMap((area) => Object.keys(phrasesOfArea('en', area)));
    const said = globSync(`dashboards/${page}/**/*.{ts,tsx}`, { cwd: root }).map((file) =>
      readFileSync(root + file, 'utf8'),
    );
    return foreign.filter((key) => said.some((text) => text.includes(`'${key}'`))).map((key) => `${page}: ${key}`);
  });
  expect(strangers).toEqual([]);
});

test('every code of the domain, and all that guests of the demonstration ask for, has its phrase', () => {
  const wanted = [
    ...taskKinds.map((kind) => `task.kind.${kind}`),
    ...taskStates.map((state) => `task.state.${state}`),
    ...drawOutcomes.map((outcome) => `outcome.${outcome}`),
    ...exclusionReasons.flatMap((reason) => [`reason.${reason}`, `draw.excluded.${reason}`]),
    ...[...Object.values(commentGroups).flat(), ...holdReasons, ...incidentShapes].map((code) => `note.${code}`),
    ...servicePresets.map(({ id }) => `standard.${id}`),
    ...guestRequests.map(({ request }) => `request.${request}`),
    'channel.room-panel',
  ];
  expect(wanted.filter((key) => !(key in english))).toEqual([]);
});

test.each([
  [['zh-CN', 'en'], 'zh-Hans'],
  [['en-GB'], 'en'],
  [['es-MX', 'en'], 'es'],
  [['fr-FR', 'zh-TW'], 'zh-Hans'],
  [['fr'], 'en'],
  [[], 'en'],
])('a browser that wants %j reads %s', (wanted, expected) => {
  expect(closestLanguage(wanted, ['zh-Hans', 'en', 'es'])).toBe(expected);
});
