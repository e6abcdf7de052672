// A report that the hub would not take: said, until it is put aside.
import type { Outbox } from '../shared/outbox/outbox.ts';
import { whyRefused } from '../shared/task/why-refused.ts';
import { usePage } from '../shared/ui/page.ts';

export function RefusedReports({ outbox }: { readonly outbox: Outbox }) {
  const { say, sayCode, placeName } = usePage();
  const refused = [...outbox.refused.value].flatMap(([key, one]) =>
    'report' in one.action ? [{ key, report: one.action.report, detail: whyRefused(sayCode, one) }] : [],
  );
  return (
    <>
      {refused.map(({ key, report: { space, request }, detail }) => (
        <p key={key} class="card-refusal" role="alert">
          {say('report.refused', { space: placeName(space), what: sayCode('request', request), detail })}
          <button type="button" class="link" onClick={() => outbox.putAside(key)}>
            {say('task.putAside')}
          </button>
        </p>
      ))}
    </>
  );
}
