// What an incident says on a page: its headline, its grounds and the part, in each language from the same codes.
import { describe, expect, test } from 'vitest';
import { writeMessage } from '../../../dashboards/shared/i18n/message.ts';
import type { Phrase } from '../../../dashboards/shared/i18n/phrase.ts';
import {
  incidentGrounds,
  incidentHeadline,
  sharedCausePhrases,
} from '../../../dashboards/shared/incident/incident-words.ts';
import type { Incident } from '../../../gateway/api/contract/incident.ts';
import { incidentKinds, incidentParts, incidentReasons } from '../../../gateway/domain/incident.ts';
import { phrasesOf } from './phrases.ts';

const anIncident: Incident = {
  id: 'i1',
  kind: 'riser',
  subject: 'r2',
  shape: 'first-draws',
  part: 'pump-timer',
  openedAt: '2026-03-01T06:00:00Z',
  since: '2026-03-01T05:40:00Z',
  closedAt: null,
  mergedInto: null,
  reasoning: 'in English',
  reasons: [
    { code: 'rooms-missed', values: { n: 3 } },
    { code: 'others-passed', values: { n: 9 } },
    { code: 'only-first-draws', values: { missed: 6, days: 2, passed: 5 } },
  ],
  spaces: ['1202', '1302', '1402'],
  devices: [],
  tasks: [],
  draws: [],
};

const byId = (id: string) => id;

function speak(language: string): (phrases: readonly Phrase[]) => string {
  const strings = phrasesOf(language);
  return (phrases) =>
    phrases
      .map(({ key, values = {} }) => writeMessage(strings[key] ?? key, values, { language, timeZone: 'Asia/Shanghai' }))
      .join(' ');
}

describe('an incident', () => {
  test('says in English what misses, why the hub thinks so, and where to look', () => {
    const say = speak('en');
    expect(say([incidentHeadline(anIncident, byId), ...incidentGrounds(anIncident)])).toBe(
      "3 rooms on riser r2 slow since 13:40. 9 rooms elsewhere were hot in time. Only the first draws of the day are slow, on 2 days; 5 later draws were hot in time. Look first at the pump's timer or night set-back, and at the check valve behind it.",
    );
  });

  test('says the same in Chinese', () => {
    const say = speak('zh-Hans');
    expect(say([incidentHeadline(anIncident, byId), ...incidentGrounds(anIncident)])).toBe(
      '立管 r2 自 13:40 起有 3 间房热水慢。 其他位置有 9 间房按时出热水。 2 天里只有当天第一次用水慢；之后 5 次用水都按时变热。 请先检查循环泵的定时器或夜间停泵设置，以及泵后的止回阀。',
    );
  });

  test('of one room counts its misses, not its rooms, and calls it as people do', () => {
    const ofRoom: Incident = {
      ...anIncident,
      kind: 'room',
      subject: '1202',
      spaces: ['1202'],
      reasons: [{ code: 'missed-again', values: { n: 4 } }],
    };
    const headline = incidentHeadline(ofRoom, (id) => (id === '1202' ? 'Garden Suite' : id));
    expect(headline).toMatchObject({ key: 'incident.room', values: { n: 4, subject: 'Garden Suite' } });
  });

  test('of an older hub, without codes, says its headline alone', () => {
    const older: Incident = { ...anIncident, shape: null, part: null, reasons: [] };
    expect(incidentGrounds(older)).toEqual([]);
  });

  test.each(['en', 'zh-Hans'])('has a phrase in %s for every code, with every value that it needs', (language) => {
    const say = speak(language);
    const values = { n: 3, flow: 4, usualFlow: 8, litres: 1, usualLitres: 0.9, days: 2, passed: 5, missed: 6 };
    const said = incidentKinds.flatMap((kind) =>
      incidentParts.map((part) => {
        const reasons = incidentReasons.map((code) => ({ code, values: { ...values, from: '23:00', to: '01:00' } }));
        const incident: Incident = { ...anIncident, kind, part, reasons };
        return say([incidentHeadline(incident, byId), ...incidentGrounds(incident), ...sharedCausePhrases(incident)]);
      }),
    );
    for (const text of said) expect(text).not.toMatch(/incident\.|[{}]/);
  });
});

test('a task says which cause it shares, and where to look', () => {
  const cause = { kind: 'riser', subject: 'r2', shape: 'at-all-hours', part: 'riser-pump' } as const;
  expect(speak('en')(sharedCausePhrases(cause))).toBe(
    'One cause with other rooms on riser r2. Look first at the circulation pump of riser r2.',
  );
});

test('a task that stands alone, or was told by an older hub, says nothing of it', () => {
  expect(sharedCausePhrases(null)).toEqual([]);
  expect(sharedCausePhrases(undefined)).toEqual([]);
});
