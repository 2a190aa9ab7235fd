/**
 * Language and size of text are shared with the pages that the server writes: they read cookies, the pages with scripts
 * read the browser's storage. What was chosen last on either side counts on both.
 */
import { readSetting, writeSetting } from '../shared/settings.ts';

function cookie(name: string): string | undefined {
  return new RegExp(`(?:^|;\\s*)${name}=([a-z]{2,3})(?:;|$)`).exec(document.cookie)?.[1];
}

/** Takes over what was chosen on a page of the server; before the application starts. */
export function readChoices(): void {
  const lang = cookie('mingcha_lang');
  const elder = cookie('mingcha_elder');
  if (lang === 'zh' || lang === 'en') writeSetting('locale', lang);
  if (elder === 'on' || elder === 'off') writeSetting('elder', elder);
}

/** Hands on what is chosen here: the choice shows on the root element. */
export function followReading(): void {
  const { documentElement: page } = document;
  const keep = (name: string, value: string): void => {
    if (cookie(name) !== value) document.cookie = `${name}=${value}; Path=/p; Max-Age=31536000; SameSite=Lax`;
  };
  const hand = (): void => {
    if (readSetting('locale') !== null) keep('mingcha_lang', page.lang === 'en' ? 'en' : 'zh');
    if (readSetting('elder') !== null) keep('mingcha_elder', page.dataset['elder'] === 'on' ? 'on' : 'off');
  };
  new MutationObserver(hand).observe(page, { attributes: true, attributeFilter: ['lang', 'data-elder'] });
}
