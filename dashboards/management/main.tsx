// The managers' page: are the promises kept, and what is the proof?
import { openPageStream } from '../shared/stream/page-stream.ts';
import { Frame } from '../shared/ui/frame.tsx';
import { mount } from '../shared/ui/mount.tsx';
import { openPage } from '../shared/ui/page.ts';
import { createComplianceBook } from './compliance.ts';
import { ComplianceView } from './compliance-view.tsx';
import { createPromiseBook } from './promises.ts';
import { PromisesView } from './promises-view.tsx';

const page = await openPage('compliance', ['promises']);
const promises = createPromiseBook(page);
const book = createComplianceBook(page);
const load = () => void Promise.all([promises.load(), book.load()]);
const onNews = () => {
  promises.onNews();
  book.onNews();
};
const stream = openPageStream(page, { draw: onNews, touchpoint: onNews }, load);

mount(
  page,
  <Frame link={stream.facts}>
    <Screen />
  </Frame>,
);

function Screen() {
  return promises.isOpen.value ? <PromisesView book={promises} /> : <ComplianceView book={book} />;
}
