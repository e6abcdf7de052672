// The draws that a row is made of.
import { useEffect, useRef } from 'preact/hooks';
import type { Draw } from '../../gateway/api/contract/draw.ts';
import { DrawTable } from '../shared/draw/draw-table.tsx';
import { OutcomeFilter } from '../shared/draw/outcome-filter.tsx';
import { Notice } from '../shared/ui/notice.tsx';
import { usePage } from '../shared/ui/page.ts';
import { Sign } from '../shared/ui/sign.tsx';
import type { Question } from './view-model.ts';

interface DrawsBehindProps {
  readonly question: Question;
  readonly draws: readonly Draw[];
  /** The hub has more than it listed. */
  readonly isCut: boolean;
}

export function DrawsBehind({ question, draws, isCut }: DrawsBehindProps) {
  const { say, place } = usePage();
  const top = useRef<HTMLElement>(null);
  const { by, key = '' } = question;
  useEffect(() => {
    top.current?.scrollIntoView({ block: 'nearest' });
    top.current?.focus({ preventScroll: true });
  }, [by, key]);
  const outcome = place.at.value.get('outcome');
  const shown = outcome === null ? draws : draws.filter((draw) => draw.outcome === outcome);
  const name = by === 'day' ? say('time.day', { at: Date.parse(key) }) : key;
  return (
    <section ref={top} class="panel" tabIndex={-1} aria-label={say(`compliance.drawsOf.${by}`, { name })}>
      <header class="panel-head">
        <h2>{say(`compliance.drawsOf.${by}`, { name })}</h2>
        <button
          type="button"
          class="icon-button"
          aria-label={say('frame.close')}
          onClick={() => place.go({ key: undefined })}
        >
          <Sign of="close" />
        </button>
      </header>
      <OutcomeFilter draws={draws} />
      {shown.length === 0 ? <Notice state="silent">{say('draws.noneOfThis')}</Notice> : <DrawTable draws={shown} />}
      {isCut && <p class="quiet">{say('draws.cut', { n: draws.length })}</p>}
    </section>
  );
}
