// One command in three phrases, in each language: what was asked, why or by whom, what became of it.
import { expect, test } from 'vitest';
import { commandLine } from '../../../dashboards/engineering/command-line.ts';
import { writeMessage } from '../../../dashboards/shared/i18n/message.ts';
import type { Say } from '../../../dashboards/shared/i18n/translator.ts';
import { evidencePhrase } from '../../../dashboards/shared/task/evidence.ts';
import type { Command } from '../../../gateway/api/contract/command.ts';
import { enforcementActions } from '../../../gateway/domain/command.ts';
import { phrasesOf } from '../shared/phrases.ts';

function speak(language: 'en' | 'zh-Hans'): Say {
  const strings = phrasesOf(language);
  return (key, values = {}) => writeMessage(strings[key] ?? key, values, { language, timeZone: 'Asia/Shanghai' });
}

const trace: NonNullable<Command['trace']> = {
  action: 'circulation',
  purpose: 'arrival',
  reason: 'in English',
  evidence: { draws: ['hw-1201-1'], stay: 's-1', standard: 'house-10s@1', temperature: null },
  neededAt: '2026-03-01T06:30:00.000Z',
  endsAt: '2026-03-01T07:00:00.000Z',
  attempt: 1,
  ends: null,
  outcome: null,
  outcomeAt: null,
  proof: { draws: [], temperature: null },
};

const asked = (parts: Partial<Command>, more: Partial<typeof trace> = {}): Command => ({
  id: 'e-1',
  device: 'pump-r2',
  command: 'circulate',
  parameters: { seconds: 3600 },
  by: 'hub',
  sentAt: '2026-03-01T06:00:00.000Z',
  expiresAt: '2026-03-01T06:01:00.000Z',
  state: 'answered',
  answeredAt: '2026-03-01T06:00:01.000Z',
  reply: {},
  trace: { ...trace, ...more },
  ...parts,
});

const rows: [name: string, command: Command, english: string, chinese: string][] = [
  [
    'what the hub asked, and is not known to have helped yet',
    asked({}),
    'Circulation | for guests at Mar 1, 14:30 | Confirmed',
    '循环泵 | 为 3月1日 14:30 到店的客人 | 已确认',
  ],
  [
    'what did not help',
    asked({}, { outcome: 'did-not-help' }),
    'Circulation | for guests at Mar 1, 14:30 | Confirmed · Did not help',
    '循环泵 | 为 3月1日 14:30 到店的客人 | 已确认 · 无效',
  ],
  [
    'what was refused a second time says so once',
    asked({ state: 'failed', reply: { error: 'valve is stuck' } }, { outcome: 'failed', attempt: 2 }),
    'Circulation | for guests at Mar 1, 14:30 · try 2 | Refused: valve is stuck',
    '循环泵 | 为 3月1日 14:30 到店的客人 · 第 2 次 | 拒绝：valve is stuck',
  ],
  [
    'what was taken back',
    asked({ state: 'sent', reply: null, answeredAt: null }, { ends: 'e-0' }),
    'Circulation, taken back | for guests at Mar 1, 14:30 | Waits for its answer',
    '循环泵，已撤回 | 为 3月1日 14:30 到店的客人 | 等待答复',
  ],
  [
    'what a person asked',
    asked({ command: 'test-draw', by: 'chen', state: 'expired', reply: null, trace: null }),
    'Test draw | by chen | No answer',
    '测试放水 | 由 chen | 没有答复',
  ],
  [
    'what another system asked in words of its own',
    asked({ command: 'open-valve', by: 'plant', trace: null }),
    'open-valve | by plant | Confirmed',
    'open-valve | 由 plant | 已确认',
  ],
];

test.each(rows)('%s', (_name, command, english, chinese) => {
  const told = (language: 'en' | 'zh-Hans') => {
    const { what, why, became } = commandLine(command, speak(language));
    return `${what} | ${why} | ${became}`;
  };
  expect([told('en'), told('zh-Hans')]).toEqual([english, chinese]);
});

test.each(enforcementActions)('a task about %s says why there is one', (action) => {
  const evidence = (outcome: string) => [
    {
      type: 'command' as const,
      id: 'e-1',
      at: trace.neededAt,
      data: { action, outcome, attempt: 3, temperatureC: 19 },
    },
  ];
  const phrase = evidencePhrase({ kind: 'device-fault', evidence: evidence('failed') });
  expect(speak('en')(phrase!.key, phrase!.values)).toContain('3 times and not confirmed');
  const inVain = evidencePhrase({ kind: 'device-fault', evidence: evidence('did-not-help') });
  expect(inVain?.key).toBe(
    action === 'scene' ? undefined : `evidence.inVain.${action === 'pre-heating' ? 'preHeating' : action}`,
  );
});
