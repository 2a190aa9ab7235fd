/** How this phone calls itself to the server, so that people recognise it in their list of devices. */

/** Bumped when what the phone keeps or sends changes its form. */
export const fieldVersion = '1';

export function deviceName(): { readonly name: string; readonly appVersion: string } {
  const agent = navigator.userAgent;
  const system = /Android|iPhone|iPad|HarmonyOS|Windows|Mac OS X|Linux/.exec(agent)?.[0] ?? '';
  const model = /Android [\d.]+; ([^;)]+)/.exec(agent)?.[1]?.trim() ?? '';
  const browser = /MicroMessenger|Edg|Chrome|Firefox|Safari/.exec(agent)?.[0] ?? '';
  const name = [system, model, browser].filter((part) => part !== '').join(' ');
  return { name: name.slice(0, 60) || 'browser', appVersion: fieldVersion };
}
