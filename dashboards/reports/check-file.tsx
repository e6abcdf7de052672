// Is this file what the hub gave out? The hub reads it and compares it with its audit log; nothing of it is kept.
import { useSignal } from '@preact/signals';
import type { ExportCheck } from '../../gateway/api/contract/export.ts';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import type { ThingState } from '../shared/ui/thing-state.ts';
import { personOf } from './person-of.ts';

const stateOf: Readonly<Record<ExportCheck['verdict'], ThingState>> = {
  'as-made': 'ok',
  relabelled: 'fault',
  changed: 'fault',
  unknown: 'watch',
  'no-export': 'silent',
};

export function CheckFile() {
  const { say, api } = usePage();
  const found = useSignal<(ExportCheck & { readonly name: string }) | 'failed' | undefined>(undefined);

  async function check(file: File): Promise<void> {
    const answer = await api.send<ExportCheck>('POST', '/exports/check', { text: await file.text() });
    found.value = answer.ok ? { ...answer.body, name: file.name } : 'failed';
  }

  return (
    <section class="panel no-print">
      <h2>{say('export.check')}</h2>
      <label class="file-check">
        <span>{say('export.choose')}</span>
        <input
          type="file"
          accept=".csv,.json,text/csv,application/json"
          onChange={({ currentTarget: { files } }) => files?.[0] && void check(files[0])}
        />
      </label>
      <div role="status">
        {found.value === 'failed' && <Notice state="offline">{say('list.failed')}</Notice>}
        {typeof found.value === 'object' && (
          <Notice state={stateOf[found.value.verdict]}>
            <p>
              {say(`export.verdict.${found.value.verdict}`, {
                file: found.value.name,
                by: personOf(found.value.by ?? ''),
                at: Date.parse(found.value.madeAt ?? '') || 0,
              })}
            </p>
          </Notice>
        )}
      </div>
    </section>
  );
}
