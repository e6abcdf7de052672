// A report that the hub would not take: said, until it is put aside.
import type { Outbox } from '../shared/outbox/outbox.ts';
import { usePage } from '../shared/ui/page.ts';

export function RefusedReports({ outbox }: { readonly outbox: Outbox }) {
  const { say, sayCode } = usePage();
  const refused = [...outbox.refused.value].flatMap(([key, { action, status, problem }]) =>
    'report' in action ? [{ key, report: action.report, detail: problem.detail ?? String(status) }] : [],
  );
  return (
    <>
      {refused.map(({ key, report: { space, request }, detail }) => (
        <p key={key} class="card-refusal" role="alert">
          {say('report.refused', { space, what: sayCode('request', request), detail })}
          <button type="button" class="link" onClick={() => outbox.putAside(key)}>
            {say('task.putAside')}
          </button>
        </p>
      ))}
    </>
  );
}
