// Asks for a page's words while the page itself is still on its way. Which words these are only the phone knows: its language is
// chosen there.
import { chosenLanguage, loadPhrases } from './languages.ts';
import { areasAt } from './page-areas.ts';

// Where it fails, the page asks again and says so.
loadPhrases(chosenLanguage(), areasAt[location.pathname]).catch(() => undefined);
