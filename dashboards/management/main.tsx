// The managers' page: is the promise kept, and what is the proof?
import { openPageStream } from '../shared/stream/page-stream.ts';
import { Frame } from '../shared/ui/frame.tsx';
import { mount } from '../shared/ui/mount.tsx';
import { openPage } from '../shared/ui/page.ts';
import { createComplianceBook } from './compliance.ts';
import { ComplianceView } from './compliance-view.tsx';

const page = await openPage('compliance', ['promises']);
const book = createComplianceBook(page);
const stream = openPageStream(page, { draw: book.onDraw }, () => void book.load());

mount(
  page,
  <Frame link={stream.facts}>
    <ComplianceView book={book} />
  </Frame>,
);
