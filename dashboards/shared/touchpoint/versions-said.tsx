// A correction beside the original: everything that the hub said of a cell, the latest first. Nothing said is taken back.
import type { TouchpointWithProof } from '../../../gateway/api/contract/touchpoint.ts';
import { usePage } from '../ui/page.ts';
import { OutcomeBadge } from './outcome-badge.tsx';
import { proofPhrases } from './proof-words.ts';
import { useProofText } from './say-proof.ts';

export function VersionsSaid({ said: all }: { readonly said: TouchpointWithProof['said'] }) {
  const { say } = usePage();
  const proofText = useProofText();
  const said = differing(all);
  if (said.length < 2) return null;
  const last = said.length - 1;
  return (
    <section class="sheet-part">
      <h3>{say('proof.corrected')}</h3>
      <ol class="said">
        {said
          .map((one, index) => (
            <li key={one.saidAt + String(index)}>
              <time dateTime={one.saidAt}>{say('time.momentSeconds', { at: Date.parse(one.saidAt) })}</time>
              <OutcomeBadge outcome={one.outcome} />
              <span>{say(index === 0 ? 'proof.original' : index === last ? 'proof.inForce' : 'proof.between')}</span>
              <span class="quiet">{proofText(one)}</span>
            </li>
          ))
          .reverse()}
      </ol>
    </section>
  );
}

/** What was said again in the same words is said once, when it was first said. */
function differing(said: TouchpointWithProof['said']): TouchpointWithProof['said'] {
  const words = ({ outcome, standard, ...one }: TouchpointWithProof['said'][number]) =>
    JSON.stringify([outcome, standard, proofPhrases({ outcome, ...one })]);
  return said.filter((one, index) => index === 0 || words(one) !== words(said[index - 1] ?? one));
}
